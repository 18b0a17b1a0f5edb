#include "tests/support/random_visits.h"

#include <doctest/doctest.h>

namespace rancak::kiosk::test {
namespace {

// scripts/bench plays 100,000 of them without the sanitizers.
constexpr int visits = 600;

void play(const RandomVisits::Wish& wish) {
    RandomVisits random{wish};
    for (int i = 0; i < visits; ++i) random.play();
    MESSAGE(random.visits(), " visits, ", random.deeds(), " deeds, ", random.events(), " events, ", random.kinds_of_screens(), " screens");
    CHECK(random.events() > static_cast<std::uint64_t>(visits));
    CHECK(random.kinds_of_screens() >= 20);
}

}  // namespace

TEST_CASE("visitors who touch anything in a lobby find no dead end, lose nothing and leave no trace") {
    play({.seed = 20261124, .placement = Placement::lobby});
}
TEST_CASE("visitors who touch anything at a counter find no dead end, lose nothing and leave no trace") {
    play({.seed = 20261125, .placement = Placement::counter, .size = {"800x1280", 800, 1280, 257_mm}});
}

}  // namespace rancak::kiosk::test
