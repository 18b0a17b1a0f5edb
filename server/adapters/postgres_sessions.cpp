#include "server/adapters/postgres_sessions.h"

#include "server/adapters/postgres_schema.h"
#include "shared/encoding.h"

namespace rancak::server {
namespace {

using postgres::Connection;
using postgres::Transaction;

// "rancak" in bytes: who lays down tables holds it.
constexpr const char* lay_down_lock = "SELECT pg_advisory_xact_lock(125762785370475)";

// What is answered is durable wherever the server's own setting would not wait. A server that stops in the middle of a
// transaction gives its office back, and nobody waits for ever for a standby that is gone. Every statement knows its way
// by an index; a plan made while the tables were empty must not become one that reads them whole.
constexpr const char* session_settings =
    "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '30s';"
    "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;"
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')";

int month_after(int month) { return month % 100 == 12 ? month + 89 : month + 1; }

std::int64_t laid_down(Connection& connection) {
    connection.execute("CREATE TABLE IF NOT EXISTS schema_step (number INTEGER PRIMARY KEY, digest BYTEA NOT NULL)");
    return connection.run("SELECT count(*) FROM schema_step").front().integer(0);
}

}  // namespace

bool is_text(std::string_view text) { return is_utf8(text) && text.find('\0') == text.npos; }

// ---- Connections -------------------------------------------------------------------------------------------------------

std::unique_ptr<Connection> PostgresStore::Sessions::connect() const {
    auto connection = std::make_unique<Connection>(place_.address);
    connection->execute(session_settings);
    return connection;
}

PostgresStore::Sessions::Use::Use(Sessions& owner) : owner_(owner) {
    {
        const std::lock_guard lock(owner_.mutex_);
        if (!owner_.at_rest_.empty()) {
            connection_ = std::move(owner_.at_rest_.back());
            owner_.at_rest_.pop_back();
        }
    }
    if (!connection_) connection_ = owner_.connect();
}

PostgresStore::Sessions::Use::~Use() {
    if (!connection_->is_at_rest()) return;
    const std::lock_guard lock(owner_.mutex_);
    owner_.at_rest_.push_back(std::move(connection_));
}

void PostgresStore::Sessions::drop_all() {
    // Whatever took this connection has taken the others with it.
    const std::lock_guard lock(mutex_);
    at_rest_.clear();
    months_.clear();
}

StoreFailure PostgresStore::Sessions::store_failure(const postgres::Failure& failure) {
    return {failure.is_full() ? StoreFailure::Kind::full : StoreFailure::Kind::unavailable, failure.what()};
}

// ---- Tables ------------------------------------------------------------------------------------------------------------

Result<void> PostgresStore::Sessions::migrate() {
    const auto name = postgres::place_of(place_.address);
    auto connection = connect();
    if (connection->run("SELECT current_setting('server_encoding')").front().text(0) != "UTF8")
        return fail(name + ": the database's encoding is not UTF8. Make one with CREATE DATABASE … ENCODING 'UTF8'.");
    for (;;) {
        Transaction transaction(*connection, Transaction::Kind::writing);
        connection->run(lay_down_lock);
        const auto version = static_cast<std::size_t>(laid_down(*connection));
        if (version > postgres_steps.size())
            return fail(name + ": The data was written by a newer version (schema " + std::to_string(version) +
                        ", this program knows " + std::to_string(postgres_steps.size()) +
                        "). Install the newer version again; nothing was changed.");
        for (const auto step : connection->run("SELECT number, digest FROM schema_step")) {
            const auto number = static_cast<std::size_t>(step.integer(0));
            if (number < 1 || number > version || step.text(1) != as_bytes(blake2b(postgres_steps[number - 1])))
                return fail(name + " was laid down by another build of rancak-server (its schema step " +
                            std::to_string(number) + " is not as this one makes it): start that build on it, or this one on "
                            "another database; nothing was changed.");
        }
        if (version == postgres_steps.size()) return {};
        connection->execute(std::string(postgres_steps[version]));
        connection->run("INSERT INTO schema_step VALUES ($1, $2)",
                        postgres::Parameters().add(static_cast<std::int64_t>(version + 1)).add_bytes(as_bytes(blake2b(postgres_steps[version]))));
        transaction.commit();
    }
}

void PostgresStore::Sessions::make_room_for(Connection& connection, int month) {
    for (const int one : {month, month_after(month)}) {
        {
            const std::lock_guard lock(mutex_);
            if (months_.contains(one)) continue;
        }
        const auto digits = std::to_string(one);
        Transaction transaction(connection, Transaction::Kind::writing);
        connection.run(lay_down_lock);
        for (const auto table : postgres_monthly) {
            const auto parent = std::string(table), part = parent + "_" + digits;
            if (!connection.run("SELECT 1 WHERE to_regclass($1) IS NOT NULL", postgres::Parameters().add(part)).empty()) continue;
            // Made first and attached then: a partition made in place would shut readers out of the whole table.
            connection.execute("CREATE TABLE " + part + " (LIKE " + parent + " INCLUDING ALL);"
                               "ALTER TABLE " + parent + " ATTACH PARTITION " + part + " FOR VALUES IN (" + digits + ")");
        }
        transaction.commit();
        const std::lock_guard lock(mutex_);
        months_.insert(one);
    }
}

}  // namespace rancak::server
