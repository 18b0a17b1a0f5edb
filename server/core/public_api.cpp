#include "server/core/public_api.h"

#include "shared/encoding.h"
#include "shared/tracking_code.h"

namespace rancak::server {

// The state and its days, nothing of what was told or by whom.
Reply get_case(const Centre& centre, const Call& call) {
    const auto code = read_tracking_code(call.parameters[0]);
    if (!code) return problem_reply(404, "This is no tracking code: one of its characters is wrong or missing. Compare it with what was written down.");
    const auto found = centre.store.case_with(tracking_hash(*code));
    if (!found) return centre.failed(found.error());
    if (!*found)
        return problem_reply(404, "No case with this code has come in yet. A kiosk without a network brings it later; ask again in a few days.");
    const auto* office = centre.catalogue.current()->facts.office((*found)->id.office);
    const auto day = local_day((*found)->received, office ? office->utc_offset : Office{}.utc_offset);
    auto reply = json_reply("{\"state\":" + json_string(case_received) + ",\"received\":" + json_string(to_iso_date(day)) + "}");
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

}  // namespace rancak::server
