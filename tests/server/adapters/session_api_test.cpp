// Signing in and out over real HTTP (OWASP API 2:2023, broken authentication).

#include "tests/server/people_world.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

Monotonic::duration took(ServerWorld& world, const std::string& name) {
    const auto begun = SystemClock().monotonic();
    REQUIRE(try_sign_in(world, name, "wrong password").status == 401);
    return SystemClock().monotonic() - begun;
}

}  // namespace

TEST_CASE("who signs in is told who they are and what they may, and gets a cookie that no script reads") {
    ServerWorld world;
    add_user(world, "upik", "office", "dukcapil");
    const auto blank = try_sign_in(world, " Upik");
    CHECK(blank.status == 401);  // no name begins with a blank
    const auto opened = try_sign_in(world, "Upik ");
    REQUIRE(opened.status == 201);
    CHECK(opened.header("cache-control") == "no-store");
    const auto cookie = opened.header("set-cookie");
    CHECK(cookie.starts_with("rancak_session="));
    CHECK(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/; Max-Age=43200"));
    const auto told = nlohmann::json::parse(opened.body);
    CHECK(told["name"] == "upik");
    CHECK(told["display"] == "upik (contoh)");
    CHECK(told["role"] == "office");
    CHECK(told["office"] == "dukcapil");
    CHECK(told["rights"] == nlohmann::json{"figures", "texts", "cases", "catalogue", "kiosks"});
    CHECK(told["expires"] == "2026-11-24T15:00:00.000Z");
    CHECK(cookie.find(told["csrf"].get<std::string>()) == std::string::npos);

    const Person person{cookie.substr(0, cookie.find(';')), told["csrf"]};
    const auto shown = as(world, person, "GET", "/v1/session");
    CHECK(shown.status == 200);
    CHECK(nlohmann::json::parse(shown.body) == told);
    CHECK(as(world, person, "GET", "/v1/admin/journals").status == 200);
}

TEST_CASE("over TLS the cookie is the host's own and never sent without it") {
    ServerWorld world;
    add_user(world, "upik", "viewer");
    const auto cookie = try_sign_in(world, "upik", good_password, {"X-Forwarded-Proto: https"}).header("set-cookie");
    CHECK(cookie.starts_with("__Host-rancak_session="));
    CHECK(cookie.ends_with("; Secure"));
    const auto pair = cookie.substr(0, cookie.find(';'));
    CHECK(world.send({"GET", "/v1/session", {"Cookie: other=1; " + pair, "X-Forwarded-Proto: https"}, ""}).status == 200);
    // One that an unsafe page of the same host may have set opens nothing.
    const auto secret = pair.substr(pair.find('=') + 1);
    check_problem(world.send({"GET", "/v1/session", {"Cookie: rancak_session=" + secret, "X-Forwarded-Proto: https"}, ""}), 401);
}

TEST_CASE("a wrong password, a wrong name and a disabled user hear the same") {
    ServerWorld world;
    add_user(world, "upik", "viewer");
    add_user(world, "buyuang", "viewer");
    REQUIRE(world.admin("PATCH", "/v1/admin/users/buyuang", R"({"disabled":true})").status == 200);
    const auto wrong = try_sign_in(world, "upik", "wrong password"), nobody = try_sign_in(world, "nobody", "wrong password"),
               disabled = try_sign_in(world, "buyuang");
    check_problem(wrong, 401);
    CHECK(nobody.status == 401);
    CHECK(nobody.body == wrong.body);
    CHECK(disabled.status == 401);
    CHECK(disabled.body == wrong.body);
    CHECK(wrong.header("set-cookie").empty());
    CHECK(world.log().find("upik") == std::string::npos);
    CHECK(world.log().find("wrong password") == std::string::npos);
}

TEST_CASE("whoever asks for a name that nobody has waits as long as for one that somebody has") {
    ServerWorld world;
    add_user(world, "upik", "viewer");
    auto known = took(world, "upik"), unknown = took(world, "nobody");
    for (int i = 0; i < 3; ++i) {
        known = std::min(known, took(world, "upik"));
        unknown = std::min(unknown, took(world, "nobody"));
    }
    CAPTURE(known.count());
    CAPTURE(unknown.count());
    CHECK(unknown * 2 >= known);
    CHECK(known * 2 >= unknown);
}

TEST_CASE("five wrong tries lock a name, also one that nobody has, until the time is over") {
    ServerWorld world;
    add_user(world, "upik", "viewer");
    for (const std::string name : {"upik", "nobody"}) {
        for (int i = 0; i < free_tries; ++i) check_problem(try_sign_in(world, name, "wrong password"), 401);
        const auto locked = try_sign_in(world, name);
        check_problem(locked, 429);
        CHECK(locked.header("retry-after") == "30");
    }
    CHECK(nlohmann::json::parse(world.admin("GET", "/v1/admin/users").body)["users"][0]["locked_until"] == "2026-11-24T03:00:30.000Z");
    world.clock.advance(30s);
    CHECK(try_sign_in(world, "upik").status == 201);
    CHECK(try_sign_in(world, "upik").status == 201);
}

TEST_CASE("signing in is no way to use up the processor") {
    ServerWorld::Options options;
    options.limits.sign_ins = {1, 3};
    ServerWorld world(options);
    for (const char* name : {"a", "b", "c"}) check_problem(try_sign_in(world, name), 401);
    const auto refused = try_sign_in(world, "d");
    check_problem(refused, 429);
    CHECK(refused.header("retry-after") == "1");
    world.clock.advance(1s);
    check_problem(try_sign_in(world, "d"), 401);
}

TEST_CASE("a session ends by signing out, after an hour without a call, and after twelve hours") {
    ServerWorld world;
    add_user(world, "upik", "viewer");
    const auto out = signed_in(world, "upik"), idle = signed_in(world, "upik"), busy = signed_in(world, "upik");
    const auto gone = as(world, out, "DELETE", "/v1/session");
    CHECK(gone.status == 204);
    CHECK(gone.header("set-cookie") == "rancak_session=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0");
    check_problem(as(world, out, "GET", "/v1/session"), 401);
    CHECK(as(world, idle, "GET", "/v1/session").status == 200);
    for (auto passed = 0min; passed < 12h - 30min; passed += 30min) {
        world.clock.advance(30min);
        CHECK(as(world, busy, "GET", "/v1/session").status == 200);
        if (passed >= 30min) check_problem(as(world, idle, "GET", "/v1/session"), 401);
    }
    world.clock.advance(30min);
    check_problem(as(world, busy, "GET", "/v1/session"), 401);
}

TEST_CASE("a call that changes something needs the page's token, and every call a session") {
    ServerWorld world;
    add_user(world, "upik", "city");
    auto person = signed_in(world, "upik");
    const auto page = person.page;
    for (const auto& wrong : {std::string(), std::string("x"), std::string(64, '0'), person.cookie.substr(person.cookie.find('=') + 1)}) {
        person.page = wrong;
        check_problem(as(world, person, "POST", "/v1/admin/enrolment-codes", R"({"office":"dukcapil"})"), 403);
        check_problem(as(world, person, "DELETE", "/v1/session"), 403);
        CHECK(as(world, person, "GET", "/v1/admin/journals").status == 200);
    }
    person.page = page;
    CHECK(as(world, person, "POST", "/v1/admin/enrolment-codes", R"({"office":"dukcapil"})").status == 201);
    for (const char* cookie : {"rancak_session=", "rancak_session", "rancak_session=0", "rancak_sessio=1; ;=;", "x"})
        check_problem(as(world, {cookie, page}, "GET", "/v1/admin/journals"), 401);
    check_problem(world.admin("GET", "/v1/session"), 401);  // a token is nobody's session
}

TEST_CASE("who changes their password keeps this session and loses the others") {
    ServerWorld world;
    add_user(world, "upik", "viewer");
    const auto here = signed_in(world, "upik"), elsewhere = signed_in(world, "upik");
    const auto change = [&](const std::string& from, const std::string& to) {
        return as(world, here, "POST", "/v1/session/password", nlohmann::json{{"old", from}, {"new", to}}.dump());
    };
    check_problem(change("wrong password", "sepuluh huruf"), 403);
    check_problem(change(good_password, "pendek"), 422);
    CHECK(change(good_password, "sepuluh huruf").status == 204);
    CHECK(as(world, here, "GET", "/v1/session").status == 200);
    check_problem(as(world, elsewhere, "GET", "/v1/session"), 401);
    check_problem(try_sign_in(world, "upik"), 401);
    CHECK(try_sign_in(world, "upik", "sepuluh huruf").status == 201);
}

TEST_CASE("a stolen session is no way to guess the password") {
    ServerWorld world;
    add_user(world, "upik", "viewer");
    const auto person = signed_in(world, "upik");
    const auto guess = [&] { return as(world, person, "POST", "/v1/session/password", R"({"old":"wrong password","new":"sepuluh huruf"})"); };
    for (int i = 0; i < free_tries; ++i) check_problem(guess(), 403);
    check_problem(guess(), 429);
}

TEST_CASE("the store holds neither a password nor what opens a session") {
    ServerWorld world;
    add_user(world, "upik", "viewer");
    const auto person = signed_in(world, "upik");
    const auto secret = person.cookie.substr(person.cookie.find('=') + 1);
    const auto user = world.store->users().value()[0].user;
    CHECK(user.password.starts_with("$argon2id$"));
    CHECK(user.password.find(good_password) == std::string::npos);
    CHECK(world.store->session(secret_hash(secret)).value().has_value());
    CHECK(to_hex(secret_hash(secret)) != secret);
}

TEST_CASE("a session in use is written down once a minute at most") {
    ServerWorld world;
    add_user(world, "upik", "viewer");
    const auto person = signed_in(world, "upik");
    const auto id = secret_hash(person.cookie.substr(person.cookie.find('=') + 1));
    const auto seen = [&] { return world.store->session(id).value()->session.seen; };
    world.clock.advance(59s);
    CHECK(as(world, person, "GET", "/v1/session").status == 200);
    CHECK(seen() == morning());
    world.clock.advance(1s);
    CHECK(as(world, person, "GET", "/v1/session").status == 200);
    CHECK(seen() == morning() + 60s);
    CHECK(world.store->users().value()[0].user.last_seen == morning() + 60s);
}

}  // namespace rancak::server
