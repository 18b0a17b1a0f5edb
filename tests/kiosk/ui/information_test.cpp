#include "kiosk/core/services.h"
#include "tests/support/qr_reader.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/sample_screens.h"

#include <doctest/doctest.h>

namespace rancak::kiosk::test {
namespace {

constexpr ScreenSize lobby{"1920x1080", 1920, 1080, 546_mm};
constexpr ScreenSize small{"1280x800", 1280, 800, 257_mm};

std::string read_code_on(const KioskScreen& screen) {
    const Node* node = screen.tree().find("qr");
    REQUIRE(node != nullptr);
    REQUIRE(node->visible == node->box);
    const int left = static_cast<int>(node->box.x), top = static_cast<int>(node->box.y);
    const int width = static_cast<int>(node->box.width), height = static_cast<int>(node->box.height);
    std::vector<std::uint8_t> grey;
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x) grey.push_back(screen.pixel(x, y).green);
    return rancak::test::read_qr_code(grey, width, height);
}

// The page scrolled to its end, as somebody does who presses the button beside it.
void scroll_down(KioskScreen& screen, int times) {
    for (int i = 0; i < times; ++i) {
        if (screen.tree().find("service/akta-kelahiran/down")->state.disabled) return;
        screen.tap("service/akta-kelahiran/down");
        screen.settle();
    }
}

}  // namespace

TEST_CASE("information: the first screen leads to all else, under the start button, at a counter by the bar") {
    KioskScreen screen(sample_screen("attract-lobby"), lobby);
    screen.tap("home/start");
    CHECK(screen.take<OpenHome>().has_value());
    CHECK(screen.tree().find("home") == nullptr);  // not twice
    screen.tap("begin");
    CHECK(screen.take<Begin>().has_value());
    screen.show(sample_screen("attract-counter"));
    screen.tap("home");
    CHECK(screen.take<OpenHome>().has_value());
}

TEST_CASE("information: a door is there when there is something behind it, and leads there") {
    KioskScreen screen(sample_screen("home"), lobby);
    for (const char* door : {"door/rate", "door/services", "door/pledge"}) CHECK(screen.tree().find(door) != nullptr);
    screen.tap("door/services");
    CHECK(screen.take<OpenServices>().has_value());
    auto bare = std::make_shared<Catalogue>(*office_catalogue());
    bare->services.clear();
    bare->offices[0].pledge = {};
    screen.show(sample_screen("home", bare));
    CHECK(screen.tree().find("door/rate") != nullptr);
    for (const char* door : {"door/services", "door/pledge"}) CHECK(screen.tree().find(door) == nullptr);
}

TEST_CASE("information: the list scrolls by dragging, and a drag opens no service") {
    KioskScreen screen(sample_screen("services"), small);
    const Node* tile = screen.tree().find("service/akta-kelahiran");
    REQUIRE(tile != nullptr);
    const Point at = tile->visible.centre();
    const float before = tile->box.y;
    screen.press(at);
    for (int step = 1; step <= 6; ++step) screen.move({at.x, at.y - static_cast<float>(step) * 20});
    screen.lift({at.x, at.y - 120});
    CHECK_FALSE(screen.take<OpenService>().has_value());
    screen.settle();
    CHECK(screen.tree().find("service/akta-kelahiran")->box.y <= before - 100);
}

TEST_CASE("information: a touch on the field opens the keys, and each key says what it writes") {
    KioskScreen screen(sample_screen("services"), lobby);
    screen.tap("search");
    CHECK(screen.take<OpenKeyboard>().has_value());
    screen.show(sample_screen("services-keyboard"));
    screen.tap("key/a");
    CHECK(screen.take<TypeCharacter>()->character == U'A');
    screen.tap("key/done");
    CHECK(screen.take<CloseKeyboard>().has_value());
    screen.show(sample_screen("services-found"));
    screen.tap("search/clear");
    CHECK(screen.take<ClearText>().has_value());
    screen.tap("service/akta-kelahiran");
    CHECK(screen.take<OpenService>()->service == "akta-kelahiran");
}

TEST_CASE("information: what somebody searches for is read out, and stands in no file") {
    KioskScreen screen(sample_screen("services-found"), lobby);
    CHECK(screen.tree().find("search")->value == "akta lahir");
    for (const char* name : {"services-found", "services-typing", "services-near"}) {
        screen.show(sample_screen(name));
        const std::string file = encode(screen.tree());
        for (const char* typed : {"akta lah", "zebra"}) CHECK_MESSAGE(file.find(typed) == std::string::npos, name);
    }
}

