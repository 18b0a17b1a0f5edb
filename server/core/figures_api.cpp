#include "server/core/figures_api.h"

#include "server/core/figures.h"
#include "server/core/open_cases.h"
#include "server/core/query.h"
#include "server/core/silence.h"
#include "shared/encoding.h"

#include <algorithm>
#include <tuple>
#include <type_traits>

namespace rancak::server {
namespace {

constexpr std::size_t usual_flagged = 100, most_flagged = 1000;

std::string period_json(const Period& period) {
    return "\"from\":\"" + to_iso_date(period.from) + "\",\"until\":\"" + to_iso_date(period.until) + "\"";
}

Period last_days(LocalDay today, int days) { return {today - std::chrono::days{days - 1}, today}; }

std::chrono::minutes utc_offset_of(const Catalogue& catalogue, std::string_view office) {
    const auto* known = catalogue.office(office);
    return known ? known->utc_offset : Office{}.utc_offset;
}

std::string text_json(const LocalText& text) {
    std::string json = "{\"id\":" + json_string(text.indonesian);
    if (!text.minangkabau.empty()) json += ",\"min\":" + json_string(text.minangkabau);
    if (!text.english.empty()) json += ",\"en\":" + json_string(text.english);
    return json + "}";
}

// Members of a list, each an object, with the commas between.
class JsonList {
public:
    explicit JsonList(std::string& json) : json_(json) { json_ += '['; }
    std::string& next() {
        if (json_.back() != '[') json_ += ',';
        return json_;
    }
    void end() { json_ += ']'; }

private:
    std::string& json_;
};

// ---- Overview ----------------------------------------------------------------------------------------------------------

struct Kiosks {
    std::size_t enrolled = 0, silent = 0;
};

std::string silent_json(const DeviceState& state) {
    const bool ever = state.last_batch || state.last_heartbeat;
    std::string json = "{\"journal\":" + json_string(state.device.id.journal) + ",\"office\":" + json_string(state.device.id.office);
    json += ",\"counter\":" + json_string(state.device.counter);
    json += ",\"last_heard\":" + (ever ? json_string(to_rfc3339(last_heard(state))) : "null");
    json += ",\"waiting\":" + std::to_string(state.heartbeat ? state.heartbeat->waiting : 0) + ",\"alarms\":";
    JsonList alarms(json);
    for (const auto& alarm : state.alarms) alarms.next() += json_string(alarm.detail);
    if (state.heartbeat)
        for (const auto& alarm : state.heartbeat->alarms) alarms.next() += json_string(alarm);
    alarms.end();
    return json + "}";
}

struct KiosksOfOffices {
    std::map<std::string, Kiosks, std::less<>> offices;
    std::string silent;  // JSON: those that are, the longest first
};

KiosksOfOffices count_kiosks(const std::vector<DeviceState>& devices, const Call& call, const Edition& edition, Timestamp now) {
    KiosksOfOffices found;
    std::vector<const DeviceState*> silent;
    for (const auto& state : devices) {
        if (state.device.revoked || !call.caller.sees(state.device.id.office)) continue;
        auto& kiosks = found.offices[state.device.id.office];
        ++kiosks.enrolled;
        if (!is_silent(edition.facts.office(state.device.id.office), last_heard(state), now)) continue;
        ++kiosks.silent;
        silent.push_back(&state);
    }
    std::stable_sort(silent.begin(), silent.end(), [](const auto* a, const auto* b) { return last_heard(*a) < last_heard(*b); });
    JsonList list(found.silent);
    for (const auto* state : silent) list.next() += silent_json(*state);
    list.end();
    return found;
}

// Every office that the caller sees and that is in the catalogue or has figures, by name.
std::vector<std::pair<std::string, LocalText>> offices_of(const Call& call, const Catalogue& catalogue, const CityFigures& figures) {
    std::map<std::string, LocalText> names;
    for (const auto& office : catalogue.offices) names.emplace(office.id, office.name);
    for (const auto& [office, sums] : figures.offices()) names.emplace(office, LocalText{office, "", ""});
    std::vector<std::pair<std::string, LocalText>> offices;
    for (auto& [id, name] : names)
        if (call.caller.sees(id)) offices.emplace_back(id, name);
    std::stable_sort(offices.begin(), offices.end(), [](const auto& a, const auto& b) { return a.second.indonesian < b.second.indonesian; });
    return offices;
}

// Of each office how many ratings its own today has so far.
Stored<std::map<std::string, std::uint64_t>> count_today(const Centre& centre, const Call& call, const Edition& edition, Timestamp now) {
    std::map<std::string, std::uint64_t> counts;
    const auto stored = centre.store.office_days(
        call.caller.office, local_day(now, std::chrono::hours{-12}), local_day(now, std::chrono::hours{14}),
        [&](std::string_view office, LocalDay day, const DayCount& count) {
            std::string id(office);
            const auto* known = edition.facts.office(id);
            if (day != local_day(now, known ? known->utc_offset : Office{}.utc_offset)) return;
            Split split;
            split.add(count);
            counts[std::move(id)] = split.all.total();
        });
    if (!stored) return tl::unexpected<StoreFailure>(stored.error());
    return counts;
}

std::string cases_json(const OpenCases& cases, std::string_view office) {
    const auto found = cases.offices.find(office);
    const auto counts = found == cases.offices.end() ? OpenCases::Counts{} : found->second;
    return "{\"open\":" + std::to_string(counts.open) + ",\"due_soon\":" + std::to_string(counts.due_soon) +
           ",\"overdue\":" + std::to_string(counts.overdue) + "}";
}

std::string due_json(const OpenCases& cases) {
    std::string json;
    JsonList list(json);
    for (const auto& [file, deadline] : cases.nearest) {
        list.next() += "{\"case\":" + json_string(name_of(file.row.id, file.row.told.seq)) + ",\"office\":" + json_string(file.row.id.office) + ",\"kind\":" +
                       json_string(code(file.row.told.body.kind)) + ",\"deadline\":" + json_string(to_iso_date(deadline)) + ",\"state\":" +
                       json_string(code(file.status.state)) + "}";
    }
    list.end();
    return json;
}

}  // namespace

Reply get_overview(const Centre& centre, const Call& call) {
    const auto now = centre.clock.now();
    const auto edition = centre.catalogue.current();
    const auto period = read_period(call, last_days(local_day(now, utc_offset_of(edition->catalogue, call.caller.office)), 30));
    if (!period) return period.error();
    CityFigures figures(*period);
    const auto summed = centre.store.office_days(call.caller.office, before(*period).from, period->until,
                                                 [&](auto office, LocalDay day, const DayCount& count) { figures.add(office, day, count); });
    if (!summed) return centre.failed(summed.error());
    const auto today = count_today(centre, call, *edition, now);
    if (!today) return centre.failed(today.error());
    const auto devices = centre.store.devices();
    if (!devices) return centre.failed(devices.error());
    const auto kiosks = count_kiosks(*devices, call, *edition, now);
    const auto cases = open_cases(centre, call.caller);
    if (!cases) return centre.failed(cases.error());

    Split city;
    std::string rows;
    JsonList list(rows);
    for (const auto& [id, name] : offices_of(call, edition->catalogue, figures)) {
        const auto sums = figures.offices().find(id);
        const auto of = sums == figures.offices().end() ? CityFigures::OfOffice{} : sums->second;
        const auto there = kiosks.offices.find(id);
        const auto counted = there == kiosks.offices.end() ? Kiosks{} : there->second;
        const auto so_far = today->find(id);
        city.add(of.now);
        auto& json = list.next();
        json += "{\"office\":" + json_string(id) + ",\"name\":" + text_json(name) + "," + both_json(of.now);
        json += ",\"previous\":" + figures_json(of.previous.all, of.previous.flagged.total());
        json += ",\"today\":" + std::to_string(so_far == today->end() ? 0 : so_far->second);
        json += ",\"kiosks\":{\"enrolled\":" + std::to_string(counted.enrolled) + ",\"silent\":" + std::to_string(counted.silent) + "}";
        json += ",\"cases\":" + cases_json(*cases, id) + "}";
    }
    list.end();
    return json_reply("{\"as_of\":\"" + to_rfc3339(now) + "\"," + period_json(*period) + ",\"city\":{" + both_json(city) + "},\"offices\":" +
                      rows + ",\"silent\":" + kiosks.silent + ",\"due\":" + due_json(*cases) + "}");
}

// ---- Figures -----------------------------------------------------------------------------------------------------------

namespace {

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
    return json_reply(json + heat_json(*heat) + "," + lists_json(choice, sums, catalogue) + "}");
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
