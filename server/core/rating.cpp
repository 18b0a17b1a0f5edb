#include "server/core/rating.h"

namespace rancak::server {
namespace {

template <class Map, class Key>
void add_reason(Map& map, Key key, std::int64_t times) {
    auto [at, fresh] = map.try_emplace(std::move(key), 0);
    at->second += times;
    if (at->second == 0) map.erase(at);
}

}  // namespace

void Counts::add(const std::string& office, const Rating& rating, std::int64_t times) {
    if (rating.withdrawn) return;
    auto [at, fresh] = ratings.try_emplace({office, rating.officer, rating.day, rating.counter, rating.service, rating.score});
    at->second.n += times;
    if (rating.flags) at->second.flagged += times;
    if (at->second == Count{}) ratings.erase(at);
    for (const auto& reason : rating.reasons)
        add_reason(reasons, ReasonKey{office, rating.officer, rating.day, reason, rating.cause}, times);
}

}  // namespace rancak::server
