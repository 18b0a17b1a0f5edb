#include "shared/protocol.h"

#include <doctest/doctest.h>

using namespace rancak;

namespace {
const std::string journal = "0123456789abcdefghjkmnpqrs";
const VerifyKey key = SigningKey::from_seed({1}).verify_key();
const Timestamp moment = parse_rfc3339("2026-11-24T03:12:45.123Z").value();
}  // namespace

TEST_CASE("every body of the protocol goes there and back") {
    const Receipt receipt{journal, {12, blake2b("x")}, {{11, "score must be a whole number"}}, "abc"};
    CHECK(decode_receipt(encode(receipt)) == receipt);
    const Problem gap{std::string{problem::gap}, 409, "Gap", "Send from 12.", {{"expected", "12"}}};
    CHECK(decode_problem(encode(gap)) == gap);
    const EnrolmentRequest request{"ab12cd34ef", journal, key, "0.1.0"};
    CHECK(decode_enrolment_request(encode(request)) == request);
    EnrolmentRequest placed = request;
    placed.placement = "counter";
    CHECK(decode_enrolment_request(encode(placed)) == placed);
    placed.placement = "roof";
    CHECK_FALSE(decode_enrolment_request(encode(placed)));
    const EnrolmentReply reply{journal, "disdukcapil", "", open_key_from_seed({2}).seal, moment};
    CHECK(decode_enrolment_reply(encode(reply)) == reply);
    const Heartbeat heartbeat{"0.1.0", {12, blake2b("x")}, 3, 1, 1'000'000, 60, {"Kedua sisi bercabang."}};
    CHECK(decode_heartbeat(encode(heartbeat)) == heartbeat);
    CHECK(encode(heartbeat).find("visits") == std::string::npos);  // as kiosks wrote it before they counted
    Heartbeat counting = heartbeat;
    counting.visits = {{parse_iso_date("2026-11-29").value(), 123, 71}, {parse_iso_date("2026-11-30").value(), max_visits_a_day, 0}};
    CHECK(decode_heartbeat(encode(counting)) == counting);
    const HeartbeatReply beat{moment, "abc"};
    CHECK(decode_heartbeat_reply(encode(beat)) == beat);
}

TEST_CASE("a page of a captive portal is no receipt") {
    for (const char* text : {"", "<html>Selamat datang</html>", "{}", "[]", "null", "{\"journal\":1}"})
        CHECK_FALSE_MESSAGE(decode_receipt(text), text);
}

TEST_CASE("what a body lacks is named") {
    const auto receipt = decode_receipt(R"({"journal":"0123456789abcdefghjkmnpqrs","seq":1,"parked":[],"catalogue":""})");
    REQUIRE_FALSE(receipt);
    CHECK(receipt.error().message == "The receipt cannot be read: head is missing.");
    CHECK(decode_receipt(R"({"journal":"short","seq":1})").error().message ==
          "The receipt cannot be read: journal must be a journal id of 26 characters.");
}

TEST_CASE("counts of visits that cannot be are refused, each with its place") {
    const auto told = [](const std::string& visits) {
        const auto read = decode_heartbeat(R"({"version":"1","seq":0,"head":")" + std::string(64, '0') + R"(","waiting":0,"parked":0,)"
                                           R"("disk_free_bytes":0,"uptime_seconds":0,"alarms":[],"visits":)" + visits + "}");
        return read ? std::string("read") : read.error().message;
    };
    CHECK(told("null") == "read");
    CHECK(told("[]") == "read");
    CHECK(told(R"([{"day":"2026-11-30","count":2,"rated":2,"hour":9}])") == "read");
    const std::string refused = "The heartbeat cannot be read: visits";
    CHECK(told("7").starts_with(refused));
    CHECK(told(R"([{"day":"2026-02-30","count":2,"rated":2}])").starts_with(refused + "[0].day"));
    CHECK(told(R"([{"day":"2026-11-30","count":86401,"rated":2}])").starts_with(refused + "[0].count"));
    CHECK(told(R"([{"day":"2026-11-30","count":-1,"rated":0}])").starts_with(refused + "[0].count"));
    CHECK(told(R"([{"day":"2026-11-30","count":2,"rated":3}])").starts_with(refused + "[0].rated"));
    CHECK(told(R"([{"day":"2026-11-30","count":2}])") == refused + "[0].rated is missing.");
    CHECK(told(R"([{"day":"2026-11-30","count":2,"rated":1},{"day":"2026-11-30","count":3,"rated":1}])").starts_with(refused + "[1].day"));
    std::string days;
    for (int day = 0; day < 36; ++day)
        days += (day ? ",{\"day\":\"" : "{\"day\":\"") + to_iso_date(parse_iso_date("2026-10-01").value() + std::chrono::days{day}) + R"(","count":1,"rated":0})";
    CHECK(told("[" + days + "]") == refused + " must be a list of at most 35.");
}

TEST_CASE("nested JSON is read to the depth of eight") {
    std::string deep = "1";
    for (int i = 0; i < 9; ++i) deep = "[" + deep + "]";
    CHECK(decode_receipt("{\"a\":" + deep + "}").error().message ==
          "The receipt cannot be read: The JSON is nested deeper than 8 levels.");
}
