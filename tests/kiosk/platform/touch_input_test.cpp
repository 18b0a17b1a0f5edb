#include "kiosk/platform/touch_input.h"

#include <SDL.h>
#include <doctest/doctest.h>
#include <imgui.h>

namespace rancak::kiosk {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int width = 400;
constexpr int height = 300;
const ImVec2 button_at{100, 100};
const ImVec2 button_size{80, 60};
constexpr float inside_x = 120;
constexpr float inside_y = 120;

SDL_Event finger_event(std::uint32_t type, float x, float y, SDL_FingerID finger = 1) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = 7;
    event.tfinger.fingerId = finger;
    event.tfinger.x = x / width;
    event.tfinger.y = y / height;
    return event;
}

SDL_Event mouse_event(std::uint32_t type, int x, int y, std::uint32_t which = 0) {
    SDL_Event event{};
    event.type = type;
    event.button.which = which;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = x;
    event.button.y = y;
    return event;
}

SDL_Event motion_event(int x, int y, std::uint32_t which = 0) {
    SDL_Event event{};
    event.type = SDL_MOUSEMOTION;
    event.motion.which = which;
    event.motion.x = x;
    event.motion.y = y;
    return event;
}

// One ImGui button on an empty screen.
class Screen {
public:
    Screen() {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {width, height};
        unsigned char* pixels = nullptr;
        int atlas_width = 0;
        int atlas_height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &atlas_width, &atlas_height);
        touch.resize(width, height);
        settle();
    }
    ~Screen() { ImGui::DestroyContext(context_); }
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    bool handle(const SDL_Event& event) { return touch.handle(event, now); }

    void frame() {
        now += milliseconds(16);
        touch.feed(ImGui::GetIO());
        ImGui::GetIO().DeltaTime = 0.016F;
        ImGui::NewFrame();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize({width, height});
        ImGui::Begin("screen", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
        ImGui::SetCursorPos(button_at);
        if (ImGui::InvisibleButton("button", button_size)) ++clicks;
        hovered = ImGui::IsItemHovered();
        held = ImGui::IsItemActive();
        ImGui::End();
        ImGui::Render();
    }

    void settle() {
        do {
            frame();
        } while (touch.pending());
        frame();
    }

    TouchInput touch{seconds(20)};
    Instant now{seconds(1000)};
    int clicks = 0;
    bool hovered = false;
    bool held = false;

private:
    ImGuiContext* context_ = ImGui::CreateContext();
};

}  // namespace

TEST_CASE("a tap on a button is one click") {
    Screen screen;
    CHECK(screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y)));
    screen.frame();
    CHECK(screen.held);
    CHECK(screen.clicks == 0);
    CHECK(screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y)));
    screen.frame();
    CHECK(screen.clicks == 1);
    screen.settle();
    CHECK(screen.clicks == 1);
}

TEST_CASE("touch and lift between two frames are still a click") {
    Screen screen;
    screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y));
    screen.handle(finger_event(SDL_FINGERMOTION, inside_x + 1, inside_y));
    screen.handle(finger_event(SDL_FINGERUP, inside_x + 1, inside_y));
    screen.settle();
    CHECK(screen.clicks == 1);
}

TEST_CASE("two taps between two frames are two clicks") {
    Screen screen;
    for (int tap = 0; tap < 2; ++tap) {
        screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y));
        screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y));
    }
    screen.settle();
    CHECK(screen.clicks == 2);
}

TEST_CASE("nothing is hovered once the finger is gone") {
    Screen screen;
    screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y));
    screen.frame();
    CHECK(screen.hovered);
    screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y));
    screen.frame();
    CHECK(screen.touch.pending());
    screen.frame();
    CHECK_FALSE(screen.hovered);
    CHECK_FALSE(screen.touch.pending());
}

TEST_CASE("a press that ends outside the button is no click") {
    Screen screen;
    screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y));
    screen.frame();
    screen.handle(finger_event(SDL_FINGERMOTION, 300, 250));
    screen.frame();
    screen.handle(finger_event(SDL_FINGERUP, 300, 250));
    screen.settle();
    CHECK(screen.clicks == 0);
}

TEST_CASE("a press that begins outside the button is no click") {
    Screen screen;
    screen.handle(finger_event(SDL_FINGERDOWN, 300, 250));
    screen.frame();
    screen.handle(finger_event(SDL_FINGERMOTION, inside_x, inside_y));
    screen.frame();
    screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y));
    screen.settle();
    CHECK(screen.clicks == 0);
}

TEST_CASE("a second finger is ignored until it is lifted") {
    Screen screen;
    screen.handle(finger_event(SDL_FINGERDOWN, 300, 250, 1));
    screen.frame();
    CHECK_FALSE(screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y, 2)));
    screen.settle();
    screen.handle(finger_event(SDL_FINGERUP, 300, 250, 1));
    screen.settle();
    CHECK_FALSE(screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y, 2)));
    screen.settle();
    CHECK(screen.clicks == 0);
    screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y, 3));
    screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y, 3));
    screen.settle();
    CHECK(screen.clicks == 1);
}

