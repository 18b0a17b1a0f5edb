#include "kiosk/core/services.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

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
    Millimetres disc = size::portrait;  // at most
};
constexpr std::array arrangements{Arrangement{1, true}, Arrangement{2, true}, Arrangement{1, false}, Arrangement{2, false},
                                  Arrangement{2, false, Type::strong}, Arrangement{3, false, Type::strong, 12_mm}};

struct DoorLayout {
    float pad, disc, text_left, text_width, title, hint;
    bool whole_words;  // none has to be broken
    [[nodiscard]] float height() const { return std::max(2 * disc, title + hint) + 2 * pad; }
};

DoorLayout layout_of(const Page& page, const DoorLook& look, float width, Arrangement arrangement) {
    DoorLayout layout{};
    layout.pad = page.px(space::small);
    layout.disc = page.px(std::min(arrangement.disc, page.small_screen() ? size::touch : size::portrait)) / 2;
    layout.text_left = 2 * layout.disc + 2 * layout.pad;
    layout.text_width = width - layout.text_left - layout.pad;
    layout.title = page.text_height(page.word(look.title), {.type = arrangement.title, .paint = {}}, layout.text_width);
    layout.whole_words = widest_word(page.fonts(), arrangement.title, page.word(look.title)) <= layout.text_width;
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
    float gap, width;
    std::vector<float> rows;  // the height of each: as high as its highest door
    bool whole_words = true;
    [[nodiscard]] float total_height() const {
        return std::accumulate(rows.begin(), rows.end(), gap * (static_cast<float>(rows.size()) - 1));
    }
};

Doors doors_in(const Page& page, Box at, const std::vector<Door>& open, Arrangement arrangement) {
    Doors doors{arrangement, page.px(page.small_screen() ? space::gap : space::small), 0,
                std::vector<float>((open.size() + arrangement.columns - 1) / arrangement.columns)};
    const auto columns = static_cast<float>(arrangement.columns);
    doors.width = std::min(std::floor((at.width - doors.gap * (columns - 1)) / columns), page.px(size::column));
    for (std::size_t i = 0; i < open.size(); ++i) {
        float& row = doors.rows[i / arrangement.columns];
        const DoorLayout door = layout_of(page, look_of(open[i]), doors.width, arrangement);
        row = std::max(row, door.height());
        doors.whole_words &= door.whole_words;
    }
    return doors;
}

// Equally large where the glass has the room, in the middle of the width.
void give_room(Doors& doors, float height, float highest) {
    const float highest_row = *std::ranges::max_element(doors.rows), rows = static_cast<float>(doors.rows.size());
    const float room = std::floor((height - doors.gap * (rows - 1)) / rows);
    if (room >= highest_row) std::ranges::fill(doors.rows, std::max(highest_row, std::min(room, highest)));
}

float draw_doors(Page& page, Box at, const std::vector<Door>& open) {
    std::optional<Doors> fitting;
    for (const Arrangement& tried : arrangements) {
        Doors doors = doors_in(page, at, open, tried);
        if (doors.total_height() <= at.height && doors.whole_words) fitting = std::move(doors);
        if (fitting) break;
    }
    Doors doors = fitting ? *std::move(fitting) : doors_in(page, at, open, {2, false, Type::strong});
    give_room(doors, at.height, page.px(highest_door));
    const auto columns = static_cast<float>(doors.arrangement.columns);
    const float left = at.x + std::floor((at.width - columns * (doors.width + doors.gap) + doors.gap) / 2);
    float y = at.y;
    for (std::size_t i = 0; i < open.size(); ++i) {
        const std::size_t column = i % doors.arrangement.columns, row = i / doors.arrangement.columns;
        draw_door(page, {left + static_cast<float>(column) * (doors.width + doors.gap), y, doors.width, doors.rows[row]},
                  look_of(open[i]), doors.arrangement);
        if (column + 1 == doors.arrangement.columns) y += doors.rows[row] + doors.gap;
    }
    return doors.total_height();
}

}  // namespace

void draw_screen(Page& page, const State& state, const Home&) {
    const Box body = draw_header(page, state);
    const TextLook heading{.type = Type::title, .paint = page.paints().ink, .role = Role::heading};
    const float title = page.text(body, page.word(Word::home_title), heading) + page.px(space::small);
    const std::vector<Door> open = doors(state);
    page.scrolled("doors", {body.x, body.y + title, body.width, body.height - title},
                  [&](Box at) { return draw_doors(page, at, open); }, 0.3F);
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
