#pragma once

#include "tests/bench/screen/observer.h"
#include "tests/bench/screen/program.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rancak::bench {

// A program with a window that plays visits: five faces, then why, then thanks, then the faces again.
struct Contestant {
    std::string name;  // "chromium": in messages and names of files
    // When nothing was painted for so long, it has answered a touch and takes the next.
    std::chrono::milliseconds settled{60};
    // rehearsal: it may also tell where things are, which a measured run must not do.
    std::function<Program::Setup(bool rehearsal)> setup;
    // The middle of `thing` (face, reason, cause, done, thanks) as the program in rehearsal tells it now.
    std::function<std::optional<Point>(std::string_view thing, Observer&)> find;
};

// Where a visit touches.
struct Visit {
    Point face, reason, cause, done, thanks;
};

// Plays one visit to learn where things are, and leaves a picture of each screen in `pictures`.
[[nodiscard]] Result<Visit> rehearse(const Contestant&, Observer&, const std::filesystem::path& pictures);

struct Touch {
    double first_change_ms = 0;  // from the finger's release until any pixel changed
    double painted_ms = 0;       // until the picture was what it stayed
};
// A touch of 80 ms and what it changed on the screen until it was `still` for so long. An Error when nothing changed.
[[nodiscard]] Result<Touch> touch(Observer&, Point, std::chrono::milliseconds still);

// One start of a program: what it took until its window was painted, while nobody touched it, and in visits.
struct Run {
    double start_ms = 0;
    double idle_cpu_percent = 0;  // of one core
    int idle_paintings = 0;
    std::vector<double> face_ms, reason_ms;  // released to painted, one a visit
    double pss_megabytes = 0;                // after the visits
    int processes = 0;
};
[[nodiscard]] Result<Run> run(const Contestant&, const Visit&, Observer&, std::chrono::seconds idle, int visits);

// Starts the program and plays visits as fast as it answers: a face, a reason, done, away from the thanks. Tells the
// PSS in megabytes after as many visits as each of `marks` says, which rise.
[[nodiscard]] Result<std::vector<double>> play(const Contestant&, const Visit&, Observer&, std::span<const int> marks);

}  // namespace rancak::bench
