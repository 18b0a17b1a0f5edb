#pragma once

#include "shared/event_line.h"
#include "shared/keys.h"
#include "shared/result.h"
#include "shared/time.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {

// The JSON bodies that kiosk and server exchange; docs/protocol.md says when. Each decode_ checks every member,
// length and range and answers an Error for anything else. Times travel as RFC 3339, hashes as hex, keys as base64.

inline constexpr std::size_t max_batch_bytes = 256 * 1024;
inline constexpr std::size_t max_batch_events = 500;
inline constexpr std::size_t max_attachment_bytes = 16 * 1024;
inline constexpr std::size_t max_media_bytes = 2 * 1024 * 1024;
inline constexpr std::chrono::seconds control_clock_tolerance{300};

struct Parked {
    std::uint64_t seq = 0;
    std::string reason;
    friend bool operator==(const Parked&, const Parked&) = default;
};

// What the server holds of a journal after a batch. The kiosk believes it only when head is its own hash of seq.
struct Receipt {
    std::string journal;
    Head head;
    std::vector<Parked> parked;  // of this batch, at most max_batch_events
    std::string catalogue;       // ETag of the office's catalogue; empty when there is none
    friend bool operator==(const Receipt&, const Receipt&) = default;
};
[[nodiscard]] std::string encode(const Receipt&);
[[nodiscard]] Result<Receipt> decode_receipt(std::string_view json);

// RFC 9457. `type` is one of the problem types below or "about:blank".
struct Problem {
    std::string type = "about:blank";
    int status = 500;
    std::string title;
    std::string detail;
    std::map<std::string, std::string> extra;  // string members; gap carries "expected" (a decimal seq)
    friend bool operator==(const Problem&, const Problem&) = default;
};
namespace problem {
inline constexpr std::string_view gap = "urn:rancak:gap";                  // 409, expected: the next seq
inline constexpr std::string_view fork = "urn:rancak:fork";                // 409, seq: where the histories part
inline constexpr std::string_view not_enrolled = "urn:rancak:not-enrolled";  // 401
inline constexpr std::string_view revoked = "urn:rancak:revoked";          // 403
inline constexpr std::string_view clock = "urn:rancak:clock";              // 401, now: the server's time
inline constexpr std::string_view bad_code = "urn:rancak:bad-code";        // 403
inline constexpr std::string_view wrong_placement = "urn:rancak:wrong-placement";  // 409, the code still holds
}  // namespace problem
[[nodiscard]] std::string encode(const Problem&);
[[nodiscard]] Result<Problem> decode_problem(std::string_view json);

// POST /v1/enrolments, unsigned: the code proves the right, the key is the identity from here on.
struct EnrolmentRequest {
    std::string code;     // 10 characters of Crockford's base 32, upper or lower case
    std::string journal;  // random, made by the kiosk for this enrolment
    VerifyKey key;
    std::string version;
    std::string placement{};  // "counter": only a code for a counter will do; "lobby", or empty: any
    friend bool operator==(const EnrolmentRequest&, const EnrolmentRequest&) = default;
};
struct EnrolmentReply {
    std::string journal;
    std::string office;
    std::string counter;  // empty: lobby
    SealKey seal_key;     // attachments are sealed to it
    Timestamp time{};
    friend bool operator==(const EnrolmentReply&, const EnrolmentReply&) = default;
};
[[nodiscard]] std::string encode(const EnrolmentRequest&);
[[nodiscard]] Result<EnrolmentRequest> decode_enrolment_request(std::string_view json);
[[nodiscard]] std::string encode(const EnrolmentReply&);
[[nodiscard]] Result<EnrolmentReply> decode_enrolment_reply(std::string_view json);

inline constexpr std::size_t max_visit_days = 35;
inline constexpr std::uint64_t max_visits_a_day = 86'400;  // one a second

// How many visits of citizens ended at a kiosk on a day of its office, and how many of them left a rating that stands.
struct DayVisits {
    LocalDay day{};
    std::uint64_t count = 0, rated = 0;  // rated <= count <= max_visits_a_day
    friend bool operator==(const DayVisits&, const DayVisits&) = default;
};

// POST /v1/heartbeat
struct Heartbeat {
    std::string version;
    Head head;
    std::uint64_t waiting = 0;
    std::uint64_t parked = 0;
    std::uint64_t disk_free_bytes = 0;
    std::uint64_t uptime_seconds = 0;
    std::vector<std::string> alarms;  // at most 16 sentences of 200 code points
    // Of the kiosk's last days, at most max_visit_days, each once; none: it does not count, or told them before.
    std::vector<DayVisits> visits{};
    friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};
struct HeartbeatReply {
    Timestamp time{};
    std::string catalogue;  // ETag
    friend bool operator==(const HeartbeatReply&, const HeartbeatReply&) = default;
};
[[nodiscard]] std::string encode(const Heartbeat&);
[[nodiscard]] Result<Heartbeat> decode_heartbeat(std::string_view json);
[[nodiscard]] std::string encode(const HeartbeatReply&);
[[nodiscard]] Result<HeartbeatReply> decode_heartbeat_reply(std::string_view json);

}  // namespace rancak
