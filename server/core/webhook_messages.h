#pragma once

#include "server/core/case_desk.h"
#include "server/core/device.h"
#include "server/core/skm_store.h"
#include "server/core/webhook.h"
#include "shared/citizen_case.h"
#include "shared/protocol.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// Each thing that is told, as docs/openapi.yaml describes it under webhooks. A case or a comment is called by its event,
// journal.seq, as everywhere in the API. Of a confidential case only the city hears.

[[nodiscard]] Announcement case_received(const JournalId&, std::uint64_t seq, const CaseBody&, Timestamp received);
[[nodiscard]] Announcement case_changed(const CaseFile& before, const CaseStep&);
// `by`: the event that brought the comment.
[[nodiscard]] Announcement comment_waiting(const JournalId&, std::uint64_t rating, std::uint64_t by, Timestamp received);
[[nodiscard]] Announcement survey_published(const Publication&);
// The server's own alarm of a kiosk.
[[nodiscard]] Announcement kiosk_alarm(const Alarm&);
// What a kiosk says that it did not say the last time; nothing otherwise.
[[nodiscard]] std::optional<Announcement> kiosk_alarm(const JournalId&, const std::optional<Heartbeat>& before, const Heartbeat&, Timestamp received);
// `offices`: those whose kiosks show something else now. The city hears of all at once, each office of itself. `imported` names
// the edition, and may lie ahead of `now` where a clock was set back.
[[nodiscard]] std::vector<Announcement> catalogue_changed(Timestamp imported, const std::vector<std::string>& offices, Timestamp now);
// `since`: the export cursor from which to read; how many came in or changed, by office.
[[nodiscard]] Announcement ratings_arrived(const Subscription&, const std::string& since, const std::map<std::string, std::uint64_t>& offices, Timestamp);
[[nodiscard]] Announcement webhook_test(const std::string& random, Timestamp);

}  // namespace rancak::server
