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
    for (const auto& reason : rating.reasons)
        add_times(reasons, ReasonKey{office, rating.officer, rating.day, reason, rating.cause}, times);
    for (const Flag flag : all_flags)
        if (has(rating.flags, flag)) add_times(flags, FlagKey{office, rating.officer, rating.day, flag}, times);
}

}  // namespace rancak::server
