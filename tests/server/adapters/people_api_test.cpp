// Users, tokens and the audit log over real HTTP.

#include "tests/server/people_world.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

nlohmann::json users(ServerWorld& world) { return nlohmann::json::parse(world.admin("GET", "/v1/admin/users").body).at("users"); }

HttpReply patch(ServerWorld& world, const std::string& name, const std::string& body) {
    return world.admin("PATCH", "/v1/admin/users/" + name, body);
}

}  // namespace

TEST_CASE("users are added, listed and changed, and no password or hash comes out") {
    ServerWorld world;
    add_user(world, "upik", "office", "dukcapil");
    add_user(world, "buyuang", "city");
    const auto reply = world.admin("GET", "/v1/admin/users");
    CHECK(reply.header("cache-control") == "no-store");
    CHECK(reply.body.find("argon2") == std::string::npos);
    const auto upik = nlohmann::json::parse(reply.body)["users"][1];
    CHECK(upik == nlohmann::json{{"name", "upik"}, {"display", "upik (contoh)"}, {"role", "office"}, {"office", "dukcapil"},
                                 {"disabled", false}, {"last_seen", nullptr}, {"locked_until", nullptr}});
    CHECK(patch(world, "upik", R"j({"display":"Upik B. (contoh)","role":"viewer","office":""})j").status == 200);
    CHECK(users(world)[1]["display"] == "Upik B. (contoh)");
    CHECK(users(world)[1]["office"] == "");
    check_problem(patch(world, "nobody", R"({"disabled":true})"), 404);
}

TEST_CASE("a user that cannot be is refused") {
    ServerWorld world;
    add_user(world, "upik", "city");
    const auto add = [&](const char* name, const char* role, const char* office, const std::string& password) {
        const nlohmann::json body{{"name", name}, {"display", "Contoh"}, {"role", role}, {"office", office}, {"password", password}};
        return world.admin("POST", "/v1/admin/users", body.dump());
    };
    check_problem(add("upik", "city", "", good_password), 409);
    check_problem(add("Upik", "city", "", good_password), 422);
    check_problem(add("", "city", "", good_password), 422);
    check_problem(add("b", "admin", "", good_password), 422);
    check_problem(add("b", "office", "", good_password), 422);
    check_problem(add("b", "office", "nowhere", good_password), 422);
    check_problem(add("b", "city", "dukcapil", good_password), 422);
    check_problem(add("b", "city", "", "pendek"), 422);
    check_problem(add("b", "city", "", std::string(201, 'x')), 422);
    check_problem(patch(world, "upik", "{}"), 422);
    check_problem(patch(world, "upik", R"({"role":"office"})"), 422);
    check_problem(patch(world, "upik", R"({"display":""})"), 422);
    CHECK(users(world).size() == 1);
}

TEST_CASE("nobody disables or demotes the last user of the city, nor themselves") {
    ServerWorld world;
    add_user(world, "upik", "city");
    for (const char* change : {R"({"disabled":true})", R"({"role":"viewer"})"}) check_problem(patch(world, "upik", change), 409);
    add_user(world, "buyuang", "city");
    const auto upik = signed_in(world, "upik");
    for (const char* change : {R"({"disabled":true})", R"({"role":"viewer"})", R"({"role":"city","office":""})"})
        check_problem(as(world, upik, "PATCH", "/v1/admin/users/upik", change), 409);
    CHECK(as(world, upik, "PATCH", "/v1/admin/users/buyuang", R"({"disabled":true})").status == 200);
    check_problem(patch(world, "upik", R"({"disabled":true})"), 409);
}

TEST_CASE("what is changed about a user ends their sessions at once") {
    ServerWorld world;
    add_user(world, "upik", "city");
    add_user(world, "buyuang", "city");
    for (const char* change : {R"({"role":"viewer"})", R"({"disabled":true})"}) {
        const auto person = signed_in(world, "buyuang");
        CHECK(patch(world, "buyuang", change).status == 200);
        check_problem(as(world, person, "GET", "/v1/session"), 401);
    }
    CHECK(patch(world, "buyuang", R"j({"disabled":false,"password":"yang lain (contoh)"})j").status == 200);
    check_problem(try_sign_in(world, "buyuang"), 401);
    CHECK(try_sign_in(world, "buyuang", "yang lain (contoh)").status == 201);
}

