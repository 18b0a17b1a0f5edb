#include "server/core/export.h"
#include "shared/statistics.h"

#include <algorithm>
#include <array>
#include <set>

namespace rancak::server {
namespace {

constexpr std::array<std::string_view, 16> names{"office", "officer", "name", "from", "until", "n", "flagged", "mean", "low", "high",
                                                 "score_1", "score_2", "score_3", "score_4", "score_5", "reasons"};

struct Figures {
    Distribution distribution;
    std::int64_t flagged = 0;
    std::map<std::string, std::int64_t> reasons;
};

// By officer; the empty one stands for ratings that name nobody, and is left out.
std::map<std::string, Figures> figures_of(const Counts& counts, LocalDay from, LocalDay until) {
    std::map<std::string, Figures> all;
    const auto inside = [&](const auto& key) { return !key.officer.empty() && from <= key.day && key.day <= until; };
    for (const auto& [key, count] : counts.ratings) {
        if (!inside(key)) continue;
        auto& figures = all[key.officer];
        figures.distribution.add(key.score, static_cast<std::uint64_t>(std::max<std::int64_t>(count.n, 0)));
        figures.flagged += count.flagged;
    }
    for (const auto& [key, times] : counts.reasons)
        if (inside(key)) all[key.officer].reasons[key.reason] += times;
    return all;
}

// "ramah:12;cepat:3", most named first.
std::string told_reasons(const Figures& figures) {
    std::vector<std::pair<std::string, std::int64_t>> ordered(figures.reasons.begin(), figures.reasons.end());
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string text;
    for (const auto& [reason, times] : ordered)
        if (times > 0) text.append(text.empty() ? "" : ";").append(reason).append(":").append(std::to_string(times));
    return text;
}

void put_standing(const std::string& office, const std::string& officer, std::string_view name, LocalDay from, LocalDay until,
                  const Figures& figures, Cells& cells) {
    cells.text("office", office);
    cells.text("officer", officer);
    cells.text("name", name);
    cells.text("from", to_iso_date(from));
    cells.text("until", to_iso_date(until));
    cells.number("n", figures.distribution.total());
    cells.number("flagged", static_cast<std::uint64_t>(std::max<std::int64_t>(figures.flagged, 0)));
    const auto known = mean(figures.distribution);
    for (const auto& [column, value] : {std::pair{"mean", known ? known->value : 0}, std::pair{"low", known ? known->interval.low : 0},
                                        std::pair{"high", known ? known->interval.high : 0}}) {
        if (known) cells.number(column, value);
        else cells.nothing(column);
    }
    for (std::size_t score = 0; score < figures.distribution.counts.size(); ++score)
        cells.number(names[10 + score], figures.distribution.counts[score]);
    cells.text("reasons", told_reasons(figures));
    cells.end_row();
}

}  // namespace

const Columns standing_columns = names;

// By id, never by mean: a list in the order of figures would be read as a rank.
Stored<void> standings_table(const ExportSource& source, const ExportWish& wish, LocalDay from, LocalDay until, Cells& cells) {
    const auto arrivals = source.reports.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    std::set<std::string> offices;
    for (const auto& office : source.catalogue.offices) offices.insert(office.id);
    for (const auto& [office, newest] : *arrivals) offices.insert(office);
    for (const auto& office : offices) {
        if (!wish.wants(office)) continue;
        const auto counts = source.reports.counts(office);
        if (!counts) return tl::unexpected<StoreFailure>(counts.error());
        auto figures = figures_of(*counts, from, until);
        for (const auto& officer : source.catalogue.officers)
            if (officer.office == office) figures.try_emplace(officer.id);
        for (const auto& [id, of] : figures) {
            const auto* known = source.catalogue.officer(id);
            put_standing(office, id, known ? std::string_view(known->name) : std::string_view(), from, until, of, cells);
        }
    }
    return {};
}

}  // namespace rancak::server
