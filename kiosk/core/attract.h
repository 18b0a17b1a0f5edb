#pragma once

#include "kiosk/core/state.h"

#include <optional>
#include <variant>
#include <vector>

namespace rancak::kiosk {

// What the first screen of a lobby tells while nobody is there, one card after the other beside the invitation. Pure;
// pointers lead into the state's catalogue.

struct WelcomeCard {};  // the office's name and the hour
struct AnnouncementCard { const Announcement* announcement; };
struct ChangeCard { const Change* change; };
struct AwardCard {
    const Award* award;
    const Officer* officer;
};
struct ForumCard { const Forum* forum; };
struct IndexCard { const PublishedIndex* index; };
using AttractCard = std::variant<AnnouncementCard, WelcomeCard, ChangeCard, AwardCard, ForumCard, IndexCard>;

// In the order in which they are shown: what is announced now, then the welcome, then the newest changes and awards by turns
// with the next forum and the published index.
[[nodiscard]] std::vector<AttractCard> attract_cards(const State&);

// The card of this moment. Where motion is reduced the first one stands still; when the office is shut, and while somebody is
// there, the welcome does: what they look at does not go away.
[[nodiscard]] AttractCard attract_card(const State&);
// When another card comes; nullopt: this one stands.
[[nodiscard]] std::optional<Monotonic> next_card(const State&);

// The office is shut by its hours and nobody is there: the first screen is dimmed. An office without hours is never shut.
[[nodiscard]] bool is_resting(const State&);

// How far the first screen is moved, 0 to attract_places - 1, so that no line burns into the glass: another place each hour
// and after each visit, when nobody looks.
inline constexpr int attract_places = 3;
[[nodiscard]] int attract_place(const State&);

inline constexpr std::chrono::seconds card_lasts{20};  // the longest is read aloud in less
inline constexpr std::size_t most_announcement_cards = 3;
inline constexpr std::size_t most_change_cards = 3;
inline constexpr std::size_t most_award_cards = 3;

}  // namespace rancak::kiosk
