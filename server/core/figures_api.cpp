#include "server/core/figures_api.h"

#include "server/core/figures.h"
#include "server/core/figures_json.h"
#include "server/core/query.h"
#include "shared/encoding.h"

#include <algorithm>
#include <tuple>
#include <type_traits>

namespace rancak::server {
namespace {

constexpr std::size_t usual_flagged = 100, most_flagged = 1000;

struct FiguresWish {
    Choice choice;
    Period period;
    By by = By::day;
};

tl::expected<FiguresWish, Reply> read_wish(const Centre& centre, const Call& call, const Catalogue& catalogue) {
    FiguresWish wish;
    auto office = read_office(centre, call);
    if (!office) return tl::unexpected<Reply>(office.error());
    wish.choice.office = std::move(*office);
    for (const auto& [key, id] : {std::pair{"service", &wish.choice.service}, std::pair{"officer", &wish.choice.officer},
                                  std::pair{"counter", &wish.choice.counter}}) {
        auto value = read_id(call, key);
        if (!value) return tl::unexpected<Reply>(value.error());
        *id = std::move(*value);
    }
    const auto today = local_day(centre.clock.now(), utc_offset_of(catalogue, wish.choice.office));
    const auto period = read_period(call, last_days(today, 30));
    if (!period) return tl::unexpected<Reply>(period.error());
    wish.period = *period;
    const auto by = call.query_value("by");
    if (by == "week") wish.by = By::week;
    else if (by == "month") wish.by = By::month;
    else if (!by.empty() && by != "day") return tl::unexpected<Reply>(problem_reply(400, "by is day, week or month."));
    return wish;
}

// Whether the office's catalogue names all that was chosen.
bool is_known(const Choice& choice, const Catalogue& catalogue) {
    const auto ours = [&](const auto* one) { return one && one->office == choice.office; };
    return (choice.service.empty() || ours(catalogue.service(choice.service))) &&
           (choice.officer.empty() || ours(catalogue.officer(choice.officer))) &&
           (choice.counter.empty() || ours(catalogue.counter(choice.counter)));
}

std::string reasons_json(const WhyCounts& why, const Catalogue& catalogue) {
    auto reasons = by_cause(why.reasons, catalogue);
    std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.times > b.times; });
    std::array<std::uint64_t, causes.size()> of_causes{};
    std::string json = "\"reasons\":";
    JsonList list(json);
    for (const auto& [reason, cause, times] : reasons) {
        of_causes[static_cast<std::size_t>(cause)] += times;
        const auto* known = catalogue.reason(reason);
        list.next() += "{\"reason\":" + json_string(reason) + ",\"text\":" + text_json(known ? known->text : LocalText{reason, "", ""});
        json += ",\"cause\":" + json_string(code(cause)) + ",\"times\":" + std::to_string(times) + "}";
    }
    list.end();
    for (const Cause cause : causes)
        json += (cause == causes.front() ? ",\"causes\":{" : ",") + json_string(code(cause)) + ":" + std::to_string(of_causes[static_cast<std::size_t>(cause)]);
    json += "},\"flags\":";
    JsonList flags(json);
    for (const auto& [flag, times] : why.flags) flags.next() += "{\"flag\":" + json_string(flag) + ",\"times\":" + std::to_string(times) + "}";
    flags.end();
    return json;
}

std::string trend_json(const FigureSums& sums) {
    std::string json = "\"trend\":";
    JsonList list(json);
    for (const auto& [from, split] : sums.trend()) {
        list.next() += "{\"from\":\"" + to_iso_date(from) + "\"," + figures_json(split.all, split.flagged.total()).substr(1);
    }
    list.end();
    return json;
}

std::string heat_json(const Heat& heat) {
    std::string json;
    JsonList days(json);
    for (const auto& hours : heat) {
        days.next();
        JsonList list(json);
        for (const auto& [n, sum] : hours)
            list.next() += n > 0 ? "{\"n\":" + std::to_string(n) + ",\"sum\":" + std::to_string(sum) + "}" : "0";
        list.end();
    }
    days.end();
    return json;
}

// A name to sort by and as JSON.
std::pair<std::string, std::string> name_of(const LocalText& name) { return {name.indonesian, text_json(name)}; }
std::pair<std::string, std::string> name_of(const std::string& name) { return {name, json_string(name)}; }

// What stands for a name that is not known any more.
template <class Name>
Name name_by_id(const std::string& id) {
    if constexpr (std::is_same_v<Name, LocalText>) return {id, "", ""};
    else return id;
}

