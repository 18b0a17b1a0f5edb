#pragma once

#include <chrono>
#include <deque>
#include <optional>

namespace rancak::kiosk {

// Lifecycle: one for each scrolled area, updated once a frame.
// A press that moves farther than the slop becomes a drag: the area follows the finger and no widget may act on the
// press. After the lift the area glides on for at most 200 ms. Pure: distances in pixels, time is passed in.
class DragScroll {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    // `slop`: how far a finger trembles in a tap. `glides`: false with reduced motion.
    DragScroll(float slop, bool glides) : slop_(slop), glides_(glides) {}

    // `finger`: where along the area it is, while a press that began inside the area lasts; else none.
    // Returns what to add to the scroll position.
    [[nodiscard]] float update(std::optional<float> finger, TimePoint now);

    // The press is a drag: cancel it for the widgets.
    [[nodiscard]] bool dragging() const { return dragging_; }

    // Another frame is needed even if no event comes.
    [[nodiscard]] bool gliding() const { return glide_speed_ != 0; }

    // The area reached its end, or was left.
    void stop();

private:
    struct Sample {
        TimePoint when;
        float finger;
    };
    float follow(float finger, TimePoint now);
    float glide(TimePoint now);
    [[nodiscard]] float speed_at_lift(TimePoint now) const;

    const float slop_;
    const bool glides_;
    bool dragging_ = false;
    std::optional<float> pressed_at_;
    std::deque<Sample> samples_;
    float glide_speed_ = 0;  // pixels a second when the finger lifted
    TimePoint glide_start_;
    float glided_ = 0;
};

}  // namespace rancak::kiosk
