#include "shared/standing.h"

#include "shared/json_fields.h"

#include <algorithm>
#include <map>

namespace rancak {

using nlohmann::json;
using std::chrono::days;

std::string_view code(Cause cause) {
    switch (cause) {
        case Cause::rule: return "rule";
        case Cause::queue: return "queue";
        case Cause::place: return "place";
        case Cause::officer: break;
    }
    return "officer";
}

std::optional<Cause> parse_cause(std::string_view text) {
    for (Cause cause : causes)
        if (code(cause) == text) return cause;
    return std::nullopt;
}

LocalDay monday_of(LocalDay day) {
    const std::chrono::weekday weekday{day};
    return day - days{weekday.iso_encoding() - 1};
}

LocalDay officer_sees_until(LocalDay today) { return monday_of(today - days{6}) - days{1}; }

Standing whole_standing(std::string officer, LocalDay from, LocalDay until, std::vector<Week> weeks,
                        std::vector<ReasonCount> reasons, std::uint64_t flagged) {
    std::map<LocalDay, Distribution> by_week;
    Distribution all;
    for (const Week& week : weeks) {
        by_week[week.monday].add(week.distribution);
        all.add(week.distribution);
    }
    Standing standing;
    standing.officer = std::move(officer);
    standing.from = from;
    standing.until = until;
    standing.n = all.total();
    standing.flagged = flagged;
    if (const auto figure = mean(all)) {
        standing.mean = figure->value;
        standing.interval = figure->interval;
        standing.distribution = all;
    }
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const ReasonCount& a, const ReasonCount& b) { return a.times > b.times; });
    standing.reasons = std::move(reasons);
    for (const auto& [monday, distribution] : by_week)
        if (distribution.total() > 0) standing.trend.push_back({monday, distribution});
    return standing;
}

Standing for_officer(const Standing& whole) {
    Standing seen = whole;
    seen.flagged = 0;
    seen.flags.clear();
    if (whole.n < mean_floor) {
        seen.mean.reset();
        seen.interval.reset();
    }
    if (whole.n < distribution_floor) {
        seen.distribution.reset();
        seen.reasons.clear();
        seen.trend.clear();
    }
    std::erase_if(seen.trend, [](const Week& week) { return week.distribution.total() < mean_floor; });
    return seen;
}

std::string encode(const Standing& standing) {
    json value{{"officer", standing.officer},
               {"from", to_iso_date(standing.from)},
               {"until", to_iso_date(standing.until)},
               {"n", standing.n},
               {"flagged", standing.flagged}};
    if (standing.mean) value["mean"] = *standing.mean;
    if (standing.interval) value["interval"] = {{"low", standing.interval->low}, {"high", standing.interval->high}};
    if (standing.distribution) value["distribution"] = standing.distribution->counts;
    json flags = json::array(), reasons = json::array(), trend = json::array();
    for (const FlagCount& flag : standing.flags) flags.push_back({{"flag", flag.flag}, {"times", flag.times}});
    for (const ReasonCount& reason : standing.reasons)
        reasons.push_back({{"reason", reason.reason}, {"cause", code(reason.cause)}, {"times", reason.times}});
    for (const Week& week : standing.trend)
        trend.push_back({{"week", to_iso_date(week.monday)}, {"distribution", week.distribution.counts}});
    value["flags"] = std::move(flags);
    value["reasons"] = std::move(reasons);
    value["trend"] = std::move(trend);
    return value.dump();
}

namespace {

constexpr std::uint64_t max_count = 1'000'000'000'000;

Distribution read_distribution(const json& object, JsonFields& fields, const char* member) {
    Distribution distribution;
    const auto found = object.find(member);
    const bool whole = found != object.end() && found->is_array() && found->size() == 5 &&
                       std::all_of(found->begin(), found->end(), [](const json& count) {
                           return count.is_number_unsigned() && count.get<std::uint64_t>() <= max_count;
                       });
    if (!whole) {
        fields.wrong(member, "five counts");
        return distribution;
    }
    for (std::size_t i = 0; i < 5; ++i) distribution.counts[i] = (*found)[i].get<std::uint64_t>();
    return distribution;
}

void read_flags(JsonFields& fields, Standing& standing) {
    fields.each("flags", 64, [&](JsonFields& entry) {
        FlagCount flag{entry.text("flag", 32), entry.number("times", 0, max_count)};
        standing.flags.push_back(std::move(flag));
    });
}

void read_reasons(JsonFields& fields, Standing& standing) {
    fields.each("reasons", 1000, [&](JsonFields& entry) {
        ReasonCount reason{entry.id("reason"), Cause::officer, 0};
        const auto cause = parse_cause(entry.text("cause", 16));
        if (!cause) entry.wrong("cause", "officer, rule, queue or place");
        reason.cause = cause.value_or(Cause::officer);
        reason.times = entry.number("times", 0, max_count);
        standing.reasons.push_back(std::move(reason));
    });
}

}  // namespace

Result<Standing> decode_standing(std::string_view text) {
    const auto value = parse_json(text);
    if (!value) return tl::unexpected(value.error());
    JsonFields fields{*value, ""};
    Standing standing;
    standing.officer = fields.id("officer");
    standing.from = fields.date("from");
    standing.until = fields.date("until");
    standing.n = fields.number("n", 0, max_count);
    standing.flagged = fields.number("flagged", 0, max_count);
    if (fields.has("mean")) standing.mean = fields.real("mean", 1, 5);
    if (fields.has("interval"))
        fields.inside("interval", [&](JsonFields& inner) {
            standing.interval = Interval{inner.real("low", 1, 5), inner.real("high", 1, 5)};
        });
    if (fields.has("distribution")) standing.distribution = read_distribution(*value, fields, "distribution");
    if (fields.has("flags")) read_flags(fields, standing);
    read_reasons(fields, standing);
    std::size_t index = 0;
    fields.each("trend", 1000, [&](JsonFields& entry) {
        const LocalDay monday = entry.date("week");
        standing.trend.push_back({monday, read_distribution((*value)["trend"][index++], entry, "distribution")});
    });
    if (!fields.error().empty()) return fail("The standing cannot be read: " + fields.error());
    return standing;
}

}  // namespace rancak
