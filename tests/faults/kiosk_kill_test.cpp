#include "kiosk/adapters/visit_counts.h"
#include "tests/faults/rig.h"

#include <algorithm>
#include <csignal>
#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

namespace {

// One life of a kiosk in a folder of its own that ends before its n-th change of a file.
struct Life {
    TemporaryFolder temporary = TemporaryFolder::in_memory();
    std::filesystem::path data = temporary / "data";
    std::optional<int> ended;
    std::vector<Thanked> thanked;
    DurableFolder durable{data};
};

std::unique_ptr<Life> live(const std::string& program, Centre& centre, long n, int visits) {
    auto life = std::make_unique<Life>();
    const auto code = centre.code();
    REQUIRE_MESSAGE(code, code.error().message);
    Process process({program, "--data", life->data.string(), "--server", centre.address(), "--code", *code, "--visits",
                     std::to_string(visits), "--drain"},
                    killed_at(n, life->data, life->temporary / "log"));
    life->ended = process.wait();
    life->thanked = thanked_in(process.out());
    for (const auto& call : read_fault_log(life->temporary / "log")) life->durable.apply(call);
    const bool as_meant = life->ended == killed || life->ended == 0;
    REQUIRE_MESSAGE(as_meant, process.err());
    return life;
}

// Starts the kiosk again as it is, without faults, and lets it send everything.
std::vector<std::string> recover(const std::string& program, Centre& centre, const Life& life) {
    const auto code = centre.code();
    REQUIRE_MESSAGE(code, code.error().message);
    const auto again = run_process(
        {program, "--data", life.data.string(), "--server", centre.address(), "--code", *code, "--drain"}, unharmed());
    if (again.exit_code == 0) return {};
    return {"it does not start again: " + again.err};
}

void add(std::vector<std::string>& all, long n, const std::vector<std::string>& some) {
    for (const auto& one : some) all.push_back("killed before call " + std::to_string(n) + ": " + one);
}

// Kills at every call n = first, first + step, …, until a life ends by itself.
std::vector<std::string> kill_everywhere(const std::string& program, long first, long step) {
    Centre centre;
    std::vector<std::string> wrong;
    std::vector<Thanked> thanked;
    for (long n = first;; n += step) {
        const auto life = live(program, centre, n, 3);
        add(wrong, n, lost_in_cut(life->durable, life->thanked));
        thanked.insert(thanked.end(), life->thanked.begin(), life->thanked.end());
        if (life->ended == 0) break;
        add(wrong, n, recover(program, centre, *life));
    }
    MESSAGE("thanked: ", thanked.size());
    CHECK(thanked.size() > 10);
    for (auto& one : violations(centre, thanked)) wrong.push_back(std::move(one));
    return wrong;
}

// The one day's counts in a folder, when the kiosk has started there again; none yet: zeros.
DayVisits counts_in(const std::filesystem::path& folder) {
    const std::string journal(journal_id_length, '0');
    const auto held = kiosk::DataFolder::open(folder);
    REQUIRE_MESSAGE(held, held.error().message);
    const kiosk::VisitCounts started(*held, journal);
    const auto days = kiosk::read_visits(folder / "visits.db", journal);
    REQUIRE_MESSAGE(days, days.error().message);
    return days->empty() ? DayVisits{} : days->front();
}

// A visit that was counted is there, and of the one under way all or nothing.
void check_counts(const DayVisits& found, std::uint64_t counted) {
    CHECK(found.count >= counted);
    CHECK(found.count <= counted + 1);
    CHECK(found.rated == (found.count + 1) / 2);
}

void check_none(const std::vector<std::string>& wrong) {
    for (const auto& one : wrong) MESSAGE(one);
    CHECK(wrong.empty());
}

}  // namespace

TEST_CASE("faults 1 and 5: a kiosk killed before every odd change of a file, from an empty folder on, loses nothing") {
    check_none(kill_everywhere(driver, 1, 2));
}

TEST_CASE("faults 1 and 5: a kiosk killed before every even change of a file, from an empty folder on, loses nothing") {
    check_none(kill_everywhere(driver, 2, 2));
}

TEST_CASE("a kiosk with synchronous=OFF loses thanked ratings in a power cut, and the rig sees it") {
    Centre centre;
    const auto life = live(driver_without_syncs, centre, 0, 3);
    REQUIRE(life->ended == 0);
    CHECK_FALSE(lost_in_cut(life->durable, life->thanked).empty());
    const auto real = live(driver, centre, 0, 3);
    CHECK(lost_in_cut(real->durable, real->thanked).empty());
}

TEST_CASE("fault 4: a kiosk killed between the commit and the thanks has the rating once, and thanked nobody") {
    Centre centre;
    const TemporaryFolder temporary;
    const auto data = (temporary / "data").string();
    const auto code = centre.code();
    REQUIRE(code);
    const auto ran = run_process({driver, "--data", data, "--server", centre.address(), "--code", *code, "--visits",
                                  "1", "--die-before-thanks"});
    CHECK(ran.exit_code == killed);
    CHECK(thanked_in(ran.out).empty());
    CHECK(run_process({driver, "--data", data, "--server", centre.address(), "--drain"}).exit_code == 0);
    const auto events = centre.events();
    REQUIRE(events.size() == 1);
    CHECK(violations(centre, {{events[0].journal, 1}}).empty());
}

TEST_CASE("a kiosk killed before any change of a file, or by a power cut there, counts each visit once") {
    constexpr int visits = 4;
    int lives = 0;
    for (bool ended = false; !ended; ++lives) {
        const TemporaryFolder temporary = TemporaryFolder::in_memory();
        const auto data = temporary / "data";
        DurableFolder durable{data};
        const auto log = temporary / "log";
        Process process({driver, "--data", data.string(), "--count", std::to_string(visits)}, killed_at(lives + 1, data, log));
        ended = process.wait() == 0;
        const auto told = process.out();
        const auto counted = static_cast<std::uint64_t>(std::count(told.begin(), told.end(), '\n'));
        CHECK((!ended || counted == visits));
        for (const auto& call : read_fault_log(log)) durable.apply(call);
        const TemporaryFolder after_cut;
        durable.restore(after_cut.path());
        check_counts(counts_in(after_cut.path()), counted);
        check_counts(counts_in(data), counted);
        const auto before = counts_in(data);
        REQUIRE(run_process({driver, "--data", data.string(), "--count", "1"}, unharmed()).exit_code == 0);
        CHECK(counts_in(data).count == before.count + 1);
    }
    CHECK(lives > 2 * visits);
}
