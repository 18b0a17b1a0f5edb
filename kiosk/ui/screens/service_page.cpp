#include "kiosk/core/services.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/qr_code.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"
#include "shared/public_address.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr Millimetres code_side = 70_mm;

// What the parts of the page are drawn from.
struct Shown {
    Page& page;
    const State& state;
    const ServicePage& screen;
    const Service& service;
    float gap;  // between cards
};

float heading(Page& page, Box at, const std::string& text) {
    return page.text(at, text, {.type = Type::strong, .paint = page.paints().ink, .balanced = true, .role = Role::heading}) +
           page.px(space::gap);
}

// ---- What to bring

float requirement_height(const Page& page, const std::string& text, float width) {
    const float mark = page.line(Type::title) + page.px(space::gap);
    return std::max(page.px(size::touch), page.text_height(text, {.paint = {}}, width - mark) + 2 * page.px(space::gap));
}

void draw_requirement(const Shown& shown, Box box, std::size_t i) {
    Page& page = shown.page;
    const bool ticked = is_ticked(shown.state, shown.screen, i);
    const std::string& text = page.local(shown.service.standard.requirements[i]);
    const float radius = page.px(radius::button);
    const Press press = page.target(
        {.id = "requirement/" + std::to_string(i), .role = Role::chip, .label = text, .box = box, .selected = ticked, .radius = radius},
        [&](const Press& now) {
            const Palette& paints = page.paints();
            if (Brush* brush = page.brush(); brush && now.held) brush->fill(box, paints.pressed, radius);
            const Paint ink = now.held ? paints.on_pressed : paints.ink;
            const float mark = page.line(Type::title);
            page.icon(ticked ? Icon::checked_box : Icon::empty_box, Type::title, {box.x + mark / 2, box.centre().y},
                      now.held ? ink : ticked ? paints.accent : paints.outline);
            const float left = mark + page.px(space::gap);
            const float height = page.text_height(text, {.paint = ink}, box.width - left);
            page.text({box.x + left, box.y + (box.height - height) / 2, box.width - left, height}, text, {.paint = ink});
        });
    if (press.done) page.act(ToggleRequirement{i});
}

float draw_requirements(const Shown& shown, Box at) {
    Page& page = shown.page;
    const auto& requirements = shown.service.standard.requirements;
    std::size_t done = 0;
    for (std::size_t i = 0; i < requirements.size(); ++i) done += is_ticked(shown.state, shown.screen, i) ? 1 : 0;
    float y = at.y + heading(page, at, page.word(Word::service_requirements)) - page.px(space::gap);
    const std::string said = done == 0 ? page.word(Word::service_tick)
                                       : fill(page.word(Word::service_ticked), {{"done", std::to_string(done)},
                                                                                {"total", std::to_string(requirements.size())}});
    y += page.text({at.x, y, at.width, 0}, said, {.paint = page.paints().ink_soft}) + page.px(space::gap);
    const float gap = page.px(size::touch_gap);
    for (std::size_t i = 0; i < requirements.size(); ++i) {
        const float height = requirement_height(page, page.local(requirements[i]), at.width);
        draw_requirement(shown, {at.x, y, at.width, height}, i);
        y += height + gap;
    }
    return y - gap - at.y;
}

// ---- How it goes

float draw_procedure(const Shown& shown, Box at) {
    Page& page = shown.page;
    const Palette& paints = page.paints();
    float y = at.y + heading(page, at, page.word(Word::service_procedure));
    const float radius = page.line(Type::strong) * 0.62F, left = 2 * radius + page.px(space::gap);
    int number = 0;
    for (const LocalText& step : shown.service.standard.procedure) {
        const std::string count = std::to_string(++number);
        const float height = page.text_height(page.local(step), {.paint = {}}, at.width - left);
        const Box disc{at.x, y, 2 * radius, 2 * radius};
        if (Brush* brush = page.brush()) brush->disc(disc.centre(), radius, paints.cloth);
        page.label(disc, count, {.type = Type::strong, .paint = paints.on_cloth, .align = Align::centre});
        const float line = std::max(0.0F, radius - page.line(Type::body) / 2);
        page.text({at.x + left, y + line, at.width - left, 0}, page.local(step), {.paint = paints.ink});
        y += std::max(2 * radius, height + line) + page.px(space::gap);
    }
    return y - page.px(space::gap) - at.y;
}

