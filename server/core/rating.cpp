#include "server/core/rating.h"

namespace rancak::server {
namespace {

template <class Map, class Key>
void add_times(Map& map, Key key, std::int64_t times) {
    auto [at, fresh] = map.try_emplace(std::move(key), 0);
    at->second += times;
    if (at->second == 0) map.erase(at);
}

}  // namespace

std::string_view code(Flag flag) {
    switch (flag) {
        case Flag::shut: return "shut";
        case Flag::rhythm: return "rhythm";
        case Flag::same_visit: return "same_visit";
        case Flag::clock: return "clock";
        case Flag::pressed: return "pressed";
        case Flag::burst: break;
    }
    return "burst";
}

void Counts::add(const std::string& office, const Rating& rating, std::int64_t times) {
    if (rating.withdrawn) return;
    auto [at, fresh] = ratings.try_emplace({office, rating.officer, rating.day, rating.counter, rating.service, rating.score});
    at->second.n += times;
    if (rating.flags) at->second.flagged += times;
    if (at->second == Count{}) ratings.erase(at);
    auto [hour, first] = hours.try_emplace({office, rating.day, rating.hour});
    hour->second.n += times;
    hour->second.sum += times * rating.score;
    if (hour->second == HourCount{}) hours.erase(hour);
    for (const auto& reason : rating.reasons)
        add_times(reasons, ReasonKey{office, rating.officer, rating.day, rating.counter, rating.service, reason, rating.cause}, times);
    for (const Flag flag : all_flags)
        if (has(rating.flags, flag))
            add_times(flags, FlagKey{office, rating.officer, rating.day, rating.counter, rating.service, flag}, times);
}

std::map<DayKey, DayCount> Counts::days() const {
    std::map<DayKey, DayCount> days;
    for (const auto& [key, count] : ratings) {
        auto& of_score = days[{key.office, key.day}][static_cast<std::size_t>(key.score - 1)];
        of_score.n += count.n;
        of_score.flagged += count.flagged;
    }
    return days;
}

}  // namespace rancak::server
