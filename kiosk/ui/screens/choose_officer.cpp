#include "kiosk/core/roster.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/deeds.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/tile_grid.h"

namespace rancak::kiosk {

void draw_screen(Page& page, const State& state, const ChooseOfficer& choosing) {
    const Box body = draw_header(page, state);
    const std::vector<Seat> people = on_duty(state);
    const Palette& paints = page.paints();
    const std::string& title = page.word(choosing.correcting ? Word::choose_correct : Word::choose_title);
    const TextLook heading{.type = Type::title, .paint = paints.ink, .balanced = true, .role = Role::heading};
    float y = body.y + page.text({body.x, body.y, body.width, 0}, title, heading);
    y += page.text({body.x, y, body.width, 0}, page.word(people.empty() ? Word::choose_nobody : Word::choose_hint),
                   {.paint = paints.ink_soft});
    y += page.px(space::small);
    const Box rest{body.x, y, body.width, body.bottom() - y};
    const TileLook unsure{.id = "unsure", .title = page.word(Word::choose_unsure),
                          .subtitle = page.word(Word::choose_unsure_hint), .icon = Icon::help};
    const Parted parted = part(page, rest, tile_height(page, unsure, rest.width));
    std::vector<TileLook> tiles;
    tiles.reserve(people.size());
    for (const Seat& person : people)
        tiles.push_back(officer_tile(page, "officer/", person));
    page.scrolled("officers", parted.above, [&](Box at) {
        return tile_grid(page, at, tiles, [&](std::size_t i) { page.act(PickOfficer{people[i].officer->id}); },
                         Fill::yes);
    }, 0);
    if (tile(page, parted.foot, unsure)) page.act(PickUnsure{});
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
