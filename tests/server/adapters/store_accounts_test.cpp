// The contract of AccountsStore, held by every implementation.

#include "tests/server/adapters/store_fixture.h"

#include <thread>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

User user(std::string name, Role role = Role::city, std::string office = {}) {
    return {std::move(name), "Upik (contoh)", role, std::move(office), "$argon2id$1", false, morning(), {}};
}

Session session_of(const std::string& name, const std::string& secret, Timestamp at = morning()) { return {secret_hash(secret), name, at, at}; }

UserChange disabled() {
    UserChange change;
    change.disabled = true;
    return change;
}

}  // namespace

TEST_CASE_TEMPLATE("keeps users, each name once", T, STORES) {
    T fixture;
    {
        auto store = fixture.open();
        CHECK(*store->add_user(user("upik", Role::office, "dukcapil"), entry("one")));
        CHECK(*store->add_user(user("buyuang"), entry("two", morning() + 1ms)));
        CHECK(!*store->add_user(user("upik"), entry("three")));
    }
    auto store = fixture.open();
    const auto users = store->users().value();
    REQUIRE(users.size() == 2);
    CHECK(users[0].user == user("buyuang"));
    CHECK(users[1].user == user("upik", Role::office, "dukcapil"));
    CHECK(noted(*store) == std::vector<std::string>{"two", "one"});
}

TEST_CASE_TEMPLATE("changes a user whole or not at all", T, STORES) {
    T fixture;
    auto store = fixture.open();
    REQUIRE(*store->add_user(user("upik"), entry("add")));
    CHECK(store->change_user("upik", disabled(), entry("last"))->error() == ChangeRefused::last_city);
    CHECK(store->change_user("nobody", disabled(), entry("nobody"))->error() == ChangeRefused::unknown);
    CHECK(store->change_user(std::string("a\0b", 3), disabled(), entry("nobody"))->error() == ChangeRefused::unknown);
    REQUIRE(*store->add_user(user("buyuang"), entry("another")));
    UserChange change;
    change.display = "Upik B. (contoh)";
    change.role = Role::office;
    change.office = "dukcapil";
    change.password = "$argon2id$2";
    change.disabled = true;
    const User after{"upik", "Upik B. (contoh)", Role::office, "dukcapil", "$argon2id$2", true, morning(), {}};
    CHECK(store->change_user("upik", change, entry("change"))->value() == after);
    CHECK(store->users().value()[1].user == after);
    CHECK(store->change_user("buyuang", disabled(), entry("last"))->error() == ChangeRefused::last_city);
    CHECK(noted(*store).size() == 3);
}

TEST_CASE_TEMPLATE("two who take each other out of the city at once: one of them stays", T, STORES) {
    T fixture;
    auto store = fixture.open();
    REQUIRE(*store->add_user(user("upik"), entry("1")));
    REQUIRE(*store->add_user(user("buyuang"), entry("2")));
    std::thread other([&] { static_cast<void>(store->change_user("upik", disabled(), entry("3"))); });
    static_cast<void>(store->change_user("buyuang", disabled(), entry("4")));
    other.join();
    int left = 0;
    const auto users = store->users().value();
    for (const auto& state : users) left += state.user.disabled ? 0 : 1;
    CHECK(left == 1);
}

TEST_CASE_TEMPLATE("counts tries of names that exist and of those that do not, across servers", T, STORES) {
    T fixture;
    auto store = fixture.open();
    REQUIRE(*store->add_user(user("upik"), entry("add")));
    for (const std::string name : {"upik", "nobody", ""}) {
        for (int i = 0; i < free_tries; ++i) CHECK(!store->begin_sign_in(name, morning())->wait);
        const auto locked = store->begin_sign_in(name, morning());
        CHECK(locked->wait == 30s);
        CHECK(locked->user.has_value() == (name == "upik"));
    }
    CHECK(store->users().value()[0].locked_until == morning() + 30s);
    CHECK(!store->begin_sign_in("upik", morning() + 30s)->wait);
    CHECK(store->begin_sign_in("upik", morning() + 30s)->wait == 60s);
    CHECK(!store->begin_sign_in("upik", morning() + 30s + tries_remembered)->wait);
    CHECK(!store->users().value()[0].locked_until);
}

TEST_CASE_TEMPLATE("many tries at once are no more than their number", T, STORES) {
    T fixture;
    auto store = fixture.open();
    std::atomic<int> let_in{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            if (const auto begun = store->begin_sign_in("upik", morning()); begun && !begun->wait) ++let_in;
        });
    for (auto& thread : threads) thread.join();
    CHECK(let_in == free_tries);
}

TEST_CASE_TEMPLATE("opens, sees and ends sessions", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto upik = user("upik");
    REQUIRE(*store->add_user(upik, entry("add")));
    CHECK(!store->session(secret_hash("s"))->has_value());
    REQUIRE(store->begin_sign_in("upik", morning()));
    REQUIRE(*store->open_session(session_of("upik", "s"), upik, entry("open")));
    CHECK((*store->session(secret_hash("s")))->session == session_of("upik", "s"));
    CHECK((*store->session(secret_hash("s")))->user.last_seen == morning());
    for (int i = 0; i < free_tries; ++i) CHECK(!store->begin_sign_in("upik", morning())->wait);  // the tries were forgotten

    REQUIRE(store->see_session(secret_hash("s"), morning() + 5min));
    const auto seen = store->session(secret_hash("s")).value();
    CHECK(seen->session.seen == morning() + 5min);
    CHECK(seen->session.opened == morning());
    CHECK(seen->user.last_seen == morning() + 5min);

    REQUIRE(store->end_session(secret_hash("s"), entry("end")));
    REQUIRE(store->end_session(secret_hash("s"), entry("again")));
    CHECK(!store->session(secret_hash("s"))->has_value());
    CHECK(noted(*store).size() == 3);
}

