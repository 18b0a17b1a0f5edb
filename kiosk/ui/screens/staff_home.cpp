#include "kiosk/core/roster.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/standing.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/tile_grid.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

float draw_person(Page& page, Box at, const Officer& officer) {
    const float disc = page.px(size::portrait) / 2, indent = 2 * disc + page.px(space::small);
    const bool large = widest_word(page.fonts(), Type::title, officer.name) <= at.width - indent;
    const TextLook look{.type = large ? Type::title : Type::strong, .paint = page.paints().ink, .role = Role::heading};
    const float text = page.text_height(officer.name, look, at.width - indent);
    const float height = std::max(2 * disc, text);
    portrait(page, {at.x + disc, at.y + height / 2}, disc, officer.name, officer.photo);
    page.text({at.x + indent, at.y + (height - text) / 2, at.width - indent, 0}, officer.name, look);
    return height;
}

// The counters of the office; one where a colleague sits says whom it would replace.
float draw_counters(Page& page, Box at, const State& state, std::string_view officer, std::string_view mine) {
    std::vector<std::string> titles, subtitles;
    std::vector<const Counter*> counters;
    for (const Counter& counter : state.catalogue->counters) {
        if (counter.office != state.setup.office || counter.id == mine) continue;
        counters.push_back(&counter);
        titles.push_back(fill(page.word(Word::staff_take), {{"counter", page.local(counter.name)}}));
        const auto shift = state.shifts.find(counter.id);
        const Officer* other = shift == state.shifts.end() || shift->second.officer == officer
                                   ? nullptr
                                   : state.catalogue->officer(shift->second.officer);
        subtitles.push_back(other == nullptr ? std::string() : fill(page.word(Word::staff_take_from), {{"name", other->name}}));
    }
    std::vector<TileLook> tiles;
    for (std::size_t i = 0; i < counters.size(); ++i)
        tiles.push_back({.id = "take/" + counters[i]->id, .title = titles[i], .subtitle = subtitles[i], .plain = true});
    return tile_grid(page, at, tiles, [&](std::size_t i) { page.act(TakeCounter{counters[i]->id}); }, Fill::no, Names::of_counters);
}

float draw_duty(Page& page, Box at, const State& state, const StaffHome& home) {
    const Palette& paints = page.paints();
    const std::string mine = counter_of(state, home.officer);
    const Counter* counter = state.catalogue->counter(mine);
    const float gap = page.px(space::gap);
    float y = at.y + page.text(at, page.word(Word::staff_duty), {.type = Type::strong, .paint = paints.ink, .role = Role::heading});
    if (counter == nullptr) {
        y += page.text({at.x, y, at.width, 0}, page.word(Word::staff_off_duty), {.paint = paints.ink_soft}) + gap;
    } else {
        const Timestamp since = state.shifts.find(mine)->second.since;
        const std::string name = page.local(counter->name);
        const std::string hour = clock_time(page.words(), page.language(), since, offset_of(state));
        y += page.text({at.x, y, at.width, 0}, fill(page.word(Word::staff_on_duty), {{"counter", name}, {"time", hour}}),
                       {.paint = paints.ink}) + gap;
        const std::string leave = fill(page.word(Word::staff_leave), {{"counter", name}});
        const float width = std::min(at.width, button_width(page, leave, true));
        const float height = button_height(page, leave, true, width);
        if (button(page, {at.x, y, width, height}, {.id = "leave", .label = leave, .icon = Icon::close})) page.act(LeaveCounter{});
        y += height + gap;
    }
    return y + draw_counters(page, {at.x, y, at.width, 0}, state, home.officer, mine) - at.y;
}

}  // namespace

void draw_screen(Page& page, const State& state, const StaffHome& home) {
    const Box body = draw_header(page, state);
    const Officer* officer = state.catalogue->officer(home.officer);
    const float gap = page.px(space::large);
    const auto mine = [&](Box at) {
        float y = at.y;
        if (officer != nullptr) y += draw_person(page, at, *officer) + page.px(space::medium);
        return y + draw_duty(page, {at.x, y, at.width, 0}, state, home) - at.y;
    };
    const auto figures = [&](Box at) { return draw_standing(page, at, state, home); };
    const bool beside = !page.glass().portrait() && body.width >= page.line(Type::body) * 30;
    if (beside) {
        const Box left{body.x, body.y, std::floor((body.width - gap) * 0.38F), body.height};
        page.scrolled("duty", left, mine, 0);
        page.scrolled("standing", {left.right() + gap, left.y, body.right() - left.right() - gap, left.height}, figures, 0);
    } else {
        page.scrolled("staff", body, [&](Box at) {
            float y = at.y;
            if (officer != nullptr) y += draw_person(page, at, *officer) + page.px(space::medium);
            y += draw_duty(page, {at.x, y, at.width, 0}, state, home) + page.px(space::medium);
            return y + figures({at.x, y, at.width, 0}) - at.y;
        }, 0);
    }
    draw_bar(page, Leave::done);
}

}  // namespace rancak::kiosk