// ---- Where, when, how much

std::string opening_text(const Page& page, const Office& office, Timestamp wall) {
    const Opening opening = opening_of(office, wall);
    if (!opening.next) return page.word(Word::service_shut);
    const Words& words = page.words();
    const LocalDay day = opening.next->day, today = local_day(wall, office.utc_offset);
    const Timestamp at{day.time_since_epoch() + opening.next->at};
    const std::string time = clock_time(words, page.language(), at, std::chrono::minutes{0});
    if (opening.open) return fill(page.word(Word::service_open), {{"time", time}});
    if (day == today) return fill(page.word(Word::service_shut_today), {{"time", time}});
    if (day == today + std::chrono::days{1}) return fill(page.word(Word::service_shut_tomorrow), {{"time", time}});
    const int weekday = static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1;
    return fill(page.word(Word::service_shut_day), {{"day", page.word(after(Word::weekday_1, weekday))}, {"time", time}});
}

float draw_place(const Shown& shown, Box at) {
    Page& page = shown.page;
    const Palette& paints = page.paints();
    std::string counters;
    for (const std::string& id : shown.service.counters)
        if (const Counter* counter = shown.state.catalogue->counter(id)) counters += (counters.empty() ? "" : " · ") + page.local(counter->name);
    if (counters.empty()) counters = page.word(Word::service_ask_where);
    float y = at.y + heading(page, at, page.word(Word::service_where));
    y += note(page, {at.x, y, at.width, 0}, Icon::place, counters, paints.ink, Type::strong);
    if (const Office* office = office_of(shown.state))
        y += note(page, {at.x, y, at.width, 0}, Icon::clock, opening_text(page, *office, shown.state.wall), paints.ink);
    return y - at.y;
}

struct Component {
    Word name;
    const LocalText* text;
};

// Each under its name; what nobody wrote down is left out.
float draw_components(Page& page, Box at, const std::vector<Component>& components) {
    float y = at.y;
    for (const Component& one : components) {
        if (one.text->indonesian.empty()) continue;
        if (y > at.y) y += page.px(space::small);
        y += heading(page, {at.x, y, at.width, 0}, page.word(one.name)) - page.px(space::gap);
        y += page.text({at.x, y, at.width, 0}, page.local(*one.text), {.paint = page.paints().ink});
    }
    return y - at.y;
}

std::vector<Component> delivery_of(const Service& service) {
    const ServiceStandard& standard = service.standard;
    return {{Word::service_time, &standard.time}, {Word::service_cost, &standard.cost}, {Word::service_product, &standard.product},
            {Word::service_complaints, &standard.complaints}};
}

std::vector<Component> management_of(const Service& service) {
    std::vector<Component> list;
    for (std::size_t i = 0; i < managements.size(); ++i)
        list.push_back({after(Word::management_1, static_cast<int>(i)), &service.standard.management[i]});
    return list;
}

// ---- To take along

float draw_code(const Shown& shown, Box at) {
    Page& page = shown.page;
    const Office* office = office_of(shown.state);
    if (office == nullptr) return 0;
    const std::string text = taken_along(shown.service, *office, page.language());
    const std::string link = link_of(shown.service, *office);
    const std::string said = link.empty() ? page.word(Word::service_take_list)
                                          : fill(page.word(Word::service_take_link), {{"link", std::string(as_typed(link))}});
    float y = at.y + heading(page, at, page.word(Word::service_take));
    const float side = std::min(at.width, page.px(code_side)), gap = page.px(space::small);
    const bool beside = at.width - side - gap >= page.line(Type::body) * 8;
    const float code = qr_code(page, {at.x, y}, side, text, page.word(Word::service_take));
    const Box words = beside ? Box{at.x + side + gap, y, at.width - side - gap, 0} : Box{at.x, y + code + gap, at.width, 0};
    const float height = page.text(words, said, {.paint = page.paints().ink});
    return (beside ? std::max(y + code, words.y + height) : words.y + height) - at.y;
}

// ---- The page

