#include "server/core/public_api.h"

#include "shared/encoding.h"
#include "shared/tracking_code.h"

namespace rancak::server {

Stored<CaseTold> told_case(const Centre& centre, std::string_view written_code) {
    const auto code = read_tracking_code(written_code);
    if (!code) return CaseTold{CaseTold::Found::no_code, {}, {}, {}};
    const auto found = centre.store.case_with(tracking_hash(*code));
    if (!found) return tl::unexpected<StoreFailure>(found.error());
    if (!*found) return CaseTold{};
    const auto file = centre.store.case_file((*found)->id.journal, (*found)->told.seq);
    if (!file) return tl::unexpected<StoreFailure>(file.error());
    const auto* office = centre.catalogue.current()->facts.office((*found)->id.office);
    const auto day = [&](Timestamp time) { return local_day(time, office ? office->utc_offset : Office{}.utc_offset); };
    CaseTold told{CaseTold::Found::yes, *file ? (*file)->status : CaseStatus{}, day((*found)->received), {}};
    if (told.status.answered) told.answered = day(*told.status.answered);
    return told;
}

Reply get_case(const Centre& centre, const Call& call) {
    const auto told = told_case(centre, call.parameters[0]);
    if (!told) return centre.failed(told.error());
    switch (told->found) {
        case CaseTold::Found::no_code:
            return problem_reply(404, "This is no tracking code: one of its characters is wrong or missing. Compare it with what was written down.");
        case CaseTold::Found::unknown:
            return problem_reply(404, "No case with this code has come in yet. A kiosk without a network brings it later; ask again in a few days.");
        case CaseTold::Found::yes: break;
    }
    std::string json = "{\"state\":" + json_string(code(told->status.state)) + ",\"received\":" + json_string(to_iso_date(told->received));
    if (told->answered)
        json += ",\"answer\":" + json_string(told->status.answer) + ",\"answered\":" + json_string(to_iso_date(*told->answered));
    auto reply = json_reply(json + "}");
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

}  // namespace rancak::server