// What the office's catalogue has and what only figures know any more, by name.
template <class Known>
std::string parts_json(const char* what, const Choice& choice, const FigureSums::Parts& parts, const std::vector<Known>& known) {
    using Name = decltype(Known::name);
    struct Row {
        std::pair<std::string, std::string> name;
        std::string id;
        bool in_catalogue = true;
    };
    std::vector<Row> rows;
    for (const auto& one : known)
        if (one.office == choice.office) rows.push_back({name_of(one.name), one.id});
    for (const auto& [id, split] : parts)
        if (std::none_of(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; })) rows.push_back({name_of(name_by_id<Name>(id)), id, false});
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    std::string json;
    JsonList list(json);
    for (const auto& row : rows) {
        const auto at = parts.find(row.id);
        list.next() += "{\"" + std::string(what) + "\":" + json_string(row.id) + ",\"name\":" + row.name.second + ",";
        json += both_json(at == parts.end() ? Split{} : at->second);
        json += row.in_catalogue ? ",\"in_catalogue\":true}" : ",\"in_catalogue\":false}";
    }
    list.end();
    return json;
}

std::string lists_json(const Choice& choice, const FigureSums& sums, const Catalogue& catalogue) {
    return "\"services\":" + parts_json("service", choice, sums.services(), catalogue.services) + ",\"officers\":" +
           parts_json("officer", choice, sums.officers(), catalogue.officers) + ",\"counters\":" +
           parts_json("counter", choice, sums.counters(), catalogue.counters);
}

}  // namespace

Reply get_figures(const Centre& centre, const Call& call) {
    const auto edition = centre.catalogue.current();
    const auto& catalogue = edition->catalogue;
    const auto wish = read_wish(centre, call, catalogue);
    if (!wish) return wish.error();
    const auto& [choice, period, by] = *wish;
    FigureSums sums(period, by);
    const auto counted = centre.store.daily_counts(choice, before(period).from, period.until, [&](const CountRow& row) { sums.add(row); });
    if (!counted) return centre.failed(counted.error());
    if (!is_known(choice, catalogue) && sums.now().all.total() == 0)
        return problem_reply(404, "Office " + choice.office + " has nothing of this id in its catalogue, and nothing of it was rated in this time.");
    const auto why = centre.store.why(choice, period.from, period.until);
    if (!why) return centre.failed(why.error());
    std::string json = "{\"as_of\":\"" + to_rfc3339(centre.clock.now()) + "\",\"office\":" + json_string(choice.office) + "," + period_json(period);
    json += "," + both_json(sums.now()) + ",\"previous\":{" + both_json(sums.previous()) + "}," + reasons_json(*why, catalogue);
    json += "," + trend_json(sums) + ",\"heat\":";
    if (!choice.is_whole_office()) return json_reply(json + "null}");
    const auto heat = centre.store.heat(choice.office, period.from, period.until);
    if (!heat) return centre.failed(heat.error());
    const auto visits = centre.store.visits(choice.office, period.from, period.until);
    if (!visits) return centre.failed(visits.error());
    return json_reply(json + heat_json(*heat) + "," + visits_json(visits_of(*visits, choice.office)) + "," + lists_json(choice, sums, catalogue) + "}");
}

// ---- Flagged -----------------------------------------------------------------------------------------------------------

Reply list_flagged(const Centre& centre, const Call& call) {
    std::string office = call.caller.office;
    if (!call.query_value("office").empty()) {
        const auto asked = read_office(centre, call);
        if (!asked) return asked.error();
        office = *asked;
    }
    const auto today = local_day(centre.clock.now(), utc_offset_of(centre.catalogue.current()->catalogue, office));
    const auto period = read_period(call, last_days(today, 30));
    if (!period) return period.error();
    const auto limit = read_limit(call, usual_flagged, most_flagged);
    if (!limit) return limit.error();
    const auto ratings = centre.store.flagged(office, period->from, period->until, *limit);
    if (!ratings) return centre.failed(ratings.error());
    std::string json = "{\"ratings\":";
    JsonList list(json);
    for (const auto& rating : *ratings) {
        if (!call.caller.sees(rating.id.office)) continue;
        list.next() += "{\"journal\":" + json_string(rating.id.journal) + ",\"seq\":" + std::to_string(rating.seq) + ",\"at\":\"" + to_rfc3339(rating.at);
        json += "\",\"office\":" + json_string(rating.id.office) + ",\"officer\":" + json_string(rating.officer) + ",\"counter\":" + json_string(rating.counter);
        json += ",\"score\":" + std::to_string(rating.score) + ",\"flags\":";
        JsonList flags(json);
        for (const Flag flag : all_flags)
            if (has(rating.flags, flag)) flags.next() += json_string(code(flag));
        flags.end();
        json += "}";
    }
    list.end();
    return json_reply(json + "}");
}

}  // namespace rancak::server
