#include "kiosk/core/attract.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/sample_screens.h"
#include "tests/support/screen_audit.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

// What the screens do for people who cannot see, reach, aim or hurry as most can.

namespace rancak::kiosk::test {
namespace {

constexpr ScreenSize lobby{"1920x1080", 1920, 1080, 546_mm}, portrait{"1080x1920", 1080, 1920, 546_mm},
    desk{"1024x768", 1024, 768, 380_mm}, small{"1280x800", 1280, 800, 257_mm}, narrow{"800x1280", 800, 1280, 257_mm};

struct Way {
    std::string button;
    Step key;
    bool (*entered)(const Action&);
};

template <class A>
const A* as(const Action& action) {
    return std::get_if<A>(&action);
}
template <Aid aid>
bool switches_on(const Action& action) {
    return as<SetAid>(action) && as<SetAid>(action)->aid == aid && as<SetAid>(action)->on;
}

// From what the sample has: Indonesian, normal letters, paper.
const std::array ways{
    Way{"voice", Step::voice, [](const Action& a) { return as<ChooseVoice>(a) && as<ChooseVoice>(a)->voice == Voice::usual; }},
    Way{"text-size", Step::text_size, [](const Action& a) { return as<ChooseTextSize>(a) && as<ChooseTextSize>(a)->size == TextSize::large; }},
    Way{"contrast", Step::contrast, [](const Action& a) { return as<ChooseTheme>(a) && as<ChooseTheme>(a)->theme == Theme::high_contrast; }},
    Way{"language/min", Step::language, [](const Action& a) { return as<ChooseLanguage>(a) && as<ChooseLanguage>(a)->language == Language::minangkabau; }},
    Way{"low-reach", Step::low_reach, switches_on<Aid::low_reach>},
    Way{"mirrored", Step::mirrored, switches_on<Aid::mirrored>},
    Way{"calm", Step::calm, switches_on<Aid::calm>},
    Way{"more-time", Step::more_time, switches_on<Aid::more_time>},
};

bool any(const std::vector<Action>& actions, const Way& way) { return std::any_of(actions.begin(), actions.end(), way.entered); }

bool over_the_screen(const Tree& tree) {
    return std::any_of(tree.nodes.begin(), tree.nodes.end(), [](const Node& node) { return node.role == Role::dialog; });
}

std::vector<Node> controls_of(const Tree& tree) {
    std::vector<Node> controls;
    std::copy_if(tree.nodes.begin(), tree.nodes.end(), std::back_inserter(controls),
                 [](const Node& node) { return pressable(node.role) && !node.state.disabled; });
    return controls;
}

// Through another screen: nothing has the focus, no list is scrolled.
void show_afresh(KioskScreen& screen, State state) {
    State between = state;
    if (std::holds_alternative<NotReady>(state.screen)) between.screen = Home{};
    else between.screen = NotReady{};
    between.idle_warning = false;
    between.visit = Visit{"contoh-between", state.visit ? state.visit->number + 1 : 1, {}, {}};
    screen.show(std::move(between));
    screen.show(std::move(state));
}

// The buttons beside a list: while the focus goes through it they come and go.
bool turns_pages(const Node& node) { return node.id.ends_with("/up") || node.id.ends_with("/down"); }

const Node* focused_in(const Tree& tree) {
    const auto found = std::find_if(tree.nodes.begin(), tree.nodes.end(), [](const Node& node) { return node.state.focused; });
    REQUIRE(found != tree.nodes.end());
    return &*found;
}

// To the next control that turns no pages.
const Node* step_on(KioskScreen& screen) {
    do screen.draw({Step::next});
    while (turns_pages(*focused_in(screen.tree())));
    return focused_in(screen.tree());
}

// The list that it scrolls in; null: none.
const Node* list_of(const Tree& tree, const Node& node) {
    for (int up = node.parent; up != no_parent; up = tree.nodes[static_cast<std::size_t>(up)].parent) {
        const Node& parent = tree.nodes[static_cast<std::size_t>(up)];
        if (parent.role == Role::group && parent.label.empty()) return &parent;
    }
    return nullptr;
}

// Whether reading on goes forward: to the right, down, or to the top of a column at the right.
bool reads_on(const Tree& tree, const Node& from, const Node& to) {
    const float slack = 2;
    const Node *list = list_of(tree, from), *other = list_of(tree, to);
    const Box& a = list == nullptr || list == other ? from.box : list->box;
    const Box& b = other == nullptr || list == other ? to.box : other->box;
    return b.x >= a.right() - slack || b.y >= a.bottom() - slack;
}

// Pixels of the colour in a box, a share of all.
double share_of(const KioskScreen& screen, Paint paint, Box box) {
    int seen = 0, all = 0;
    for (int y = static_cast<int>(std::max(box.y, 0.0F)); y < std::min(static_cast<int>(box.bottom()), screen.glass().height()); ++y)
        for (int x = static_cast<int>(std::max(box.x, 0.0F)); x < std::min(static_cast<int>(box.right()), screen.glass().width()); ++x) {
            ++all;
            seen += screen.pixel(x, y) == paint ? 1 : 0;
        }
    return all == 0 ? 0 : static_cast<double>(seen) / all;
}

// The four sides of the ring around a box, their middle thirds: corners are round.
std::array<Box, 4> ring_sides(const Box& box, float width) {
    const float across = box.width / 3, down = box.height / 3;
    return {Box{box.x + across, box.y - width, across, width}, Box{box.x + across, box.bottom(), across, width},
            Box{box.x - width, box.y + down, width, down}, Box{box.right(), box.y + down, width, down}};
}

// Whether a line of it as thick as a pixel has the ring's colour: its edges lie on whole pixels, the box's may not.
bool is_seen(const KioskScreen& screen, const Box& side) {
    const Theme chosen = screen.state.preferences.theme;
    const Paint ring = palette(chosen == Theme::paper && is_resting(screen.state) ? Theme::night : chosen).focus;
    bool seen = false;
    for (float line = 0; line < std::min(side.width, side.height); ++line) {
        const Box row{side.x, side.y + line, side.width, 1}, column{side.x + line, side.y, 1, side.height};
        seen |= share_of(screen, ring, side.width > side.height ? row : column) > 0.9;
    }
    return seen;
}

// Where the bar begins; it is the same on every screen.
float bar_top(const Tree& tree) {
    float top = std::numeric_limits<float>::max();
    for (const Node& node : tree.nodes)
        if (node.id.starts_with("language/")) top = std::min(top, node.box.y);
    return top;
}

void check_focus_seen(const KioskScreen& screen, const std::string& sample) {
    const Node* focused = focused_in(screen.tree());
    const float width = screen.glass().stroke(stroke::focus);
    // Above the keys of a small glass a list may be lower than what is in it: then it is filled, and the ring has no ends.
    const Node* list = list_of(screen.tree(), *focused);
    const bool higher = list != nullptr && focused->box.height > list->box.height;
    const float whole = higher ? list->box.height : focused->box.height;
    CHECK_MESSAGE(focused->visible.height >= whole - 1.5F, sample, ": ", focused->id, " has the focus out of view");
    int sides = 0;
    for (const Box& side : ring_sides(focused->box, width)) sides += is_seen(screen, side) ? 1 : 0;
    // What reaches to the glass's edge has its ring there inside.
    const Box& box = focused->box;
    const int at_edge = (box.x < width ? 1 : 0) + (box.y < width ? 1 : 0) + (box.right() > static_cast<float>(screen.glass().width()) - width ? 1 : 0);
    CHECK_MESSAGE(sides >= (higher ? 2 : 4) - at_edge, sample, ": of the ring around ", focused->id, " only ", sides, " sides are seen");
}

}  // namespace

TEST_CASE("every way to be met is one touch and one key from every screen") {
    for (const ScreenSize& size : {lobby, portrait, desk, small, narrow}) {
        KioskScreen screen(sample_screens().front().state, size, Pixels::none);
        for (const SampleScreen& sample : sample_screens()) {
            for (const Way& way : ways) {
                screen.show(sample.state);
                (void)screen.take_actions();
                screen.draw({way.key});
                CHECK_MESSAGE(any(screen.take_actions(), way), sample.name, ": the key for ", way.button, " does nothing");
                if (over_the_screen(screen.tree())) continue;  // a touch on the question first
                if (way.button == "low-reach" && (size.height < size.width || screen.glass().small())) {
                    CHECK(screen.tree().find(way.button) == nullptr);  // it would change nothing
                    continue;
                }
                screen.tap(way.button);
                CHECK_MESSAGE(any(screen.take_actions(), way), sample.name, " ", std::string(size.name), ": no ", way.button);
            }
        }
    }
}

TEST_CASE("aids whose pictures nobody knows say what they are in words, on every glass, in every size and language") {
    std::size_t seen = 0;
    for (const ScreenSize& size : {lobby, portrait, desk, small, narrow}) {
        for (const TextSize text : {TextSize::small, TextSize::normal, TextSize::large, TextSize::largest}) {
            State first = sample_screens().front().state;
            first.preferences.text_size = text;
            KioskScreen screen(first, size, Pixels::none);
            for (const Language language : languages) {
                for (const char* sample : {"attract-lobby", "attract-counter", "faces-officer", "why-bad", "left-case"}) {
                    State state = sample_screen(sample);
                    state.preferences = {.language = language, .text_size = text};
                    screen.show(std::move(state));
                    const auto& nodes = screen.tree().nodes;
                    for (std::size_t i = 0; i < nodes.size(); ++i) {
                        if (nodes[i].id != "low-reach" && nodes[i].id != "mirrored" && nodes[i].id != "calm" && nodes[i].id != "more-time") continue;
                        const bool says = std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) {
                            return node.parent == static_cast<int>(i) && node.role == Role::text && node.label == nodes[i].label;
                        });
                        CHECK_MESSAGE(says, sample, " ", std::string(size.name), " text ", static_cast<int>(text), " ", std::string(code(language)), ": ", nodes[i].id, " has no words");
                        ++seen;
                    }
                }
            }
        }
    }
    CHECK(seen >= 3 * 5 * 4 * 3 * 5);
}

