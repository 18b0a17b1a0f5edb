#pragma once

#include "kiosk/ui/drag_scroll.h"
#include "shared/time.h"

#include <optional>

namespace rancak::kiosk {

// How far a list is scrolled, in pixels. Lifecycle: each frame bound(), then follow() with the finger. Pure.
class ScrollPosition {
public:
    // As DragScroll takes them.
    ScrollPosition(float slop, bool glides) : drag_(slop, glides) {}

    // The farthest that it scrolls; the offset is brought back into 0 to `farthest`.
    void bound(float farthest);

    // `finger`: where it is while a press that began in the list lasts. True: it drags, and presses nothing.
    bool follow(std::optional<float> finger, Monotonic now);

    // Ends wherever it was going.
    void set(float offset);
    // Is at `offset` after `duration`; at once when that is zero.
    void turn_to(float offset, Monotonic now, Milliseconds duration);

    [[nodiscard]] float offset() const { return offset_; }
    [[nodiscard]] float farthest() const { return farthest_; }
    [[nodiscard]] bool moving() const { return drag_.gliding() || turn_.has_value(); }

private:
    struct Turn {
        float from, to;
        Monotonic start;
        Milliseconds duration;
    };
    DragScroll drag_;
    float offset_ = 0, farthest_ = 0;
    std::optional<Turn> turn_;
};

}  // namespace rancak::kiosk
