// Who may ask what of the server, over real HTTP: the first of OWASP's API Security Top 10 (2023). Broken authentication (2)
// stands in session_api_test.cpp, and that each operation needs its right (5) in docs/openapi_test.cpp for all of them.

#include "tests/server/people_world.h"

#include <doctest/doctest.h>

#include <set>

namespace rancak::server {
namespace {

test::SignedDevice enrolled_at(ServerWorld& world, unsigned number, const std::string& office) {
    const auto code = world.admin("POST", "/v1/admin/enrolment-codes", "{\"office\":\"" + office + "\"}");
    REQUIRE(code.status == 201);
    test::SignedDevice device(number);
    REQUIRE(world.send(device.enrolment(nlohmann::json::parse(code.body).at("code"))).status == 201);
    return device;
}

// Two offices with a kiosk each, which rated, brought a case and a survey, and supported a topic; and two machines that may
// all that an office may, one at each.
struct TwoOffices {
    TwoOffices() {
        tell(here, "dukcapil", "o-1");
        tell(there, "mpp", "m-o");
    }
    void tell(test::SignedDevice& device, const std::string& office, const std::string& officer) {
        const auto at = world.clock.now();
        device.chain().add(RatingBody{"v", 5, office, "", officer, Language::indonesian}, at);
        device.chain().add(RatingBody{"w", 4, office, "", "gone-" + office, Language::indonesian}, at);
        CaseBody told;
        told.office = office;
        told.code = blake2b(office);
        device.chain().add(told, at);
        SurveyBody survey;
        survey.office = office;
        survey.answers.fill(3);
        device.chain().add(survey, at);
        device.chain().add(SupportBody{office, "fkp", "antre"}, at);
        device.chain().add(RatingDetailBody{.rating = 1, .reasons = {}, .cause = {}, .comment = blake2b("comment"), .pressed = true}, at);
        REQUIRE(world.send_events(device, 1).status == 200);
    }
    HttpReply ask(const std::string& method, const std::string& target, std::string body = {}) {
        return with_token(world, office_token, method, target, std::move(body));
    }

