#include "kiosk/ui/page.h"

#include "kiosk/ui/qr_code.h"

#include <cmath>
#include <utility>

namespace rancak::kiosk {

Page::Page(const Given& given, Brush brush, Memory& memory)
    : given_(given), paints_(&palette(given.preferences.theme)), ground_(paints_->paper), brush_(brush), memory_(memory) {
    tree_.language = language();
    tree_.width = given.glass.width();
    tree_.height = given.glass.height();
    clips_.push_back(whole());
}

const QrCode* Page::qr_code_of(std::string_view text) {
    if (memory_.code_text != text) {
        auto code = make_qr_code(text);
        memory_.code = code ? std::make_shared<const QrCode>(std::move(*code)) : nullptr;
        memory_.code_text = text;
    }
    return memory_.code.get();
}

Box Page::whole() const {
    return {0, 0, static_cast<float>(given_.glass.width()), static_cast<float>(given_.glass.height())};
}

float Page::text_height(std::string_view text, const TextLook& look, float width) const {
    return break_lines(fonts(), look.type, text, width, look.balanced).height();
}

float Page::text(Box at, std::string_view text, const TextLook& look) {
    const BrokenText lines = break_lines(fonts(), look.type, text, at.width, look.balanced);
    if (measuring_) return lines.height();
    const float share = look.align == Align::left ? 0.0F : look.align == Align::centre ? 0.5F : 1.0F;
    float y = at.y;
    const float lead = (lines.line_height - lines.line_height / 1.06F) / 2;
    for (const std::string_view& line : lines.lines) {
        const float left = at.x + (at.width - text_width(fonts(), look.type, line)) * share;
        brush_.text(look.type, {left, y + lead}, look.paint, line);
        y += lines.line_height;
    }
    record({.id = "text/" + std::to_string(tree_.nodes.size()),
            .role = look.role,
            .label = std::string(text),
            .box = {at.x + (at.width - lines.widest) * share, at.y, lines.widest, lines.height()}});
    return lines.height();
}

void Page::label(Box box, std::string_view text, const TextLook& look) {
    const float top = capital_top(fonts(), look.type), bottom = baseline(fonts(), look.type);
    box.y += (box.height - (top + bottom)) / 2;
    box.height = line(look.type);
    this->text(box, text, look);
}

void Page::icon(Icon icon, Type type, Point centre, Paint paint) {
    if (!measuring_) brush_.icon(icon, type, centre, paint);
}

float Page::measure(Call<float()> layout) {
    ++measuring_;
    const float height = layout();
    --measuring_;
    return height;
}

int Page::record(Node node) {
    if (measuring_ || inert_) return no_parent;
    node.visible = node.box.intersection(clips_.back());
    node.parent = parent_;
    node.personal = personal_;
    node.quiet = quiet_;
    if (!pressable(node.role)) node.state.focused = !memory_.focus.empty() && memory_.focus == node.id;
    tree_.nodes.push_back(std::move(node));
    return static_cast<int>(tree_.nodes.size()) - 1;
}

void Page::group(std::string id, Role role, std::string label, Box box, Call<void()> content) {
    const int index = record(
        {.id = std::move(id), .role = role, .label = std::move(label), .box = box});
    const int outer = std::exchange(parent_, index == no_parent ? parent_ : index);
    content();
    parent_ = outer;
}

void Page::inert(Call<void()> content) {
    const bool outer = std::exchange(inert_, true);
    content();
    inert_ = outer;
}

void Page::personal(Call<void()> content) {
    const bool outer = std::exchange(personal_, true);
    content();
    personal_ = outer;
}

void Page::quiet(Call<void()> content) {
    const bool outer = std::exchange(quiet_, true);
    content();
    quiet_ = outer;
}

void Page::clipped(Box box, Call<void()> content) {
    clips_.push_back(clips_.back().intersection(box));
    if (!measuring_) brush_.push_clip(box);
    content();
    if (!measuring_) brush_.pop_clip();
    clips_.pop_back();
}

void Page::upon(Paint ground, Call<void()> content) {
    const Paint outer = std::exchange(ground_, ground);
    content();
    ground_ = outer;
}

Press Page::hear(const Target& target, const Box& visible) {
    if (measuring_ || inert_ || target.disabled) return {};
    const Finger& finger = given_.finger;
    const bool inside = finger.at && visible.contains(*finger.at);
    if (finger.went_down && inside) {
        memory_.held = target.id;
        memory_.held_lost = false;
        memory_.armed = preferences().voice == Voice::off || memory_.told == target.id;
        if (preferences().voice != Voice::off) memory_.focus = target.id;
        memory_.repeat_at = now() + motion::repeat_after;
        memory_.repeated = false;
    }
    const bool mine = memory_.held == target.id && !memory_.held_lost && memory_.armed;
    Press press;
    press.held = mine && inside && finger.is_down;
    press.done = mine && inside && finger.went_up && !memory_.repeated;
    if (target.repeats && press.held) press.done = repeats();
    if (memory_.activate && memory_.focus == target.id) press.done = true;
    return press;
}

// For what is held: whether its time has come again.
bool Page::repeats() {
    const bool due = now() >= memory_.repeat_at;
    if (due) {
        memory_.repeat_at = now() + motion::repeat_every;
        memory_.repeated = true;
    }
    wish_frame(memory_.repeat_at);
    return due;
}

Press Page::target(Target target, Call<void(const Press&)> content) {
    const Press press = hear(target, target.box.intersection(clips_.back()));
    const bool focused = !memory_.focus.empty() && memory_.focus == target.id;
    const Box box = target.box;
    Node node{.id = std::move(target.id),
              .role = target.role,
              .label = std::move(target.label),
              .box = box,
              .state = {press.held, target.selected, target.disabled, focused},
              .value = std::move(target.value)};
    const int index = record(std::move(node));
    const int outer = std::exchange(parent_, index == no_parent ? parent_ : index);
    content(press);
    parent_ = outer;
    if (focused && !measuring_ && !inert_) {
        const float width = given_.glass.stroke(stroke::focus);
        const float radius = target.radius + width;
        brush_.outline(box.inset(-width), paints_->focus, width, radius);
        brush_.outline(box, paints_->card, given_.glass.stroke(stroke::line), target.radius);
    }
    return press;
}

void Page::wish_frame(Monotonic at) {
    if (!wish_ || at < *wish_) wish_ = at;
}

}  // namespace rancak::kiosk
