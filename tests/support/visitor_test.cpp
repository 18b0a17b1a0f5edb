#include "shared/file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/virtual_display.h"
#include "tests/support/visitor/visitor.h"

#include <SDL.h>
#include <SDL_image.h>
#include <cstdlib>
#include <doctest/doctest.h>
#include <thread>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

using namespace rancak;
using namespace rancak::test;
using namespace std::chrono_literals;

namespace {

std::string tree_json(const std::string& screen, const std::string& nodes) {
    return R"({"screen":")" + screen + R"(","language":"id","width":400,"height":300,"nodes":[)" + nodes + "]}\n";
}

std::string node(const std::string& id, const std::string& label, const std::string& rectangle, const std::string& state = "") {
    return R"({"id":")" + id + R"(","role":"button","label":")" + label + "\"," + rectangle + R"(,"visible":true,"state":[)" + state +
           R"(],"value":"","parent":-1})";
}

// A window with one colour, somewhere on a display, and the tree that a kiosk would keep.
struct Stage {
    TemporaryFolder folder;
    VirtualDisplay display{800, 600};
    SDL_Window* window = nullptr;

    Stage() {
        ::setenv("DISPLAY", display.name().c_str(), 1);
        ::setenv("SDL_VIDEODRIVER", "x11", 1);
        // The first press on a window that just got the focus is a press too.
        SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
#ifdef __SANITIZE_ADDRESS__
        const __lsan::ScopedDisabler unchecked;  // libraries that SDL loads keep some memory and are unloaded with it
#endif
        REQUIRE(SDL_Init(SDL_INIT_VIDEO) == 0);
        window = SDL_CreateWindow("stage", 37, 53, 400, 300, SDL_WINDOW_BORDERLESS);
        REQUIRE(window != nullptr);
        SDL_Surface* surface = SDL_GetWindowSurface(window);
        REQUIRE(surface != nullptr);
        SDL_FillRect(surface, nullptr, SDL_MapRGB(surface->format, 200, 100, 50));
        SDL_UpdateWindowSurface(window);
    }
    ~Stage() {
        SDL_DestroyWindow(window);
        SDL_Quit();
    }
    [[nodiscard]] std::filesystem::path tree() const { return folder / "tree.json"; }
    void show(const std::string& json) const { REQUIRE(write_atomically(tree(), json)); }
    [[nodiscard]] Visitor visitor(std::chrono::milliseconds patience) const {
        auto opened = Visitor::open(display.name(), tree(), patience);
        REQUIRE(opened);
        return std::move(*opened);
    }
    // The next press or release, in the window's pixels.
    static SDL_MouseButtonEvent next_button() {
        SDL_Event event;
        while (SDL_WaitEventTimeout(&event, 30'000)) {
            if (event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_MOUSEBUTTONUP) return event.button;
        }
        FAIL("no press came");
        return {};
    }
};

}  // namespace

TEST_CASE("visitor: touches the middle of what is labelled, in the window's own place, and takes its picture") {
    const Stage stage;
    stage.show(tree_json("faces", node("face/5", "Sangat puas", R"("x":100,"y":60,"width":40,"height":20)")));
    Visitor visitor = stage.visitor(30s);
    REQUIRE(visitor.tap("Sangat puas"));
    const auto down = Stage::next_button(), up = Stage::next_button();
    CHECK(down.type == SDL_MOUSEBUTTONDOWN);
    CHECK(down.x == 120);
    CHECK(down.y == 70);
    CHECK(up.type == SDL_MOUSEBUTTONUP);
    REQUIRE(visitor.drag("face/5", 0, 50));
    CHECK(Stage::next_button().y == 70);
    CHECK(Stage::next_button().y == 120);

    REQUIRE(visitor.take_picture(stage.folder / "picture.png"));
    SDL_Surface* loaded = IMG_Load((stage.folder / "picture.png").c_str());
    REQUIRE(loaded != nullptr);
    SDL_Surface* picture = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0);
    CHECK(picture->w == 400);
    CHECK(picture->h == 300);
    CHECK((static_cast<std::uint32_t*>(picture->pixels)[0] & 0xffffff) == 0xc86432);
    SDL_FreeSurface(picture);
    SDL_FreeSurface(loaded);
}

TEST_CASE("visitor: waits for what is not there yet, also for the file itself, and for what is disabled") {
    const Stage stage;
    Visitor visitor = stage.visitor(30s);
    const std::string place = R"("x":0,"y":0,"width":40,"height":20)";
    std::thread kiosk([&] {
        stage.show(tree_json("attract", ""));
        stage.show(tree_json("faces", node("done", "Selesai", place, R"("disabled")")));
        stage.show(tree_json("faces", node("done", "Selesai", place)));
    });
    CHECK(visitor.tap("Selesai"));
    kiosk.join();
    CHECK(Stage::next_button().x == 20);
}

TEST_CASE("visitor: a wait in vain says what was on the screen instead") {
    const Stage stage;
    Visitor visitor = stage.visitor(0ms);
    CHECK(visitor.see("x").error().message.find("Waited in vain for \"x\"") == 0);
    stage.show(tree_json("faces", node("done", "Selesai", R"("x":0,"y":0,"width":1,"height":1)")));
    CHECK(visitor.wait_for_screen("why").error().message ==
          "Waited in vain for the screen \"why\". The screen is \"faces\" and shows:\n  button \"Selesai\" (done)");
    CHECK_FALSE(Visitor::open(":9999", stage.tree(), 0ms));
}

TEST_CASE("visitor: finds by label, else by id, and only what is in view") {
    SeenTree tree;
    const auto add = [&](const char* id, const char* label, bool visible) {
        SeenNode& one = tree.nodes.emplace_back();
        one.id = id;
        one.label = label;
        one.visible = visible;
    };
    add("a", "hidden", false);
    add("b", "a", true);
    add("hidden", "c", true);
    CHECK(tree.find("a")->id == "b");
    CHECK(tree.find("hidden")->label == "c");
    CHECK(tree.find("nothing") == nullptr);
}

TEST_CASE("visitor: a file that is no tree is an error") {
    const TemporaryFolder folder;
    for (const char* wrong : {"", "{}", R"({"screen":"x","width":0,"height":1,"nodes":[]})", R"({"screen":"x","width":1,"height":1,"nodes":[{}]})"}) {
        REQUIRE(write_atomically(folder / "tree.json", wrong));
        CHECK_FALSE(read_tree(folder / "tree.json"));
    }
}
