#include "shared/event_body.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace rancak;

namespace {
void check_way_there_and_back(const EventBody& body) {
    const auto back = decode_body(kind_of(body), encode(body));
    REQUIRE_MESSAGE(back, encode(body));
    std::visit([&](const auto& original) {
        const auto* read = std::get_if<std::decay_t<decltype(original)>>(&*back);
        REQUIRE(read);
        CHECK(*read == original);
    }, body);
}

std::string error_of(std::string_view kind, std::string_view json) {
    const auto body = decode_body(kind, json);
    return body ? "no error" : body.error().message;
}
}  // namespace

TEST_CASE("each kind of body goes there and back") {
    check_way_there_and_back(RatingBody{"v1", 4, "disdukcapil", "loket-3", "o-7", Language::minangkabau});
    check_way_there_and_back(RatingBody{"v1", 1, "disdukcapil", "", "", Language::english});
    check_way_there_and_back(RatingDetailBody{12, {"slow", "rude"}, Cause::queue});
    check_way_there_and_back(RatingDetailBody{1, {}, std::nullopt});
    for (auto why : {WithdrawalWhy::undo, WithdrawalWhy::wrong_officer, WithdrawalWhy::replaced})
        check_way_there_and_back(WithdrawalBody{3, why});
    check_way_there_and_back(ShiftBody{"disdukcapil", "loket-3", "o-7", true});
    check_way_there_and_back(ShiftBody{"disdukcapil", "loket-3", "o-7", false});
    check_way_there_and_back(CaretakerBody{"c-1", "exported_ratings"});
    check_way_there_and_back(StartedBody{"0.1.0"});
    check_way_there_and_back(RatingDetailBody{12, {}, std::nullopt, blake2b("sealed")});
    const CaseBody open{"mpp", CaseKind::suggestion, CaseAbout::place, "", "", CasePrivacy::anonymous, Language::english,
                        blake2b("code"), blake2b("text"), std::nullopt};
    check_way_there_and_back(open);
    CaseBody confidential = open;
    confidential.about = CaseAbout::officer;
    confidential.officer = "o-1";
    confidential.privacy = CasePrivacy::confidential;
    confidential.contact = blake2b("contact");
    check_way_there_and_back(confidential);
    CaseBody service = open;
    service.about = CaseAbout::service;
    service.service = "ktp";
    check_way_there_and_back(service);
    check_way_there_and_back(RatingDetailBody{.rating = 12, .reasons = {}, .cause = {}, .pressed = true});
    const SurveyBody survey{"mpp", "ktp", Sex::female, Education::s1, Occupation::self_employed, Language::minangkabau,
                            {1, 2, 3, 4, 1, 2, 3, 4, 1}};
    check_way_there_and_back(survey);
    SurveyBody unnamed = survey;
    unnamed.service.clear();
    check_way_there_and_back(unnamed);
}

TEST_CASE("the order of a body's members is fixed") {
    CHECK(encode(RatingBody{"v1", 4, "a", "b", "c", Language::indonesian}) ==
          R"({"visit":"v1","score":4,"office":"a","counter":"b","officer":"c","language":"id"})");
    CHECK(encode(RatingDetailBody{7, {"x", "y"}, Cause::rule}) == R"({"rating":7,"reasons":["x","y"],"cause":"rule"})");
    CHECK(encode(RatingDetailBody{.rating = 7, .reasons = {}, .cause = {}, .pressed = true}) ==
          R"({"rating":7,"reasons":[],"pressed":true})");
    CHECK(encode(SurveyBody{"mpp", "", Sex::male, Education::sma, Occupation::army, Language::english, {1, 2, 3, 4, 1, 2, 3, 4, 1}}) ==
          R"({"office":"mpp","sex":"male","education":"sma","occupation":"army","language":"en","answers":{"requirements":1,)"
          R"("procedure":2,"time":3,"cost":4,"product":1,"competence":2,"conduct":3,"complaints":4,"facilities":1}})");
}

TEST_CASE("members of a newer version are ignored, a newer kind is kept unread") {
    CHECK(decode_body("started", R"({"battery":71,"version":"2.0"})"));
    const auto newer = decode_body("weather", R"({"rain":true})");
    REQUIRE(newer);
    CHECK(std::holds_alternative<std::monostate>(*newer));
}

