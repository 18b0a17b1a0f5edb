#include "server/core/audit.h"

#include <algorithm>
#include <charconv>

namespace rancak::server {

AuditEntry audit_entry(Random& random, Timestamp now, const Caller& who, std::string_view what, std::string_view subject,
                       std::string_view office, std::string_view detail) {
    return {{now, random_id(random)}, who.name, std::string(what), std::string(subject), std::string(office), std::string(detail)};
}

std::string encode(const AuditPlace& place) { return std::to_string(place.at.time_since_epoch().count()) + "-" + place.id; }

std::optional<AuditPlace> decode_audit_place(std::string_view word) {
    std::int64_t at = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), at);
    word.remove_prefix(static_cast<std::size_t>(end - word.data()));
    constexpr std::size_t id_length = 26;
    if (error != std::errc{} || word.size() != id_length + 1 || word.front() != '-') return std::nullopt;
    word.remove_prefix(1);
    const bool is_id = std::all_of(word.begin(), word.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
    if (!is_id) return std::nullopt;
    return AuditPlace{Timestamp{Milliseconds{at}}, std::string(word)};
}

}  // namespace rancak::server
