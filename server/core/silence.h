#pragma once

#include "server/core/device.h"
#include "shared/catalogue.h"
#include "shared/time.h"

#include <chrono>

namespace rancak::server {

// The one meaning of silent, on the dashboard and in the metrics: a kiosk was not heard while its office was open for longer
// than this. One that is switched off over night or on a feast is not.
inline constexpr std::chrono::minutes silent_after{60};
// The same for an office whose hours are not known.
inline constexpr std::chrono::hours silent_after_anyhow{24};

// How long the office was open between two moments, of the last two weeks before `until` at most.
[[nodiscard]] Milliseconds open_between(const Office&, Timestamp from, Timestamp until);

// The last sign of a kiosk's life, its enrolment at least.
[[nodiscard]] Timestamp last_heard(const DeviceState&);

// `office` nullptr: not in the catalogue.
[[nodiscard]] bool is_silent(const Office* office, Timestamp last_heard, Timestamp now);

}  // namespace rancak::server
