// The real window, loop and raster, with SDL's dummy driver instead of a screen.

#include "kiosk/platform/frame_loop.h"

#include <SDL.h>
#include <doctest/doctest.h>
#include <imgui.h>

#include <cstdlib>
#include <thread>

namespace rancak::kiosk {
namespace {

using std::chrono::milliseconds;

constexpr int width = 320;
constexpr int height = 240;
constexpr Colour paper{250, 246, 238};

class Kiosk {
public:
    Kiosk() {
        ::setenv("SDL_VIDEODRIVER", "dummy", 1);
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        auto opened = Window::open({.title = "test", .width = width, .height = height, .diagonal_millimetres = 100});
        REQUIRE_MESSAGE(opened, opened.error().message);
        window = std::move(*opened);
        Image atlas{.width = 0, .height = 0, .format = PixelFormat::alpha8, .pixels = {}};
        unsigned char* pixels = nullptr;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &atlas.width, &atlas.height);
        atlas.pixels.assign(pixels, pixels + static_cast<std::ptrdiff_t>(atlas.width) * atlas.height);
        io.Fonts->SetTexID(imgui_texture(raster->upload(std::move(atlas))));
        loop = std::make_unique<FrameLoop>(*window, *raster, touch);
    }
    ~Kiosk() {
        loop.reset();
        window.reset();
        ImGui::DestroyContext(context_);
    }
    Kiosk(const Kiosk&) = delete;
    Kiosk& operator=(const Kiosk&) = delete;

    // False when the loop asks to end.
    bool frame(std::optional<Instant> deadline) {
        last = loop->next(deadline);
        if (!last) return false;
        ++frames;
        ImGui::NewFrame();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize({width, height});
        ImGui::Begin("screen", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground);
        if (ImGui::InvisibleButton("button", {100, 100})) ++clicks;
        ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {50, 50}, IM_COL32(clicks, 0, 0, 255));
        ImGui::End();
        ImGui::Render();
        REQUIRE(loop->draw(*ImGui::GetDrawData(), paper));
        if (presenting) REQUIRE(loop->present());
        return true;
    }

    // Frames until nothing more is due before `patience` has passed.
    int settle(milliseconds patience = milliseconds(100)) {
        const int before = frames;
        for (;;) {
            const Instant deadline = std::chrono::steady_clock::now() + patience;
            if (!frame(deadline)) return frames - before;
            if (last->now >= deadline) return frames - before - 1;  // came for the deadline alone
        }
    }

    void finger(std::uint32_t type, float x, float y) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.touchId = 1;
        event.tfinger.fingerId = 1;
        event.tfinger.x = x;
        event.tfinger.y = y;
        SDL_PushEvent(&event);
    }

    std::unique_ptr<Window> window;
    std::unique_ptr<Raster> raster = make_sdl_raster();
    TouchInput touch;
    std::unique_ptr<FrameLoop> loop;
    std::optional<Frame> last;
    int frames = 0;
    int clicks = 0;
    bool presenting = true;

private:
    ImGuiContext* context_ = ImGui::CreateContext();
};

}  // namespace

TEST_CASE("when nothing moves there are no frames") {
    Kiosk kiosk;
    CHECK(kiosk.settle() > 0);
    CHECK(kiosk.settle() == 0);
    CHECK(kiosk.settle() == 0);
}

TEST_CASE("a tap through SDL's queue is a click, and its time to the painted picture is known") {
    Kiosk kiosk;
    kiosk.settle();
    const auto shown = kiosk.loop->frames_shown();
    kiosk.finger(SDL_FINGERDOWN, 0.1F, 0.1F);
    kiosk.finger(SDL_FINGERUP, 0.1F, 0.1F);
    bool measured = false;
    while (kiosk.clicks == 0) {
        REQUIRE(kiosk.frame(std::nullopt));
        measured = kiosk.loop->lift_to_painted().has_value();
    }
    CHECK(measured);
    CHECK(kiosk.settle() > 0);
    CHECK(kiosk.clicks == 1);
    CHECK(kiosk.loop->frames_shown() > shown);
    const Image picture = kiosk.loop->screenshot();
    CHECK(picture.width == width);
    CHECK(picture.pixels.at(4 * (20 * width + 20)) == 1);
    CHECK(picture.pixels.at(4 * (20 * width + 60)) == paper.red);
}

TEST_CASE("what is drawn is shown by the next present, with all that was drawn since the last") {
    Kiosk kiosk;
    kiosk.settle();
    const auto shown = kiosk.loop->frames_shown();
    kiosk.presenting = false;
    kiosk.clicks = 1;
    REQUIRE(kiosk.frame(Instant{}));
    CHECK(kiosk.loop->frames_shown() == shown);
    kiosk.presenting = true;
    REQUIRE(kiosk.frame(Instant{}));  // draws nothing new
    CHECK(kiosk.loop->frames_shown() == shown + 1);
    CHECK(kiosk.settle() == 0);
    CHECK(kiosk.loop->frames_shown() == shown + 1);
}

TEST_CASE("another thread wakes the loop") {
    Kiosk kiosk;
    kiosk.settle();
    std::jthread courier([] { Window::wake(); });
    REQUIRE(kiosk.frame(std::nullopt));
    CHECK(kiosk.last->woken);
    REQUIRE(kiosk.frame(std::nullopt));
    CHECK_FALSE(kiosk.last->woken);
}

TEST_CASE("a signal's quit ends the loop, and closing the window too") {
    for (const std::uint32_t type : {std::uint32_t{SDL_QUIT}, std::uint32_t{SDL_WINDOWEVENT}}) {
        Kiosk kiosk;
        kiosk.settle();
        SDL_Event event{};
        event.type = type;
        if (type == SDL_WINDOWEVENT) event.window.event = SDL_WINDOWEVENT_CLOSE;
        SDL_PushEvent(&event);
        CHECK_FALSE(kiosk.frame(std::nullopt));
    }
}

TEST_CASE("a full screen is not closed by keyboard or window manager") {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    const auto window = Window::open({.title = "test", .width = width, .height = height, .fullscreen = true});
    REQUIRE(window);
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_CLOSE;
    CHECK((*window)->handle(event) == Window::Event::none);
}

TEST_CASE("after a resize the whole new canvas is drawn") {
    Kiosk kiosk;
    kiosk.settle();
    SDL_SetWindowSize(SDL_GetWindowFromID(1) != nullptr ? SDL_GetWindowFromID(1) : SDL_GetKeyboardFocus(), 400, 300);
    kiosk.settle();
    const Image picture = kiosk.loop->screenshot();
    CHECK(picture.width == 400);
    CHECK(picture.height == 300);
    CHECK(picture.pixels.at(picture.pixels.size() - 4) == paper.red);
    CHECK(ImGui::GetIO().DisplaySize.x == 400);
}

TEST_CASE("sizes are known in millimetres") {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    const auto window = Window::open({.title = "test", .width = 300, .height = 400, .diagonal_millimetres = 250});
    REQUIRE(window);
    CHECK((*window)->pixels_per_millimetre() == doctest::Approx(2));
}

}  // namespace rancak::kiosk
