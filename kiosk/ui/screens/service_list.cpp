#include "kiosk/core/services.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/tile_grid.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

float field_height(const Page& page) { return std::max(page.px(size::touch), page.line(Type::strong) + 2 * page.px(space::small) + 2); }

bool searching(const ServiceList& list) { return list.typing.text.says_something(); }

// Looks like the field that it becomes under a finger.
void draw_closed_field(Page& page, Box box, const ServiceList& list) {
    const Palette& paints = page.paints();
    const float radius = page.px(radius::card), pad = page.px(space::small);
    const bool empty = !searching(list);
    const std::string typed = empty ? std::string() : list.typing.text.utf8();
    const auto draw = [&](const Press& now) {
        Brush* brush = page.brush();
        if (brush == nullptr) return;
        brush->framed(box, now.held ? paints.pressed : paints.card, paints.outline, page.glass().stroke(stroke::bold), radius);
        const float icon = page.line(Type::title);
        page.icon(Icon::search, Type::title, {box.x + pad + icon / 2, box.centre().y}, now.held ? paints.on_pressed : paints.gold_deep);
        const Box text{box.x + pad + icon + pad, box.y, box.width - icon - 3 * pad, box.height};
        const BrokenText lines = break_lines(page.fonts(), Type::strong, empty ? page.word(Word::services_hint) : typed, text.width);
        page.label(text, lines.lines.front(),
                   {.type = Type::strong, .paint = now.held ? paints.on_pressed : empty ? paints.ink_soft : paints.ink});
    };
    const auto field = [&] {
        const Press press = page.target({.id = "search", .label = page.word(Word::services_search), .box = box, .value = typed, .radius = radius}, draw);
        if (press.done) page.act(OpenKeyboard{});
    };
    if (empty) field();
    else page.personal(field);
}

// With a button beside it that clears it, while there is something in it.
void draw_search(Page& page, Box box, const ServiceList& list) {
    const float side = box.height, gap = page.px(space::gap);
    if (!searching(list) || list.keyboard) {
        if (list.keyboard) typed_field(page, box, list.typing, page.word(Word::services_hint));
        else draw_closed_field(page, box, list);
        return;
    }
    draw_closed_field(page, {box.x, box.y, box.width - side - gap, box.height}, list);
    if (button(page, {box.right() - side, box.y, side, side},
               {.id = "search/clear", .label = page.word(Word::key_clear), .icon = Icon::close, .icon_only = true}))
        page.act(ClearText{});
}

float draw_categories(Page& page, Box at, const State& state, const ServiceList& list) {
    const auto categories = categories_of(state);
    if (categories.size() < 2) return 0;
    const std::string& all = page.word(Word::services_all);
    std::vector<Point> sizes{chip_size(page, all, at.width)};
    for (const ServiceCategory* category : categories) sizes.push_back(chip_size(page, page.local(category->name), at.width));
    const float height = flow(page, at, sizes, [&](std::size_t i, Box box) {
        const ServiceCategory* category = i == 0 ? nullptr : categories[i - 1];
        const bool selected = !searching(list) && (category ? list.category == category->id : list.category.empty());
        if (chip(page, box, {.id = "category/" + (category ? category->id : std::string("all")),
                             .label = category ? std::string_view(page.local(category->name)) : all, .selected = selected}))
            page.act(PickCategory{category ? category->id : std::string()});
    });
    return height + page.px(space::small);
}

// Where it is, and that it is only an example.
std::string subtitle_of(const Page& page, const State& state, const Service& service) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : " · ") + part; };
    for (const std::string& id : service.counters)
        if (const Counter* counter = state.catalogue->counter(id)) add(page.local(counter->name));
    if (service.sample) add(page.word(Word::sample));
    return text;
}

