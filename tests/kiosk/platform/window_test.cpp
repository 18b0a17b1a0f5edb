// The window on a real X server, which has no window manager, as many a kiosk's.

#include "kiosk/platform/window.h"

#include "kiosk/platform/window_manager.h"
#include "tests/support/virtual_display.h"

#include <SDL.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>

namespace rancak::kiosk {
namespace {

constexpr int screen_width = 800, screen_height = 600;

class Screen {
public:
    Screen() {
        ::setenv("SDL_VIDEODRIVER", "x11", 1);
        ::setenv("DISPLAY", server_.name().c_str(), 1);
        display.reset(XOpenDisplay(server_.name().c_str()));
        REQUIRE(display);
    }

    // What a window manager writes when it begins (Extended Window Manager Hints 1.5).
    void announce_window_manager() {
        const Window root = DefaultRootWindow(display.get());
        const Window check = XCreateSimpleWindow(display.get(), root, 0, 0, 1, 1, 0, 0, 0);
        XChangeProperty(display.get(), root, XInternAtom(display.get(), "_NET_SUPPORTING_WM_CHECK", False), XA_WINDOW, 32,
                        PropModeReplace, reinterpret_cast<const unsigned char*>(&check), 1);
        XSync(display.get(), False);
    }

private:
    using Window = ::Window;
    struct Close {
        void operator()(Display* it) const { XCloseDisplay(it); }
    };
    test::VirtualDisplay server_{screen_width, screen_height};

public:
    std::unique_ptr<Display, Close> display;
};

XWindowAttributes attributes_of_first_window(Display* display) {
    ::Window root = 0, parent = 0, *children = nullptr;
    unsigned count = 0;
    XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count);
    XWindowAttributes found{};
    for (unsigned i = 0; i < count; ++i) {
        XWindowAttributes attributes{};
        XGetWindowAttributes(display, children[i], &attributes);
        if (attributes.map_state == IsViewable) found = attributes;
    }
    if (children != nullptr) XFree(children);
    return found;
}

}  // namespace

TEST_CASE("without a window manager a full screen is a window over all of the screen, at once") {
    Screen screen;
    const auto window = Window::open({.title = "test", .width = 320, .height = 240, .fullscreen = true});
    REQUIRE_MESSAGE(window, window.error().message);
    CHECK_FALSE(has_window_manager(*SDL_GetWindowFromID(1)));
    CHECK((*window)->width() == screen_width);
    CHECK((*window)->height() == screen_height);
    CHECK((SDL_GetWindowFlags(SDL_GetWindowFromID(1)) & SDL_WINDOW_FULLSCREEN) == 0);
    const XWindowAttributes shown = attributes_of_first_window(screen.display.get());
    CHECK(shown.x == 0);
    CHECK(shown.y == 0);
    CHECK(shown.width == screen_width);
    CHECK(shown.height == screen_height);
    const auto canvas = (*window)->canvas();
    REQUIRE_MESSAGE(canvas, canvas.error().message);
    CHECK(canvas->width == screen_width);
}

TEST_CASE("a window manager is asked for the full screen") {
    Screen screen;
    screen.announce_window_manager();
    const auto window = Window::open({.title = "test", .width = 320, .height = 240, .fullscreen = true});
    REQUIRE_MESSAGE(window, window.error().message);
    CHECK(has_window_manager(*SDL_GetWindowFromID(1)));
    CHECK((SDL_GetWindowFlags(SDL_GetWindowFromID(1)) & SDL_WINDOW_FULLSCREEN) != 0);
    CHECK((*window)->width() == screen_width);
}

TEST_CASE("what a desktop would need is switched off, unless the caretaker has set it") {
    Screen screen;
    ::unsetenv("XCOMPOSEFILE");
    ::setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/of/the/caretaker", 1);
    const auto window = Window::open({.title = "test", .width = 320, .height = 240});
    REQUIRE_MESSAGE(window, window.error().message);
    CHECK(std::string_view(::getenv("XCOMPOSEFILE")) == "/dev/null");
    CHECK(std::string_view(::getenv("DBUS_SESSION_BUS_ADDRESS")) == "unix:path=/of/the/caretaker");
}

}  // namespace rancak::kiosk
