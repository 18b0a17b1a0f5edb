#include "shared/file.h"
#include "tests/e2e/house.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

namespace {

House::Wish at_a_counter() { return {.placement = House::Placement::counter}; }

bool shows_part(const SeenTree& seen, const std::string& part) {
    return std::any_of(seen.nodes.begin(), seen.nodes.end(), [&](const SeenNode& node) {
        return node.label.find(part) != std::string::npos || node.value.find(part) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("e2e: at a counter the first touch is the rating, and lands on the officer on duty, never on who usually sits there") {
    House house(at_a_counter());
    house.start_kiosk();
    house.tap("face/3");  // nobody has taken the counter
    house.see_screen("why");
    house.tap("done");
    house.see_screen("thanks");
    house.tap("done");
    house.see_screen("attract");

    house.sign_in("petugas-04", "246810");
    house.see_screen("staff_home");
    house.tap("take/dukcapil-1");
    house.see("leave");
    house.tap("done");
    house.see_screen("attract");
    house.tap("face/5");
    house.see_screen("why");
    house.tap_all({"reason/cepat", "done"});
    house.see_screen("thanks");
    house.tap("done");
    house.see_screen("attract");

    house.sign_in("petugas-04", "246810");
    house.see_screen("staff_home");
    house.tap("leave");
    house.see("take/dukcapil-1");
    house.tap("done");
    house.see_screen("attract");
    house.tap("face/1");
    house.see_screen("why");
    house.wait_until_sent();

    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 3);
    for (const auto& rating : ratings) CHECK(rating.at("counter") == "dukcapil-1");
    CHECK(ratings[0].at("officer").empty());
    CHECK(ratings[1].at("officer") == "petugas-04");
    CHECK(ratings[1].at("reasons") == "cepat");
    CHECK(ratings[2].at("officer").empty());
    CHECK(house.standing("petugas-04").n == 1);
    CHECK(house.standing("petugas-01").n == 0);
}

TEST_CASE("e2e: a wrong PIN is refused, and an officer's standing says when it can be seen") {
    House house(at_a_counter());
    house.start_kiosk();
    house.sign_in("petugas-04", "111111");
    house.see("PIN salah. Silakan coba lagi.");
    for (const char digit : std::string("246810")) house.tap(std::string("key/") + digit);
    house.tap("key/enter");
    house.see_screen("staff_home");
    house.see_until("the floor of the mean", [](const SeenTree& seen) { return shows_part(seen, "Rata-rata terlihat mulai 5 penilaian"); });
}

TEST_CASE("e2e: the caretaker sees the kiosk's health and takes ratings and journal out, also without a network") {
    House house(at_a_counter());
    house.start_kiosk();
    house.tap("face/4");
    house.see_screen("why");
    house.wait_until_sent();
    house.tap("done");
    house.see_screen("thanks");
    house.tap("done");
    house.see_screen("attract");
    CHECK(house.end_server() == 0);

    house.sign_in("penjaga-01", "135791");
    house.see_until("the journal's head", [](const SeenTree& seen) {
        return seen.screen == "caretaker_home" && shows_part(seen, "Kepala rantai");
    });
    for (const char* kind : {"export/ratings", "export/journal"}) {
        house.tap(kind);
        const auto seen = house.see_until("a destination", [](const SeenTree& tree) {
            return std::any_of(tree.nodes.begin(), tree.nodes.end(), [](const SeenNode& node) { return node.id.starts_with("destination/"); });
        });
        const auto destination = std::find_if(seen.nodes.begin(), seen.nodes.end(),
                                              [](const SeenNode& node) { return node.id.starts_with("destination/"); });
        house.tap(destination->id);
        house.see("Sudah tersimpan");
        house.tap("close");
    }
    std::map<std::string, std::filesystem::path> files;  // by extension
    for (const auto& entry : std::filesystem::recursive_directory_iterator(house.kiosk_data() / "exports")) {
        if (entry.is_regular_file()) files[entry.path().extension()] = entry.path();
    }
    REQUIRE(files.size() == 2);
    CHECK(read_csv(read_file(files.at(".csv"), 100'000).value()).size() == 2);
    const Ran verified = house.admin({"verify", files.at(".jsonl")});
    CHECK(verified.exit_code == 0);
}
