#include "server/adapters/postgres_accounts.h"
#include "server/adapters/postgres_webhooks.h"
#include "server/core/webhook_messages.h"

#include <limits>

namespace rancak::server {
namespace {

using postgres::Connection;
using postgres::Parameters;
using postgres::Rows;

// imported_at, body, who
StoredCatalogue read_row(const Rows::Row& row) {
    return {timestamp(row.integer(0)), std::string(row.text(1)), std::string(row.text(2))};
}

}  // namespace

Stored<bool> PostgresStore::put_catalogue(const StoredCatalogue& catalogue, std::optional<Timestamp> after, const std::vector<std::string>& offices,
                                          const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        // Two servers that import at once take turns: both look before they write.
        connection.run("LOCK TABLE catalogue IN SHARE ROW EXCLUSIVE MODE");
        const auto found = connection.run("SELECT imported_at, body, who FROM catalogue ORDER BY imported_at DESC LIMIT 1");
        const auto newest = found.empty() ? std::nullopt : std::optional(read_row(found.front()));
        // Again after a lost answer it is there already.
        if (newest && newest->imported == catalogue.imported && newest->json == catalogue.json) return true;
        if ((newest ? std::optional(newest->imported) : std::nullopt) != after) return false;
        connection.run("INSERT INTO catalogue (imported_at, body, who) VALUES ($1, $2, $3)",
                       Parameters().add(stored(catalogue.imported)).add(catalogue.json).add(catalogue.who));
        server::note(connection, entry);
        for (const auto& one : catalogue_changed(catalogue.imported, offices, entry.place.at)) announce(connection, one);
        return true;
    });
}

Stored<std::optional<StoredCatalogue>> PostgresStore::catalogue_after(std::optional<Timestamp> known) {
    return sessions_->read([&](Connection& connection) -> std::optional<StoredCatalogue> {
        const auto newest = connection.run(
            "SELECT imported_at, body, who FROM catalogue WHERE imported_at > $1 ORDER BY imported_at DESC LIMIT 1",
            Parameters().add(known ? stored(*known) : std::numeric_limits<std::int64_t>::min()));
        if (newest.empty()) return std::nullopt;
        return read_row(newest.front());
    });
}

Stored<std::vector<StoredCatalogue>> PostgresStore::newest_catalogues(std::size_t most) {
    return sessions_->read([&](Connection& connection) {
        std::vector<StoredCatalogue> newest;
        for (const auto row : connection.run("SELECT imported_at, body, who FROM catalogue ORDER BY imported_at DESC LIMIT $1",
                                             Parameters().add(static_cast<std::int64_t>(most))))
            newest.push_back(read_row(row));
        return newest;
    });
}

Stored<std::vector<Timestamp>> PostgresStore::catalogue_times() {
    return sessions_->read([](Connection& connection) {
        std::vector<Timestamp> times;
        for (const auto row : connection.run("SELECT imported_at FROM catalogue ORDER BY imported_at")) times.push_back(timestamp(row.integer(0)));
        return times;
    });
}

Stored<std::optional<StoredCatalogue>> PostgresStore::catalogue_at(Timestamp imported) {
    return sessions_->read([&](Connection& connection) -> std::optional<StoredCatalogue> {
        const auto found = connection.run("SELECT imported_at, body, who FROM catalogue WHERE imported_at = $1", Parameters().add(stored(imported)));
        if (found.empty()) return std::nullopt;
        return read_row(found.front());
    });
}

}  // namespace rancak::server
