#pragma once

#include "shared/result.h"
#include "shared/statistics.h"
#include "shared/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace rancak {

enum class Cause { officer, rule, queue, place };
inline constexpr std::array causes{Cause::officer, Cause::rule, Cause::queue, Cause::place};
[[nodiscard]] std::string_view code(Cause);  // officer, rule, queue, place
[[nodiscard]] std::optional<Cause> parse_cause(std::string_view);

// How often a reason was named, under the cause that the catalogue or the citizen gave it.
struct ReasonCount {
    std::string reason;
    Cause cause;
    std::uint64_t times;
    friend bool operator==(const ReasonCount&, const ReasonCount&) = default;
};

// How many of the ratings bear a flag (its name as the protocol lists them); one rating may bear several.
struct FlagCount {
    std::string flag;
    std::uint64_t times;
    friend bool operator==(const FlagCount&, const FlagCount&) = default;
};

// One ISO week (starts on Monday) in the office's own time.
struct Week {
    LocalDay monday;
    Distribution distribution;
    friend bool operator==(const Week&, const Week&) = default;
};

// An officer's figures over a period. What is missing was withheld by a floor, not zero.
// Whole is what admins see; the officer sees for_officer() of it.
struct Standing {
    std::string officer;
    LocalDay from, until;  // both included
    std::uint64_t n = 0;
    std::uint64_t flagged = 0;  // of the n, how many look suspect; never removed
    std::vector<FlagCount> flags;  // why; most raised first
    std::optional<double> mean;
    std::optional<Interval> interval;
    std::optional<Distribution> distribution;
    std::vector<ReasonCount> reasons;  // most named first
    std::vector<Week> trend;           // oldest first; weeks without ratings are left out
};

// Floors under which a figure would point at persons or mean nothing.
inline constexpr std::uint64_t mean_floor = 5;
inline constexpr std::uint64_t distribution_floor = 8;

// From weekly counts: everything, no floor. `weeks` in any order.
[[nodiscard]] Standing whole_standing(std::string officer, LocalDay from, LocalDay until, std::vector<Week> weeks,
                                      std::vector<ReasonCount> reasons, std::uint64_t flagged);

// What the officer may see: the mean from mean_floor ratings, distribution, reasons and trend from
// distribution_floor, and of the trend only weeks with mean_floor ratings or more.
[[nodiscard]] Standing for_officer(const Standing&);

// The last day that an officer's standing may include at `today`: the last Sunday that is at least 7 days ago, so
// that nobody can read one visitor's mark out of two looks at the screen.
[[nodiscard]] LocalDay officer_sees_until(LocalDay today);

// The Monday of the week that holds the day.
[[nodiscard]] LocalDay monday_of(LocalDay);

// As the protocol carries it. decode() checks every member and its range.
[[nodiscard]] std::string encode(const Standing&);
[[nodiscard]] Result<Standing> decode_standing(std::string_view json);

}  // namespace rancak
