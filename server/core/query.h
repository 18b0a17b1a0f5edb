#pragma once

#include "server/core/centre.h"
#include "server/core/standings.h"

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>

namespace rancak::server {

// What several calls read out of their queries; a refusal says what is expected.

// from= and until=, each as it is otherwise when it is left out.
[[nodiscard]] tl::expected<Period, Reply> read_period(const Call&, Period otherwise);
// The last so many days, today included.
[[nodiscard]] Period last_days(LocalDay today, int days);
// limit=, from 1 to `most`.
[[nodiscard]] tl::expected<std::size_t, Reply> read_limit(const Call&, std::size_t otherwise, std::size_t most);
// A value that is an id, or nothing.
[[nodiscard]] tl::expected<std::string, Reply> read_id(const Call&, std::string_view key);

// The office that office= names, else the caller's own. One that nobody knows and one that the caller may not see are
// told by the same words.
[[nodiscard]] tl::expected<std::string, Reply> read_office(const Centre&, const Call&);
[[nodiscard]] Reply no_such_office();
// The usual one of an office that is not in the catalogue.
[[nodiscard]] std::chrono::minutes utc_offset_of(const Catalogue&, std::string_view office);

}  // namespace rancak::server
