// What a thousand visits leave behind in memory, played by touching the real windows.
#include "tests/bench/frame/bench.h"
#include "tests/bench/screen/chromium.h"
#include "tests/bench/screen/kiosk.h"
#include "tests/bench/screen/virtual_screen.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace rancak::bench {
namespace {

// Rehearses, then plays; the PSS after as many visits as each mark says.
Result<std::vector<double>> visits(const Contestant& contestant, Observer& observer, std::span<const int> marks) {
    const auto pictures = std::filesystem::path(rancak::test::source_folder()) / "build/bench/screens";
    const auto visit = rehearse(contestant, observer, pictures);
    if (!visit) return tl::unexpected(visit.error());
    return play(contestant, *visit, observer, marks);
}

void measure(const Options& options) {
    const test::TemporaryFolder folder;
    const auto screen = checked(VirtualScreen::start(1920, 1080, folder / "xvfb.log"));
    auto observer = checked(Observer::open(screen.display()));
    const auto centre = checked(Centre::start(folder / "centre"));

    const std::array ours = options.quick ? std::array{5, 20} : std::array{100, 1000};
    const auto kiosk = checked(kiosk_at_counter(centre, screen.display(), folder / "kiosk"));
    const auto our_megabytes = checked(visits(kiosk, observer, ours));
    const auto stored = checked(ratings_in_journal(folder / "kiosk"));
    const auto given = static_cast<std::uint64_t>(ours.back()) + 1;  // and the rehearsal's
    if (stored != given)
        throw std::runtime_error(fmt::format("{} ratings were given and {} are stored", given, stored));

    // A tenth of the visits: it takes ten times as long for one, and the goal is a fifteenth.
    const std::array others{options.quick ? 2 : 100};
    const auto other = visits(chromium(peers_folder(), screen.display(), folder / "chromium"), observer, others);

    Figure figure;
    figure.name = fmt::format("memory (PSS) after {} visits", ours.back());
    figure.unit = "MB";
    figure.runs = {our_megabytes.back()};
    figure.beside = fmt::format("Chromium, SurveyJS page, after {}", others.back());
    if (other) figure.beside_runs = *other;
    if (!other) figure.missing = other.error().message;
    figure.goal.at_most = 25;
    figure.goal.ratio_at_most = 1.0 / 15;
    print(figure);

    Figure growth;
    growth.name = fmt::format("its growth from visit {} to {}", ours.front(), ours.back());
    growth.unit = "MB";
    growth.runs = {our_megabytes.back() - our_megabytes.front()};
    growth.goal.at_most = 0.5;  // less than a page of the journal a visit: nothing is kept
    print(growth);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