TEST_CASE("the mouse clicks too and stays where it is") {
    Screen screen;
    screen.handle(motion_event(120, 120));
    screen.frame();
    CHECK(screen.hovered);
    screen.handle(mouse_event(SDL_MOUSEBUTTONDOWN, 120, 120));
    screen.handle(mouse_event(SDL_MOUSEBUTTONUP, 120, 120));
    screen.settle();
    CHECK(screen.clicks == 1);
    CHECK(screen.hovered);
}

TEST_CASE("mouse events that SDL makes of touches are ignored") {
    Screen screen;
    CHECK_FALSE(screen.handle(motion_event(120, 120, SDL_TOUCH_MOUSEID)));
    CHECK_FALSE(screen.handle(mouse_event(SDL_MOUSEBUTTONDOWN, 120, 120, SDL_TOUCH_MOUSEID)));
    CHECK_FALSE(screen.handle(mouse_event(SDL_MOUSEBUTTONUP, 120, 120, SDL_TOUCH_MOUSEID)));
    screen.settle();
    CHECK(screen.clicks == 0);
    CHECK_FALSE(screen.hovered);
}

TEST_CASE("a finger whose window loses the focus is released without a click") {
    Screen screen;
    screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y));
    screen.frame();
    CHECK(screen.held);
    SDL_Event lost{};
    lost.type = SDL_WINDOWEVENT;
    lost.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
    CHECK(screen.handle(lost));
    screen.settle();
    CHECK_FALSE(screen.held);
    CHECK(screen.clicks == 0);
    CHECK_FALSE(screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y)));
}

TEST_CASE("a finger that rests too long is released without a click and others are heard again") {
    Screen screen;
    screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y, 1));
    screen.frame();
    REQUIRE(screen.touch.deadline());
    CHECK_FALSE(screen.touch.expire(*screen.touch.deadline() - milliseconds(1)));
    CHECK(screen.touch.expire(*screen.touch.deadline()));
    screen.settle();
    CHECK(screen.clicks == 0);
    CHECK_FALSE(screen.touch.deadline());
    screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y, 2));
    screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y, 2));
    screen.settle();
    CHECK(screen.clicks == 1);
}

TEST_CASE("the lift's time is told with the frame that feeds it, and with no other") {
    Screen screen;
    screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y));
    screen.frame();
    CHECK_FALSE(screen.touch.fed_lift());
    const Instant lifted = screen.now;
    screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y));
    screen.frame();
    CHECK(screen.touch.fed_lift() == lifted);
    screen.frame();
    CHECK_FALSE(screen.touch.fed_lift());
}

TEST_CASE("keys become neutral commands") {
    Screen screen;
    const auto press = [&](SDL_Keycode key, std::uint16_t modifiers = 0) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = key;
        event.key.keysym.mod = modifiers;
        return screen.handle(event);
    };
    CHECK(press(SDLK_TAB));
    CHECK(press(SDLK_TAB, KMOD_LSHIFT));
    CHECK(press(SDLK_DOWN));
    CHECK(press(SDLK_RETURN));
    CHECK(press(SDLK_SPACE));
    CHECK(press(SDLK_ESCAPE));
    CHECK_FALSE(press(SDLK_F4, KMOD_LALT));
    using enum Navigation;
    CHECK(screen.touch.take_navigation() == std::vector{next, previous, down, activate, activate, back});
    CHECK(screen.touch.take_navigation().empty());
}

TEST_CASE("keys F1 to F8 ask for another look, and a key that is held does nothing twice but moves on") {
    Screen screen;
    const auto press = [&](SDL_Keycode key, bool again = false) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = key;
        event.key.repeat = again ? 1 : 0;
        return screen.handle(event);
    };
    for (const SDL_Keycode key : {SDLK_F1, SDLK_F2, SDLK_F3, SDLK_F4, SDLK_F5, SDLK_F6, SDLK_F7, SDLK_F8}) CHECK(press(key));
    using enum Navigation;
    CHECK(screen.touch.take_navigation() == std::vector{voice, text_size, contrast, low_reach, mirrored, calm, more_time, language});
    CHECK_FALSE(press(SDLK_F4, true));
    CHECK_FALSE(press(SDLK_RETURN, true));
    CHECK_FALSE(press(SDLK_ESCAPE, true));
    CHECK(press(SDLK_TAB, true));
    CHECK(screen.touch.take_navigation() == std::vector{next});
}

TEST_CASE("a digitiser that floods is bounded") {
    Screen screen;
    for (int event = 0; event < 100'000; ++event) {
        screen.handle(finger_event(SDL_FINGERDOWN, inside_x, inside_y));
        screen.handle(finger_event(SDL_FINGERMOTION, inside_x, inside_y));
        screen.handle(finger_event(SDL_FINGERUP, inside_x, inside_y));
    }
    int frames = 0;
    while (screen.touch.pending()) {
        screen.frame();
        REQUIRE(++frames < 200);
    }
    CHECK_FALSE(screen.held);
}

}  // namespace rancak::kiosk
