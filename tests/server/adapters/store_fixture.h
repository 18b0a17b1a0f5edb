#pragma once

#include "server/adapters/postgres_connection.h"
#include "server/adapters/postgres_store.h"
#include "server/adapters/sqlite_store.h"
#include "shared/encoding.h"
#include "shared/sqlite/sqlite.h"
#include "tests/server/ingest_world.h"
#include "tests/server/postgres_database.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

// The stores that the contract of Store is held to: for each a fixture that opens it, again with what it has.

namespace rancak::server {

struct SqliteFixture {
    test::TemporaryFolder folder;
    std::unique_ptr<Store> open() const {
        auto store = SqliteStore::open(folder / "server.db");
        REQUIRE_MESSAGE(store, store.error().message);
        return std::move(*store);
    }
    // Behind the store's back.
    void execute(const std::string& sql) const { sqlite::Database::open_writer(folder / "server.db", sqlite::Durability::full).execute(sql); }
};

struct PostgresFixture {
    std::string address = fresh_database();
    std::unique_ptr<Store> open() const {
        auto store = PostgresStore::open({address});
        REQUIRE_MESSAGE(store, store.error().message);
        return std::move(*store);
    }
    void execute(const std::string& sql) const { postgres::Connection(address).execute(sql); }
};

[[nodiscard]] inline SigningKey key_of(std::uint8_t seed) {
    std::array<std::uint8_t, 32> bytes{};
    bytes.fill(seed);
    return SigningKey::from_seed(bytes);
}

struct ZeroRandom final : Random {
    void fill(std::span<std::uint8_t> bytes) override { std::fill(bytes.begin(), bytes.end(), std::uint8_t{0}); }
};

[[nodiscard]] inline NewCode open_code(Timestamp now = morning()) {
    ZeroRandom random;
    return make_code(random, "dukcapil", "a-1", now);
}

// An entry of the audit log, told apart by what it says.
[[nodiscard]] inline AuditEntry entry(const std::string& what, Timestamp at = morning(), const std::string& office = {}) {
    return {{at, to_base32(blake2b(what).bytes).substr(0, 26)}, "contoh", what, "subject", office, "detail"};
}

// What the audit log says was done, newest first.
[[nodiscard]] inline std::vector<std::string> noted(Store& store, const AuditWish& wish = {}) {
    std::vector<std::string> what;
    const auto entries = store.audit(wish).value();
    for (const auto& one : entries) what.push_back(one.what);
    return what;
}

[[nodiscard]] inline EnrolmentAttempt attempt(std::string code, const std::string& journal, std::uint8_t key = 1) {
    return {std::move(code), journal, key_of(key).verify_key(), "0.1.0", morning() + std::chrono::minutes{1}};
}

}  // namespace rancak::server

using rancak::server::PostgresFixture;
using rancak::server::SqliteFixture;
TYPE_TO_STRING(PostgresFixture);
TYPE_TO_STRING(SqliteFixture);
#define STORES SqliteFixture, PostgresFixture
