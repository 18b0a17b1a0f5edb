#include "tests/e2e/house.h"

#include "shared/json_fields.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

TEST_CASE("e2e: the survey, one touch a question, comes out for the admin once, each answer under its element") {
    House house;
    house.start_kiosk();
    house.tap_all({"home/start", "door/survey"});
    house.see_screen("survey");
    house.tap("service/akta-kelahiran");
    house.tap_all({"requirements/1", "procedure/2", "time/3", "cost/4", "product/1", "competence/2", "conduct/3", "complaints/4",
                   "facilities/3", "sex/2", "education/3", "occupation/5"});
    house.see("send");
    house.tap("send");
    house.see_screen("thanks");
    house.wait_until_sent();
    const Ran surveys = house.admin({"export", "surveys", "--format", "jsonl"});
    REQUIRE(surveys.exit_code == 0);
    const auto told = parse_json(surveys.out);  // one line, so one survey
    REQUIRE_MESSAGE(told, surveys.out);
    CHECK(told->at("office") == "disdukcapil");
    CHECK(told->at("service") == "akta-kelahiran");
    CHECK(told->at("sex") == "female");
    CHECK(told->at("education") == "sma");
    CHECK(told->at("occupation") == "self_employed");
    int expected[] = {1, 2, 3, 4, 1, 2, 3, 4, 3}, at = 0;
    for (const char* element : {"requirements", "procedure", "time", "cost", "product", "competence", "conduct", "complaints", "facilities"})
        CHECK(told->at(element) == expected[at++]);
    CHECK_FALSE(told->contains("visit"));
}

TEST_CASE("e2e: who says that somebody pressed them flags the rating, and the admin sees how many did") {
    House house;
    house.start_kiosk();
    house.tap_all({"begin", "officer/petugas-01", "face/5"});
    house.see_screen("why");
    house.tap("pressed");
    house.tap("done");
    house.see_screen("thanks");
    house.wait_until_sent();
    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 1);
    CHECK(ratings[0].at("flags").find("pressed") != std::string::npos);
    const Ran standing = house.admin({"standing", "petugas-01"});
    CHECK(standing.out.find("1 pressed: the visitor says that somebody pressed them") != std::string::npos);
}
