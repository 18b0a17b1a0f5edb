#include "server/core/case_desk.h"

#include <algorithm>
#include <array>

namespace rancak::server {
namespace {

constexpr std::array<std::string_view, 3> comment_states{"pending", "shown", "hidden"};

}  // namespace

std::string_view code(CommentState state) { return comment_states[static_cast<std::size_t>(state)]; }

std::optional<CommentState> parse_comment_state(std::string_view text) {
    const auto found = std::find(comment_states.begin(), comment_states.end(), text);
    if (found == comment_states.end()) return std::nullopt;
    return static_cast<CommentState>(found - comment_states.begin());
}

}  // namespace rancak::server
