#include "server/core/device_api.h"

#include "server/core/standings.h"
#include "shared/encoding.h"
#include "shared/protocol.h"

namespace rancak::server {
namespace {

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    return if_none_match == "*" || if_none_match.find("\"" + std::string(etag) + "\"") != std::string_view::npos;
}

}  // namespace

std::string standing_json(Timestamp as_of, const Standing& standing) {
    return "{\"as_of\":" + json_string(to_rfc3339(as_of)) + ",\"standing\":" + encode(standing) + "}";
}

std::string hash_json(const Hash& hash) { return "{\"hash\":\"" + to_hex(hash) + "\"}"; }

Reply enrol(const Centre& centre, const Call& call) {
    const auto request = decode_enrolment_request(call.request.body);
    if (!request) return problem_reply(422, request.error().message);
    const auto now = centre.clock.now();
    const auto enrolment = centre.store.enrol(
        {request->code, request->journal, request->key, request->version, now, request->placement == "counter"});
    if (!enrolment) return centre.failed(enrolment.error());
    switch (enrolment->outcome) {
        case EnrolmentOutcome::bad_code:
            centre.log(Severity::warning, "an enrolment was refused: its code is wrong, used or too old");
            return problem_reply(403, "The code is wrong, was used, or is too old; ask for a new one.", problem::bad_code);
        case EnrolmentOutcome::journal_taken:
            return problem_reply(409, "This journal is enrolled already; begin a new one.");
        case EnrolmentOutcome::wrong_placement:
            return problem_reply(409, "The code is for a lobby, and the kiosk stands at a counter. The code still holds.",
                                 problem::wrong_placement);
        case EnrolmentOutcome::enrolled: break;
    }
    const auto& device = *enrolment->device;
    centre.log(Severity::info, "kiosk " + device.id.journal + " is enrolled in office " + device.id.office);
    return json_reply(encode(EnrolmentReply{device.id.journal, device.id.office, device.counter, centre.seal_key.seal, now}), 201);
}

Reply put_attachment(const Centre& centre, const Call& call) {
    const auto hash = parse_hash(call.parameters[0]);
    if (!hash || blake2b(call.request.body) != *hash)
        return problem_reply(422, "The address must name the BLAKE2b-256 hash of the bytes sent.");
    const auto stored = centre.store.put_attachment(call.device->id, *hash, call.request.body, centre.clock.now());
    if (!stored) return centre.failed(stored.error());
    return json_reply(hash_json(*hash));
}

Reply get_catalogue(const Centre& centre, const Call& call) {
    const auto edition = centre.catalogue.current();
    const auto found = edition->offices.find(call.device->id.office);
    if (found == edition->offices.end()) return problem_reply(404, "There is no catalogue for this kiosk's office yet.");
    Reply reply;
    reply.headers = {{"ETag", "\"" + found->second.etag + "\""}, {"Cache-Control", "no-cache"}};
    if (names_etag(call.request.if_none_match, found->second.etag)) {
        reply.status = 304;
        return reply;
    }
    reply.body = found->second.json;
    return reply;
}

Reply get_media(const Centre& centre, const Call& call) {
    const auto hash = parse_hash(call.parameters[0]);
    if (!hash) return problem_reply(404, "Media are named by 64 hexadecimal digits.");
    auto bytes = centre.store.media(*hash);
    if (!bytes) return centre.failed(bytes.error());
    if (!*bytes) return problem_reply(404, "There is no such picture.");
    Reply reply;
    reply.content_type = (*bytes)->starts_with("\x89PNG") ? "image/png" : "image/jpeg";
    reply.body = std::move(**bytes);
    reply.headers = {{"Cache-Control", "public, max-age=31536000, immutable"}, {"ETag", "\"" + to_hex(*hash) + "\""}};
    return reply;
}

Reply heartbeat(const Centre& centre, const Call& call) {
    auto beat = decode_heartbeat(call.request.body);
    if (!beat) return problem_reply(422, beat.error().message);
    const auto now = centre.clock.now();
    drop_impossible_days(*beat, call.device->enrolled, now);
    const auto stored = centre.store.heard_from(call.device->id, *beat, now);
    if (!stored) return centre.failed(stored.error());
    centre.failures.stored();
    const auto edition = centre.catalogue.current();
    return json_reply(encode(HeartbeatReply{now, std::string(edition->etag(call.device->id.office))}));
}

Reply own_standing(const Centre& centre, const Call& call) {
    const auto edition = centre.catalogue.current();
    const auto& office_id = call.device->id.office;
    const auto* officer = edition->catalogue.officer(call.parameters[0]);
    const auto* office = edition->catalogue.office(office_id);
    if (!officer || !office || officer->office != office_id)
        return problem_reply(404, "There is no such officer in this kiosk's office.");
    const auto now = centre.clock.now();
    const auto [from, until] = officer_period(local_day(now, office->utc_offset));
    auto counts = centre.store.officer_counts(office_id, officer->id, from, until);
    if (!counts) return centre.failed(counts.error());
    const auto whole = standing_of(officer->id, from, until, std::move(*counts), edition->catalogue);
    return json_reply(standing_json(now, for_officer(whole)));
}

}  // namespace rancak::server
