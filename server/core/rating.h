#pragma once

#include "shared/event_body.h"
#include "shared/time.h"

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

struct JournalId {
    std::string office, journal;
    friend auto operator<=>(const JournalId&, const JournalId&) = default;
};

// Why a rating looks suspect; bits of Rating::flags. A flagged rating is never removed. The rules are in flags.h, but
// for `pressed`, which the visitor said: somebody pressed them to give a good mark.
enum class Flag : std::uint8_t { burst = 1, shut = 2, rhythm = 4, same_visit = 8, clock = 16, pressed = 32 };
inline constexpr std::array all_flags{Flag::burst, Flag::shut, Flag::rhythm, Flag::same_visit, Flag::clock, Flag::pressed};
[[nodiscard]] std::string_view code(Flag);  // burst, shut, rhythm, same_visit, clock, pressed
[[nodiscard]] constexpr bool has(std::uint8_t set, Flag flag) { return (set & static_cast<std::uint8_t>(flag)) != 0; }

// A rating as it stands now.
struct Rating {
    std::uint64_t seq = 0;
    std::uint64_t arrival = 0;  // of the run that brought it, counted per office
    std::uint64_t changed = 0;  // seq of the last event that changed it; its own at first
    Timestamp at{};
    LocalDay day{};  // in the office's own time when it came in; the counts stand under it
    int hour = 0;    // the same, 0 to 23
    std::string counter, officer;
    std::string service;  // the only one that the counter offers, else empty
    std::string visit;
    int score = 0;
    Language language = Language::indonesian;
    std::optional<Cause> cause;
    std::vector<std::string> reasons;
    std::optional<WithdrawalWhy> withdrawn;
    std::uint8_t flags = 0;
    std::optional<Hash> comment;  // of the sealed text
    friend bool operator==(const Rating&, const Rating&) = default;
};

// What the rules for flags look at.
struct RecentRating {
    std::uint64_t seq = 0;
    Timestamp at{};
    std::string visit, counter, officer;
    bool withdrawn = false;
    friend bool operator==(const RecentRating&, const RecentRating&) = default;
};
inline constexpr std::size_t recent_ratings = 9;

// ---- Counts: how many ratings stand, withdrawn ones left out -------------------------------------------------------------

struct CountKey {
    std::string office, officer;
    LocalDay day{};
    std::string counter, service;
    int score = 0;
    friend auto operator<=>(const CountKey&, const CountKey&) = default;
};
struct Count {
    std::int64_t n = 0, flagged = 0;  // flagged ones are among the n
    friend bool operator==(const Count&, const Count&) = default;
};

struct ReasonKey {
    std::string office, officer;
    LocalDay day{};
    std::string counter, service;
    std::string reason;
    std::optional<Cause> cause;  // as the citizen said; none: the catalogue's
    friend auto operator<=>(const ReasonKey&, const ReasonKey&) = default;
};

struct FlagKey {
    std::string office, officer;
    LocalDay day{};
    std::string counter, service;
    Flag flag = Flag::burst;
    friend auto operator<=>(const FlagKey&, const FlagKey&) = default;
};

struct ReasonTally {
    std::string reason;
    std::optional<Cause> cause;
    std::uint64_t times = 0;
    friend bool operator==(const ReasonTally&, const ReasonTally&) = default;
};

// How often a topic of a forum was supported.
struct SupportKey {
    std::string office, forum, topic;
    friend auto operator<=>(const SupportKey&, const SupportKey&) = default;
};
using Supports = std::map<SupportKey, std::int64_t>;

// All ratings of an office in an hour of a day, in its own time.
struct HourKey {
    std::string office;
    LocalDay day{};
    int hour = 0;
    friend auto operator<=>(const HourKey&, const HourKey&) = default;
};
struct HourCount {
    std::int64_t n = 0, sum = 0;  // of the scores
    friend bool operator==(const HourCount&, const HourCount&) = default;
};

// All ratings of an office on a day; [0] is score 1.
struct DayKey {
    std::string office;
    LocalDay day{};
    friend auto operator<=>(const DayKey&, const DayKey&) = default;
};
using DayCount = std::array<Count, 5>;

// Also a change of counts: then the numbers may be negative.
struct Counts {
    std::map<CountKey, Count> ratings;
    std::map<ReasonKey, std::int64_t> reasons;
    Supports supports;
    std::map<FlagKey, std::int64_t> flags;
    std::map<HourKey, HourCount> hours;

    // times = 1 puts a standing rating in, -1 takes it out.
    void add(const std::string& office, const Rating&, std::int64_t times);
    // The sums of `ratings` by office and day.
    [[nodiscard]] std::map<DayKey, DayCount> days() const;
    friend bool operator==(const Counts&, const Counts&) = default;
};

}  // namespace rancak::server
