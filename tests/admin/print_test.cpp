#include "admin/print.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::admin;

namespace {

const LocalDay monday{std::chrono::days{20773}};  // 2026-11-16

StandingReply reply_with(Distribution distribution) {
    return {*parse_rfc3339("2026-11-24T03:12:45.123Z"),
            whole_standing("petugas-01", monday, monday + std::chrono::days{8}, {{monday, distribution}},
                           {{"ramah", Cause::officer, 1200}, {"cepat", Cause::queue, 3}}, 2)};
}

}  // namespace

TEST_CASE("print: a standing shows N, mean with interval, bars, reasons by cause and weeks") {
    const std::string text = describe(reply_with({{0, 0, 1, 2, 4}}));
    CHECK(text ==
          "Officer   petugas-01\n"
          "Period    2026-11-16 to 2026-11-24, as of 2026-11-24T03:12:45.123Z\n"
          "Ratings   7, of which 2 look suspect (flagged, counted)\n"
          "Mean      4.43   95 % interval 2.95 to 4.90\n"
          "\n"
          "Scores\n"
          "  5  ██████████████████████████████  4\n"
          "  4  ███████████████  2\n"
          "  3  ███████▌  1\n"
          "  2  0\n"
          "  1  0\n"
          "\n"
          "Reasons\n"
          "  about the officer\n"
          "    ramah                          1,200\n"
          "  about the queue\n"
          "    cepat                              3\n"
          "\n"
          "Weeks from\n"
          "  2026-11-16  4.43 (2.95 to 4.90)  n 7      █████████████████▏\n");
}

TEST_CASE("print: a standing says why ratings are flagged, also by a flag of a newer centre") {
    StandingReply reply = reply_with({{0, 0, 1, 2, 4}});
    reply.standing.flags = {{"pressed", 2}, {"moonlight", 1}};
    CHECK(describe(reply).find("(flagged, counted)\n"
                               "                 2 pressed: the visitor says that somebody pressed them\n"
                               "                 1 moonlight\n"
                               "Mean") != std::string::npos);
}

TEST_CASE("print: an officer without ratings has no mean") {
    StandingReply reply{Timestamp{}, whole_standing("petugas-01", monday, monday, {}, {}, 0)};
    const std::string text = describe(reply);
    CHECK(text.find("Ratings   0\nMean      none without ratings\n") != std::string::npos);
}

TEST_CASE("print: a verification tells of each journal, and of a break the line and why") {
    Verification verification;
    verification.journals["a"] = {3, 1, {3, blake2b("x")}, std::nullopt};
    verification.journals["b"] = {2, 5, {6, blake2b("y")}, Break{9, "it does not follow"}};
    verification.unreadable = Break{12, "this is not an event line"};
    CHECK(describe(verification) ==
          "journal a: 3 events, 1 to 3, head " + to_hex(blake2b("x")) + "\n" +
          "journal b: 2 events, 5 to 6, head " + to_hex(blake2b("y")) + " (what is before 5 is not in this file)\n" +
          "  BROKEN at line 9: it does not follow\n" +
          "BROKEN at line 12: this is not an event line\n");
    CHECK(describe(Verification{}) == "The file holds no events.\n");
}

TEST_CASE("print: supports under their forum") {
    CHECK(describe(std::vector<TopicSupport>{}) == "Nobody has supported a topic yet.\n");
    CHECK(describe(std::vector<TopicSupport>{{"a", "fkp", "antre", 1200}, {"a", "fkp", "sabtu", 3}, {"b", "fkp", "sabtu", 1}}) ==
          "a, forum fkp\n  antre                                        1,200\n  sabtu                                            3\n"
          "b, forum fkp\n  sabtu                                            1\n");
}

TEST_CASE("print: kiosks with what they said, and alarms in sight") {
    KioskReport kiosk;
    kiosk.journal = "j";
    kiosk.office = "o";
    kiosk.head = {1234, Hash{}};
    const std::string head = "  events     1,234, last came never\n  head       " + to_hex(Hash{}) + "\n";
    CHECK(describe(std::vector{kiosk}) == "o lobby, journal j\n" + head + "  heartbeat  never\n");
    kiosk.counter = "c";
    kiosk.last_heartbeat = kiosk.revoked = *parse_rfc3339("2026-11-24T03:12:45.123Z");
    kiosk.version = "0.1.0";
    kiosk.disk_free_bytes = 5ULL << 30;
    kiosk.alarms = {"fork"};
    CHECK(describe(std::vector{kiosk}) == "o c, journal j, REVOKED 2026-11-24T03:12:45.123Z\n" + head +
                                              "  heartbeat  2026-11-24T03:12:45.123Z, version 0.1.0, 0 waiting, 0 parked, "
                                              "5,120 MiB of disk free\n  ALARM      fork\n");
    CHECK(describe(std::vector<KioskReport>{}) == "No kiosk is enrolled.\n");
}

TEST_CASE("print: thousands are grouped, bars are whole and part blocks") {
    CHECK(thousands(0) == "0");
    CHECK(thousands(999) == "999");
    CHECK(thousands(1000) == "1,000");
    CHECK(thousands(1234567) == "1,234,567");
    CHECK(bar(0, 10).empty());
    CHECK(bar(1, 3) == "███");
    CHECK(bar(0.5, 3) == "█▌");
    CHECK(bar(7, 2) == "██");
}