TEST_CASE("the warning itself offers more time, once") {
    KioskScreen screen(sample_screen("idle-warning"), lobby, Pixels::none);
    screen.tap("more-time");
    const auto asked = screen.take<SetAid>();
    REQUIRE(asked);
    CHECK((asked->aid == Aid::more_time && asked->on));
    screen.state.preferences.more_time = true;
    screen.draw();
    CHECK(screen.tree().find("more-time") == nullptr);
}

TEST_CASE("in low reach nothing to press lies in the upper 40 % of a portrait screen, at any size and in any language") {
    const ScreenSize tall{"2160x3840", 2160, 3840, 813_mm};
    for (const ScreenSize& size : {portrait, tall}) {
        for (const TextSize text : {TextSize::small, TextSize::normal, TextSize::large, TextSize::largest}) {
            State first = sample_screens().front().state;
            first.preferences.text_size = text;
            KioskScreen screen(first, size, Pixels::none);
            for (const Language language : languages) {
                for (const SampleScreen& sample : sample_screens()) {
                    State state = sample.state;
                    state.preferences = {.language = language, .text_size = text, .low_reach = true};
                    screen.show(std::move(state));
                    for (const Node& node : screen.tree().nodes) {
                        if (!pressable(node.role) || node.visible.empty()) continue;
                        CHECK_MESSAGE(node.visible.y >= 0.4F * static_cast<float>(size.height), sample.name, " ", std::string(size.name), ": ", node.id, " is too high");
                    }
                }
            }
        }
    }
}

