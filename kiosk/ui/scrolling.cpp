#include "kiosk/ui/page.h"

#include "kiosk/ui/widgets.h"

#include <cmath>

namespace rancak::kiosk {

void Page::scroll_by_finger(Memory::Scroll& scroll, const Box& view) {
    const Finger& finger = given_.finger;
    const bool inside = finger.at && view.intersection(clips_.back()).contains(*finger.at);
    ScrollPosition& position = scroll.position;
    if (finger.wheel != 0 && inside) position.set(position.offset() - finger.wheel * px(size::touch));
    if (finger.went_down) scroll.touched = inside;
    const bool follows = scroll.touched && finger.is_down && finger.at;
    if (position.follow(follows ? std::optional(finger.at->y) : std::nullopt, now())) memory_.held_lost = true;
    if (!finger.is_down) scroll.touched = false;
    if (position.moving()) wish_frame(now());
}

void Page::reveal_focus(std::string_view id, ScrollPosition& scroll, const Box& view) {
    const Node* focused = memory_.reveal ? given_.last.find(memory_.focus) : nullptr;
    if (focused == nullptr) return;
    bool inside = false;
    for (int parent = focused->parent; parent != no_parent; parent = given_.last.nodes[static_cast<std::size_t>(parent)].parent)
        inside |= given_.last.nodes[static_cast<std::size_t>(parent)].id == id;
    if (!inside) return;
    const float margin = px(space::small);
    const float above = view.y + margin - focused->box.y, below = focused->box.bottom() + margin - view.bottom();
    if (above > 0) scroll.set(scroll.offset() - above);
    else if (below > 0) scroll.set(scroll.offset() + below);
}

void Page::scroll_buttons(std::string_view id, ScrollPosition& scroll, const Box& gutter, float page_height) {
    const float side = gutter.width;
    const auto turn = [&](float by) {
        scroll.turn_to(scroll.offset() + by, now(), reduced_motion() ? Milliseconds{0} : motion::page_turn);
        wish_frame(now());
    };
    const bool at_top = scroll.offset() <= 0, at_bottom = scroll.offset() >= scroll.farthest();
    if (button(*this, {gutter.x, gutter.y, side, side},
               {.id = std::string(id) + "/up", .label = word(Word::scroll_up), .icon = Icon::up, .icon_only = true,
                .disabled = at_top}))
        turn(-page_height);
    if (button(*this, {gutter.x, gutter.bottom() - side, side, side},
               {.id = std::string(id) + "/down", .label = word(Word::scroll_down), .icon = Icon::down, .icon_only = true,
                .disabled = at_bottom}))
        turn(page_height);
    const Box track{gutter.x + side / 2 - px(stroke::bold), gutter.y + side + px(space::small), 2 * px(stroke::bold),
                    gutter.height - 2 * side - 2 * px(space::small)};
    if (track.height < px(space::medium)) return;
    const float shown = page_height / (page_height + scroll.farthest());
    const float thumb = std::max(track.height * shown, px(space::medium));
    const float at = scroll.farthest() > 0 ? scroll.offset() / scroll.farthest() : 0;
    brush_.fill(track, paints_->track, track.width / 2);
    brush_.fill({track.x, track.y + (track.height - thumb) * at, track.width, thumb}, paints_->gold_deep, track.width / 2);
}

void Page::scrolled(std::string_view id, Box view, Call<float(Box)> content, float centre) {
    const float natural = measure([&] { return content({view.x, view.y, view.width, view.height}); });
    if (natural <= view.height + 1) {  // a pixel lost to rounding is no reason to scroll
        memory_.scrolls.erase(std::string(id));
        content({view.x, view.y + std::floor((view.height - natural) * centre), view.width, natural});
        return;
    }
    const Box gutter{view.right() - px(size::touch), view.y, px(size::touch), view.height};
    view.width -= gutter.width + px(space::small);
    const float height = measure([&] { return content({view.x, view.y, view.width, view.height}); });
    if (measuring_) return;
    Memory::Scroll& memory =
        memory_.scrolls.try_emplace(std::string(id), Memory::Scroll{{px(motion::slop), !reduced_motion()}}).first->second;
    ScrollPosition& scroll = memory.position;
    scroll.bound(height - view.height);
    if (!inert_) scroll_by_finger(memory, view);
    reveal_focus(id, scroll, view);
    // A little more than the column itself: shadows and focus rings of what lies at its edge.
    const float bleed = px(stroke::focus) * 2;
    const Box window{view.x - bleed, view.y, view.width + 2 * bleed, view.height};
    group(std::string(id), Role::group, {}, view, [&] {
        clipped(window, [&] { content({view.x, view.y - std::round(scroll.offset()), view.width, height}); });
    });
    scroll_buttons(id, scroll, gutter, view.height);
}

}  // namespace rancak::kiosk
