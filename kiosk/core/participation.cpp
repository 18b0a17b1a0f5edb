#include "kiosk/core/participation.h"

#include "kiosk/core/turn.h"

#include <algorithm>

namespace rancak::kiosk {
namespace {

template <class T>
bool is_here(const State& state, const T& one) {
    return one.office.empty() || one.office == state.setup.office;
}

bool is_coming(const State& state, const Forum& forum) {
    return is_here(state, forum) && state.wall < forum.begins(offset_of(state));
}

bool is_told(const State& state, const Announcement& announcement) {
    return is_here(state, announcement) && announcement.shown.has(local_day(state.wall, offset_of(state)));
}

bool may_be_shown(const State& state, const Change& change) {
    return is_here(state, change) && change.day <= local_day(state.wall, offset_of(state));
}

// The best `most`, in order; ids decide between equals, so that the order never depends on the file's.
template <class T, class Before>
std::vector<const T*> first_of(std::vector<const T*> list, std::size_t most, Before before) {
    std::sort(list.begin(), list.end(), [&](const T* a, const T* b) {
        if (before(*a, *b) || before(*b, *a)) return before(*a, *b);
        return a->id < b->id;
    });
    if (list.size() > most) list.resize(most);
    return list;
}

}  // namespace

std::vector<const Announcement*> announcements_now(const State& state) {
    std::vector<const Announcement*> list;
    for (const Announcement& announcement : state.catalogue->announcements)
        if (is_told(state, announcement)) list.push_back(&announcement);
    return first_of(std::move(list), most_announcements,
                    [](const Announcement& a, const Announcement& b) { return a.shown.from > b.shown.from; });
}

std::vector<const Forum*> coming_forums(const State& state) {
    std::vector<const Forum*> list;
    for (const Forum& forum : state.catalogue->forums)
        if (is_coming(state, forum)) list.push_back(&forum);
    return first_of(std::move(list), most_forums, [](const Forum& a, const Forum& b) {
        return std::pair{a.day, a.at} < std::pair{b.day, b.at};
    });
}

std::vector<const Change*> changes_so_far(const State& state) {
    std::vector<const Change*> list;
    for (const Change& change : state.catalogue->changes)
        if (may_be_shown(state, change)) list.push_back(&change);
    return first_of(std::move(list), most_changes, [](const Change& a, const Change& b) { return a.day > b.day; });
}

bool has_participation(const State& state) {
    const Catalogue& catalogue = *state.catalogue;
    const auto& told = catalogue.announcements;
    return std::any_of(told.begin(), told.end(), [&](const Announcement& one) { return is_told(state, one); }) ||
           std::any_of(catalogue.forums.begin(), catalogue.forums.end(), [&](const Forum& one) { return is_coming(state, one); }) ||
           std::any_of(catalogue.changes.begin(), catalogue.changes.end(), [&](const Change& one) { return may_be_shown(state, one); });
}

const Forum* forum_of(const State& state, const ForumPage& page) {
    const Forum* forum = state.catalogue->forum(page.forum);
    return forum && is_coming(state, *forum) ? forum : nullptr;
}

bool is_supported(const State& state, std::string_view forum, std::string_view topic) {
    return state.visit && state.visit->supported.contains({std::string(forum), std::string(topic)});
}

std::optional<Timestamp> next_beginning(const State& state) {
    std::optional<Timestamp> next;
    for (const Forum& forum : state.catalogue->forums)
        if (is_coming(state, forum)) {
            const Timestamp begins = forum.begins(offset_of(state));
            next = next ? std::min(*next, begins) : begins;
        }
    return next;
}

// ---- What a citizen does ---------------------------------------------------------------------------------------------

void open_participation(Turn& turn) {
    if (turn.on<Home>() && has_participation(turn.state)) turn.show(Participation{});
}

void open_forum(Turn& turn, const std::string& id) {
    if (turn.on<Participation>() && forum_of(turn.state, ForumPage{id})) turn.show(ForumPage{id});
}

void support(Turn& turn, const std::string& topic) {
    const auto* page = turn.on<ForumPage>();
    const Forum* forum = page ? forum_of(turn.state, *page) : nullptr;
    if (!forum || !forum->topic(topic) || is_supported(turn.state, forum->id, topic)) return;
    turn.append({SupportBody{turn.state.setup.office, forum->id, topic}}, PendingSupport{forum->id, topic});
}

void support_stored(Turn& turn, const PendingSupport& pending) {
    if (turn.state.visit) turn.visit().supported.insert({pending.forum, pending.topic});
}

bool back_from_participation(Turn& turn) {
    if (turn.on<ForumPage>()) turn.show(Participation{});
    else if (turn.on<Participation>()) turn.show(Home{});
    else return false;
    return true;
}

void participation_changed(Turn& turn) {
    if (const auto* page = turn.on<ForumPage>(); page && !forum_of(turn.state, *page)) turn.show(Participation{});
    if (turn.on<Participation>() && !has_participation(turn.state)) turn.show(Home{});
}

}  // namespace rancak::kiosk