TEST_CASE("a body that cannot be understood says why") {
    CHECK(error_of("rating", R"({"visit":"v","score":6,"office":"a","language":"id"})") ==
          "score must be a whole number from 1 to 5");
    CHECK(error_of("rating", R"({"visit":"v","score":"4","office":"a","language":"id"})") ==
          "score must be a whole number from 1 to 5");
    CHECK(error_of("rating", R"({"visit":"v","score":4,"office":"A B","language":"id"})") ==
          "office must be a word of at most 40 characters");
    CHECK(error_of("rating", R"({"visit":"v","score":4,"office":"a","language":"jv"})") == "language must be id, min or en");
    CHECK(error_of("withdrawal", R"({"rating":0,"why":"undo"})") ==
          "rating must be a whole number from 1 to 9223372036854775807");
    CHECK(error_of("rating_detail", R"({"rating":1,"reasons":[],"pressed":"yes"})") == "pressed must be true or false");
    const std::string one = R"({"office":"a","sex":"male","education":"sd","occupation":"other","language":"id","answers":)";
    CHECK(error_of("survey", one + "[1,2]}") == "answers must be an object");
    CHECK(error_of("survey", one + R"({"requirements":5}})") == "answers: requirements must be a whole number from 1 to 4");
    CHECK(error_of("survey", one + R"({"requirements":1,"procedure":1,"time":1,"cost":1,"product":1,"competence":1,"conduct":1,"complaints":1}})") ==
          "answers: facilities must be a whole number from 1 to 4");
    CHECK(error_of("survey", R"({"office":"a","sex":"x"})") == "sex must be male or female");
    CHECK(error_of("rating_detail", R"({"rating":1,"reasons":[1]})") == "reasons must be a list of ids");
    CHECK(error_of("rating_detail", R"({"rating":1,"reasons":[],"comment":"abc"})") == "comment must be 64 hexadecimal digits");
    const std::string hash(64, 'a');
    const auto case_error = [&](const std::string& from, const std::string& to) {
        std::string json = R"({"office":"a","kind":"complaint","about":"other","privacy":"anonymous","language":"id","code":")" +
                           hash + R"(","text":")" + hash + R"("})";
        const auto at = json.find(from);
        REQUIRE(at != std::string::npos);
        return error_of("case", json.replace(at, from.size(), to));
    };
    CHECK(case_error("complaint", "complaint") == "no error");
    CHECK(case_error("complaint", "praise") == "kind must be complaint, suggestion or question");
    CHECK(case_error("other", "money") == "about must be service, officer, place, illegal_fee or other");
    CHECK(case_error("anonymous", "secret") == "privacy must be anonymous or confidential");
    CHECK(case_error(hash, "K7MAR4T9W2X3") == "code must be 64 hexadecimal digits");
    CHECK(case_error("\"}", "\",\"contact\":\"" + hash + "\"}") == "contact must be left out of an anonymous case");
    CHECK(error_of("rating", "{") == "the body is not a JSON object");
    CHECK(error_of("rating", "[]") == "the body is not a JSON object");
    CHECK(error_of("weather", "{\"a\":\"\xFF\"}") == "the body is not a JSON object");
    CHECK(error_of("weather", "{\"a\":\"" + std::string(max_body_bytes, 'x') + "\"}") == "the body is longer than 4096 bytes");
}

TEST_CASE("eight levels of nesting are read, nine are not") {
    const auto nested = [](int levels) {
        std::string json = "1";
        for (int i = 0; i < levels; ++i) json = "{\"a\":" + json + "}";
        return json;
    };
    CHECK(decode_body("weather", nested(8)));
    CHECK(error_of("weather", nested(9)) == "the body is nested too deeply");
}

TEST_CASE("a support goes there and back, and needs office, forum and topic as ids") {
    const EventBody body = SupportBody{"a", "fkp-1", "sabtu"};
    CHECK(kind_of(body) == "support");
    CHECK(encode(body) == R"({"office":"a","forum":"fkp-1","topic":"sabtu"})");
    const auto back = decode_body("support", encode(body));
    REQUIRE(back);
    CHECK(std::get<SupportBody>(*back) == std::get<SupportBody>(body));
    for (const char* wrong : {R"({"office":"a","forum":"f"})", R"({"office":"a","topic":"t"})", R"({"forum":"f","topic":"t"})",
                              R"({"office":"a","forum":"F 1","topic":"t"})", R"({"office":"a","forum":"f","topic":7})",
                              R"({"office":"a","forum":"f","topic":""})"})
        CHECK_FALSE_MESSAGE(decode_body("support", wrong), wrong);
}

TEST_CASE("any bytes as a body are read or refused") {
    CHECK(rc::check("any bytes", [](const std::string& bytes) { (void)decode_body("rating", bytes); }));
}
