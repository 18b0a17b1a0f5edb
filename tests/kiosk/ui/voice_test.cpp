#include "kiosk/ui/voice.h"

#include "tests/support/kiosk_screen.h"
#include "tests/support/sample_screens.h"

#include <doctest/doctest.h>

namespace rancak::kiosk::test {
namespace {

constexpr ScreenSize lobby{"1920x1080", 1920, 1080, 546_mm};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

std::string said(std::string_view text, Language language = Language::indonesian) { return spoken(words(), language, text); }

Node node(std::string id, Role role, std::string label, int parent = no_parent) {
    return {.id = std::move(id), .role = role, .label = std::move(label), .box = {}, .parent = parent};
}

Tree tree_of(std::vector<Node> nodes, std::string screen = "why") {
    Tree tree;
    tree.screen = std::move(screen);
    tree.nodes = std::move(nodes);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        tree.nodes[i].box = {0, static_cast<float>(i) * 10, 100, 10};
        tree.nodes[i].visible = tree.nodes[i].box;
    }
    return tree;
}

State listening(std::string_view sample) {
    State state = sample_screen(sample);
    state.preferences.voice = Voice::usual;
    return state;
}

}  // namespace

TEST_CASE("clock times are read as such, other numbers as they are") {
    CHECK(said("Buka 08.00 sampai 15.30") == "Buka 8 sampai 15 lewat 30");
    CHECK(said("pukul 10.05.") == "pukul 10 lewat 5.");
    CHECK(said("12.345 kejadian") == "12.345 kejadian");
    CHECK(said("rata-rata 4,25") == "rata-rata 4,25");
    CHECK(said("versi 10.05.2") == "versi 10 lewat 5.2");
    CHECK(said("25.10 dan 1.10.05") == "25.10 dan 1.10.05");
    CHECK(said("10:05", Language::english) == "10:05");
    CHECK(said("at 10.05", Language::english) == "at 10.05");
}

TEST_CASE("a tracking code is read letter by letter, also in its groups") {
    CHECK(said("K7MA-R4T9-W2X3") == "K, 7, M, A, R, 4, T, 9, W, 2, X, 3");
    CHECK(said("KARTU KELUARGA") == "KARTU KELUARGA");
}

TEST_CASE("what people write cannot steer the voice") {
    CHECK(said("<voice name=\"x\">&\n") == "&lt;voice name=\"x\"&gt;&amp; ");
}

TEST_CASE("Minangkabau is read by the Indonesian voice") {
    CHECK(voice_of(Language::indonesian) == "id");
    CHECK(voice_of(Language::minangkabau) == "id");
    CHECK(voice_of(Language::english) == "en");
}

TEST_CASE("another screen: its texts once and in order, without those of buttons, and without what stood there before") {
    const Tree before = tree_of({node("h", Role::text, "Kantor 10.11")}, "faces");
    const Tree now = tree_of({node("h", Role::text, "Kantor 10.12"), node("t", Role::heading, "Apa alasannya?"), node("b", Role::button, "Selesai"),
                              node("l", Role::text, "Selesai", 2), node("x", Role::text, "Boleh dilewati."), node("y", Role::text, "Boleh dilewati.")});
    const Saying saying = saying_of(words(), before, now);
    CHECK(saying.ssml == "Apa alasannya? Boleh dilewati.");
    CHECK(saying.at_once);
}

