#pragma once

#include "kiosk/core/words.h"
#include "shared/time.h"

#include <cstdint>
#include <string>

namespace rancak::kiosk {

// Numbers and times as people of the language write them. Pure. `offset`: the office's from UTC.

[[nodiscard]] std::string clock_time(const Words&, Language, Timestamp, std::chrono::minutes offset);  // 10.05; 10:05
[[nodiscard]] std::string long_date(const Words&, Language, LocalDay);   // Selasa, 24 November 2026
[[nodiscard]] std::string short_date(const Words&, Language, LocalDay);  // 24 November 2026
[[nodiscard]] std::string brief_date(const Words&, Language, LocalDay);  // 24/11
// 24 November 2026 pukul 10.05
[[nodiscard]] std::string moment(const Words&, Language, Timestamp, std::chrono::minutes offset);

// Half away from zero to `digits` after the mark, which is the language's: 4,25.
[[nodiscard]] std::string decimal(const Words&, Language, double, int digits);
[[nodiscard]] std::string whole_number(const Words&, Language, std::uint64_t);  // 12.345

// 30 detik, 2 menit, 1 jam; rounded up, so that nothing ends before it says.
[[nodiscard]] std::string duration(const Words&, Language, Milliseconds);
[[nodiscard]] std::string bytes(const Words&, Language, std::uint64_t);  // 12,4 GB, in powers of 1000

// The pattern for one or for any other number, {count} filled in.
[[nodiscard]] std::string counted(const Words&, Language, Word one, std::uint64_t count);  // `one`; the next key is other

}  // namespace rancak::kiosk
