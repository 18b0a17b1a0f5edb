#include "server/core/overview_api.h"

#include "server/core/figures.h"
#include "server/core/figures_json.h"
#include "server/core/open_cases.h"
#include "server/core/query.h"
#include "server/core/silence.h"
#include "shared/encoding.h"

#include <algorithm>

namespace rancak::server {
namespace {

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
    const auto visits = centre.store.visits(call.caller.office, period->from, period->until);
    if (!visits) return centre.failed(visits.error());
    const auto devices = centre.store.devices();
    if (!devices) return centre.failed(devices.error());
    const auto kiosks = count_kiosks(*devices, call, *edition, now);
    const auto cases = open_cases(centre, call.caller);
    if (!cases) return centre.failed(cases.error());

    Split city;
    Visits city_visits;
    std::string rows;
    JsonList list(rows);
    for (const auto& [id, name] : offices_of(call, edition->catalogue, figures)) {
        const auto sums = figures.offices().find(id);
        const auto of = sums == figures.offices().end() ? CityFigures::OfOffice{} : sums->second;
        const auto there = kiosks.offices.find(id);
        const auto counted = there == kiosks.offices.end() ? Kiosks{} : there->second;
        const auto so_far = today->find(id);
        city.add(of.now);
        const auto came = visits_of(*visits, id);
        city_visits = {city_visits.count + came.count, city_visits.rated + came.rated};
        auto& json = list.next();
        json += "{\"office\":" + json_string(id) + ",\"name\":" + text_json(name) + "," + both_json(of.now);
        json += ",\"previous\":" + figures_json(of.previous.all, of.previous.flagged.total());
        json += ",\"today\":" + std::to_string(so_far == today->end() ? 0 : so_far->second);
        json += "," + visits_json(came);
        json += ",\"kiosks\":{\"enrolled\":" + std::to_string(counted.enrolled) + ",\"silent\":" + std::to_string(counted.silent) + "}";
        json += ",\"cases\":" + cases_json(*cases, id) + "}";
    }
    list.end();
    return json_reply("{\"as_of\":\"" + to_rfc3339(now) + "\"," + period_json(*period) + ",\"city\":{" + both_json(city) + "," + visits_json(city_visits) + "},\"offices\":" +
                      rows + ",\"silent\":" + kiosks.silent + ",\"due\":" + due_json(*cases) + "}");
}

}  // namespace rancak::server
