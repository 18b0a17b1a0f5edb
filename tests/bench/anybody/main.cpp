// Visitors who touch anything: a hundred thousand of them, in a lobby and at a counter, one process each. The first that finds
// a dead end, loses something or leaves a trace fails the bench.
#include "tests/bench/frame/bench.h"
#include "tests/bench/screen/program.h"
#include "tests/support/random_visits.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>

namespace rancak::bench {
namespace {

using kiosk::test::RandomVisits;

struct Told {
    std::uint64_t visits, deeds, events;
    double early_megabytes, late_megabytes;
};

// Plays and tells; what is thrown ends the process with its sentence on standard error.
Told play(const RandomVisits::Wish& wish, std::uint64_t early, std::uint64_t all) {
    RandomVisits random{wish};
    Told told{};
    for (std::uint64_t i = 1; i <= all; ++i) {
        random.play();
        if (i == early) told.early_megabytes = pss_megabytes();
    }
    return {random.visits(), random.deeds(), random.events(), told.early_megabytes, pss_megabytes()};
}

struct Child {
    pid_t pid;
    int reads;
};

Child begin(const RandomVisits::Wish& wish, std::uint64_t early, std::uint64_t all) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) throw std::runtime_error("no pipe to a child");
    const pid_t pid = fork();
    if (pid < 0) throw std::runtime_error("no child");
    if (pid != 0) {
        close(pipe[1]);
        return {pid, pipe[0]};
    }
    try {
        const Told told = play(wish, early, all);
        _exit(write(pipe[1], &told, sizeof told) == sizeof told ? 0 : 1);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
        _exit(1);
    }
}

Told end(const Child& child) {
    Told told{};
    const bool whole = read(child.reads, &told, sizeof told) == sizeof told;
    close(child.reads);
    int status = 0;
    waitpid(child.pid, &status, 0);
    if (!whole || status != 0) throw std::runtime_error("a visit broke something: see above");
    return told;
}

void measure(const Options& options) {
    const std::uint64_t early = options.quick ? 100 : 1000, each = options.quick ? 500 : 50'000;
    const Child lobby = begin({.seed = 1}, early, each);
    const Child counter = begin({.seed = 2, .placement = kiosk::Placement::counter, .size = {"800x1280", 800, 1280, kiosk::Millimetres{257}}}, early, each);
    const Told in_lobby = end(lobby), at_counter = end(counter);

    Figure visits{.name = fmt::format("random visits without a fault ({} touches, keys and cuts, {} events)",
                                      in_lobby.deeds + at_counter.deeds, in_lobby.events + at_counter.events),
                  .unit = "visits"};
    visits.runs = {static_cast<double>(in_lobby.visits + at_counter.visits)};
    visits.goal.at_least = static_cast<double>(2 * each);
    print(visits);

    Figure growth{.name = fmt::format("memory of a visit's screen and state, growth from visit {} to {}", early, each), .unit = "MB"};
    growth.runs = {in_lobby.late_megabytes - in_lobby.early_megabytes, at_counter.late_megabytes - at_counter.early_megabytes};
    growth.goal.at_most = 0.5;
    print(growth);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
