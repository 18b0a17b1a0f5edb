#include "kiosk/ui/scroll_position.h"

#include <algorithm>

namespace rancak::kiosk {

void ScrollPosition::bound(float farthest) {
    farthest_ = std::max(0.0F, farthest);
    offset_ = std::clamp(offset_, 0.0F, farthest_);
}

bool ScrollPosition::follow(std::optional<float> finger, Monotonic now) {
    if (finger) turn_.reset();
    const float wanted = offset_ + drag_.update(finger, now);
    offset_ = std::clamp(wanted, 0.0F, farthest_);
    if (wanted != offset_ && !finger) drag_.stop();
    if (turn_) {
        const auto passed = static_cast<float>((now - turn_->start).count());
        const float share = std::clamp(passed / static_cast<float>(turn_->duration.count()), 0.0F, 1.0F);
        const float left = (1 - share) * (1 - share) * (1 - share);  // brakes towards its end
        offset_ = std::clamp(turn_->to + (turn_->from - turn_->to) * left, 0.0F, farthest_);
        if (share >= 1) turn_.reset();
    }
    return drag_.dragging();
}

void ScrollPosition::set(float offset) {
    drag_.stop();
    turn_.reset();
    offset_ = std::clamp(offset, 0.0F, farthest_);
}

void ScrollPosition::turn_to(float offset, Monotonic now, Milliseconds duration) {
    if (duration.count() == 0) return set(offset);
    drag_.stop();
    turn_ = Turn{offset_, std::clamp(offset, 0.0F, farthest_), now, duration};
}

}  // namespace rancak::kiosk
