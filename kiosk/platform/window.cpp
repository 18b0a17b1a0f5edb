#include "kiosk/platform/window.h"

#include "kiosk/platform/window_manager.h"

#include <SDL.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace rancak::kiosk {
namespace {

std::uint32_t wake_event() {
    static const std::uint32_t type = SDL_RegisterEvents(1);
    return type;
}

void set_hints() {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");  // a click that also brings the focus is a press too
    SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");  // a captured mouse swallows touch on Linux
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");  // SDL_QUIT then means a signal
    SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
}

// What SDL and Xlib would prepare for programs with an input method and a desktop, unless the caretaker set it: a table
// of compose sequences (half a megabyte) and a session bus, for which another program is started.
void keep_out_what_no_kiosk_needs() {
    constexpr int keep_what_is_set = 0;
    setenv("XCOMPOSEFILE", "/dev/null", keep_what_is_set);
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", keep_what_is_set);
}

// The first frame touches every pixel; asking for all pages at once is quicker than a fault for each. Older kernels
// (before 5.14) refuse, and the faults come one by one.
void have_pages(void* from, std::size_t bytes) {
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(from) / page * page;
    const auto end = reinterpret_cast<std::uintptr_t>(from) + bytes;
    static_cast<void>(madvise(reinterpret_cast<void*>(begin), end - begin, MADV_POPULATE_WRITE));
}

Error sdl_error(const std::string& what) { return {what + ": " + SDL_GetError() + "."}; }

}  // namespace

struct Window::Handle {
    SDL_Window* window = nullptr;

    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (window != nullptr) SDL_DestroyWindow(window);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }

    [[nodiscard]] Result<void> show(const WindowOptions& options) {
        SDL_Rect place{SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.width, options.height};
        if (options.fullscreen && SDL_GetDisplayBounds(0, &place) != 0)
            return tl::unexpected(sdl_error("The screen's size is not known"));
        window = SDL_CreateWindow(options.title.c_str(), place.x, place.y, place.w, place.h,
                                  SDL_WINDOW_RESIZABLE | SDL_WINDOW_HIDDEN);
        if (window == nullptr) return tl::unexpected(sdl_error("The window could not be opened"));
        // With nobody to ask, a window of the screen's size is all of it; SDL would wait 0.1 s for an answer.
        if (options.fullscreen && has_window_manager(*window))
            SDL_SetWindowFullscreen(window, SDL_WINDOW_FULLSCREEN_DESKTOP);
        SDL_ShowWindow(window);
        if (!options.fullscreen) return {};
        SDL_SetWindowKeyboardGrab(window, SDL_TRUE);
        SDL_ShowCursor(SDL_DISABLE);
        return {};
    }
};

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    set_hints();
    keep_out_what_no_kiosk_needs();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return tl::unexpected(sdl_error("No screen can be opened; is DISPLAY set and the X server running"));
    }
    auto handle = std::make_unique<Handle>();
    // SDL's last resort draws where nobody sees it; only who asks for it by name gets it.
    if (SDL_GetHint(SDL_HINT_VIDEODRIVER) == nullptr && std::string_view(SDL_GetCurrentVideoDriver()) == "offscreen") {
        return fail("No screen can be opened: no display answers. Is DISPLAY set and the X server running?");
    }
    SDL_StopTextInput();  // would start an input method
    if (auto shown = handle->show(options); !shown) return tl::unexpected(shown.error());
    (void)wake_event();  // registered before another thread can ask for it
    return std::unique_ptr<Window>(new Window(std::move(handle), options));
}

Window::Window(std::unique_ptr<Handle> handle, const WindowOptions& options)
    : handle_(std::move(handle)),
      diagonal_millimetres_(options.diagonal_millimetres),
      fullscreen_(options.fullscreen) {}

Window::~Window() = default;

Result<Canvas> Window::canvas() {
    SDL_Surface* surface = SDL_GetWindowSurface(handle_->window);
    if (surface == nullptr) return tl::unexpected(sdl_error("The window's picture could not be reached"));
    const std::uint32_t format = surface->format->format;
    if (format != SDL_PIXELFORMAT_RGB888 && format != SDL_PIXELFORMAT_ARGB8888) {
        return fail(std::string("The screen shows ") + SDL_GetPixelFormatName(format) +
                    " pixels; set it to 24-bit colour.");
    }
    have_pages(surface->pixels, static_cast<std::size_t>(surface->pitch) * static_cast<std::size_t>(surface->h));
    return Canvas{static_cast<std::uint32_t*>(surface->pixels), surface->w, surface->h,
                  surface->pitch / static_cast<int>(sizeof(std::uint32_t))};
}

int Window::width() const {
    int width = 0;
    SDL_GetWindowSize(handle_->window, &width, nullptr);
    return width;
}

int Window::height() const {
    int height = 0;
    SDL_GetWindowSize(handle_->window, nullptr, &height);
    return height;
}

double Window::pixels_per_millimetre() const { return std::hypot(width(), height()) / diagonal_millimetres_; }

Window::Event Window::handle(const SDL_Event& event) {
    if (event.type != SDL_WINDOWEVENT) return Event::none;
    switch (event.window.event) {
        case SDL_WINDOWEVENT_EXPOSED:
            return Event::exposed;
        case SDL_WINDOWEVENT_SIZE_CHANGED:
            return Event::resized;
        case SDL_WINDOWEVENT_CLOSE:
            return fullscreen_ ? Event::none : Event::close;
        default:
            return Event::none;
    }
}

Result<void> Window::present(std::span<const Rectangle> changed) {
    if (changed.empty()) return {};
    std::vector<SDL_Rect> rectangles;
    for (const Rectangle& it : changed) rectangles.push_back({it.x, it.y, it.width, it.height});
    if (SDL_UpdateWindowSurfaceRects(handle_->window, rectangles.data(), static_cast<int>(rectangles.size())) != 0) {
        return tl::unexpected(sdl_error("The picture could not be shown"));
    }
    return {};
}

void Window::wake() {
    SDL_Event event{};
    event.type = wake_event();
    SDL_PushEvent(&event);
}

bool Window::is_wake(const SDL_Event& event) { return event.type == wake_event(); }

}  // namespace rancak::kiosk
