#include "tests/e2e/house.h"
#include "tests/support/fault/fault_environment.h"

#include <csignal>
#include <doctest/doctest.h>
#include <fstream>

using namespace rancak;
using namespace rancak::test;
using namespace std::chrono_literals;

namespace {

// The promise is one second; sanitizers make a program several times slower.
#ifdef __SANITIZE_ADDRESS__
constexpr std::chrono::milliseconds ends_within = 4s;
#else
constexpr std::chrono::milliseconds ends_within = 1s;
#endif

void rate(House& house, const std::string& face) {
    house.tap_all({"begin", "officer/petugas-05", face});
    house.see_screen("why");
}

}  // namespace

TEST_CASE("e2e: a kiosk whose server was killed thanks, keeps, and sends once when it is back") {
    House house;
    house.start_kiosk();
    rate(house, "face/5");
    house.tap("done");
    house.see_screen("thanks");
    house.wait_until_sent();
    house.kill_server();
    house.tap("done");
    house.see_screen("attract");
    rate(house, "face/2");
    house.tap_all({"reason/bolak-balik", "done"});
    house.see_screen("thanks");
    CHECK(house.kiosk().wait_for_line("No connection to the server."));
    house.start_server();
    house.wait_until_sent();
    CHECK(house.kiosk().wait_for_line("The server answers."));
    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 2);
    CHECK(ratings[0].at("score") == "5");
    CHECK(ratings[1].at("score") == "2");
    CHECK(ratings[1].at("reasons") == "bolak-balik");
}

TEST_CASE("e2e: a kiosk killed between touches keeps the rating and begins anew") {
    House house;
    house.start_kiosk();
    rate(house, "face/4");
    house.kill_kiosk();
    house.start_kiosk();
    rate(house, "face/3");
    house.kill_kiosk();
    house.start_kiosk();
    house.wait_until_sent();
    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 2);
    CHECK(ratings[0].at("score") == "4");
    CHECK(ratings[1].at("score") == "3");
    CHECK(ratings[0].at("visit") != ratings[1].at("visit"));
    const Ran status = house.admin({"journal", "status", "--data", house.kiosk_data()});
    CHECK(status.exit_code == 0);
    CHECK(status.out.find("Chain      whole") != std::string::npos);
}

TEST_CASE("e2e: a second instance on the same data folder refuses") {
    House house;
    house.start_kiosk();
    const Ran kiosk = run_process(house.kiosk_command(), house.on_display());
    CHECK(kiosk.exit_code == 1);
    CHECK(kiosk.err.find(house.kiosk_data().string()) != std::string::npos);
    const Ran server = run_process(house.server_command("127.0.0.1:0"));
    CHECK(server.exit_code == 1);
    CHECK(server.err.find(house.server_data().string()) != std::string::npos);
    rate(house, "face/4");  // the first are well
    house.wait_until_sent();
    CHECK(house.ratings().size() == 1);
}

TEST_CASE("e2e: SIGTERM ends kiosk and server at once and well, also while the other is silent") {
    House house;
    house.start_kiosk();
    rate(house, "face/4");
    house.wait_until_sent();
    house.server().signal(SIGSTOP);
    house.tap("done");  // the details have to wait for the server
    house.see_screen("thanks");
    house.kiosk().signal(SIGTERM);
    const auto ended = house.kiosk().wait(ends_within);
    REQUIRE_MESSAGE(ended, "the kiosk did not end in time");
    CHECK_MESSAGE(*ended == 0, house.kiosk().err());
    house.server().signal(SIGCONT);
    house.server().signal(SIGTERM);
    CHECK(house.server().wait(ends_within) == 0);
}

TEST_CASE("e2e: a kiosk without a display says so and fails") {
    House house;
    const Ran kiosk = run_process(house.kiosk_command(), {{"DISPLAY", ""}, {"WAYLAND_DISPLAY", ""}});
    CHECK(kiosk.exit_code == 1);
    CHECK(kiosk.err.find("no display answers") != std::string::npos);
}

TEST_CASE("e2e: fault 7: a kiosk whose disk is full says so instead of thanking, and takes ratings again when there is room") {
    House house;
    const auto full = house / "disk is full";
    house.start_kiosk(disk_full_while(full, house.kiosk_data()));
    rate(house, "face/4");
    house.tap_all({"done", "done"});
    house.see_screen("attract");
    std::ofstream{full};
    house.tap_all({"begin", "officer/petugas-05", "face/1"});
    house.see_screen("out_of_service");
    CHECK(house.kiosk().wait(0ms) == std::nullopt);
    std::filesystem::remove(full);
    house.see_screen("attract");
    rate(house, "face/2");
    house.tap("done");
    house.see_screen("thanks");
    house.wait_until_sent();
    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 2);
    CHECK(ratings[0].at("score") == "4");
    CHECK(ratings[1].at("score") == "2");
}
