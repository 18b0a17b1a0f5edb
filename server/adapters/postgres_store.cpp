#include "server/adapters/postgres_store.h"

#include "server/adapters/postgres_accounts.h"
#include "server/adapters/postgres_sessions.h"

#include <algorithm>
#include <limits>
#include <thread>

namespace rancak::server {

using postgres::Connection;
using postgres::Parameters;

void PostgresPlace::pause_longer_each_time(int after) {
    const auto milliseconds = std::min(1000, 20 << 2 * std::min(after - 1, 4));
    std::this_thread::sleep_for(std::chrono::milliseconds{milliseconds});
}

PostgresStore::PostgresStore(std::unique_ptr<Sessions> sessions) : sessions_(std::move(sessions)) {}
PostgresStore::~PostgresStore() = default;

Result<std::unique_ptr<PostgresStore>> PostgresStore::open(PostgresPlace place) {
    const auto name = postgres::place_of(place.address);
    try {
        auto sessions = std::make_unique<Sessions>(std::move(place));
        if (auto migrated = sessions->migrate(); !migrated) return tl::unexpected<Error>(migrated.error());
        return std::unique_ptr<PostgresStore>(new PostgresStore(std::move(sessions)));
    } catch (const postgres::Failure& failure) {
        return fail("The store cannot be opened (" + name + "): " + failure.what());
    }
}

// The database looks after itself.
void PostgresStore::tidy() {}

// ---- Library -----------------------------------------------------------------------------------------------------------

Stored<void> PostgresStore::put_media(const Hash& hash, std::string_view bytes, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        const auto put = connection.run("INSERT INTO media VALUES ($1, $2) ON CONFLICT DO NOTHING",
                                        Parameters().add_bytes(as_bytes(hash)).add_bytes(bytes));
        if (put.affected() > 0) server::note(connection, entry);
    });
}

Stored<std::optional<std::string>> PostgresStore::media(const Hash& hash) {
    return sessions_->read([&](Connection& connection) -> std::optional<std::string> {
        const auto found = connection.run("SELECT bytes FROM media WHERE hash = $1", Parameters().add_bytes(as_bytes(hash)));
        if (found.empty()) return std::nullopt;
        return std::string(found.front().text(0));
    });
}

Stored<void> PostgresStore::put_attachment(const JournalId& from, const Hash& hash, std::string_view bytes, Timestamp received) {
    return sessions_->write([&](Connection& connection) {
        connection.run("INSERT INTO attachment VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                       Parameters().add(from.office).add_bytes(as_bytes(hash)).add(from.journal).add(stored(received)).add_bytes(bytes));
    });
}

Stored<std::optional<std::string>> PostgresStore::attachment(const std::string& office, const Hash& hash) {
    return sessions_->read([&](Connection& connection) -> std::optional<std::string> {
        const auto found = connection.run("SELECT bytes FROM attachment WHERE office = $1 AND hash = $2",
                                          Parameters().add(office).add_bytes(as_bytes(hash)));
        if (found.empty()) return std::nullopt;
        return std::string(found.front().text(0));
    });
}

Stored<std::uint64_t> PostgresStore::erase_contacts(const std::string& office, Timestamp received_before) {
    return sessions_->write([&](Connection& connection) {
        return connection
            .run("DELETE FROM attachment WHERE office = $1 AND hash IN (SELECT contact FROM citizen_case"
                 " WHERE office = $1 AND received_at < $2 AND contact IS NOT NULL)",
                 Parameters().add(office).add(stored(received_before)))
            .affected();
    });
}

Stored<std::string> PostgresStore::setting(std::string_view name, std::string_view value_if_missing) {
    return sessions_->write([&](Connection& connection) {
        if (!value_if_missing.empty())
            connection.run("INSERT INTO setting VALUES ($1, $2) ON CONFLICT DO NOTHING",
                           Parameters().add(name).add(value_if_missing));
        const auto found = connection.run("SELECT value FROM setting WHERE name = $1", Parameters().add(name));
        return found.empty() ? std::string() : std::string(found.front().text(0));
    });
}

}  // namespace rancak::server
