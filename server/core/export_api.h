#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// Tables for admins and their tools, as CSV, JSON Lines or a spreadsheet (docs/protocol.md, "Exports"). Whoever sees one
// office gets that one's rows.
[[nodiscard]] Reply export_ratings(const Centre&, const Call&);
[[nodiscard]] Reply export_details(const Centre&, const Call&);
[[nodiscard]] Reply export_cases(const Centre&, const Call&);
[[nodiscard]] Reply export_surveys(const Centre&, const Call&);
[[nodiscard]] Reply export_events(const Centre&, const Call&);
[[nodiscard]] Reply export_standings(const Centre&, const Call&);

// What they know to be asked; each followed by a blank.
inline constexpr std::string_view export_query = "format since limit office from until bom ";
inline constexpr std::string_view standings_query = "format office from until bom ";

}  // namespace rancak::server