float draw_found(Page& page, Box at, const State& state, const ServiceList& list) {
    const Listed shown = listed(state, list);
    const Palette& paints = page.paints();
    const float gap = page.px(space::small);
    if (shown.services.empty()) return note(page, at, Icon::help, page.word(Word::services_nothing), paints.ink);
    float y = at.y;
    if (searching(list) && list.found.nearly)
        y += page.text({at.x, y, at.width, 0}, page.word(Word::services_near), {.paint = paints.ink}) + gap;
    std::vector<std::string> subtitles;
    for (const Service* service : shown.services) subtitles.push_back(subtitle_of(page, state, *service));
    std::vector<TileLook> tiles;
    for (std::size_t i = 0; i < shown.services.size(); ++i)
        tiles.push_back({.id = "service/" + shown.services[i]->id, .title = page.local(shown.services[i]->name),
                         .subtitle = subtitles[i], .plain = true});
    const std::string more = shown.more == 0 ? std::string() : fill(page.word(Word::services_more), {{"count", std::to_string(shown.more)}});
    const TextLook soft{.paint = paints.ink_soft};
    const float below = more.empty() ? 0 : gap + page.text_height(more, soft, at.width);
    y += tile_grid(page, {at.x, y, at.width, at.bottom() - y - below}, tiles, [&](std::size_t i) { page.act(OpenService{shown.services[i]->id}); }, Fill::yes, Names::of_services);
    if (!more.empty()) page.text({at.x, y + gap, at.width, 0}, more, soft);
    return y + below - at.y;
}

// Another list begins at its top. By what was found, not by what was typed, which no file may tell.
std::string scroll_id(const State& state, const ServiceList& list) {
    if (!searching(list)) return "services/" + list.category;
    const Listed shown = listed(state, list);
    return "services/" + std::to_string(shown.services.size() + shown.more) + "/" + (shown.services.empty() ? "" : shown.services.front()->id);
}

std::string found_text(const Page& page, const State& state, const ServiceList& list) {
    if (!searching(list)) return {};
    const Listed shown = listed(state, list);
    return fill(page.word(Word::services_count), {{"count", std::to_string(shown.services.size() + shown.more)}});
}

void draw_typing(Page& page, Box body, const State& state, const ServiceList& list) {
    const float gap = page.px(page.small_screen() ? space::gap : space::small);
    const float field = field_height(page), keys = keyboard_height(page, body.width);
    const float top = body.y + field + gap, room = body.bottom() - keys - gap - top;
    Box search{body.x, body.y, body.width, field};
    if (room >= page.px(size::touch)) {
        // Before the first letter the list stays as it was, unless only a strip of it would.
        if (searching(list) || room >= 2 * page.px(size::touch) + gap)
            page.scrolled(scroll_id(state, list), {body.x, top, body.width, room}, [&](Box at) { return draw_found(page, at, state, list); }, 0);
    } else {
        // On a small glass the keys leave no room for it: how much was found; it is seen when they are put away.
        const std::string said = found_text(page, state, list);
        const float width = text_width(page.fonts(), Type::strong, said) + page.px(space::small);
        search.width -= width;
        page.label({search.right(), search.y, width, field}, said, {.type = Type::strong, .paint = page.paints().ink, .align = Align::right});
    }
    draw_search(page, search, list);
    keyboard(page, {body.x, body.bottom() - keys, body.width, keys}, list.typing,
             {.label = page.word(Word::services_show), .action = CloseKeyboard{}});
}

}  // namespace

void draw_screen(Page& page, const State& state, const ServiceList& list) {
    const Box body = draw_header(page, state);
    if (list.keyboard) {
        draw_typing(page, body, state, list);
    } else {
        const float gap = page.px(page.small_screen() ? space::gap : space::small), field = field_height(page);
        float y = body.y;
        if (!page.small_screen())
            y += page.text(body, page.word(Word::services_title), {.type = Type::title, .paint = page.paints().ink, .role = Role::heading}) + gap;
        draw_search(page, {body.x, y, body.width, field}, list);
        y += field + gap;
        page.scrolled(scroll_id(state, list), {body.x, y, body.width, body.bottom() - y}, [&](Box at) {
            const float chips = draw_categories(page, at, state, list);
            return chips + draw_found(page, {at.x, at.y + chips, at.width, at.height - chips}, state, list);
        }, 0);
    }
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
