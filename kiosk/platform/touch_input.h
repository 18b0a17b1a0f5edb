#pragma once

#include "kiosk/platform/instant.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

struct ImGuiIO;
union SDL_Event;

namespace rancak::kiosk {

// What a keyboard or a switch asks of the accessibility tree.
// F1 to F8 change how the screen meets a person, for whoever cannot find or reach its buttons.
enum class Navigation {
    next, previous, left, right, up, down, activate, back,
    voice, text_size, contrast, low_reach, mirrored, calm, more_time, language
};

// Lifecycle: resize once, then handle each SDL event as it comes and feed ImGui once before each of its frames.
// Turns fingers, mouse and keys into what ImGui 1.86 understands. One finger is followed, from its touch to its
// lift; others are ignored. ImGui sees at most one change of the button a frame, so a touch and lift between two
// frames are told in two frames. After a lift the position stays for that frame and is gone in the next.
// Needs SDL_HINT_TOUCH_MOUSE_EVENTS=0 (Window sets it). One thread; asks no clock.
class TouchInput {
public:
    // A finger that has not moved for `patience` counts as lost: something leans on the glass.
    explicit TouchInput(std::chrono::milliseconds patience = std::chrono::seconds(20));

    // Of the window, in pixels; fingers come as shares of it.
    void resize(int width, int height);

    // True when the event calls for a frame.
    bool handle(const SDL_Event& event, Instant now);

    // Gives up a finger that has outstayed `deadline`. True when that calls for a frame.
    bool expire(Instant now);
    [[nodiscard]] std::optional<Instant> deadline() const;

    // Releases what is held without a click, and forgets what was not yet fed.
    void release();

    // Sets the position, button and wheel of `io`.
    void feed(ImGuiIO& io);

    // A finger or the mouse's button is down, as far as ImGui knows.
    [[nodiscard]] bool down() const { return fed_down_; }

    // Something is left to feed; when it is a touch or a lift, without waiting for the next screen refresh.
    [[nodiscard]] bool pending() const { return !steps_.empty(); }
    [[nodiscard]] bool pending_change() const;

    // What keys asked since the last call, oldest first.
    [[nodiscard]] std::vector<Navigation> take_navigation();

    // When the lift came that the last feed told ImGui of; none if it told of no lift.
    [[nodiscard]] std::optional<Instant> fed_lift() const { return fed_lift_; }

private:
    struct Point {
        float x = 0;
        float y = 0;
    };
    enum class Kind : std::uint8_t { press, move, lift, gone };
    struct Step {
        Kind kind;
        Point at;
        Instant when;
    };
    enum class Held : std::uint8_t { nothing, finger, mouse };

    void press(Held by, Point at, Instant now);
    void move(Point at, Instant now);
    void lift(Point at, Instant now);
    bool handle_finger(const SDL_Event& event, Instant now);
    bool handle_mouse(const SDL_Event& event, Instant now);
    bool handle_key(const SDL_Event& event);

    const std::chrono::milliseconds patience_;
    Point size_;
    Held held_ = Held::nothing;
    std::int64_t finger_ = 0;
    std::int64_t touch_device_ = 0;
    Instant last_seen_;
    std::deque<Step> steps_;
    float wheel_ = 0;
    bool fed_down_ = false;
    std::optional<Instant> fed_lift_;
    std::vector<Navigation> navigation_;
};

}  // namespace rancak::kiosk
