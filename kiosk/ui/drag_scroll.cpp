#include "kiosk/ui/drag_scroll.h"

#include <algorithm>
#include <cmath>

namespace rancak::kiosk {
namespace {

using Seconds = std::chrono::duration<float>;

constexpr Seconds glide_time{0.2F};
constexpr std::chrono::milliseconds speed_window{80};
constexpr float slowest_glide = 60;  // pixels a second; slower is a finger that came to rest

}  // namespace

void DragScroll::stop() {
    glide_speed_ = 0;
    glided_ = 0;
}

float DragScroll::update(std::optional<float> finger, TimePoint now) {
    if (finger) return follow(*finger, now);
    if (dragging_) {
        const float speed = speed_at_lift(now);
        if (glides_ && std::fabs(speed) >= slowest_glide) {
            glide_speed_ = speed;
            glide_start_ = now;
        }
    }
    dragging_ = false;
    pressed_at_.reset();
    samples_.clear();
    return glide(now);
}

float DragScroll::follow(float finger, TimePoint now) {
    stop();
    if (!pressed_at_) pressed_at_ = finger;
    const float before = samples_.empty() ? finger : samples_.back().finger;
    samples_.push_back({now, finger});
    while (samples_.front().when + speed_window < now) samples_.pop_front();
    if (dragging_) return before - finger;
    if (std::fabs(finger - *pressed_at_) <= slop_) return 0;
    dragging_ = true;
    return *pressed_at_ - finger;
}

float DragScroll::speed_at_lift(TimePoint now) const {
    if (samples_.size() < 2) return 0;
    const Sample& oldest = samples_.front();
    const Seconds passed = std::max<Seconds>(now - oldest.when, Seconds(0.001F));
    if (oldest.when + speed_window < now) return 0;
    return (oldest.finger - samples_.back().finger) / passed.count();
}

float DragScroll::glide(TimePoint now) {
    if (glide_speed_ == 0) return 0;
    // Even braking: the way after t of T seconds is v (t - t^2 / 2T).
    const Seconds passed = std::min<Seconds>(now - glide_start_, glide_time);
    const float way = glide_speed_ * (passed.count() - passed.count() * passed.count() / (2 * glide_time.count()));
    const float step = way - glided_;
    glided_ = way;
    if (passed >= glide_time) stop();
    return step;
}

}  // namespace rancak::kiosk
