#pragma once

#include "kiosk/core/state.h"

#include <optional>
#include <string_view>
#include <vector>

namespace rancak::kiosk {

// What the screens of taking part show. Pure; pointers lead into the state's catalogue.

// Of this office and of the city, whose days have come and not gone: those that were told last first, at most most_announcements.
[[nodiscard]] std::vector<const Announcement*> announcements_now(const State&);
// Those that have not begun, the soonest first, at most most_forums.
[[nodiscard]] std::vector<const Forum*> coming_forums(const State&);
// The newest first, none of a day to come, at most most_changes.
[[nodiscard]] std::vector<const Change*> changes_so_far(const State&);
// There is an announcement, a forum or a change to show.
[[nodiscard]] bool has_participation(const State&);

// Null when it has begun or a new catalogue no longer has it.
[[nodiscard]] const Forum* forum_of(const State&, const ForumPage&);
// In this visit. It stands: a second touch takes nothing back, as it might have been somebody else's finger.
[[nodiscard]] bool is_supported(const State&, std::string_view forum, std::string_view topic);

// When the next forum begins, and so leaves the screens.
[[nodiscard]] std::optional<Timestamp> next_beginning(const State&);

inline constexpr std::size_t most_announcements = 20;
inline constexpr std::size_t most_forums = 20;
inline constexpr std::size_t most_changes = 20;

}  // namespace rancak::kiosk
