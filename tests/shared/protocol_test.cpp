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

TEST_CASE("nested JSON is read to the depth of eight") {
    std::string deep = "1";
    for (int i = 0; i < 9; ++i) deep = "[" + deep + "]";
    CHECK(decode_receipt("{\"a\":" + deep + "}").error().message ==
          "The receipt cannot be read: The JSON is nested deeper than 8 levels.");
}
