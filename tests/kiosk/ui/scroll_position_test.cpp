#include "kiosk/ui/scroll_position.h"

#include <doctest/doctest.h>

namespace rancak::kiosk {
namespace {

using namespace std::chrono_literals;

struct List {
    explicit List(float farthest, bool glides = true) : position(10, glides) { position.bound(farthest); }
    bool finger(std::optional<float> y) {
        now += 10ms;
        return position.follow(y, now);
    }
    ScrollPosition position;
    Monotonic now{1s};
};

}  // namespace

TEST_CASE("a list follows the finger and stops at both ends") {
    List list(100);
    CHECK_FALSE(list.finger(500));
    CHECK(list.finger(460));
    CHECK(list.position.offset() == 40);
    list.finger(300);
    CHECK(list.position.offset() == 100);
    list.finger(900);
    CHECK(list.position.offset() == 0);
}

TEST_CASE("a thrown list glides on, and one that reached its end stands still") {
    List list(10'000);
    list.finger(500);
    list.finger(450);
    list.finger(400);
    list.finger(std::nullopt);
    const float at_lift = list.position.offset();
    CHECK(list.position.moving());
    for (int i = 0; i < 30; ++i) list.finger(std::nullopt);
    CHECK(list.position.offset() > at_lift);
    CHECK_FALSE(list.position.moving());

    List small(120);
    small.finger(500);
    small.finger(450);
    small.finger(400);
    small.finger(std::nullopt);
    small.finger(std::nullopt);
    CHECK(small.position.offset() == 120);
    CHECK_FALSE(small.position.moving());
}

TEST_CASE("a turn of the page takes its time and ends where it should") {
    List list(1'000);
    list.position.turn_to(400, list.now, 180ms);
    list.finger(std::nullopt);
    CHECK(list.position.offset() > 0);
    CHECK(list.position.offset() < 400);
    CHECK(list.position.moving());
    list.now += 200ms;
    list.finger(std::nullopt);
    CHECK(list.position.offset() == 400);
    CHECK_FALSE(list.position.moving());
    list.position.turn_to(5'000, list.now, 0ms);
    CHECK(list.position.offset() == 1'000);
}

TEST_CASE("a finger ends a turn of the page") {
    List list(1'000);
    list.position.turn_to(400, list.now, 180ms);
    list.finger(std::nullopt);
    const float there = list.position.offset();
    list.finger(500);
    CHECK(list.position.offset() == there);
    CHECK_FALSE(list.position.moving());
}

TEST_CASE("a list that became shorter comes back into its bounds") {
    List list(1'000);
    list.position.set(900);
    list.position.bound(300);
    CHECK(list.position.offset() == 300);
    list.position.bound(-5);
    CHECK(list.position.offset() == 0);
}

}  // namespace rancak::kiosk
