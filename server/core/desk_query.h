#pragma once

#include "server/core/centre.h"

#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace rancak::server {

// What the lists of cases and of comments read out of their queries; a refusal says what is expected.

inline constexpr std::size_t most_desk_rows = 200, usual_desk_rows = 50;

// office=, limit=, and before=, which is the "next" of the page before it.
struct DeskPage {
    std::string office;  // the only one that is wished for or seen; empty: all
    std::optional<PlaceInTime> before;
    std::size_t limit = usual_desk_rows;
};
[[nodiscard]] tl::expected<DeskPage, Reply> read_desk_page(const Call&);
// The "next" of a page whose last row stands there.
[[nodiscard]] std::string place_text(const PlaceInTime&);

}  // namespace rancak::server
