#pragma once

#include "kiosk/platform/instant.h"
#include "kiosk/platform/touch_input.h"
#include "kiosk/platform/window.h"
#include "kiosk/raster/raster.h"
#include "shared/result.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace rancak::kiosk {

struct Frame {
    Instant now;
    std::vector<Navigation> navigation;
    bool woken = false;    // Window::wake was called
    bool touched = false;  // a finger is on the glass
};

// Lifecycle: construct with an ImGui context current, then until `next` returns none: ImGui::NewFrame, …,
// ImGui::Render, `draw`, `present`. Frames come only when something happened: an event, a deadline, a wake, and a few more for
// ImGui to settle. When nothing moves there are none, and the thread sleeps in SDL. One thread.
class FrameLoop {
public:
    // None of them is owned; all outlive the loop.
    FrameLoop(Window& window, Raster& raster, TouchInput& touch);

    // Waits until a frame is due, at the latest at `deadline`, and tells ImGui its input, size and time. A deadline
    // that has passed means the next screen refresh (1/60 s). None: the program is asked to end.
    [[nodiscard]] std::optional<Frame> next(std::optional<Instant> deadline);

    // Draws what changed into the canvas, where nobody sees it yet. Twice before a present(): the second counts.
    [[nodiscard]] Result<void> draw(const ImDrawData& data, Colour clear);

    // Shows what was drawn.
    [[nodiscard]] Result<void> present();

    // The picture as it was last drawn.
    [[nodiscard]] Image screenshot() const { return picture_of(canvas_); }

    // How long the last presented frame took from the lift that it answered; none if it answered none.
    [[nodiscard]] std::optional<Instant::duration> lift_to_painted() const { return lift_to_painted_; }

    // Frames that changed a pixel.
    [[nodiscard]] std::uint64_t frames_shown() const { return frames_shown_; }

private:
    void handle(const SDL_Event& event);
    void wait(std::optional<Instant> until);
    [[nodiscard]] std::optional<Instant> due(std::optional<Instant> deadline) const;
    void feed(Instant now);

    Window& window_;
    Raster& raster_;
    TouchInput& touch_;
    Canvas canvas_;
    Instant last_frame_;
    Instant next_refresh_;  // no frame before, unless a finger came or went
    int settling_ = 0;
    bool woken_ = false;
    bool quit_ = false;
    std::vector<Rectangle> drawn_;  // not yet presented
    bool canvas_lost_ = true;
    bool exposed_ = false;
    std::optional<Instant::duration> lift_to_painted_;
    std::uint64_t frames_shown_ = 0;
};

}  // namespace rancak::kiosk
