#include "kiosk/platform/frame_loop.h"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rancak::kiosk {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr microseconds refresh{16'667};
constexpr int frames_to_settle = 3;  // ImGui knows the sizes of a new window's contents only a frame later
// A signal does not always end SDL's wait.
constexpr milliseconds longest_wait{500};

}  // namespace

FrameLoop::FrameLoop(Window& window, Raster& raster, TouchInput& touch)
    : window_(window), raster_(raster), touch_(touch), settling_(frames_to_settle) {
    touch_.resize(window_.width(), window_.height());
}

std::optional<Frame> FrameLoop::next(std::optional<Instant> deadline) {
    for (;;) {
        const Instant now = std::chrono::steady_clock::now();
        if (touch_.expire(now)) settling_ = frames_to_settle;
        if (quit_) return std::nullopt;
        const auto at = due(deadline);
        if (at && *at <= now) {
            feed(now);
            return Frame{now, touch_.take_navigation(), std::exchange(woken_, false), touch_.down()};
        }
        wait(at);
    }
}

std::optional<Instant> FrameLoop::due(std::optional<Instant> deadline) const {
    if (canvas_lost_ || touch_.pending_change()) return Instant{};
    if (settling_ > 0 || touch_.pending()) return next_refresh_;
    if (deadline) return std::max(*deadline, next_refresh_);
    return std::nullopt;
}

void FrameLoop::wait(std::optional<Instant> until) {
    if (const auto limit = touch_.deadline(); limit && (!until || *limit < *until)) until = limit;
    auto left = std::chrono::duration_cast<milliseconds>(longest_wait);
    if (until) {
        const auto exact = *until - std::chrono::steady_clock::now();
        left = std::clamp(std::chrono::ceil<milliseconds>(exact), milliseconds(0), left);
    }
    SDL_Event event;
    if (SDL_WaitEventTimeout(&event, static_cast<int>(left.count())) == 0) return;
    do {
        handle(event);
    } while (SDL_PollEvent(&event) != 0);
    if (exposed_ && !canvas_lost_) {
        const std::array whole{Rectangle{0, 0, canvas_.width, canvas_.height}};
        (void)window_.present(whole);  // a failure shows again, and is told, when the next frame is painted
        exposed_ = false;
    }
}

void FrameLoop::handle(const SDL_Event& event) {
    if (event.type == SDL_QUIT) quit_ = true;
    if (Window::is_wake(event)) {
        woken_ = true;
        settling_ = frames_to_settle;
    }
    switch (window_.handle(event)) {
        case Window::Event::close:
            quit_ = true;
            break;
        case Window::Event::resized:
            canvas_lost_ = true;
            touch_.resize(window_.width(), window_.height());
            break;
        case Window::Event::exposed:
            exposed_ = true;
            break;
        case Window::Event::none:
            break;
    }
    if (touch_.handle(event, std::chrono::steady_clock::now())) settling_ = frames_to_settle;
}

void FrameLoop::feed(Instant now) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(window_.width()), static_cast<float>(window_.height())};
    touch_.feed(io);
    const std::chrono::duration<float> passed = now - last_frame_;
    io.DeltaTime = std::clamp(passed.count(), 0.001F, 0.1F);
    last_frame_ = now;
    // SDL waits whole milliseconds: a frame that came a little late makes the next no later.
    const bool in_step = now >= next_refresh_ && now < next_refresh_ + refresh;
    next_refresh_ = (in_step ? next_refresh_ : now) + refresh;
    if (settling_ > 0) --settling_;
}

Result<void> FrameLoop::draw(const ImDrawData& data, Colour clear) {
    if (canvas_lost_) {
        const auto canvas = window_.canvas();
        if (!canvas) return tl::unexpected(canvas.error());
        canvas_ = *canvas;
        raster_.set_canvas(canvas_);
        drawn_.clear();
        canvas_lost_ = false;
        settling_ = frames_to_settle;
    }
    const auto changed = raster_.draw(data, clear);
    drawn_.insert(drawn_.end(), changed.begin(), changed.end());
    return {};
}

Result<void> FrameLoop::present() {
    lift_to_painted_.reset();
    if (!drawn_.empty()) {
        if (auto shown = window_.present(drawn_); !shown) return shown;
        drawn_.clear();
        ++frames_shown_;
    }
    if (const auto lift = touch_.fed_lift()) lift_to_painted_ = std::chrono::steady_clock::now() - *lift;
    return {};
}

}  // namespace rancak::kiosk
