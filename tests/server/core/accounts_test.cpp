#include "server/core/accounts.h"
#include "server/core/audit.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

const Timestamp start = *parse_rfc3339("2026-11-24T03:00:00.000Z");

User user(Role role, std::string office = {}) { return {"upik", "Upik (contoh)", role, std::move(office), "hash", false, start, {}}; }

}  // namespace

TEST_CASE("the city may all, an office all but people, a viewer look at figures") {
    CHECK(rights_json(rights_of(Role::city)) == R"(["figures","texts","cases","catalogue","kiosks","people"])");
    CHECK(rights_json(rights_of(Role::office)) == R"(["figures","texts","cases","catalogue","kiosks"])");
    CHECK(rights_json(rights_of(Role::viewer)) == R"(["figures"])");
    for (const Right right : rights_in_order) CHECK(parse_right(code(right)) == right);
    for (const Role role : {Role::city, Role::office, Role::viewer}) CHECK(parse_role(code(role)) == role);
    CHECK(!parse_role("admin"));
    CHECK(!parse_right(""));
}

TEST_CASE("the fifth wrong try locks for half a minute, each further for twice as long, at most an hour") {
    std::optional<Tries> tries;
    auto now = start;
    for (int i = 1; i < free_tries; ++i) {
        const auto counted = count_try(tries, now);
        CHECK(!counted.wait);
        CHECK(!counted.tries.locked_until);
        tries = counted.tries;
    }
    for (const Milliseconds lock : {30'000ms, 60'000ms, 120'000ms, 240'000ms, 480'000ms, 960'000ms, 1'920'000ms, 3'600'000ms, 3'600'000ms}) {
        tries = count_try(tries, now).tries;
        CHECK(tries->locked_until == now + lock);
        const auto refused = count_try(tries, now + 1ms);
        CHECK(refused.wait == lock - 1ms);
        CHECK(refused.tries == *tries);  // what is refused does not count
        now += lock;
    }
}

TEST_CASE("tries are forgotten after a day, or when they lie ahead because the clock was set back") {
    Tries tries{9, start, start + 1h};
    CHECK(count_try(tries, start + tries_remembered).tries == Tries{1, start + tries_remembered, std::nullopt});
    const auto before = start - 24h * 365;
    CHECK(count_try(tries, before).tries == Tries{1, before, std::nullopt});
}

TEST_CASE("a session ends after twelve hours, or an hour without a call") {
    Session session{{}, "upik", start, start};
    CHECK(session.is_open(start + 60min - 1ms));
    CHECK_FALSE(session.is_open(start + 60min));
    session.seen = start + 11h + 30min;
    CHECK(session.is_open(start + 12h - 1ms));
    CHECK_FALSE(session.is_open(start + 12h));
    CHECK_FALSE(session.is_open(start - 24h));  // it was opened by a clock that has been set back since
}

TEST_CASE("the last user of the city stays one") {
    UserChange disable, demote;
    disable.disabled = true;
    demote.role = Role::viewer;
    for (const auto& change : {disable, demote}) {
        CHECK(changed(user(Role::city), change, 0).error() == ChangeRefused::last_city);
        CHECK(changed(user(Role::city), change, 1));
        CHECK(changed(user(Role::viewer), change, 0));
    }
    auto disabled = user(Role::city);
    disabled.disabled = true;
    CHECK(changed(disabled, demote, 0));
    UserChange rename;
    rename.display = "Upik B. (contoh)";
    CHECK(changed(user(Role::city), rename, 0)->display == "Upik B. (contoh)");
}

TEST_CASE("a role and an office that do not go together are refused") {
    UserChange to_office;
    to_office.role = Role::office;
    CHECK(changed(user(Role::viewer), to_office, 1).error() == ChangeRefused::office);
    to_office.office = "dukcapil";
    CHECK(changed(user(Role::viewer), to_office, 1)->office == "dukcapil");
    UserChange to_city;
    to_city.role = Role::city;
    CHECK(changed(user(Role::office, "dukcapil"), to_city, 1)->office.empty());
    to_city.office = "dukcapil";
    CHECK(changed(user(Role::viewer), to_city, 1).error() == ChangeRefused::office);
}

TEST_CASE("a password has ten characters at least and two hundred bytes at most") {
    CHECK_FALSE(password_objection("123456789").empty());
    CHECK(password_objection("1234567890").empty());
    CHECK_FALSE(password_objection("ééééé").empty());  // ten bytes are no ten characters
    CHECK(password_objection(std::string(200, 'x')).empty());
    CHECK_FALSE(password_objection(std::string(201, 'x')).empty());
    CHECK_FALSE(password_objection("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff").empty());
}

TEST_CASE("a place in the audit log survives being told, and nothing else is taken for one") {
    const AuditPlace place{start, std::string(26, 'a')};
    CHECK(decode_audit_place(encode(place)) == place);
    for (const char* word : {"", "-", "1", "1-", "1-aaaa", "x-aaaaaaaaaaaaaaaaaaaaaaaaaa", "1-aaaaaaaaaaaaaaaaaaaaaaaaa'", "1-aaaaaaaaaaaaaaaaaaaaaaaaaaa"})
        CHECK(!decode_audit_place(word));
}

TEST_CASE("what the page knows of a session does not open it") {
    const std::string secret(64, '1');
    CHECK(page_token(secret) != secret);
    CHECK(secret_hash(page_token(secret)) != secret_hash(secret));
}

}  // namespace rancak::server
