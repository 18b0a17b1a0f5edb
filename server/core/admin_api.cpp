#include "server/core/admin_api.h"

#include "server/core/device_api.h"
#include "server/core/query.h"
#include "server/core/standings.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"
#include "shared/protocol.h"

namespace rancak::server {
namespace {

// ---- Standing ----------------------------------------------------------------------------------------------------------

// The offices in which the officer may have been rated, of those that the caller sees: the catalogue's, or any for one
// who left it.
Stored<std::vector<std::string>> offices_of(const Centre& centre, const Caller& caller, const Edition& edition, std::string_view officer) {
    if (const auto* known = edition.catalogue.officer(officer))
        return caller.sees(known->office) ? std::vector<std::string>{known->office} : std::vector<std::string>{};
    const auto arrivals = centre.store.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    std::vector<std::string> offices;
    for (const auto& [office, newest] : *arrivals)
        if (caller.sees(office)) offices.push_back(office);
    return offices;
}

void merge(OfficerCounts& into, OfficerCounts counts) {
    into.weeks.insert(into.weeks.end(), counts.weeks.begin(), counts.weeks.end());
    into.reasons.insert(into.reasons.end(), counts.reasons.begin(), counts.reasons.end());
    into.flags.insert(into.flags.end(), counts.flags.begin(), counts.flags.end());
    into.flagged += counts.flagged;
}

// ---- Journals ----------------------------------------------------------------------------------------------------------

std::string journal_json(const DeviceState& state) {
    std::string json = "{\"journal\":" + json_string(state.device.id.journal);
    json += ",\"office\":" + json_string(state.device.id.office) + ",\"counter\":" + json_string(state.device.counter);
    json += ",\"version\":" + json_string(state.version) + ",\"enrolled\":" + time_json(state.device.enrolled);
    json += ",\"revoked\":" + time_json(state.device.revoked) + ",\"seq\":" + std::to_string(state.head.seq);
    json += ",\"head\":\"" + to_hex(state.head.hash) + "\",\"last_batch\":" + time_json(state.last_batch);
    json += ",\"last_heartbeat\":" + time_json(state.last_heartbeat);
    json += ",\"heartbeat\":" + (state.heartbeat ? encode(*state.heartbeat) : "null") + ",\"alarms\":[";
    for (const auto& alarm : state.alarms) {
        if (json.back() == '}') json += ',';
        json += "{\"kind\":" + json_string(alarm.kind) + ",\"raised\":" + time_json(alarm.raised);
        json += ",\"detail\":" + json_string(alarm.detail) + "}";
    }
    return json + "]}";
}

}  // namespace

Reply put_media(const Centre& centre, const Call& call) {
    // As they are, for the address is their hash; so what a photo tells beside its picture is the city's to look after.
    if (!call.caller.office.empty()) return problem_reply(403, "An office brings pictures with POST /v1/admin/photos.");
    const auto& bytes = call.request.body;
    if (!bytes.starts_with("\x89PNG\r\n\x1a\n") && !bytes.starts_with("\xff\xd8\xff"))
        return problem_reply(422, "A picture must be a PNG or a JPEG file.");
    const auto hash = parse_hash(call.parameters[0]);
    if (!hash || blake2b(bytes) != *hash)
        return problem_reply(422, "The address must name the BLAKE2b-256 hash of the bytes sent.");
    const auto stored = centre.store.put_media(*hash, bytes, centre.entry(call.caller, "media.put", to_hex(*hash).substr(0, 12)));
    if (!stored) return centre.failed(stored.error());
    return json_reply(hash_json(*hash));
}

Reply new_enrolment_code(const Centre& centre, const Call& call) {
    const auto json = parse_json(call.request.body);
    if (!json) return problem_reply(422, json.error().message);
    JsonFields fields(*json, "");
    const auto office = fields.id("office");
    const auto counter = fields.optional_id("counter");
    if (!fields.error().empty()) return problem_reply(422, fields.error());
    const auto edition = centre.catalogue.current();
    if (!edition->catalogue.office(office) || !call.caller.sees(office))
        return problem_reply(422, "The catalogue has no office " + office + "; import it first.");
    const auto* known = counter.empty() ? nullptr : edition->catalogue.counter(counter);
    if (!counter.empty() && (!known || known->office != office))
        return problem_reply(422, "Office " + office + " has no counter " + counter + ".");
    for (;;) {
        const auto made = make_code(centre.random, office, counter, centre.clock.now());
        const auto entry = centre.entry(call.caller, "kiosk.code", made.code.id, office, counter);
        const auto added = centre.store.add_code(made.code, entry);
        if (!added) return centre.failed(added.error());
        if (!*added) continue;  // another open code begins alike
        centre.log(Severity::info, "an enrolment code was made for office " + office);
        return not_kept(json_reply("{\"code\":" + json_string(made.text) + ",\"expires\":" + json_string(to_rfc3339(made.code.expires)) +
                                       ",\"qr\":" + json_string(centre.qr_svg(made.text)) + "}", 201));
    }
}

Reply any_standing(const Centre& centre, const Call& call) {
    const std::string officer(call.parameters[0]);
    const auto edition = centre.catalogue.current();
    const auto offices = offices_of(centre, call.caller, *edition, officer);
    if (!offices) return centre.failed(offices.error());
    const auto* office = offices->empty() ? nullptr : edition->catalogue.office(offices->front());
    const auto now = centre.clock.now();
    const auto period = read_period(call, admin_period(local_day(now, office ? office->utc_offset : Office{}.utc_offset)));
    if (!period) return period.error();
    OfficerCounts counts;
    for (const auto& id : *offices) {
        auto there = centre.store.officer_counts(id, officer, period->from, period->until);
        if (!there) return centre.failed(there.error());
        merge(counts, std::move(*there));
    }
    if (counts.weeks.empty() && (offices->empty() || !edition->catalogue.officer(officer))) return problem_reply(404, "There is no officer " + officer + ": none of this id was ever rated or is in the catalogue. The ids "
                                  "are those of officers.toml in the folder that was imported.");
    return json_reply(standing_json(now, standing_of(officer, period->from, period->until, std::move(counts), edition->catalogue)));
}

Reply list_supports(const Centre& centre, const Call& call) {
    const auto arrivals = centre.store.arrivals();
    if (!arrivals) return centre.failed(arrivals.error());
    std::string json = "{\"supports\":[";
    for (const auto& [office, newest] : *arrivals) {
        if (!call.caller.sees(office)) continue;
        const auto supports = centre.store.supports(office);
        if (!supports) return centre.failed(supports.error());
        for (const auto& [topic, times] : *supports) {
            json += (json.back() == '}' ? ",{\"office\":" : "{\"office\":") + json_string(topic.office);
            json += ",\"forum\":" + json_string(topic.forum) + ",\"topic\":" + json_string(topic.topic);
            json += ",\"times\":" + std::to_string(times) + "}";
        }
    }
    return json_reply(json + "]}");
}

Reply list_journals(const Centre& centre, const Call& call) {
    const auto devices = centre.store.devices();
    if (!devices) return centre.failed(devices.error());
    std::string json = "{\"journals\":[";
    for (const auto& state : *devices)
        if (call.caller.sees(state.device.id.office)) json += (json.back() == '}' ? "," : "") + journal_json(state);
    return json_reply(json + "]}");
}

Reply revoke_journal(const Centre& centre, const Call& call) {
    const auto journal = call.parameters[0];
    const auto device = centre.store.device(journal);
    if (!device) return centre.failed(device.error());
    if (!*device || !call.caller.sees((*device)->id.office)) return problem_reply(404, "There is no such journal.");
    const auto entry = centre.entry(call.caller, "kiosk.revoke", journal, (*device)->id.office);
    const auto revoked = centre.store.revoke(journal, centre.clock.now(), entry);
    if (!revoked) return centre.failed(revoked.error());
    centre.log(Severity::warning, "kiosk " + std::string(journal) + " is revoked");
    Reply reply;
    reply.status = 204;
    return reply;
}

}  // namespace rancak::server