TEST_CASE("what gets the focus is named with its role, state and value") {
    Node chip = node("c", Role::chip, "Ramah"), button = node("b", Role::button, "Ukuran huruf"), key = node("k", Role::key, "?"),
         letter = node("a", Role::key, "a"), face = node("f", Role::face, "Puas");
    button.value = "sedang";
    Tree plain = tree_of({chip, button, key, letter, face});
    const auto focus = [&](std::size_t at, bool selected = false, bool disabled = false) {
        Tree now = plain;
        now.nodes[at].state = {false, selected, disabled, true};
        Tree before = plain;
        before.nodes[at].state = {false, selected, disabled, false};
        return saying_of(words(), before, now).ssml;
    };
    CHECK(focus(0) == "Ramah, pilihan, tidak dipilih");
    CHECK(focus(0, true) == "Ramah, pilihan, dipilih");
    CHECK(focus(1) == "Ukuran huruf, tombol, sedang");
    CHECK(focus(1, false, true) == "Ukuran huruf, tombol, tidak dapat ditekan, sedang");
    CHECK(focus(2) == "<say-as interpret-as=\"tts:char\">?</say-as>");
    CHECK(focus(3) == "a");
    CHECK(focus(4) == "Puas, pilihan");
}

TEST_CASE("what changes is said once the rest is, and a countdown is not") {
    Node chip = node("c", Role::chip, "Ramah");
    const Tree before = tree_of({chip, node("t", Role::text, "Layar kembali dalam 8 detik.")});
    Tree now = before;
    now.nodes[1].label = "Layar kembali dalam 7 detik.";
    CHECK(saying_of(words(), before, now).ssml.empty());
    now.nodes[0].state.selected = true;
    const Saying saying = saying_of(words(), before, now);
    CHECK(saying.ssml == "Ramah, dipilih");
    CHECK_FALSE(saying.at_once);
    CHECK(saying_of(words(), now, before).ssml == "Ramah, tidak dipilih");
    now.nodes.push_back(node("n", Role::text, "Tidak ketemu."));
    CHECK(saying_of(words(), before, now).ssml == "Ramah, dipilih. Tidak ketemu.");
}

TEST_CASE("while typing only the letter is said that came or went") {
    const Tree before = tree_of({node("typed", Role::status, "antre")});
    Tree now = before;
    now.nodes[0].label = "antrea";
    CHECK(saying_of(words(), before, now).ssml == "a");
    CHECK(saying_of(words(), now, before).ssml == "a");
    now.nodes[0].label = "antre?";
    CHECK(saying_of(words(), before, now).ssml == "<say-as interpret-as=\"tts:char\">?</say-as>");
}

TEST_CASE("switched on, the voice says how to go about with it and reads the whole screen") {
    const KioskScreen screen(sample_screen("faces-officer"), lobby, Pixels::none);
    const std::string all = first_saying(words(), screen.tree()).ssml;
    CHECK(all.starts_with("Suara menyala."));
    CHECK(holds(all, "Bagaimana pelayanan Desi Anggraini (contoh)?"));
    CHECK(holds(all, "Petugas tidak bisa melihat jawaban Anda sekarang."));
}

TEST_CASE("every screen has something to say, and every control a name") {
    KioskScreen screen(sample_screens().front().state, lobby, Pixels::none);
    for (const SampleScreen& sample : sample_screens()) {
        screen.show(sample.state);
        CHECK_MESSAGE(saying_of(words(), {}, screen.tree()).ssml.size() > 10, sample.name, " is silent");
        for (const Node& one : screen.tree().nodes) {
            if (!pressable(one.role)) continue;
            Tree focused = screen.tree(), before = focused;
            for (Node& other : focused.nodes) other.state.focused = other.id == one.id;
            for (Node& other : before.nodes) other.state.focused = false;
            CHECK_MESSAGE(saying_of(words(), before, focused).ssml.size() > 0, sample.name, ": ", one.id, " is silent");
        }
    }
}

TEST_CASE("after a rating the same is said whatever the score was") {
    KioskScreen why(sample_screen("why-good"), lobby, Pixels::none);
    const std::string asked = saying_of(words(), {}, why.tree()).ssml;
    CHECK(holds(asked, "Penilaian Anda sudah tersimpan."));
    for (int score = 1; score <= 5; ++score) {
        std::get<Why>(why.state.screen).rating.score = score;
        why.draw();
        CHECK(saying_of(words(), {}, why.tree()).ssml == asked);
    }
    State state = sample_screen("thanks");
    KioskScreen screen(state, lobby, Pixels::none);
    const std::string first = saying_of(words(), {}, screen.tree()).ssml;
    for (int score = 1; score <= 5; ++score) {
        screen.state.visit->ratings = {{{"contoh-3", "loket-3"}, score, 12}};
        screen.draw();
        CHECK(saying_of(words(), {}, screen.tree()).ssml == first);
    }
}

