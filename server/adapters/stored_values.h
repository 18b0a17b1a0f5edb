#pragma once

#include "server/core/rating.h"
#include "shared/time.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// Values as the tables of both stores hold them: times in UTC milliseconds, days since 1970-01-01, hashes and keys as
// bytes, a rating's reasons in one text.
[[nodiscard]] inline std::int64_t stored(Timestamp time) { return time.time_since_epoch().count(); }
[[nodiscard]] inline std::int64_t stored(LocalDay day) { return day.time_since_epoch().count(); }
[[nodiscard]] inline std::int64_t stored(std::uint64_t natural) { return static_cast<std::int64_t>(natural); }
[[nodiscard]] inline std::uint64_t natural(std::int64_t value) { return static_cast<std::uint64_t>(value); }
[[nodiscard]] inline Timestamp timestamp(std::int64_t value) { return Timestamp{Milliseconds{value}}; }
// Of a row of either store; null: none.
template <class Row>
[[nodiscard]] std::optional<Timestamp> optional_time(const Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(timestamp(row.integer(column)));
}
[[nodiscard]] inline LocalDay day(std::int64_t value) { return LocalDay{std::chrono::days{static_cast<int>(value)}}; }
// Where `office_span` keeps the days of a run.
inline constexpr std::int64_t arrivals_a_span = 64;
[[nodiscard]] inline std::int64_t span_of(std::int64_t arrival) { return arrival / arrivals_a_span; }
template <std::size_t size>
[[nodiscard]] std::string_view blob(const std::array<std::uint8_t, size>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), size};
}
template <std::size_t size>
void from_blob(std::string_view blob, std::array<std::uint8_t, size>& bytes) {
    if (blob.size() == size) std::copy(blob.begin(), blob.end(), reinterpret_cast<char*>(bytes.data()));
}
[[nodiscard]] inline std::string joined_reasons(const Rating& rating) {
    std::string joined;
    for (const auto& reason : rating.reasons) joined.append(joined.empty() ? "" : ";").append(reason);
    return joined;
}
[[nodiscard]] inline std::vector<std::string> split_reasons(std::string_view joined) {
    std::vector<std::string> reasons;
    while (!joined.empty()) {
        const auto end = joined.find(';');
        reasons.emplace_back(joined.substr(0, end));
        joined.remove_prefix(end == std::string_view::npos ? joined.size() : end + 1);
    }
    return reasons;
}

}  // namespace rancak::server
