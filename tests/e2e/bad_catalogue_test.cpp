#include "shared/file.h"
#include "shared/hash.h"
#include "tests/e2e/house.h"
#include "tests/support/canned_server.h"
#include "tests/support/fault/fault_proxy.h"

#include <doctest/doctest.h>

#include <chrono>
#include <future>

using namespace rancak;
using namespace rancak::test;

namespace {

// From now on the kiosk speaks to this address.
void send_kiosk_to(const House& house, const std::string& from, const std::string& address) {
    std::string config = read_file(house / "kiosk.toml", 100'000).value();
    const auto at = config.find(from);
    REQUIRE(at != config.npos);
    REQUIRE(write_atomically(house / "kiosk.toml", config.replace(at, from.size(), address)));
}

}  // namespace

TEST_CASE("e2e: a catalogue that is wrong or without end is refused whole: the last good one is shown, log and heartbeat say why, ratings arrive") {
    House house;
    house.start_kiosk();
    CHECK(house.end_kiosk() == 0);
    const std::pair<std::string, std::string> bad[]{{R"({"offices":[{"id":"disdukcapil"}]})", "offices[0].name"},
                                                    {std::string(10'000'000, 'x'), "it is larger than 4 MiB."}};
    std::string server = house.address();
    std::uint64_t ratings = 0;
    for (const auto& [bytes, why] : bad) {
        CAPTURE(why);
        const std::string reply = http_reply(200, bytes, "ETag: \"" + to_hex(blake2b(bytes)) + "\"\r\n");
        // The centre itself still names the catalogue that is shown, and with its reply the alarm is over: what counts is that
        // a heartbeat told it.
        std::promise<std::string> told;
        bool once = false;
        FaultProxy proxy(std::stoi(house.address().substr(house.address().rfind(':') + 1)), [&](const std::string& request, int) {
            if (!once && request.starts_with("POST /v1/heartbeat ") && request.find("The new catalogue was refused, the old one stays: ") != request.npos) {
                once = true;
                told.set_value(request);
            }
            return request.starts_with("GET /v1/catalogue ") ? Fault{Fault::Kind::instead, reply} : Fault{};
        });
        send_kiosk_to(house, server, proxy.address());
        server = proxy.address();
        house.start_kiosk();
        REQUIRE_MESSAGE(house.kiosk().wait_for_line("Alarm: The new catalogue was refused, the old one stays: "), house.kiosk().err());
        house.tap_all({"begin", "officer/petugas-01", "face/4"});
        house.see_screen("why");
        house.wait_until_sent();
        auto heartbeat = told.get_future();
        REQUIRE(heartbeat.wait_for(std::chrono::seconds{30}) == std::future_status::ready);
        CHECK(heartbeat.get().find(why) != std::string::npos);
        CHECK(house.standing("petugas-01").n == ++ratings);
        CHECK(house.end_kiosk() == 0);
    }
}

TEST_CASE("e2e: an office that vanishes from the catalogue: its kiosk goes on with the last good one, caretaker and centre hear of it until it is back") {
    constexpr const char* sentence = "The centre has no catalogue for this kiosk's office any more, the old one stays: put the office back into "
                                     "it, or enrol this kiosk at another.";
    House house;
    house.start_kiosk();
    const auto without = house / "without";
    std::filesystem::copy(house / "catalogue", without, std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(without / "disdukcapil");
    const Ran imported = house.admin({"import", without});
    REQUIRE_MESSAGE(imported.exit_code == 0, imported.err);
    house.tap_all({"begin", "officer/petugas-01", "face/4"});
    house.see_screen("why");
    house.tap("done");
    house.see_screen("thanks");
    house.tap("done");
    house.see_screen("attract");
    REQUIRE_MESSAGE(house.kiosk().wait_for_line(std::string("Alarm: ") + sentence), house.kiosk().err());
    house.wait_until_sent();
    house.sign_in("penjaga-01", "135791");
    house.see_screen("caretaker_home");
    house.see(sentence);
    // The heartbeat that tells of a change goes out at once; the centre is asked until it has it.
    const auto becomes_told = [&](bool wanted) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        bool told = !wanted;
        while (told != wanted && std::chrono::steady_clock::now() < end)
            told = house.admin({"kiosks"}).out.find(std::string("ALARM      ") + sentence) != std::string::npos;
        return told == wanted;
    };
    CHECK(becomes_told(true));
    REQUIRE(house.admin({"import", house / "catalogue"}).exit_code == 0);
    CHECK(house.standing("petugas-01").n == 1);
    CHECK(house.end_kiosk() == 0);
    house.start_kiosk();  // asks for the catalogue at once
    CHECK(becomes_told(false));
}
