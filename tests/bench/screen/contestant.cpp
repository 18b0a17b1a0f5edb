#include "tests/bench/screen/contestant.h"

#include "kiosk/platform/pictures.h"

#include <fmt/format.h>

#include <array>

namespace rancak::bench {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds finger_rests{80};  // a tap; the pressed look is painted by then
// Nothing more comes: longer than any wait of either program between two paintings of one answer.
constexpr milliseconds quiet{250};
constexpr milliseconds quiet_at_start{2000};  // a browser shows an empty window first
constexpr milliseconds patience{10'000};

double milliseconds_between(Instant from, Instant to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

// Waits for the window; the time is from the start of the process to the last change of the picture.
Result<double> wait_for_window(const Program& program, const Contestant& contestant, Observer& observer,
                               std::uint64_t empty) {
    const auto change = change_of(empty, observer.watch(patience, quiet_at_start));
    if (!change || !program.running()) return fail(contestant.name + " showed no window");
    return milliseconds_between(program.started(), change->last);
}

// A program tells where things are some time after it has drawn them.
std::optional<Point> find_at_last(const Contestant& contestant, std::string_view thing, Observer& observer) {
    const Instant end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        if (const auto found = contestant.find(thing, observer)) return found;
        if (std::chrono::steady_clock::now() > end) return std::nullopt;
        (void)observer.watch(milliseconds{50}, milliseconds{50});
    }
}

// As short a touch as a program sees, answered as soon as it answers. False: it changed nothing.
bool tap(Observer& observer, Point point, milliseconds settled) {
    constexpr milliseconds rest{12}, patience_for_press{50};
    observer.move_to(point);
    observer.press();
    (void)observer.watch(patience_for_press, rest);
    const std::uint64_t before = observer.picture_hash();
    observer.release();
    return change_of(before, observer.watch(patience, settled)).has_value();
}

}  // namespace

Result<Touch> touch(Observer& observer, Point point, milliseconds still) {
    observer.move_to(point);
    observer.press();
    (void)observer.watch(finger_rests, finger_rests);
    const std::uint64_t before = observer.picture_hash();
    const Instant released = observer.release();
    const auto change = change_of(before, observer.watch(patience, still));
    if (!change) return fail("a touch changed nothing on the screen");
    return Touch{milliseconds_between(released, change->first), milliseconds_between(released, change->last)};
}

Result<Visit> rehearse(const Contestant& contestant, Observer& observer, const std::filesystem::path& pictures) {
    const std::uint64_t empty = observer.picture_hash();
    auto program = Program::start(contestant.setup(true));
    if (!program) return tl::unexpected(program.error());
    if (auto window = wait_for_window(*program, contestant, observer, empty); !window)
        return tl::unexpected(window.error());

    Visit visit;
    const std::array<std::pair<std::string_view, Point Visit::*>, 5> steps{{{"face", &Visit::face},
                                                                            {"reason", &Visit::reason},
                                                                            {"cause", &Visit::cause},
                                                                            {"done", &Visit::done},
                                                                            {"thanks", &Visit::thanks}}};
    for (const auto& [thing, point] : steps) {
        std::filesystem::create_directories(pictures);
        const auto picture = pictures / (contestant.name + "-before-" + std::string(thing) + ".png");
        if (auto written = kiosk::write_png(picture, observer.picture()); !written)
            return tl::unexpected(written.error());
        const auto found = find_at_last(contestant, thing, observer);
        if (!found) return fail(contestant.name + " shows no " + std::string(thing) + "; see " + picture.string());
        visit.*point = *found;
        if (auto touched = touch(observer, *found, quiet); !touched) {
            return fail(contestant.name + ", " + std::string(thing) + ": " + touched.error().message + "; see " +
                        picture.string());
        }
    }
    return visit;
}

Result<Run> run(const Contestant& contestant, const Visit& visit, Observer& observer, std::chrono::seconds idle,
                int visits) {
    const std::uint64_t empty = observer.picture_hash();
    auto program = Program::start(contestant.setup(false));
    if (!program) return tl::unexpected(program.error());
    const auto window = wait_for_window(*program, contestant, observer, empty);
    if (!window) return tl::unexpected(window.error());

    Run run;
    run.start_ms = *window;
    const auto before = program->usage();
    run.idle_paintings = observer.count_paintings(idle);
    const auto after = program->usage();
    run.idle_cpu_percent =
        100 * std::chrono::duration<double>(after.cpu - before.cpu) / std::chrono::duration<double>(idle);

    for (int i = 0; i < visits; ++i) {
        for (const auto step : {&Visit::face, &Visit::reason, &Visit::cause, &Visit::done, &Visit::thanks}) {
            const bool measured = step == &Visit::face || step == &Visit::reason;
            const auto touched = touch(observer, visit.*step, measured ? quiet : contestant.settled);
            if (!touched) return fail(contestant.name + ": " + touched.error().message);
            if (step == &Visit::face) run.face_ms.push_back(touched->painted_ms);
            if (step == &Visit::reason) run.reason_ms.push_back(touched->painted_ms);
        }
    }
    const auto usage = program->usage();
    run.pss_megabytes = usage.pss_megabytes;
    run.processes = usage.processes;
    return run;
}

Result<std::vector<double>> play(const Contestant& contestant, const Visit& visit, Observer& observer,
                                 std::span<const int> marks) {
    const std::uint64_t empty = observer.picture_hash();
    const auto program = Program::start(contestant.setup(false));
    if (!program) return tl::unexpected(program.error());
    if (auto window = wait_for_window(*program, contestant, observer, empty); !window) {
        return tl::unexpected(window.error());
    }
    std::vector<double> megabytes;
    int visits = 0;
    for (const int mark : marks) {
        for (; visits < mark; ++visits) {
            for (const auto step : {&Visit::face, &Visit::reason, &Visit::done, &Visit::thanks}) {
                if (tap(observer, visit.*step, contestant.settled)) continue;
                return fail(
                    fmt::format("{}: a touch of visit {} changed nothing on the screen", contestant.name, visits + 1));
            }
        }
        megabytes.push_back(program->usage().pss_megabytes);
    }
    return megabytes;
}

}  // namespace rancak::bench