TEST_CASE("a machine's token is shown once, may what it was given, and works until it is revoked or too old") {
    ServerWorld world;
    const auto made = world.admin("POST", "/v1/admin/tokens", R"j({"name":"Grafana (contoh)","rights":["figures"],"office":"dukcapil","days":30})j");
    REQUIRE(made.status == 201);
    const auto told = nlohmann::json::parse(made.body);
    const std::string token = told["token"], id = told["id"];
    const auto list = world.admin("GET", "/v1/admin/tokens").body;
    CHECK(list.find(token) == std::string::npos);
    const auto listed = nlohmann::json::parse(list)["tokens"][0];
    CHECK(listed == nlohmann::json{{"id", id}, {"name", "Grafana (contoh)"}, {"rights", {"figures"}}, {"office", "dukcapil"},
                                   {"created", "2026-11-24T03:00:00.000Z"}, {"expires", "2026-12-24T03:00:00.000Z"}, {"last_used", nullptr}});
    CHECK(with_token(world, token, "GET", "/v1/admin/journals").status == 200);
    check_problem(with_token(world, token, "GET", "/v1/admin/users"), 403);
    CHECK(nlohmann::json::parse(world.admin("GET", "/v1/admin/tokens").body)["tokens"][0]["last_used"] == "2026-11-24T03:00:00.000Z");
    world.clock.advance(30 * 24h);
    check_problem(with_token(world, token, "GET", "/v1/admin/journals"), 401);

    const auto other = new_token(world, all_rights);
    CHECK(with_token(world, other, "GET", "/v1/admin/users").status == 200);
    const auto other_id = nlohmann::json::parse(world.admin("GET", "/v1/admin/tokens").body)["tokens"][1]["id"].get<std::string>();
    CHECK(world.admin("DELETE", "/v1/admin/tokens/" + other_id).status == 204);
    check_problem(with_token(world, other, "GET", "/v1/admin/users"), 401);
    check_problem(world.admin("DELETE", "/v1/admin/tokens/" + other_id), 404);
}

TEST_CASE("a token that cannot be is refused, and nobody hands on more than they may") {
    ServerWorld world;
    for (const char* body : {R"({"name":"x","rights":[],"office":""})", R"({"name":"x","rights":["all"],"office":""})",
                             R"({"name":"","rights":["figures"],"office":""})", R"({"name":"x","rights":["figures"],"office":"nowhere"})",
                             R"({"name":"x","rights":["people"],"office":"dukcapil"})", R"({"name":"x","rights":["figures"],"office":"","days":0})"})
        check_problem(world.admin("POST", "/v1/admin/tokens", body), 422);
    const auto people = new_token(world, static_cast<std::uint8_t>(Right::people));
    check_problem(with_token(world, people, "POST", "/v1/admin/tokens", R"({"name":"x","rights":["texts"],"office":""})"), 403);
    const nlohmann::json city{{"name", "x"}, {"display", "x"}, {"role", "city"}, {"office", ""}, {"password", good_password}};
    check_problem(with_token(world, people, "POST", "/v1/admin/users", city.dump()), 403);
    add_user(world, "upik", "viewer");
    check_problem(with_token(world, people, "PATCH", "/v1/admin/users/upik", R"({"role":"office","office":"dukcapil"})"), 403);
}

TEST_CASE("every change is in the audit log, with who did it and without what is secret") {
    ServerWorld world;
    add_user(world, "upik", "city");
    const auto upik = signed_in(world, "upik");
    const nlohmann::json body{{"name", "buyuang"}, {"display", "Buyuang (contoh)"}, {"role", "viewer"}, {"office", ""}, {"password", good_password}};
    REQUIRE(as(world, upik, "POST", "/v1/admin/users", body.dump()).status == 201);
    REQUIRE(as(world, upik, "PATCH", "/v1/admin/users/buyuang", R"j({"password":"yang lain (contoh)"})j").status == 200);
    REQUIRE(as(world, upik, "POST", "/v1/admin/enrolment-codes", R"({"office":"dukcapil"})").status == 201);
    REQUIRE(as(world, upik, "DELETE", "/v1/session").status == 204);
    const auto lines = audited(world);
    REQUIRE(lines.size() == 7);
    std::map<std::string, int> seen;
    for (const auto& line : lines) ++seen[line.substr(0, line.rfind(' '))];
    CHECK(seen == std::map<std::string, int>{{"contoh catalogue.import", 1}, {"admin.token user.add", 1}, {"upik session.open", 1}, {"upik user.add", 1},
                                             {"upik user.change", 1}, {"upik kiosk.code", 1}, {"upik session.end", 1}});
    const auto whole = world.admin("GET", "/v1/admin/audit").body;
    CHECK(whole.find("contoh)") == std::string::npos);
    CHECK(whole.find("argon2") == std::string::npos);
    CHECK(whole.find("\"detail\":\"password\"") != std::string::npos);
}

TEST_CASE("the audit log is told page by page, and of one office alone") {
    ServerWorld world;
    for (int i = 0; i < 3; ++i) {
        static_cast<void>(world.new_code());
        world.clock.advance(1ms);
    }
    add_user(world, "upik", "viewer");
    const auto page = nlohmann::json::parse(world.admin("GET", "/v1/admin/audit?limit=2").body);
    REQUIRE(page["entries"].size() == 2);
    CHECK(page["entries"][0]["what"] == "user.add");
    const auto rest = nlohmann::json::parse(world.admin("GET", "/v1/admin/audit?limit=100&since=" + page["next"].get<std::string>()).body);
    CHECK(rest["entries"].size() == 3);  // with the import that the world began with
    CHECK(rest["next"].is_null());
    CHECK(nlohmann::json::parse(world.admin("GET", "/v1/admin/audit?office=dukcapil").body)["entries"].size() == 3);
    CHECK(nlohmann::json::parse(world.admin("GET", "/v1/admin/audit?office=mpp").body)["entries"].empty());
    for (const char* query : {"since=x", "limit=0", "limit=501", "limit=x", "office=A%20B"})
        check_problem(world.admin("GET", std::string("/v1/admin/audit?") + query), 400);
}

}  // namespace rancak::server
