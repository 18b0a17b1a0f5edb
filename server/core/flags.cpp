#include "server/core/flags.h"

#include <algorithm>

namespace rancak::server {
namespace {

using namespace std::chrono;

static_assert(rhythm_gaps < recent_ratings && burst_ratings <= recent_ratings);

bool is_burst(const FlagInput& in) {
    if (in.recent.size() < burst_ratings) return false;
    const auto gap = in.rating.at - in.recent[in.recent.size() - burst_ratings].at;
    return gap >= Milliseconds{0} && gap < burst_span;
}

bool has_rhythm(const FlagInput& in) {
    if (in.recent.size() < rhythm_gaps) return false;
    auto later = in.rating.at;
    Milliseconds shortest = Milliseconds::max(), longest = Milliseconds::min();
    for (auto before = in.recent.rbegin(); before != in.recent.rbegin() + rhythm_gaps; ++before) {
        const auto gap = later - before->at;
        shortest = std::min(shortest, gap);
        longest = std::max(longest, gap);
        later = before->at;
    }
    return shortest > Milliseconds{0} && longest < rhythm_longest && longest - shortest < rhythm_spread;
}

bool is_shut(const FlagInput& in) {
    if (!in.office) return false;
    const auto open = [](const OpeningHours& hours) { return hours.opens != hours.closes; };
    if (std::none_of(in.office->hours.begin(), in.office->hours.end(), open)) return false;
    const auto local = in.rating.at + in.office->utc_offset;
    const auto day = floor<days>(local);
    const auto hours = hours_on(*in.office, LocalDay{day.time_since_epoch()});
    const auto minute = local - day;
    return !open(hours) || minute < hours.opens - shut_grace || minute > hours.closes + shut_grace;
}

bool is_second_of_visit(const FlagInput& in) {
    return std::any_of(in.recent.begin(), in.recent.end(), [&](const RecentRating& other) {
        if (other.withdrawn || other.visit != in.rating.visit || other.officer != in.rating.officer) return false;
        return !other.officer.empty() || other.counter == in.rating.counter;
    });
}

}  // namespace

std::uint8_t flags_of(const FlagInput& in) {
    std::uint8_t flags = 0;
    const auto raise = [&](Flag flag, bool when) {
        if (when) flags = static_cast<std::uint8_t>(flags | static_cast<std::uint8_t>(flag));
    };
    raise(Flag::burst, is_burst(in));
    raise(Flag::rhythm, has_rhythm(in));
    raise(Flag::shut, is_shut(in));
    raise(Flag::same_visit, is_second_of_visit(in));
    raise(Flag::clock, in.rating.at > in.received + clock_grace || in.rating.at < in.enrolled - clock_grace);
    return flags;
}

}  // namespace rancak::server