TEST_CASE("next goes through every control of every screen in reading order, and comes round") {
    for (const ScreenSize& size : {lobby, portrait, desk, narrow}) {
        for (const bool mirrored : {false, true}) {
            KioskScreen screen(sample_screens().front().state, size, Pixels::none);
            for (const SampleScreen& sample : sample_screens()) {
                State state = sample.state;
                state.preferences.mirrored = mirrored;
                show_afresh(screen, state);
                const Tree first = screen.tree();
                const std::vector<Node> controls = controls_of(first);
                const Node* before = nullptr;
                for (const Node& control : controls) {
                    if (turns_pages(control)) continue;
                    const Node* node = step_on(screen);
                    CHECK_MESSAGE(node->id == control.id, sample.name, " ", std::string(size.name), ": ", control.id, " is not reached but ", node->id);
                    const float seen = std::min(node->box.height, screen.glass().pixels(size::touch)) - 1.5F;
                    CHECK_MESSAGE(node->visible.height >= seen, sample.name, " ", std::string(size.name), ": ", node->id, " has the focus out of view");
                    if (before != nullptr)
                        CHECK_MESSAGE(reads_on(first, *before, control), sample.name, " ", std::string(size.name),
                                      (mirrored ? " mirrored" : ""), ": the focus goes back from ", before->id, " to ", control.id);
                    before = &control;
                }
                if (before == nullptr) continue;
                const Node* round = step_on(screen);
                CHECK(round->id == std::find_if_not(controls.begin(), controls.end(), turns_pages)->id);
            }
        }
    }
}

