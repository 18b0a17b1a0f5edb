// The whole of every screen, drawn anew on the largest glass that is supported.
#include "tests/bench/frame/bench.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/sample_screens.h"

#include <fmt/format.h>

#include <chrono>

namespace rancak::bench {
namespace {

constexpr kiosk::test::ScreenSize largest_glass{"2160x3840", 2160, 3840, kiosk::Millimetres{813}};
constexpr double frame = 1000.0 / 60;

// A screen after one in the other theme: every pixel changes.
double milliseconds_to_draw(kiosk::test::KioskScreen& screen, kiosk::State state) {
    kiosk::State other = state;
    other.preferences.theme = kiosk::Theme::high_contrast;
    screen.show(std::move(other));
    const auto start = std::chrono::steady_clock::now();
    screen.show(std::move(state));
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void measure(const Options& options) {
    const auto samples = kiosk::test::sample_screens();
    kiosk::test::KioskScreen screen(samples.front().state, largest_glass);
    Figure figure{.name = "", .unit = "ms", .beside = "a frame at 60 Hz"};
    figure.goal.ratio_at_most = 1;
    std::string slowest_name;
    for (int round = 0; round < (options.quick ? 3 : 9); ++round) {
        double slowest = 0;
        for (const auto& sample : samples) {
            const double taken = milliseconds_to_draw(screen, sample.state);
            if (taken > slowest) slowest_name = sample.name;
            slowest = std::max(slowest, taken);
        }
        figure.runs.push_back(slowest);
        figure.beside_runs.push_back(frame);
    }
    figure.name = fmt::format("2160x3840, whole, slowest of {} screens ({})", samples.size(), slowest_name);
    print(figure);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
