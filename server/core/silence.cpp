#include "server/core/silence.h"

#include <algorithm>

namespace rancak::server {

using namespace std::chrono;

Milliseconds open_between(const Office& office, Timestamp from, Timestamp until) {
    constexpr days longest{14};
    from = std::max(from, until - longest);
    Milliseconds open{0};
    for (auto day = local_day(from, office.utc_offset); day <= local_day(until, office.utc_offset); day += days{1}) {
        const auto hours = hours_on(office, day);
        const Timestamp midnight = Timestamp{day.time_since_epoch()} - office.utc_offset;
        open += std::max(Milliseconds{0}, std::min(until, midnight + hours.closes) - std::max(from, midnight + hours.opens));
    }
    return open;
}

Timestamp last_heard(const DeviceState& kiosk) {
    return std::max({kiosk.device.enrolled, kiosk.last_batch.value_or(Timestamp{}), kiosk.last_heartbeat.value_or(Timestamp{})});
}

bool is_silent(const Office* office, Timestamp last_heard, Timestamp now) {
    const bool has_hours = office && std::any_of(office->hours.begin(), office->hours.end(),
                                                 [](const OpeningHours& hours) { return hours.opens != hours.closes; });
    return has_hours ? open_between(*office, last_heard, now) > silent_after : now - last_heard > silent_after_anyhow;
}

}  // namespace rancak::server
