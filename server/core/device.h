#pragma once

#include "server/core/rating.h"
#include "shared/keys.h"
#include "shared/protocol.h"
#include "shared/random.h"
#include "shared/time.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// A kiosk as it was enrolled: one journal, one key, one office.
struct Device {
    JournalId id;
    std::string counter;  // empty: lobby
    VerifyKey key;
    Timestamp enrolled{};
    std::optional<Timestamp> revoked;
    friend bool operator==(const Device&, const Device&) = default;
};

// Something about a journal that a person has to look at. Stands until then; the first of its kind is kept.
struct Alarm {
    JournalId id;
    std::string kind;  // fork
    Timestamp raised{};
    std::string detail;
    friend bool operator==(const Alarm&, const Alarm&) = default;
};

// All that the centre knows of a kiosk's health.
struct DeviceState {
    Device device;
    std::string version;  // at enrolment
    Head head;
    std::optional<Timestamp> last_batch;
    std::optional<Timestamp> last_heartbeat;
    std::optional<Heartbeat> heartbeat;
    std::vector<Alarm> alarms;
};

// What is kept of a heartbeat as the kiosk's newest; its visits have rows of their own.
[[nodiscard]] Heartbeat without_visits(Heartbeat);
// Drops the days that a wrong clock made up: before the kiosk was enrolled or to come, each give or take the day that lies
// between an office's clock and UTC. The rest of what a kiosk with such a clock says is as good as any.
void drop_impossible_days(Heartbeat&, Timestamp enrolled, Timestamp now);

// ---- Enrolment: made by an admin, typed at the kiosk, used once ----------------------------------------------------------

inline constexpr std::chrono::minutes code_lifetime{15};
inline constexpr int code_tries = 5;
inline constexpr std::size_t code_public_length = 4, code_secret_length = 6;

// open -> used by one journal, or dead after the wrong tries or the time. The public part finds it, the secret part,
// kept only as a hash, proves the right to it.
struct EnrolmentCode {
    std::string id;  // the public part
    Hash secret;     // blake2b of public and secret part together
    std::string office, counter;
    Timestamp expires{};
    int tries_left = code_tries;
    std::string used_by;  // journal; empty while open

    [[nodiscard]] bool is_open(Timestamp now) const { return used_by.empty() && tries_left > 0 && now < expires; }
    friend bool operator==(const EnrolmentCode&, const EnrolmentCode&) = default;
};

struct NewCode {
    std::string text;  // 10 characters, to be shown once
    EnrolmentCode code;
};
[[nodiscard]] NewCode make_code(Random&, std::string office, std::string counter, Timestamp now);

struct EnrolmentAttempt {
    std::string code;  // as typed
    std::string journal;
    VerifyKey key;
    std::string version;
    Timestamp now{};
    bool at_counter = false;  // the kiosk stands at a counter: only a code that names one will do
};

// As Crockford's base 32 is read: lower case, o is 0, i and l are 1; nullopt when it is no code.
[[nodiscard]] std::optional<std::string> normal_code(std::string_view typed);

enum class EnrolmentOutcome { enrolled, bad_code, journal_taken, wrong_placement };

struct Judgement {
    EnrolmentOutcome outcome = EnrolmentOutcome::bad_code;
    std::optional<EnrolmentCode> code;  // to be stored again when it changed
    std::optional<Device> device;       // enrolled: to be stored, unless it is there already
};
// `code`: what is stored under the public part; `known`: the device that has this journal id already.
// A right code that does not fit where the kiosk stands is told and stays as it is.
// The same journal and key with the code that it used is answered as the first time: the first reply may be lost.
[[nodiscard]] Judgement judge(const std::optional<EnrolmentCode>& code, const std::optional<Device>& known,
                              const EnrolmentAttempt&);

struct Enrolment {
    EnrolmentOutcome outcome = EnrolmentOutcome::bad_code;
    std::optional<Device> device;
};

}  // namespace rancak::server