    ServerWorld world{[] {
        ServerWorld::Options options;
        options.with_catalogue = false;
        return options;
    }()};
    bool imported = (world.put(two_offices()), true);
    test::SignedDevice here = enrolled_at(world, 1, "dukcapil"), there = enrolled_at(world, 2, "mpp");
    std::string office_token = new_token(world, rights_of(Role::office), "dukcapil");
};

// Which of the two kiosks a reply speaks of.
std::set<std::string> told_of(const TwoOffices& offices, const HttpReply& reply) {
    CHECK(reply.status == 200);
    std::set<std::string> told;
    if (reply.body.find(offices.here.journal()) != std::string::npos || reply.body.find("dukcapil") != std::string::npos) told.insert("here");
    if (reply.body.find(offices.there.journal()) != std::string::npos || reply.body.find("mpp") != std::string::npos) told.insert("there");
    return told;
}

}  // namespace

TEST_CASE("API 1: who sees one office gets its rows alone, from every list and every export") {
    TwoOffices offices;
    for (const char* target : {"/v1/admin/journals", "/v1/admin/supports", "/v1/admin/ratings", "/v1/admin/ratings?format=csv",
                               "/v1/admin/details", "/v1/admin/events", "/v1/admin/cases", "/v1/admin/surveys", "/v1/admin/standings", "/v1/admin/inbox",
                               "/v1/admin/comments", "/v1/admin/overview", "/v1/admin/flagged"}) {
        CAPTURE(target);
        CHECK(told_of(offices, offices.world.admin("GET", target)) == std::set<std::string>{"here", "there"});
        CHECK(told_of(offices, offices.ask("GET", target)) == std::set<std::string>{"here"});
    }
}

TEST_CASE("API 1: a cursor of the whole city opens no other office's rows") {
    TwoOffices offices;
    for (const std::string table : {"ratings", "details", "events", "cases", "surveys"}) {
        const auto cursor = offices.world.admin("GET", "/v1/admin/" + table + "?limit=1").header("rancak-cursor");
        const auto told = told_of(offices, offices.ask("GET", "/v1/admin/" + table + "?since=" + cursor));
        CHECK(!told.contains("there"));
        rate(offices.there, 3, offices.world.clock.now());
    }
}

TEST_CASE("API 1: another office's officer, kiosk and codes are as if they were not there") {
    TwoOffices offices;
    CHECK(offices.ask("GET", "/v1/admin/officers/o-1/standing").status == 200);
    CHECK(offices.ask("GET", "/v1/admin/officers/gone-dukcapil/standing").status == 200);
    for (const char* officer : {"m-o", "gone-mpp", "nobody"}) {
        CAPTURE(officer);
        const auto reply = offices.ask("GET", std::string("/v1/admin/officers/") + officer + "/standing");
        check_problem(reply, 404);
    }
    const auto other = offices.ask("POST", "/v1/admin/enrolment-codes", R"({"office":"mpp"})");
    check_problem(other, 422);
    CHECK(other.body.find("The catalogue has no office mpp") != std::string::npos);
    check_problem(offices.ask("POST", "/v1/admin/enrolment-codes", R"({"office":"dukcapil","counter":"m-1"})"), 422);
    CHECK(offices.ask("POST", "/v1/admin/enrolment-codes", R"({"office":"dukcapil"})").status == 201);

    check_problem(offices.ask("POST", "/v1/admin/journals/" + offices.there.journal() + "/revocation"), 404);
    rate(offices.there, 5, offices.world.clock.now());
    CHECK(offices.world.send_events(offices.there, offices.there.chain().head().seq).status == 200);  // it still may
    CHECK(offices.ask("POST", "/v1/admin/journals/" + offices.here.journal() + "/revocation").status == 204);
}

TEST_CASE("API 1: another office's figures, survey, cases and comments are as if they were not there") {
    TwoOffices offices;
    const auto there = offices.there.journal();
    const auto figures = [](const std::string& office) { return "/v1/admin/figures?office=" + office; };
    CHECK(offices.ask("GET", figures("dukcapil")).status == 200);
    for (const auto& target : {figures("mpp"), figures("nobody"), std::string("/v1/admin/skm?office=mpp"), std::string("/v1/admin/flagged?office=mpp"),
                               std::string("/v1/admin/skm/report?office=mpp&format=html"), std::string("/v1/admin/inbox?office=mpp"),
                               std::string("/v1/admin/comments?office=mpp"), "/v1/admin/inbox/" + there + ".3"}) {
        CAPTURE(target);
        check_problem(offices.ask("GET", target), 404);
    }
    check_problem(offices.ask("POST", "/v1/admin/inbox/" + there + ".3/steps", R"({"action":"close"})"), 404);
    check_problem(offices.ask("POST", "/v1/admin/comments/" + there + ".1", R"({"decision":"show"})"), 404);
    check_problem(offices.ask("POST", "/v1/admin/skm/publications", R"({"office":"mpp","from":"2026-11-01","until":"2026-11-30"})"), 404);
    CHECK(offices.ask("POST", "/v1/admin/inbox/" + offices.here.journal() + ".3/steps", R"({"action":"close"})").status == 201);
}

TEST_CASE("API 1: a user of one office is held to it as a token is") {
    TwoOffices offices;
    add_user(offices.world, "upik", "office", "mpp");
    add_user(offices.world, "buyuang", "viewer", "mpp");
    for (const char* name : {"upik", "buyuang"}) {
        const auto person = signed_in(offices.world, name);
        CHECK(told_of(offices, as(offices.world, person, "GET", "/v1/admin/journals")) == std::set<std::string>{"there"});
        check_problem(as(offices.world, person, "GET", "/v1/admin/officers/o-1/standing"), 404);
    }
}

TEST_CASE("API 3: nobody gives themselves a role, an office or rights by naming them") {
    ServerWorld world;
    add_user(world, "upik", "office", "dukcapil");
    const auto person = signed_in(world, "upik");
    const nlohmann::json body{{"old", good_password}, {"new", "sepuluh huruf"}, {"role", "city"}, {"office", ""}, {"rights", {"people"}}};
    CHECK(as(world, person, "POST", "/v1/session/password", body.dump()).status == 204);
    const auto user = world.store->users().value()[0].user;
    CHECK(user.role == Role::office);
    CHECK(user.office == "dukcapil");
    const auto made = world.admin("POST", "/v1/admin/users",
                                  R"({"name":"buyuang","display":"Contoh","role":"viewer","office":"","password":"sepuluh huruf","rights":["people"],"disabled":true})");
    CHECK(made.status == 201);
    CHECK(world.store->users().value()[0].user.disabled == false);
}

TEST_CASE("API 4: what a call may bring is limited before it is read") {
    ServerWorld world;
    const auto token = new_token(world, rights_of(Role::office), "dukcapil");
    check_problem(with_token(world, token, "POST", "/v1/admin/enrolment-codes", std::string(16 * 1024 + 1, ' ')), 413);
    check_problem(world.send({"POST", "/v1/session", {"Content-Type: application/json"}, std::string(16 * 1024 + 1, ' ')}), 413);
    check_problem(with_token(world, token, "GET", "/v1/admin/ratings?limit=40001"), 400);
    check_problem(world.admin("GET", "/v1/admin/audit?limit=501"), 400);
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "{\"a\":";
    check_problem(with_token(world, token, "POST", "/v1/admin/enrolment-codes", deep), 422);
}

}  // namespace rancak::server