TEST_CASE("with the voice on the first touch tells what it is, the second one presses") {
    KioskScreen screen(listening("faces-officer"), lobby);
    screen.tap("Sangat puas");
    CHECK_FALSE(screen.take<Rate>().has_value());
    CHECK(screen.tree().find("face/5")->state.focused);
    screen.tap("Tidak puas");
    CHECK_FALSE(screen.take<Rate>().has_value());
    CHECK(screen.tree().find("face/2")->state.focused);
    screen.tap("Tidak puas");
    const auto rate = screen.take<Rate>();
    REQUIRE(rate);
    CHECK(rate->score == 2);
}

TEST_CASE("with the voice on what the keys chose is pressed by one touch on it, and a touch on a text reads it") {
    KioskScreen screen(listening("faces-officer"), lobby, Pixels::none);
    screen.draw({Step::next});
    REQUIRE(screen.tree().find("face/1")->state.focused);
    screen.tap("face/1");
    CHECK(screen.take<Rate>().has_value());
    const Node* text = nullptr;
    for (const Node& one : screen.tree().nodes)
        if (one.label == "Petugas tidak bisa melihat jawaban Anda sekarang.") text = &one;
    REQUIRE(text);
    const Point at = text->visible.centre();
    const std::string id = text->id;
    screen.press(at);
    screen.lift(at);
    CHECK(screen.tree().find(id)->state.focused);
    // From there on, to what comes next.
    screen.draw({Step::next});
    CHECK(screen.tree().find("face/1")->state.focused);
}

TEST_CASE("with the voice on what was touched on one question of the survey is told anew on the next") {
    KioskScreen screen(listening("survey-requirements"), lobby, Pixels::none);
    const Point at = screen.pressable_called("requirements/2")->visible.centre();
    const auto touch = [&] {
        screen.press(at);
        screen.lift(at);
        return screen.take<AnswerSurvey>().has_value();
    };
    CHECK_FALSE(touch());
    CHECK(touch());
    ++std::get<SurveyAsking>(screen.state.screen).place;
    screen.draw();
    REQUIRE(screen.pressable_called("procedure/2")->visible.contains(at));
    CHECK_FALSE(touch());
    CHECK(touch());
}

TEST_CASE("a key that is held erases again and again only after it was told") {
    KioskScreen screen(listening("case-writing"), lobby, Pixels::none);
    const Point erase = screen.pressable_called("key/erase")->visible.centre();
    const auto hold = [&] {
        screen.press(erase);
        for (int frames = 0; frames < 60; ++frames) {
            screen.now += Milliseconds{16};
            screen.draw();
        }
        screen.lift(erase);
        return screen.take<EraseCharacter>().has_value();
    };
    CHECK_FALSE(hold());
    CHECK(hold());
}

TEST_CASE("a voice that cannot speak tells so on its button") {
    State state = sample_screen("home");
    state.setup.has_voice = false;
    KioskScreen screen(state, lobby, Pixels::none);
    CHECK(screen.tree().find("voice")->label == "Suara rusak");
    CHECK(screen.tree().find("voice")->state.disabled);
    screen.state.setup.has_voice = true;
    screen.draw();
    screen.tap("Suara");
    CHECK(screen.take<ChooseVoice>()->voice == Voice::usual);
    screen.state.voice_rests_until = screen.now + Milliseconds{1};
    screen.draw();
    CHECK(screen.tree().find("voice")->state.disabled);
}

}  // namespace rancak::kiosk::test