TEST_CASE_TEMPLATE("opens no session for who was disabled, or has another password now", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto upik = user("upik");
    REQUIRE(*store->add_user(user("buyuang"), entry("1")));
    REQUIRE(*store->add_user(upik, entry("2")));
    auto other = upik;
    other.password = "$argon2id$9";
    CHECK(!*store->open_session(session_of("upik", "s"), other, entry("3")));
    REQUIRE(store->change_user("upik", disabled(), entry("4")));
    CHECK(!*store->open_session(session_of("upik", "s"), upik, entry("5")));
    CHECK(!*store->open_session(session_of("nobody", "s"), upik, entry("6")));
    CHECK(!store->session(secret_hash("s"))->has_value());
}

TEST_CASE_TEMPLATE("a change ends the user's sessions but the one that it keeps, and unlocks the name", T, STORES) {
    T fixture;
    auto store = fixture.open();
    for (const char* name : {"buyuang", "upik"}) REQUIRE(*store->add_user(user(name), entry(name)));
    for (const auto& [name, secret] : {std::pair{"upik", "a"}, std::pair{"upik", "b"}, std::pair{"buyuang", "c"}})
        REQUIRE(*store->open_session(session_of(name, secret), user(name), entry(secret)));
    for (int i = 0; i < free_tries; ++i) REQUIRE(store->begin_sign_in("upik", morning()));
    UserChange change;
    change.display = "Upik (contoh)";
    change.keeps = secret_hash("a");
    REQUIRE(store->change_user("upik", change, entry("change")));
    CHECK(store->session(secret_hash("a"))->has_value());
    CHECK(!store->session(secret_hash("b"))->has_value());
    CHECK(store->session(secret_hash("c"))->has_value());
    CHECK(!store->begin_sign_in("upik", morning())->wait);
    change.keeps.reset();
    REQUIRE(store->change_user("upik", change, entry("change again")));
    CHECK(!store->session(secret_hash("a"))->has_value());
}

TEST_CASE_TEMPLATE("forgets sessions that are over when another is opened", T, STORES) {
    T fixture;
    auto store = fixture.open();
    REQUIRE(*store->add_user(user("upik"), entry("add")));
    REQUIRE(*store->open_session(session_of("upik", "old"), user("upik"), entry("1")));
    REQUIRE(*store->open_session(session_of("upik", "new", morning() + 59min), user("upik"), entry("2")));
    CHECK(store->session(secret_hash("old"))->has_value());
    REQUIRE(*store->open_session(session_of("upik", "newest", morning() + 60min), user("upik"), entry("3")));
    CHECK(!store->session(secret_hash("old"))->has_value());
    CHECK(store->session(secret_hash("new"))->has_value());
}

TEST_CASE_TEMPLATE("keeps tokens by their hash alone, until they are revoked", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const MachineToken plain{"t-1", "Grafana (contoh)", secret_hash("one"), 1, "", morning(), {}, {}};
    const MachineToken scoped{"t-2", "Skrip (contoh)", secret_hash("two"), 3, "dukcapil", morning() + 1ms, morning() + 24h, {}};
    REQUIRE(store->add_token(scoped, entry("2")));
    REQUIRE(store->add_token(plain, entry("1")));
    CHECK(store->tokens().value() == std::vector{plain, scoped});
    CHECK(store->token(secret_hash("two")).value() == scoped);
    CHECK(!store->token(secret_hash("three"))->has_value());
    REQUIRE(store->see_token(secret_hash("one"), morning() + 1h));
    CHECK(store->token(secret_hash("one")).value()->last_used == morning() + 1h);
    CHECK(!*store->revoke_token("t-3", entry("none")));
    CHECK(!*store->revoke_token(std::string("\0", 1), entry("none")));
    CHECK(*store->revoke_token("t-1", entry("revoke")));
    CHECK(!store->token(secret_hash("one"))->has_value());
    CHECK(noted(*store).size() == 3);
}

TEST_CASE_TEMPLATE("tells the audit log page by page, newest first, and an office's alone", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto put = [&](std::string_view bytes, const AuditEntry& said) { REQUIRE(store->put_media(blake2b(bytes), bytes, said)); };
    put("a", entry("a", morning()));
    put("b", entry("b", morning() + 2ms, "dukcapil"));
    put("c", entry("c", morning() + 1ms, "mpp"));
    put("d", entry("d", morning() + 3ms, "dukcapil"));
    const auto all = store->audit({}).value();
    REQUIRE(all.size() == 4);
    CHECK(all[0] == entry("d", morning() + 3ms, "dukcapil"));
    CHECK(noted(*store) == std::vector<std::string>{"d", "b", "c", "a"});
    CHECK(noted(*store, {all[1].place, std::nullopt, 1}) == std::vector<std::string>{"c"});
    CHECK(noted(*store, {std::nullopt, "dukcapil", 100}) == std::vector<std::string>{"d", "b"});
    CHECK(noted(*store, {all[0].place, "dukcapil", 100}) == std::vector<std::string>{"b"});
    CHECK(noted(*store, {all[3].place, std::nullopt, 100}).empty());
}

}  // namespace rancak::server
