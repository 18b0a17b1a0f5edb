#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace rancak {

using Milliseconds = std::chrono::milliseconds;

// UTC wall time, the only time that is stored or sent. It may jump; never measure a duration with it.
using Timestamp = std::chrono::sys_time<Milliseconds>;

// Time since some start of this process's machine; never jumps, means nothing elsewhere.
using Monotonic = std::chrono::time_point<std::chrono::steady_clock, Milliseconds>;

// Callable from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
    [[nodiscard]] virtual Monotonic monotonic() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Timestamp now() const override;
    [[nodiscard]] Monotonic monotonic() const override;
};

// The one written form of a Timestamp: RFC 3339, UTC, milliseconds, 24 characters: 2026-11-24T03:12:45.123Z.
// Years outside 0000-9999 are clamped to them.
[[nodiscard]] std::string to_rfc3339(Timestamp);
using Rfc3339 = std::array<char, 24>;
[[nodiscard]] Rfc3339 rfc3339(Timestamp);  // the same where millions are written
[[nodiscard]] std::optional<Timestamp> parse_rfc3339(std::string_view);

// A day in an office's own time, as days since 1970-01-01.
using LocalDay = std::chrono::local_days;
[[nodiscard]] LocalDay local_day(Timestamp, std::chrono::minutes utc_offset);
[[nodiscard]] int local_hour(Timestamp, std::chrono::minutes utc_offset);  // 0 to 23
[[nodiscard]] std::string to_iso_date(LocalDay);                         // 2026-11-24
[[nodiscard]] std::optional<LocalDay> parse_iso_date(std::string_view);  // only dates that exist

}  // namespace rancak
