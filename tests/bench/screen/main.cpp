// What somebody in front of the kiosk gets, beside Chromium with a SurveyJS page of the same content: how soon the
// screen answers a finger, how soon it is there after a start, and what it takes while nobody is there.
#include "tests/bench/frame/bench.h"
#include "tests/bench/screen/chromium.h"
#include "tests/bench/screen/kiosk.h"
#include "tests/bench/screen/virtual_screen.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

namespace rancak::bench {
namespace {

struct Measured {
    std::vector<double> face_median, face_p95, reason_median, start, idle_cpu, idle_paintings;

    void add(const Run& run) {
        face_median.push_back(median(run.face_ms));
        face_p95.push_back(quantile(run.face_ms, 0.95));
        reason_median.push_back(median(run.reason_ms));
        start.push_back(run.start_ms);
        idle_cpu.push_back(run.idle_cpu_percent);
        idle_paintings.push_back(run.idle_paintings);
    }
};

Goal at_most(double value, std::optional<double> ratio = {}) {
    return {.at_most = value, .at_least = {}, .ratio_at_most = ratio, .ratio_at_least = {}};
}

void measure(const Options& options) {
    const test::TemporaryFolder folder;
    const std::filesystem::path pictures = std::filesystem::path(rancak::test::source_folder()) / "build/bench/screens";
    const auto screen = checked(VirtualScreen::start(1920, 1080, folder / "xvfb.log"));
    auto observer = checked(Observer::open(screen.display()));
    const auto centre = checked(Centre::start(folder / "centre"));
    const auto ours = checked(kiosk_at_counter(centre, screen.display(), folder / "kiosk"));
    const auto other = chromium(peers_folder(), screen.display(), folder / "chromium");
    const auto our_visit = checked(rehearse(ours, observer, pictures));
    const auto other_visit = rehearse(other, observer, pictures);
    const auto missing = other_visit ? std::string() : other_visit.error().message;

    const std::chrono::seconds idle(options.quick ? 2 : 10);
    const int visits = options.quick ? 2 : 20;
    Measured our_runs, other_runs;
    interleave(
        options.quick ? 1 : 3, [&](int) { our_runs.add(checked(run(ours, our_visit, observer, idle, visits))); },
        [&](int) {
            if (other_visit) other_runs.add(checked(run(other, *other_visit, observer, idle, visits)));
        });

    const auto tell = [&](const char* name, const char* unit, std::vector<double> Measured::*values, const Goal& goal) {
        print({.name = name,
               .unit = unit,
               .runs = our_runs.*values,
               .beside = "Chromium, SurveyJS page",
               .beside_runs = other_runs.*values,
               .goal = goal,
               .missing = missing});
    };
    tell("finger up to painted, median", "ms", &Measured::face_median, at_most(3, 1.0 / 15));
    tell("finger up to painted, p95", "ms", &Measured::face_p95, at_most(8));
    tell("the same for a reason's chip, median", "ms", &Measured::reason_median, {});
    tell("process start to first frame", "ms", &Measured::start, at_most(150, 0.1));
    tell("idle: paintings in 10 s", "paintings", &Measured::idle_paintings, at_most(0));
    tell("idle: CPU", "% of a core", &Measured::idle_cpu, at_most(0.1));
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
