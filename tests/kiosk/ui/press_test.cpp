#include "tests/support/kiosk_screen.h"
#include "tests/support/sample_screens.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace rancak::kiosk::test {
namespace {

constexpr ScreenSize lobby{"1920x1080", 1920, 1080, 546_mm};
constexpr ScreenSize desk{"1024x768", 1024, 768, 380_mm};

Point middle(const KioskScreen& screen, std::string_view label) {
    const Node* node = screen.pressable_called(label);
    REQUIRE(node != nullptr);
    return node->visible.centre();
}

bool all_apart_from_touch_empty(std::vector<Action> actions) {
    return std::all_of(actions.begin(), actions.end(), [](const Action& action) { return std::holds_alternative<Touched>(action); });
}

}  // namespace

TEST_CASE("a press acts when it starts and ends inside") {
    KioskScreen screen(sample_screen("faces-officer"), lobby);
    screen.tap("Sangat puas");
    const auto rate = screen.take<Rate>();
    REQUIRE(rate);
    CHECK(rate->score == 5);
}

TEST_CASE("a press that leaves, or comes from elsewhere, does nothing") {
    KioskScreen screen(sample_screen("faces-officer"), lobby);
    const Point happy = middle(screen, "Sangat puas"), sad = middle(screen, "Tidak puas");
    screen.press(happy);
    screen.move(sad);
    screen.lift(sad);
    CHECK(all_apart_from_touch_empty(screen.take_actions()));
    screen.press({2, 540});
    screen.move(happy);
    screen.lift(happy);
    CHECK(all_apart_from_touch_empty(screen.take_actions()));
    screen.press(happy);
    screen.move(sad);
    screen.move(happy);
    screen.lift(happy);
    CHECK(screen.take<Rate>().has_value());
}

TEST_CASE("a finger that goes down tells that somebody is here, and the pressed look is in that very frame") {
    KioskScreen screen(sample_screen("faces-officer"), lobby);
    const Point at = middle(screen, "Puas");
    const Paint before = screen.pixel(static_cast<int>(at.x), static_cast<int>(at.y) + 140);
    screen.press(at);
    CHECK(screen.take<Touched>().has_value());
    CHECK(screen.tree().find("face/4")->state.pressed);
    CHECK(screen.changed_rectangles() > 0);
    const Node* face = screen.tree().find("face/4");
    const Paint after = screen.pixel(static_cast<int>(face->box.x) + 12, static_cast<int>(face->box.bottom()) - 30);
    CHECK(after == palette(Theme::paper).pressed);
    CHECK(before != after);
    screen.lift(at);
    CHECK_FALSE(screen.tree().find("face/4")->state.pressed);
}

TEST_CASE("a frame of an unchanged state draws nothing and asks for no other") {
    KioskScreen screen(sample_screen("attract-lobby"), desk);
    for (const SampleScreen& one : sample_screens()) {
        screen.show(one.state);
        screen.draw();
        CHECK_MESSAGE(screen.changed_rectangles() == 0, one.name);
        CHECK_MESSAGE(!screen.next_frame(), one.name);
    }
}

TEST_CASE("dragging scrolls the officers and presses none of them") {
    KioskScreen screen(sample_screen("choose-officer", crowded_catalogue()), lobby);
    const auto top_of = [&](const char* id) { return screen.tree().find(id)->box.y; };
    const float before = top_of("officer/contoh-1");
    const Point start{600, 600};
    screen.press(start);
    screen.move({600, 560});
    screen.move({600, 500});
    screen.move({600, 440});
    CHECK(top_of("officer/contoh-1") < before - 100);
    screen.lift({600, 440});
    CHECK(all_apart_from_touch_empty(screen.take_actions()));
    CHECK_FALSE(screen.next_frame());
}

TEST_CASE("the buttons beside a list scroll it too, to its end and back") {
    KioskScreen screen(sample_screen("choose-officer", crowded_catalogue()), lobby);
    const float first = screen.tree().find("officer/contoh-1")->box.y;
    CHECK(screen.tree().find("officers/up")->state.disabled);
    for (int i = 0; i < 60 && !screen.tree().find("officers/down")->state.disabled; ++i) screen.tap("Ke bawah");
    CHECK(screen.tree().find("officers/down")->state.disabled);
    const auto& nodes = screen.tree().nodes;
    const auto last = std::find_if(nodes.rbegin(), nodes.rend(), [](const Node& node) { return node.id.starts_with("officer/"); });
    CHECK(last->visible.height > last->box.height - 2);
    for (int i = 0; i < 60 && !screen.tree().find("officers/up")->state.disabled; ++i) screen.tap("Ke atas");
    CHECK(screen.tree().find("officer/contoh-1")->box.y == first);
}

TEST_CASE("a new visit begins with lists at their top") {
    KioskScreen screen(sample_screen("choose-officer", crowded_catalogue()), lobby);
    const float first = screen.tree().find("officer/contoh-1")->box.y;
    screen.tap("Ke bawah");
    CHECK(screen.tree().find("officer/contoh-1")->box.y < first);
    screen.state.visit->number = 2;
    screen.draw();
    CHECK(screen.tree().find("officer/contoh-1")->box.y == first);
}

