#include "kiosk/platform/touch_input.h"

#include <SDL.h>
#include <imgui.h>

#include <cfloat>
#include <utility>

namespace rancak::kiosk {
namespace {

// More than a person can do between two frames; a broken digitiser can do more.
constexpr std::size_t most_steps = 64;

// A key that is held goes on through the controls, but does nothing twice: a hand may be slow to let go.
bool may_repeat(Navigation navigation) { return navigation < Navigation::activate; }

std::optional<Navigation> navigation_of(const SDL_Keysym& key) {
    if ((key.mod & (KMOD_ALT | KMOD_CTRL | KMOD_GUI)) != 0) return std::nullopt;  // a desktop's, not ours
    switch (key.sym) {
        case SDLK_TAB:
            return (key.mod & KMOD_SHIFT) != 0 ? Navigation::previous : Navigation::next;
        case SDLK_LEFT:
            return Navigation::left;
        case SDLK_RIGHT:
            return Navigation::right;
        case SDLK_UP:
            return Navigation::up;
        case SDLK_DOWN:
            return Navigation::down;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
        case SDLK_SPACE:
            return Navigation::activate;
        case SDLK_ESCAPE:
            return Navigation::back;
        case SDLK_F1:
            return Navigation::voice;
        case SDLK_F2:
            return Navigation::text_size;
        case SDLK_F3:
            return Navigation::contrast;
        case SDLK_F4:
            return Navigation::low_reach;
        case SDLK_F5:
            return Navigation::mirrored;
        case SDLK_F6:
            return Navigation::calm;
        case SDLK_F7:
            return Navigation::more_time;
        case SDLK_F8:
            return Navigation::language;
        default:
            return std::nullopt;
    }
}

}  // namespace

TouchInput::TouchInput(std::chrono::milliseconds patience) : patience_(patience) {}

void TouchInput::resize(int width, int height) { size_ = {static_cast<float>(width), static_cast<float>(height)}; }

bool TouchInput::handle(const SDL_Event& event, Instant now) {
    switch (event.type) {
        case SDL_FINGERDOWN:
        case SDL_FINGERMOTION:
        case SDL_FINGERUP:
            return handle_finger(event, now);
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
        case SDL_MOUSEMOTION:
        case SDL_MOUSEWHEEL:
            return handle_mouse(event, now);
        case SDL_KEYDOWN:
            return handle_key(event);
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_LEAVE && held_ == Held::nothing) {
                steps_.push_back({Kind::gone, {}, now});
                return true;
            }
            if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST || event.window.event == SDL_WINDOWEVENT_HIDDEN) {
                release();
                return true;
            }
            return false;
        default:
            return false;
    }
}

bool TouchInput::handle_finger(const SDL_Event& event, Instant now) {
    const SDL_TouchFingerEvent& finger = event.tfinger;
    const Point at{finger.x * size_.x, finger.y * size_.y};
    if (event.type == SDL_FINGERDOWN) {
        if (held_ != Held::nothing || steps_.size() >= most_steps) return false;
        finger_ = finger.fingerId;
        touch_device_ = finger.touchId;
        press(Held::finger, at, now);
        return true;
    }
    if (held_ != Held::finger || finger.fingerId != finger_ || finger.touchId != touch_device_) return false;
    if (event.type == SDL_FINGERMOTION) {
        move(at, now);
        return true;
    }
    lift(at, now);
    steps_.push_back({Kind::gone, {}, now});
    return true;
}

bool TouchInput::handle_mouse(const SDL_Event& event, Instant now) {
    if (event.type == SDL_MOUSEWHEEL) {
        if (event.wheel.which == SDL_TOUCH_MOUSEID) return false;
        wheel_ += event.wheel.preciseY;
        return true;
    }
    if (event.type == SDL_MOUSEMOTION) {
        if (event.motion.which == SDL_TOUCH_MOUSEID || held_ == Held::finger) return false;
        move({static_cast<float>(event.motion.x), static_cast<float>(event.motion.y)}, now);
        return true;
    }
    const SDL_MouseButtonEvent& button = event.button;
    const Point at{static_cast<float>(button.x), static_cast<float>(button.y)};
    if (button.which == SDL_TOUCH_MOUSEID || button.button != SDL_BUTTON_LEFT) return false;
    if (event.type == SDL_MOUSEBUTTONDOWN && held_ == Held::nothing && steps_.size() < most_steps) {
        press(Held::mouse, at, now);
        return true;
    }
    if (event.type == SDL_MOUSEBUTTONUP && held_ == Held::mouse) {
        lift(at, now);
        return true;
    }
    return false;
}

bool TouchInput::handle_key(const SDL_Event& event) {
    const auto navigation = navigation_of(event.key.keysym);
    if (!navigation || navigation_.size() >= most_steps || (event.key.repeat != 0 && !may_repeat(*navigation))) return false;
    navigation_.push_back(*navigation);
    return true;
}

void TouchInput::press(Held by, Point at, Instant now) {
    held_ = by;
    last_seen_ = now;
    steps_.push_back({Kind::press, at, now});
}

void TouchInput::move(Point at, Instant now) {
    last_seen_ = now;
    if (!steps_.empty() && steps_.back().kind == Kind::move) {
        steps_.back().at = at;
        return;
    }
    steps_.push_back({Kind::move, at, now});
}

void TouchInput::lift(Point at, Instant now) {
    held_ = Held::nothing;
    steps_.push_back({Kind::lift, at, now});
}

std::optional<Instant> TouchInput::deadline() const {
    if (held_ != Held::finger) return std::nullopt;
    return last_seen_ + patience_;
}

bool TouchInput::expire(Instant now) {
    if (held_ != Held::finger || now < last_seen_ + patience_) return false;
    release();
    return true;
}

void TouchInput::release() {
    held_ = Held::nothing;
    steps_.clear();
    // Away from every button first, then up: a lift where the finger stood would be a click.
    if (fed_down_) steps_.push_back({Kind::gone, {}, {}});
    steps_.push_back({Kind::lift, {-FLT_MAX, -FLT_MAX}, {}});
}

bool TouchInput::pending_change() const {
    return !steps_.empty() && (steps_.front().kind == Kind::press || steps_.front().kind == Kind::lift);
}

void TouchInput::feed(ImGuiIO& io) {
    io.MouseWheel = std::exchange(wheel_, 0.0F);
    fed_lift_.reset();
    if (!steps_.empty()) {
        const Step step = steps_.front();
        steps_.pop_front();
        io.MousePos = step.kind == Kind::gone ? ImVec2(-FLT_MAX, -FLT_MAX) : ImVec2(step.at.x, step.at.y);
        if (step.kind == Kind::lift && fed_down_ && step.when != Instant{}) fed_lift_ = step.when;
        if (step.kind == Kind::press) fed_down_ = true;
        if (step.kind == Kind::lift) fed_down_ = false;
    }
    io.MouseDown[0] = fed_down_;
}

std::vector<Navigation> TouchInput::take_navigation() { return std::exchange(navigation_, {}); }

}  // namespace rancak::kiosk
