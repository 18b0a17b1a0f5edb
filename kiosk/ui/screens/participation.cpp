#include "kiosk/ui/screens/participation.h"

#include "kiosk/core/participation.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <cmath>

namespace rancak::kiosk {
namespace {

float gap_of(const Page& page) { return page.px(page.small_screen() ? space::gap : space::small); }

float heading(Page& page, Box at, Word word) {
    return page.text(at, page.word(word), {.type = Type::strong, .paint = page.paints().ink, .role = Role::heading}) +
           page.px(space::gap);
}

// ---- What is announced, what is coming, and what has changed

// Two beside each other where lines stay long enough to read, those of a row equally high. `height` and `draw` hear the
// index; returns the height.
float two_columns(Page& page, Box at, std::size_t count, Call<float(std::size_t, float)> height, Call<void(std::size_t, Box)> draw) {
    const float gap = gap_of(page);
    const std::size_t columns = at.width >= page.line(Type::body) * 26 && count > 1 ? 2 : 1;
    const float width = std::floor((at.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    float y = at.y;
    for (std::size_t row = 0; row < count; row += columns) {
        const std::size_t end = std::min(row + columns, count);
        float highest = 0;
        for (std::size_t i = row; i < end; ++i) highest = std::max(highest, height(i, width));
        for (std::size_t i = row; i < end; ++i) draw(i, {at.x + static_cast<float>(i - row) * (width + gap), y, width, highest});
        y += highest + gap;
    }
    return y - gap - at.y;
}

float draw_announcement(Page& page, Box at, const State& state, const Announcement& announcement) {
    const Palette& paints = page.paints();
    float y = at.y;
    y += page.text({at.x, y, at.width, 0}, page.local(announcement.title), {.type = Type::strong, .paint = paints.ink}) + page.px(space::gap);
    y += page.text({at.x, y, at.width, 0}, page.local(announcement.text), {.paint = paints.ink}) + page.px(space::gap);
    y += page.text({at.x, y, at.width, 0}, marked(page, office_or_city(page, state, announcement.office), announcement.sample),
                   {.paint = paints.ink_soft});
    return y - at.y;
}

float draw_announcements(Page& page, Box at, const State& state, const std::vector<const Announcement*>& announcements) {
    const auto draw = [&](std::size_t i, Box box) {
        return card(page, box, [&](Box inside) { return draw_announcement(page, inside, state, *announcements[i]); });
    };
    const float top = heading(page, at, Word::announcement_title);
    return top + two_columns(page, {at.x, at.y + top, at.width, 0}, announcements.size(),
                             [&](std::size_t i, float width) { return page.measure([&] { return draw(i, {0, 0, width, 0}); }); },
                             [&](std::size_t i, Box box) { draw(i, box); });
}

float draw_forums(Page& page, Box at, const std::vector<const Forum*>& forums) {
    std::vector<std::string> subtitles;
    for (const Forum* forum : forums)
        subtitles.push_back(marked(page, forum_time(page, *forum) + " · " + page.local(forum->place), forum->sample));
    const auto look = [&](std::size_t i) {
        return TileLook{.id = "forum/" + forums[i]->id, .title = page.local(forums[i]->title), .subtitle = subtitles[i], .icon = Icon::people};
    };
    const float top = heading(page, at, Word::participation_forums);
    return top + two_columns(page, {at.x, at.y + top, at.width, 0}, forums.size(),
                             [&](std::size_t i, float width) { return tile_height(page, look(i), width); },
                             [&](std::size_t i, Box box) {
                                 if (tile(page, box, look(i))) page.act(OpenForum{forums[i]->id});
                             });
}

// What was said stands quiet, what was done strong.
float draw_change(Page& page, Box at, const State& state, const Change& change) {
    const Palette& paints = page.paints();
    float y = at.y;
    const auto part = [&](Word who, const std::string& text, Type type) {
        y += page.text({at.x, y, at.width, 0}, page.word(who), {.paint = paints.ink_soft});
        y += page.text({at.x, y, at.width, 0}, text, {.type = type, .paint = paints.ink});
        y += page.px(space::gap);
    };
    part(Word::change_said, "“" + page.local(change.said) + "”", Type::body);
    part(Word::change_did, page.local(change.did), Type::strong);
    y += page.text({at.x, y, at.width, 0}, marked(page, change_since(page, change) + " · " + office_or_city(page, state, change.office), change.sample),
                   {.paint = paints.ink_soft});
    return y - at.y;
}

float draw_changes(Page& page, Box at, const State& state, const std::vector<const Change*>& changes) {
    const auto draw = [&](std::size_t i, Box box) {
        return card(page, box, [&](Box inside) { return draw_change(page, inside, state, *changes[i]); });
    };
    const float top = heading(page, at, Word::changes_title);
    return top + two_columns(page, {at.x, at.y + top, at.width, 0}, changes.size(),
                             [&](std::size_t i, float width) { return page.measure([&] { return draw(i, {0, 0, width, 0}); }); },
                             [&](std::size_t i, Box box) { draw(i, box); });
}

float draw_all(Page& page, Box at, const State& state) {
    const auto announcements = announcements_now(state);
    const auto forums = coming_forums(state);
    const auto changes = changes_so_far(state);
    float y = at.y;
    const auto part = [&](const auto& list, auto draw) {
        if (list.empty()) return;
        if (y > at.y) y += page.px(page.small_screen() ? space::medium : space::large);
        y += draw(Box{at.x, y, at.width, 0});
    };
    part(announcements, [&](Box box) { return draw_announcements(page, box, state, announcements); });
    part(forums, [&](Box box) { return draw_forums(page, box, forums); });
    part(changes, [&](Box box) { return draw_changes(page, box, state, changes); });
    return y - at.y;
}

// ---- One forum

float draw_what(Page& page, Box at, const Forum& forum) {
    const Palette& paints = page.paints();
    const float gap = page.px(space::gap);
    float y = at.y;
    y += note(page, {at.x, y, at.width, 0}, Icon::clock, forum_time(page, forum), paints.ink, Type::strong) + gap;
    y += note(page, {at.x, y, at.width, 0}, Icon::place, page.local(forum.place), paints.ink);
    if (forum.agenda.empty()) return y - at.y;
    y += page.px(space::small) + gap;
    y += heading(page, {at.x, y, at.width, 0}, Word::forum_agenda);
    const float radius = page.px(1_mm), left = 2 * radius + gap;
    for (const LocalText& item : forum.agenda) {
        if (Brush* brush = page.brush()) brush->disc({at.x + radius, y + page.line(Type::body) / 2}, radius, paints.gold_deep);
        y += page.text({at.x + left, y, at.width - left, 0}, page.local(item), {.paint = paints.ink}) + gap / 2;
    }
    return y - gap / 2 - at.y;
}

struct TopicLayout {
    float pad, mark, text_left, text_width, text, said;
    [[nodiscard]] float height(const Page& page) const { return std::max(page.px(size::touch), text + said + 2 * pad); }
};

TopicLayout topic_layout(const Page& page, const std::string& text, float width) {
    TopicLayout layout{};
    layout.pad = page.px(space::gap);
    layout.mark = page.line(Type::title);
    layout.text_left = layout.pad + layout.mark + layout.pad;
    layout.text_width = width - layout.text_left - layout.pad;
    layout.text = page.text_height(text, {.type = Type::strong, .paint = {}}, layout.text_width);
    // The same room before and after, so that nothing moves under the finger.
    for (const Word word : {Word::forum_support, Word::forum_supported})
        layout.said = std::max(layout.said, page.text_height(page.word(word), {.paint = {}}, layout.text_width));
    return layout;
}

float draw_topic(Page& page, Box at, const State& state, const Forum& forum, const ForumTopic& topic) {
    const std::string& text = page.local(topic.text);
    const TopicLayout layout = topic_layout(page, text, at.width);
    const Box box{at.x, at.y, at.width, layout.height(page)};
    const bool supported = is_supported(state, forum.id, topic.id);
    const std::string& said = page.word(supported ? Word::forum_supported : Word::forum_support);
    const float radius = page.px(radius::button);
    const Press press = page.target(
        {.id = "topic/" + topic.id, .role = Role::chip, .label = text, .box = box, .selected = supported, .disabled = supported,
         .value = said, .radius = radius},
        [&](const Press& now) {
            const Palette& paints = page.paints();
            if (!supported) raised(page, box, now.held ? paints.pressed : paints.card, Edge::firm, radius, now.held);
            const Paint ink = now.held ? paints.on_pressed : paints.ink;
            page.icon(supported ? Icon::check_circle : Icon::touch, Type::title, {box.x + layout.pad + layout.mark / 2, box.centre().y},
                      now.held ? ink : supported ? paints.ink : paints.gold_deep);
            const float top = box.y + (box.height - layout.text - layout.said) / 2;
            page.text({box.x + layout.text_left, top, layout.text_width, layout.text}, text, {.type = Type::strong, .paint = ink});
            page.text({box.x + layout.text_left, top + layout.text, layout.text_width, layout.said}, said,
                      {.paint = now.held ? ink : paints.ink_soft});
        });
    if (press.done) page.act(Support{topic.id});
    return box.height;
}

float draw_topics(Page& page, Box at, const State& state, const Forum& forum) {
    float y = at.y + heading(page, at, Word::forum_topics) - page.px(space::gap);
    y += page.text({at.x, y, at.width, 0}, page.word(Word::forum_topics_hint), {.paint = page.paints().ink_soft}) + page.px(space::gap);
    for (const ForumTopic& topic : forum.topics)
        y += draw_topic(page, {at.x, y, at.width, 0}, state, forum, topic) + page.px(space::gap);
    return y - page.px(space::gap) - at.y;
}

float draw_forum(Page& page, Box at, const State& state, const Forum& forum) {
    const Palette& paints = page.paints();
    const float gap = gap_of(page);
    float y = at.y + page.text(at, page.local(forum.title), {.type = Type::title, .paint = paints.ink, .balanced = true, .role = Role::heading});
    if (forum.sample) y += note(page, {at.x, y, at.width, 0}, Icon::information, page.word(Word::sample), paints.ink_soft);
    y += gap;
    const auto what = [&](Box box) { return card(page, box, [&](Box inside) { return draw_what(page, inside, forum); }); };
    const auto topics = [&](Box box) { return card(page, box, [&](Box inside) { return draw_topics(page, inside, state, forum); }); };
    if (forum.topics.empty()) return y + what({at.x, y, at.width, 0}) - at.y;
    if (!page.glass().portrait() && at.width >= page.line(Type::body) * 28) {
        const float left = std::floor((at.width - gap) * 0.45F);
        const Box one{at.x, y, left, 0}, other{at.x + left + gap, y, at.width - left - gap, 0};
        const float height = std::max(page.measure([&] { return what(one); }), page.measure([&] { return topics(other); }));
        what({one.x, one.y, one.width, height});
        topics({other.x, other.y, other.width, height});
        return y + height - at.y;
    }
    y += what({at.x, y, at.width, 0}) + gap;
    return y + topics({at.x, y, at.width, 0}) - at.y;
}

}  // namespace

std::string forum_time(const Page& page, const Forum& forum) {
    const Timestamp at{forum.day.time_since_epoch() + forum.at};
    return fill(page.word(Word::forum_when), {{"date", long_date(page.words(), page.language(), forum.day)},
                                              {"time", clock_time(page.words(), page.language(), at, std::chrono::minutes{0})}});
}

std::string period_text(const Page& page, const DaySpan& period) {
    return fill(page.word(Word::standing_period), {{"from", short_date(page.words(), page.language(), period.from)},
                                                   {"until", short_date(page.words(), page.language(), period.until)}});
}

std::string marked(const Page& page, std::string text, bool sample) {
    return sample ? text + " · " + page.word(Word::sample) : text;
}

std::string change_since(const Page& page, const Change& change) {
    return fill(page.word(Word::change_since), {{"date", short_date(page.words(), page.language(), change.day)}});
}

std::string office_or_city(const Page& page, const State& state, std::string_view id) {
    const Office* office = state.catalogue->office(id);
    return office ? page.local(office->name) : page.word(Word::whole_city);
}

void draw_screen(Page& page, const State& state, const Participation&) {
    const Box body = draw_header(page, state);
    float y = body.y;
    if (!page.small_screen())
        y += page.text(body, page.word(Word::door_participation), {.type = Type::title, .paint = page.paints().ink, .role = Role::heading}) +
             gap_of(page);
    page.scrolled("participation", {body.x, y, body.width, body.bottom() - y}, [&](Box at) { return draw_all(page, at, state); }, 0);
    draw_bar(page, Leave::back);
}

void draw_screen(Page& page, const State& state, const ForumPage& screen) {
    const Box body = draw_header(page, state);
    if (const Forum* forum = forum_of(state, screen))
        page.scrolled("forum/" + forum->id, body, [&](Box at) { return draw_forum(page, at, state, *forum); }, 0);
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