float draw_title(const Shown& shown, Box at) {
    Page& page = shown.page;
    const Palette& paints = page.paints();
    float y = at.y + page.text(at, page.local(shown.service.name),
                               {.type = Type::title, .paint = paints.ink, .balanced = true, .role = Role::heading});
    if (shown.service.sample)
        y += note(page, {at.x, y, at.width, 0}, Icon::information, page.word(Word::service_sample), paints.ink_soft);
    if (shown.service.checked_on)
        y += note(page, {at.x, y, at.width, 0}, Icon::check_circle,
                  fill(page.word(Word::service_checked), {{"date", short_date(page.words(), page.language(), *shown.service.checked_on)}}),
                  paints.ink_soft);
    return y - at.y;
}

float draw_card(const Shown& shown, Box at, bool any, Call<float(Box)> content) {
    return any ? card(shown.page, {at.x, at.y, at.width, 0}, content) + shown.gap : 0;
}

// The left of two columns, or the first part of one. Both answer their height with a gap below it.
float draw_to_do(const Shown& shown, Box at) {
    const ServiceStandard& standard = shown.service.standard;
    if (standard.requirements.empty() && standard.procedure.empty())
        return draw_card(shown, at, true, [&](Box box) {
            return note(shown.page, box, Icon::help, shown.page.word(Word::service_unknown), shown.page.paints().ink);
        });
    const float first = draw_card(shown, at, !standard.requirements.empty(), [&](Box box) { return draw_requirements(shown, box); });
    return first + draw_card(shown, {at.x, at.y + first, at.width, 0}, !standard.procedure.empty(),
                             [&](Box box) { return draw_procedure(shown, box); });
}

float draw_to_know(const Shown& shown, Box at) {
    const auto delivery = delivery_of(shown.service);
    const bool any = std::any_of(delivery.begin(), delivery.end(), [](const Component& one) { return !one.text->indonesian.empty(); });
    float y = at.y + draw_card(shown, at, true, [&](Box box) { return draw_place(shown, box); });
    y += draw_card(shown, {at.x, y, at.width, 0}, any, [&](Box box) { return draw_components(shown.page, box, delivery); });
    y += draw_card(shown, {at.x, y, at.width, 0}, true, [&](Box box) { return draw_code(shown, box); });
    return y - at.y;
}

float draw_more(const Shown& shown, Box at) {
    if (!has_management(shown.service)) return 0;
    Page& page = shown.page;
    const std::string& label = page.word(shown.screen.more ? Word::service_less : Word::service_more);
    const float width = std::min(at.width, button_width(page, label, true) * 1.2F), height = button_height(page, label, true, width);
    float y = at.y;
    if (shown.screen.more)
        y += draw_card(shown, at, true, [&](Box box) { return draw_components(page, box, management_of(shown.service)); });
    if (button(page, {at.x, y, width, height}, {.id = "more", .label = label, .icon = shown.screen.more ? Icon::up : Icon::down}))
        page.act(ToggleMore{});
    return y + height - at.y;
}

float draw_service(const Shown& shown, Box at) {
    Page& page = shown.page;
    float y = at.y + draw_title(shown, at) + shown.gap;
    if (!page.glass().portrait() && at.width >= page.line(Type::body) * 28) {
        const float left = std::floor((at.width - shown.gap) * 0.55F);
        const float one = draw_to_do(shown, {at.x, y, left, 0});
        const float other = draw_to_know(shown, {at.x + left + shown.gap, y, at.width - left - shown.gap, 0});
        y += std::max(one, other);
    } else {
        y += draw_to_do(shown, {at.x, y, at.width, 0});
        y += draw_to_know(shown, {at.x, y, at.width, 0});
    }
    return y + draw_more(shown, {at.x, y, at.width, 0}) - at.y;
}

}  // namespace

void draw_screen(Page& page, const State& state, const ServicePage& screen) {
    const Box body = draw_header(page, state);
    if (const Service* service = service_of(state, screen)) {
        const Shown shown{page, state, screen, *service, page.px(page.small_screen() ? space::gap : space::small)};
        page.scrolled("service/" + service->id, body, [&](Box at) { return draw_service(shown, at); }, 0);
    }
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