TEST_CASE("information: a small glass, where the keys leave no room for a list, says how much was found") {
    KioskScreen screen(sample_screen("services-typing"), small);
    CHECK(screen.tree().find("service/akta-kelahiran") == nullptr);
    const auto& nodes = screen.tree().nodes;
    CHECK(std::any_of(nodes.begin(), nodes.end(), [](const Node& node) { return node.label == "1 ditemukan"; }));
}

TEST_CASE("information: a requirement is ticked by a touch and then says so") {
    KioskScreen screen(sample_screen("service"), lobby);
    screen.tap("requirement/1");
    CHECK(screen.take<ToggleRequirement>()->requirement == 1);
    CHECK_FALSE(screen.tree().find("requirement/0")->state.selected);
    screen.show(sample_screen("service-more-ticked"));
    CHECK(screen.tree().find("requirement/0")->state.selected);
    CHECK_FALSE(screen.tree().find("requirement/1")->state.selected);
}

TEST_CASE("information: with a public address the codes lead to the centre's pages, and what to type stands beside them") {
    const std::string address = "https://rancak.sawahluntokota.example";
    auto reachable = std::make_shared<Catalogue>(*office_catalogue());
    for (Office& office : reachable->offices) office.public_address = address;
    const auto says = [](const KioskScreen& screen, std::string_view text) {
        const auto& nodes = screen.tree().nodes;
        return std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) { return node.role == Role::text && node.label.find(text) != std::string::npos; });
    };
    for (const Theme theme : {Theme::paper, Theme::high_contrast}) {
        State state = sample_screen("case-sent", reachable);
        state.preferences.theme = theme;
        KioskScreen screen(state, lobby);
        CHECK(read_code_on(screen) == address + "/kasus?kode=K7MA-R4T9-W2X3");
        CHECK(says(screen, " rancak.sawahluntokota.example/kasus "));

        state = sample_screen("service", reachable);
        state.preferences.theme = theme;
        screen.show(state);
        scroll_down(screen, 8);
        CHECK(read_code_on(screen) == address + "/layanan/akta-kelahiran");
        CHECK(says(screen, " rancak.sawahluntokota.example/layanan/akta-kelahiran"));
        screen.show(sample_screen("service-link", reachable));
        CHECK(read_code_on(screen) == "https://contoh.example/nib");  // the office's own word goes before
    }
    CHECK(read_code_on(KioskScreen(sample_screen("case-sent"), lobby)) == "K7MA-R4T9-W2X3");
}

TEST_CASE("information: a tick stands out from its card in every theme") {
    for (const Theme theme : {Theme::paper, Theme::night, Theme::high_contrast}) {
        State state = sample_screen("service-more-ticked");
        state.preferences.theme = theme;
        const KioskScreen screen(state, lobby);
        const Node* line = screen.tree().find("requirement/0");
        REQUIRE(line != nullptr);
        // Left of the words.
        const int left = static_cast<int>(line->box.x), right = left + static_cast<int>(screen.glass().pixels(12_mm));
        double most = 1;
        for (int y = static_cast<int>(line->box.y); y < static_cast<int>(line->box.bottom()); ++y)
            for (int x = left; x < right; ++x) most = std::max(most, contrast(screen.pixel(x, y), palette(theme).card));
        CHECK_MESSAGE(most >= 3, static_cast<int>(theme));
    }
}

TEST_CASE("information: what a telephone reads from the screen is what to bring, or the link, in every theme") {
    for (const Theme theme : {Theme::paper, Theme::high_contrast}) {
        State state = sample_screen("service-link");
        state.preferences.theme = theme;
        KioskScreen screen(state, lobby);
        CHECK(read_code_on(screen) == "https://contoh.example/nib");

        state = sample_screen("service");
        state.preferences.theme = theme;
        screen.show(state);
        scroll_down(screen, 8);
        const Service* birth = state.catalogue->service("akta-kelahiran");
        CHECK(read_code_on(screen) == taken_along(*birth, state.catalogue->offices[0], Language::indonesian));
    }
}

}  // namespace rancak::kiosk::test