TEST_CASE("a new visit begins without the ring, the finger and what was told to whoever was there before") {
    State state = sample_screen("choose-officer");
    KioskScreen screen(state, lobby);
    const auto next_visitor = [&] {
        ++screen.state.visit->number;
        screen.draw();
    };
    const auto focused = [&] {
        const auto& nodes = screen.tree().nodes;
        return std::any_of(nodes.begin(), nodes.end(), [](const Node& node) { return node.state.focused; });
    };
    screen.draw({Step::next});
    REQUIRE(focused());
    next_visitor();
    CHECK_FALSE(focused());

    const Point officer = screen.tree().find("officer/contoh-1")->box.centre();
    screen.press(officer);
    next_visitor();
    screen.lift(officer);
    CHECK_FALSE(screen.take<PickOfficer>());

    screen.state.preferences.voice = Voice::usual;
    screen.tap("officer/contoh-1");
    REQUIRE(focused());
    next_visitor();
    screen.tap("officer/contoh-1");
    CHECK_FALSE(screen.take<PickOfficer>());
    screen.tap("officer/contoh-1");
    CHECK(screen.take<PickOfficer>());
}

TEST_CASE("with reduced motion a list stands where the finger left it") {
    State state = sample_screen("choose-officer", crowded_catalogue());
    state.setup.reduced_motion = true;
    KioskScreen screen(state, lobby);
    screen.tap("Ke bawah");
    CHECK_FALSE(screen.next_frame());
    screen.press({600, 600});
    screen.move({600, 500});
    screen.move({600, 400});
    const float there = screen.tree().find("officer/contoh-1")->box.y;
    screen.lift({600, 400});
    CHECK(screen.tree().find("officer/contoh-1")->box.y == there);
}

TEST_CASE("keys and switches reach everything, show where they are, and press it") {
    KioskScreen screen(sample_screen("faces-officer"), lobby);
    screen.draw({Step::next});
    std::string first;
    for (const Node& node : screen.tree().nodes)
        if (node.state.focused) first = node.id;
    CHECK_FALSE(first.empty());
    std::set<std::string> reached;
    for (int i = 0; i < 40; ++i) {
        for (const Node& node : screen.tree().nodes)
            if (node.state.focused) reached.insert(node.id);
        screen.draw({Step::next});
    }
    std::set<std::string> expected;
    for (const Node& node : screen.tree().nodes)
        if (pressable(node.role)) expected.insert(node.id);
    CHECK(reached == expected);
    while (!screen.tree().find("face/2")->state.focused) screen.draw({Step::next});
    const Box face = screen.tree().find("face/2")->box;
    const Paint ring = screen.pixel(static_cast<int>(face.x) - 2, static_cast<int>(face.centre().y));
    CHECK(ring == palette(Theme::paper).focus);
    (void)screen.take_actions();
    screen.draw({Step::activate});
    const auto rate = screen.take<Rate>();
    REQUIRE(rate);
    CHECK(rate->score == 2);
    screen.draw({Step::back});
    CHECK(screen.take<Back>().has_value());
}

TEST_CASE("a focus that goes out of view brings the list along") {
    KioskScreen screen(sample_screen("choose-officer", crowded_catalogue()), lobby);
    for (int i = 0; i < 60; ++i) {
        screen.draw({Step::next});
        std::string focused;
        for (const Node& node : screen.tree().nodes)
            if (node.state.focused) focused = node.id;
        screen.draw();
        CHECK_MESSAGE(!screen.tree().find(focused)->visible.empty(), focused);
    }
}

TEST_CASE("under the idle warning nothing of the screen can be pressed, and one touch stays") {
    KioskScreen screen(sample_screen("idle-warning"), lobby);
    CHECK(screen.tree().find("face/5") == nullptr);
    CHECK(screen.pressable_called("Sangat puas") == nullptr);
    screen.tap("Ya, lanjutkan");
    CHECK(screen.take<StillHere>().has_value());
}

TEST_CASE("language, text size and contrast are one touch away on every screen") {
    KioskScreen shown(sample_screen("attract-lobby"), desk, Pixels::none);
    for (const SampleScreen& one : sample_screens()) {
        if (one.name.starts_with("idle-warning") || one.name.starts_with("export-")) continue;  // dialogs: one question first
        shown.show(one.state);
        for (const char* id : {"language/id", "language/min", "language/en", "text-size", "contrast"}) {
            const Node* node = shown.tree().find(id);
            CHECK_MESSAGE((node != nullptr && !node->visible.empty()), one.name, " lacks ", std::string(id));
        }
    }
    KioskScreen screen(sample_screen("thanks"), lobby, Pixels::none);
    screen.tap("English");
    CHECK(screen.take<ChooseLanguage>()->language == Language::english);
    screen.tap("Ukuran huruf");
    CHECK(screen.take<ChooseTextSize>()->size == TextSize::large);
    screen.tap("Kontras tinggi");
    CHECK(screen.take<ChooseTheme>()->theme == Theme::high_contrast);
}

