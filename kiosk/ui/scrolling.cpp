#include "kiosk/ui/page.h"

#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace rancak::kiosk {
namespace {

// From the highest to the lowest of the texts that lie wholly in view; without any, nowhere.
struct Lines {
    float top, bottom;
};
Lines whole_lines(std::span<const Node> nodes, const Box& view) {
    Lines lines{view.bottom(), view.y};
    for (const Node& node : nodes) {
        const bool text = node.role == Role::text || node.role == Role::heading;
        if (!text || node.box.y < view.y || node.box.bottom() > view.bottom()) continue;
        lines = {std::min(lines.top, node.box.y), std::max(lines.bottom, node.box.bottom())};
    }
    return lines;
}

}  // namespace

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
    // Out of what fades at the list's ends, so that the ring is seen whole.
    const float wished = px(space::medium) + 2 * px(stroke::focus);
    const float margin = std::clamp((view.height - focused->box.height) / 2, 0.0F, wished);
    const float above = view.y + margin - focused->box.y, below = focused->box.bottom() + margin - view.bottom();
    if (above > 0) scroll.set(scroll.offset() - above);
    else if (below > 0) scroll.set(scroll.offset() + below);
}

void Page::scroll_buttons(std::string_view id, ScrollPosition& scroll, const Box& gutter, float page_height) {
    const float side = gutter.width, track_least = px(space::medium) + 2 * px(space::small);
    const bool at_top = scroll.offset() <= 0, at_bottom = scroll.offset() >= scroll.farthest();
    const auto turn = [&](const char* name, Word word, Icon icon, float y, float by, bool disabled) {
        const ButtonLook look{.id = std::string(id) + name, .label = this->word(word), .icon = icon, .icon_only = true, .disabled = disabled};
        if (!button(*this, {gutter.x, y, side, side}, look)) return;
        scroll.turn_to(scroll.offset() + by, now(), reduced_motion() ? Milliseconds{0} : motion::page_turn);
        wish_frame(now());
    };
    // Almost a page, so that the last line read is the first line next.
    const float by = std::max(page_height - line(Type::body), page_height / 2);
    if (gutter.height < 2 * side + px(space::gap)) {
        const float y = gutter.y + std::max(0.0F, (gutter.height - side) / 2);
        if (at_bottom) turn("/up", Word::scroll_up, Icon::up, y, -scroll.farthest(), false);
        else turn("/down", Word::scroll_down, Icon::down, y, by, false);
        return;
    }
    turn("/up", Word::scroll_up, Icon::up, gutter.y, -by, at_top);
    turn("/down", Word::scroll_down, Icon::down, gutter.bottom() - side, by, at_bottom);
    if (gutter.height < 2 * side + track_least) return;
    const Box track{gutter.x + side / 2 - px(stroke::bold), gutter.y + side + px(space::small), 2 * px(stroke::bold),
                    gutter.height - 2 * side - 2 * px(space::small)};
    const float thumb = std::max(track.height * page_height / (page_height + scroll.farthest()), px(space::medium));
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
    const bool mirrored = preferences().mirrored;
    const Box gutter{mirrored ? view.x : view.right() - px(size::touch), view.y, px(size::touch), view.height};
    view.width -= gutter.width + px(space::small);
    if (mirrored) view.x = gutter.right() + px(space::small);
    const float height = measure([&] { return content({view.x, view.y, view.width, view.height}); });
    if (measuring_) return;
    Memory::Scroll& memory =
        memory_.scrolls.try_emplace(std::string(id), Memory::Scroll{{px(motion::slop), !reduced_motion()}}).first->second;
    ScrollPosition& scroll = memory.position;
    scroll.bound(height - view.height);
    if (!inert_) scroll_by_finger(memory, view);
    reveal_focus(id, scroll, view);
    // A little more than the column itself: shadows and focus rings of what lies at its edge, and at its ends.
    const float bleed = px(stroke::focus) * 2;
    const float above = scroll.offset() <= 0 ? bleed : 0, below = scroll.offset() >= scroll.farthest() ? bleed : 0;
    const Box window{view.x - bleed, view.y - above, view.width + 2 * bleed, view.height + above + below};
    const std::size_t first_node = tree_.nodes.size();
    group(std::string(id), Role::group, {}, view, [&] {
        clipped(window, [&] { content({view.x, view.y - std::round(scroll.offset()), view.width, height}); });
    });
    // What goes on beyond an edge fades into it, but no line that is whole: that one is read as any other.
    const float fade = std::min(px(space::medium), view.height / 4);
    const Lines whole = whole_lines({tree_.nodes.begin() + static_cast<std::ptrdiff_t>(first_node), tree_.nodes.end()}, view);
    const float up = std::min(fade, whole.top - window.y), down = std::min(fade, window.bottom() - whole.bottom);
    if (scroll.offset() > 0) brush_.fade({window.x, window.y, window.width, up}, ground_, 255, 0);
    if (scroll.offset() < scroll.farthest()) brush_.fade({window.x, window.bottom() - down, window.width, down}, ground_, 0, 255);
    scroll_buttons(id, scroll, gutter, view.height);
}

}  // namespace rancak::kiosk
