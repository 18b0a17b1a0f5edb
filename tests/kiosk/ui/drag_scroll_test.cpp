#include "kiosk/ui/drag_scroll.h"

#include <doctest/doctest.h>

namespace rancak::kiosk {
namespace {

using std::chrono::milliseconds;

constexpr float slop = 12;

struct Finger {
    explicit Finger(bool glides = true) : area(slop, glides) {}

    float at(std::optional<float> position) {
        now += milliseconds(10);
        scrolled += area.update(position, now);
        return scrolled;
    }

    DragScroll area;
    DragScroll::TimePoint now{std::chrono::seconds(5)};
    float scrolled = 0;
};

}  // namespace

TEST_CASE("a finger that trembles within the slop does not scroll") {
    Finger finger;
    finger.at(100);
    finger.at(100 + slop);
    CHECK(finger.at(100 - slop) == 0);
    CHECK_FALSE(finger.area.dragging());
    finger.at(std::nullopt);
    CHECK_FALSE(finger.area.gliding());
}

TEST_CASE("the area follows a drag to the pixel, from where it was touched") {
    Finger finger;
    finger.at(100);
    finger.at(110);
    CHECK(finger.scrolled == 0);
    CHECK(finger.at(60) == 40);
    CHECK(finger.area.dragging());
    CHECK(finger.at(130) == -30);
}

TEST_CASE("after a flick the area glides on and stands still within 200 ms") {
    Finger finger;
    finger.at(300);
    finger.at(270);
    finger.at(240);
    const float lifted = finger.at(210);
    finger.at(std::nullopt);
    CHECK(finger.area.gliding());
    CHECK_FALSE(finger.area.dragging());
    for (int step = 0; step < 20; ++step) finger.at(std::nullopt);
    CHECK_FALSE(finger.area.gliding());
    const float rest = finger.scrolled;
    CHECK(rest > lifted + 50);
    CHECK(finger.at(std::nullopt) == rest);
}

TEST_CASE("a finger that rests before it lifts leaves the area where it is") {
    Finger finger;
    finger.at(300);
    finger.at(200);
    for (int rest = 0; rest < 20; ++rest) finger.at(200);
    const float lifted = finger.scrolled;
    finger.at(std::nullopt);
    CHECK_FALSE(finger.area.gliding());
    CHECK(finger.scrolled == lifted);
}

TEST_CASE("with reduced motion nothing glides") {
    Finger finger(false);
    finger.at(300);
    finger.at(200);
    const float lifted = finger.at(100);
    finger.at(std::nullopt);
    CHECK_FALSE(finger.area.gliding());
    CHECK(finger.scrolled == lifted);
}

TEST_CASE("a touch stops the glide") {
    Finger finger;
    finger.at(300);
    finger.at(250);
    finger.at(200);
    finger.at(std::nullopt);
    CHECK(finger.area.gliding());
    const float caught = finger.scrolled;
    CHECK(finger.at(220) == caught);
    CHECK_FALSE(finger.area.gliding());
}

}  // namespace rancak::kiosk
