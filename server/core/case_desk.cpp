#include "server/core/case_desk.h"

#include "shared/json_fields.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rancak::server {
namespace {

constexpr std::array<std::string_view, 3> comment_states{"pending", "shown", "hidden"};
constexpr std::uint64_t max_event_number = std::uint64_t{1} << 53;  // as JSON carries numbers

}  // namespace

std::string_view code(CommentState state) { return comment_states[static_cast<std::size_t>(state)]; }

std::optional<CommentState> parse_comment_state(std::string_view text) {
    const auto found = std::find(comment_states.begin(), comment_states.end(), text);
    if (found == comment_states.end()) return std::nullopt;
    return static_cast<CommentState>(found - comment_states.begin());
}

std::string name_of(const JournalId& id, std::uint64_t seq) { return id.journal + "." + std::to_string(seq); }

std::optional<EventName> read_event_name(std::string_view text) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos || !is_id(text.substr(0, dot))) return std::nullopt;
    EventName name{std::string(text.substr(0, dot)), 0};
    text.remove_prefix(dot + 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), name.seq);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || name.seq > max_event_number) return std::nullopt;
    return name;
}

}  // namespace rancak::server
