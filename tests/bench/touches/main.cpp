// How many touches after the first one lead to a rating that is stored, and to the screen that says so: the fewest, found by
// trying everything that can be touched on the real screens.
#include "tests/bench/frame/bench.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/kiosk_world.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>

namespace rancak::bench {
namespace {

using kiosk::KioskWorld;
using kiosk::Placement;
using kiosk::test::KioskScreen;

using Path = std::vector<std::string>;  // ids, in the order of the touches
constexpr std::size_t most_touches = 4;

// What stands on every screen leads to another look, not to a rating.
bool leads_on(const kiosk::Node& node) {
    constexpr std::array looks{"voice", "text-size", "contrast", "low-reach", "mirrored", "calm", "more-time"};
    return pressable(node.role) && !node.state.disabled && !node.visible.empty() && !node.id.starts_with("language/") &&
           std::find(looks.begin(), looks.end(), node.id) == looks.end();
}

class Seeker {
public:
    Seeker(Placement placement, const kiosk::test::ScreenSize& size)
        : placement_(placement), screen_(KioskWorld(placement, counter()).state(), size, kiosk::test::Pixels::none) {}

    std::size_t fewest() {
        for (std::deque<Path> paths{{}}; !paths.empty() && paths.front().size() <= most_touches; paths.pop_front()) {
            const Path path = paths.front();
            const KioskWorld world = walk(path);
            if (world.on<kiosk::Why>() && world.standing_ratings().size() == 1) return path.size();
            for (const kiosk::Node& node : screen_.tree().nodes)
                if (leads_on(node)) (paths.push_back(path), paths.back().push_back(node.id));
        }
        throw std::runtime_error(fmt::format("no rating within {} touches", most_touches));
    }

private:
    [[nodiscard]] std::string counter() const { return placement_ == Placement::counter ? "a-1" : ""; }

    KioskWorld walk(const Path& path) {
        KioskWorld world(placement_, counter());
        screen_.show(world.state());
        for (const std::string& id : path) {
            screen_.tap(id);
            for (const kiosk::Action& action : screen_.take_actions()) world.act(action);
            screen_.show(world.state());
            screen_.settle();
        }
        return world;
    }

    const Placement placement_;
    KioskScreen screen_;
};

void tell(const char* where, Placement placement, const kiosk::test::ScreenSize& size, double at_most) {
    Figure figure{.name = fmt::format("touches after the first until a rating is stored and said so, {}", where), .unit = "touches"};
    figure.runs = {static_cast<double>(Seeker(placement, size).fewest() - 1)};
    figure.goal.at_most = at_most;
    print(figure);
}

void measure(const Options&) {
    tell("lobby", Placement::lobby, {"1920x1080", 1920, 1080, kiosk::Millimetres{546}}, 2);
    tell("counter", Placement::counter, {"800x1280", 800, 1280, kiosk::Millimetres{257}}, 1);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
