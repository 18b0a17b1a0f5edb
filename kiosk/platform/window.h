#pragma once

#include "kiosk/raster/raster.h"
#include "shared/result.h"

#include <memory>
#include <span>
#include <string>

union SDL_Event;

namespace rancak::kiosk {

struct WindowOptions {
    std::string title;
    int width = 1280;  // pixels; the screen's own size when `fullscreen`
    int height = 800;
    bool fullscreen = false;
    double diagonal_millimetres = 546;  // of the whole window's picture, as the caretaker measured it
};

// Lifecycle: open one a process (it starts and ends SDL's video), draw into its canvas, present what changed.
// Never asks for a renderer or OpenGL: on X11 the canvas is memory shared with the X server, so the picture is held
// once. The main thread, except wake.
class Window {
public:
    [[nodiscard]] static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // Valid until `handle` says that the canvas is lost.
    [[nodiscard]] Result<Canvas> canvas();

    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    [[nodiscard]] double pixels_per_millimetre() const;

    enum class Event {
        none,
        exposed,  // present everything again; the canvas still holds the picture
        resized,  // fetch a new canvas and draw all of it
        close,    // a person asked for it; never in fullscreen, where only a signal ends the program
    };
    [[nodiscard]] Event handle(const SDL_Event& event);

    // Shows these parts of the canvas.
    [[nodiscard]] Result<void> present(std::span<const Rectangle> changed);

    // From any thread: FrameLoop::next returns with a frame soon.
    static void wake();
    [[nodiscard]] static bool is_wake(const SDL_Event& event);

private:
    struct Handle;
    Window(std::unique_ptr<Handle> handle, const WindowOptions& options);

    std::unique_ptr<Handle> handle_;
    const double diagonal_millimetres_;
    const bool fullscreen_;
};

}  // namespace rancak::kiosk