// Around every control of every screen; around the bar's on the first.
void check_rings(const ScreenSize& size, const Preferences& look) {
    State first = sample_screens().front().state;
    first.preferences = look;
    KioskScreen screen(std::move(first), size);
    bool bar_too = true;
    std::size_t seen = 0;
    for (SampleScreen& sample : sample_screens()) {
        sample.state.preferences = look;
        show_afresh(screen, std::move(sample.state));
        const std::size_t count = controls_of(screen.tree()).size();
        for (std::size_t i = 0; i < count; ++i) {
            screen.draw({Step::next});
            if (!bar_too && focused_in(screen.tree())->box.y >= bar_top(screen.tree())) break;
            check_focus_seen(screen, sample.name);
            ++seen;
        }
        bar_too = false;
    }
    CHECK(seen > sample_screens().size());
}

TEST_CASE("the ring around what has the focus is whole and in view: in a lobby") { check_rings(lobby, {}); }
TEST_CASE("the ring around what has the focus is whole and in view: in high contrast, largest and in portrait") {
    check_rings(portrait, {.language = Language::minangkabau, .text_size = TextSize::largest, .theme = Theme::high_contrast});
}
TEST_CASE("the ring around what has the focus is whole and in view: on a desk, in the mirror") {
    check_rings(desk, {.text_size = TextSize::largest, .mirrored = true});
}
TEST_CASE("the ring around what has the focus is whole and in view: in low reach, with the voice on") {
    check_rings(portrait, {.voice = Voice::usual, .low_reach = true});
}
TEST_CASE("the ring around what has the focus is whole and in view: on a narrow glass in high contrast") {
    check_rings(narrow, {.language = Language::english, .theme = Theme::high_contrast});
}

TEST_CASE("a list is read to its end by next and activate alone") {
    KioskScreen screen(sample_screen("pledge", crowded_catalogue()), desk, Pixels::none);
    const auto focus = [&](std::string_view end) {
        for (int steps = 0; steps < 40; ++steps) {
            screen.draw({Step::next});
            for (const Node& node : screen.tree().nodes)
                if (node.state.focused && node.id.ends_with(end)) return true;
        }
        return false;
    };
    REQUIRE(focus("/down"));
    const auto down = [&] {
        for (const Node& node : screen.tree().nodes)
            if (node.id.ends_with("/down")) return &node;
        return static_cast<const Node*>(nullptr);
    };
    int presses = 0;
    for (; presses < 40 && !down()->state.disabled; ++presses) {
        screen.draw({Step::activate});
        screen.settle();
    }
    CHECK(presses > 1);
    CHECK(down()->state.disabled);
    // From there on, not from the top again.
    screen.draw({Step::next});
    CHECK(screen.tree().find("back")->state.focused);
}

TEST_CASE("in calm a list turns its page at once, and stays where a finger leaves it") {
    State state = sample_screen("service-more-ticked");
    state.preferences.calm = true;
    KioskScreen screen(state, desk);
    screen.tap("service/akta-kelahiran/down");
    CHECK_FALSE(screen.next_frame().has_value());
    screen.state.preferences.calm = false;
    screen.tap("service/akta-kelahiran/down");
}

TEST_CASE("in the mirror the bar, the deeds and the scroll buttons are at the other side, and texts still read to the right") {
    State state = sample_screen("why-bad");
    KioskScreen plain(state, lobby, Pixels::none);
    state.preferences.mirrored = true;
    KioskScreen mirrored(state, lobby, Pixels::none);
    const float middle = 960;
    CHECK(plain.tree().find("done")->box.centre().x > middle);
    CHECK(mirrored.tree().find("done")->box.centre().x < middle);
    CHECK(plain.tree().find("more-time")->box.centre().x > middle);
    CHECK(mirrored.tree().find("language/id")->box.centre().x < middle);
    state = sample_screen("service-more-ticked");
    state.preferences.mirrored = true;
    KioskScreen list(state, lobby, Pixels::none);
    CHECK(list.tree().find("service/akta-kelahiran/down")->box.centre().x < middle);
    CHECK(list.tree().find("back")->box.centre().x > middle);
}

}  // namespace rancak::kiosk::test
