#include "kiosk/core/attract.h"

#include "kiosk/core/participation.h"
#include "kiosk/core/services.h"

#include <algorithm>

namespace rancak::kiosk {
namespace {

// Whose officer is still in the catalogue, the newest period first.
std::vector<AttractCard> award_cards(const State& state) {
    std::vector<AwardCard> awards;
    for (const Award& award : state.catalogue->awards) {
        const Officer* officer = state.catalogue->officer(award.officer);
        if (officer && officer->office == state.setup.office) awards.push_back({&award, officer});
    }
    std::stable_sort(awards.begin(), awards.end(),
                     [](const AwardCard& a, const AwardCard& b) { return a.award->period.until > b.award->period.until; });
    if (awards.size() > most_award_cards) awards.resize(most_award_cards);
    return {awards.begin(), awards.end()};
}

std::vector<AttractCard> announcement_cards(const State& state) {
    std::vector<AttractCard> cards;
    for (const Announcement* announcement : announcements_now(state))
        if (cards.size() < most_announcement_cards) cards.emplace_back(AnnouncementCard{announcement});
    return cards;
}

std::vector<AttractCard> change_cards(const State& state) {
    std::vector<AttractCard> cards;
    for (const Change* change : changes_so_far(state))
        if (cards.size() < most_change_cards) cards.emplace_back(ChangeCard{change});
    return cards;
}

// What stands alone: the next forum, then the index.
std::vector<AttractCard> single_cards(const State& state) {
    std::vector<AttractCard> cards;
    if (const auto forums = coming_forums(state); !forums.empty()) cards.emplace_back(ForumCard{forums.front()});
    if (const Office* office = office_of(state); office && office->index) cards.emplace_back(IndexCard{&*office->index});
    return cards;
}

bool is_welcome(const State& state) { return state.visit || is_resting(state); }

const Attract* shown(const State& state) {
    return state.setup.placement == Placement::lobby ? std::get_if<Attract>(&state.screen) : nullptr;
}

}  // namespace

std::vector<AttractCard> attract_cards(const State& state) {
    std::vector<AttractCard> cards = announcement_cards(state);
    cards.emplace_back(WelcomeCard{});
    const std::array kinds{change_cards(state), award_cards(state), single_cards(state)};
    const auto longest = std::max({kinds[0].size(), kinds[1].size(), kinds[2].size()});
    for (std::size_t i = 0; i < longest; ++i)
        for (const auto& kind : kinds)
            if (i < kind.size()) cards.push_back(kind[i]);
    return cards;
}

AttractCard attract_card(const State& state) {
    const Attract* attract = shown(state);
    if (!attract || is_welcome(state)) return WelcomeCard{};
    const auto cards = attract_cards(state);
    if (state.setup.reduced_motion) return cards.front();
    const auto passed = std::max(state.now - attract->since, Milliseconds{0}) / card_lasts;
    return cards[static_cast<std::size_t>(passed) % cards.size()];
}

std::optional<Monotonic> next_card(const State& state) {
    const Attract* attract = shown(state);
    if (!attract || is_welcome(state) || state.setup.reduced_motion || attract_cards(state).size() < 2) return std::nullopt;
    const auto passed = std::max(state.now - attract->since, Milliseconds{0}) / card_lasts;
    return attract->since + (passed + 1) * card_lasts;
}

bool is_resting(const State& state) {
    const Office* office = office_of(state);
    if (!office || state.visit || !std::holds_alternative<Attract>(state.screen)) return false;
    const Opening opening = opening_of(*office, state.wall);
    return opening.next && !opening.open;
}

int attract_place(const State& state) {
    const auto hours = std::chrono::floor<std::chrono::hours>(state.wall.time_since_epoch()).count();
    return static_cast<int>((static_cast<std::uint64_t>(hours) + state.visits) % attract_places);
}

}  // namespace rancak::kiosk