TEST_CASE("a text of spaces, or one that begins with them, is drawn like any other") {
    KioskScreen screen(sample_screen("case-writing-empty"), lobby, Pixels::none);
    for (const char* text : {" ", "     ", " a", "   antre lama", "a  b", "a "}) {
        auto& typing = std::get<CaseWriting>(screen.state.screen).typing;
        clear(typing);
        type(typing, text);
        screen.draw();
        CHECK(screen.tree().find("typed")->label == typing.text.utf8());
    }
}

TEST_CASE("the thanks are the same picture for every score") {
    State state = sample_screen("thanks");
    KioskScreen screen(state, desk);
    for (int score = 1; score <= 5; ++score) {
        screen.state.visit->ratings = {{{"contoh-3", "loket-3"}, score, 12}};
        screen.draw();
        CHECK(screen.changed_rectangles() == 0);
    }
}

TEST_CASE("after the thanks somebody else can be rated in the lobby, at a counter not") {
    KioskScreen screen(sample_screen("thanks"), lobby, Pixels::none);
    screen.tap("Nilai petugas lain");
    CHECK(screen.take<Begin>().has_value());
    screen.tap("Selesai");
    CHECK(screen.take<Done>().has_value());
    const KioskScreen counter(sample_screen("thanks-counter"), desk, Pixels::none);
    CHECK(counter.pressable_called("Nilai petugas lain") == nullptr);
}

TEST_CASE("the PIN is typed blind: the tree tells how many digits, never which") {
    KioskScreen screen(sample_screen("sign-in-pin"), lobby, Pixels::none);
    CHECK(screen.tree().find("pin")->label == "3 angka sudah diketik");
    screen.tap("7");
    CHECK(screen.take<TypeDigit>()->digit == '7');
    screen.tap("Hapus");
    CHECK(screen.take<EraseDigit>().has_value());
    CHECK(screen.tree().find("key/enter")->state.disabled);
    std::get<SignIn>(screen.state.screen).digits = "123456";
    screen.draw();
    screen.tap("Masuk");
    CHECK(screen.take<EnterPin>().has_value());
}

TEST_CASE("while the PIN is locked no key can be pressed") {
    KioskScreen screen(sample_screen("sign-in-locked"), lobby, Pixels::none);
    screen.tap("7");
    CHECK(all_apart_from_touch_empty(screen.take_actions()));
}

TEST_CASE("every button of the staff's and caretaker's screens does what it says") {
    KioskScreen staff(sample_screen("staff-standing"), lobby, Pixels::none);
    staff.tap("Tinggalkan Loket 3");
    CHECK(staff.take<LeaveCounter>().has_value());
    staff.tap("Bertugas di Loket 1");
    CHECK(staff.take<TakeCounter>()->counter == "loket-1");
    staff.tap("Selesai");
    CHECK(staff.take<Done>().has_value());

    KioskScreen caretaker(sample_screen("caretaker-healthy"), lobby, Pixels::none);
    caretaker.tap("Jurnal lengkap");
    CHECK(caretaker.take<OpenExport>()->kind == ExportKind::journal);
    caretaker.state = sample_screen("export-choosing");
    caretaker.draw();
    caretaker.tap("Flash disk KINGSTON (contoh)");
    CHECK(caretaker.take<StartExport>()->path == "/media/usb0");
    caretaker.state = sample_screen("export-running");
    caretaker.draw();
    caretaker.tap("Batalkan");
    CHECK(caretaker.take<CancelExport>().has_value());
    caretaker.state = sample_screen("export-done");
    caretaker.draw();
    caretaker.tap("Tutup");
    CHECK(caretaker.take<CloseExport>().has_value());
}

TEST_CASE("capital letters on the glass have the height that was asked for") {
    for (const TextSize size : {TextSize::small, TextSize::normal, TextSize::large, TextSize::largest}) {
        State state = sample_screen("staff-missing");
        state.preferences.text_size = size;
        const KioskScreen screen(state, lobby);
        const Node* staff = screen.tree().find("language/id");
        // The I of "Indonesia": ink from its top to its foot.
        const Box box = staff->box.inset(screen.glass().pixels(4_mm), screen.glass().pixels(1.5_mm));
        int top = 100'000, bottom = 0;
        for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y)
            for (int x = static_cast<int>(box.x); x < static_cast<int>(box.x + screen.glass().pixels(3_mm)); ++x)
                if (contrast(screen.pixel(x, y), palette(Theme::paper).accent) > 5) {
                    top = std::min(top, y);
                    bottom = std::max(bottom, y);
                }
        const float height = screen.glass().millimetres(static_cast<float>(bottom - top + 1)).value;
        CHECK(height == doctest::Approx(capital_height(size, Type::strong).value).epsilon(0.09));
    }
}

}  // namespace rancak::kiosk::test
