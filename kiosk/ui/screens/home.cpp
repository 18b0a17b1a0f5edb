#include "kiosk/core/services.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

struct DoorLook {
    const char* id;
    Word title, hint;
    Icon icon;
    Action action;
};

DoorLook look_of(Door door) {
    switch (door) {
        case Door::services: return {"door/services", Word::door_services, Word::door_services_hint, Icon::papers, OpenServices{}};
        case Door::cases: return {"door/case", Word::door_case, Word::door_case_hint, Icon::pencil, OpenCase{}};
        case Door::survey: return {"door/survey", Word::door_survey, Word::door_survey_hint, Icon::survey, OpenSurvey{}};
        case Door::participation:
            return {"door/participation", Word::door_participation, Word::door_participation_hint, Icon::people, OpenParticipation{}};
        case Door::pledge: return {"door/pledge", Word::door_pledge, Word::door_pledge_hint, Icon::pledge, OpenPledge{}};
        case Door::rate: break;
    }
    return {"door/rate", Word::door_rate, Word::door_rate_hint, Icon::smile, Begin{}};
}

constexpr Millimetres highest_door = 70_mm;

// How the doors stand: the first that fits is taken, so that all are in view where the glass has the room.
struct Arrangement {
    std::size_t columns;
    bool hints;
    Type title = Type::title;
};
constexpr std::array arrangements{Arrangement{1, true}, Arrangement{2, true}, Arrangement{1, false}, Arrangement{2, false},
                                  Arrangement{2, false, Type::strong}};

struct DoorLayout {
    float pad, disc, text_left, text_width, title, hint;
    [[nodiscard]] float height() const { return std::max(2 * disc, title + hint) + 2 * pad; }
};

DoorLayout layout_of(const Page& page, const DoorLook& look, float width, Arrangement arrangement) {
    DoorLayout layout{};
    layout.pad = page.px(space::small);
    layout.disc = page.px(page.small_screen() ? size::touch : size::portrait) / 2;
    layout.text_left = 2 * layout.disc + 2 * layout.pad;
    layout.text_width = width - layout.text_left - layout.pad;
    layout.title = page.text_height(page.word(look.title), {.type = arrangement.title, .paint = {}}, layout.text_width);
    layout.hint = arrangement.hints ? page.text_height(page.word(look.hint), {.paint = {}}, layout.text_width) : 0;
    return layout;
}

void draw_door(Page& page, Box box, const DoorLook& look, Arrangement arrangement) {
    const float radius = page.px(radius::card);
    const Press press = page.target(
        {.id = look.id, .role = Role::tile, .label = page.word(look.title), .box = box, .value = page.word(look.hint), .radius = radius},
        [&](const Press& now) {
            const Palette& paints = page.paints();
            raised(page, box, now.held ? paints.pressed : paints.card, Edge::firm, radius, now.held);
            const DoorLayout layout = layout_of(page, look, box.width, arrangement);
            const Point disc{box.x + layout.pad + layout.disc, box.centre().y};
            if (Brush* brush = page.brush()) brush->disc(disc, layout.disc, paints.cloth);
            page.icon(look.icon, Type::title, disc, paints.on_cloth);
            const float top = box.y + (box.height - layout.title - layout.hint) / 2;
            const Box text{box.x + layout.text_left, top, layout.text_width, layout.title};
            page.text(text, page.word(look.title), {.type = arrangement.title, .paint = now.held ? paints.on_pressed : paints.ink});
            if (arrangement.hints)
                page.text({text.x, top + layout.title, text.width, layout.hint}, page.word(look.hint),
                          {.paint = now.held ? paints.on_pressed : paints.ink_soft});
        });
    if (press.done) page.act(look.action);
}

struct Doors {
    Arrangement arrangement;
    std::size_t rows;
    float gap, width, height;  // of one
    [[nodiscard]] float total_height() const { return static_cast<float>(rows) * (height + gap) - gap; }
};

Doors doors_in(const Page& page, Box at, const std::vector<Door>& open, Arrangement arrangement) {
    Doors doors{arrangement, (open.size() + arrangement.columns - 1) / arrangement.columns,
                page.px(page.small_screen() ? space::gap : space::small), 0, 0};
    const auto columns = static_cast<float>(doors.arrangement.columns);
    doors.width = std::min(std::floor((at.width - doors.gap * (columns - 1)) / columns), page.px(size::column));
    for (const Door door : open) doors.height = std::max(doors.height, layout_of(page, look_of(door), doors.width, arrangement).height());
    return doors;
}

// All equally large, in the middle of the width.
float draw_doors(Page& page, Box at, const std::vector<Door>& open) {
    Doors doors{};
    for (const Arrangement& tried : arrangements) {
        doors = doors_in(page, at, open, tried);
        if (doors.total_height() <= at.height) break;
    }
    const auto rows = static_cast<float>(doors.rows), columns = static_cast<float>(doors.arrangement.columns);
    const float room = (at.height - doors.gap * (rows - 1)) / rows;
    doors.height = std::max(doors.height, std::min(room, page.px(highest_door)));
    const float left = at.x + std::floor((at.width - columns * (doors.width + doors.gap) + doors.gap) / 2);
    for (std::size_t i = 0; i < open.size(); ++i) {
        const auto column = static_cast<float>(i % doors.arrangement.columns), row = static_cast<float>(i / doors.arrangement.columns);
        const Box box{left + column * (doors.width + doors.gap), at.y + row * (doors.height + doors.gap), doors.width, doors.height};
        draw_door(page, box, look_of(open[i]), doors.arrangement);
    }
    return doors.total_height();
}

}  // namespace

void draw_screen(Page& page, const State& state, const Home&) {
    const Box body = draw_header(page, state);
    const TextLook heading{.type = Type::title, .paint = page.paints().ink, .align = Align::centre, .balanced = true, .role = Role::heading};
    const float title = page.text(body, page.word(Word::home_title), heading) + page.px(space::small);
    const std::vector<Door> open = doors(state);
    page.scrolled("doors", {body.x, body.y + title, body.width, body.height - title},
                  [&](Box at) { return draw_doors(page, at, open); }, 0.3F);
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
