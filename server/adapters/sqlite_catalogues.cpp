#include "server/adapters/sqlite_accounts.h"
#include "server/adapters/sqlite_webhooks.h"
#include "server/core/webhook_messages.h"

#include <limits>

namespace rancak::server {
namespace {

using std::string_view;

std::optional<Timestamp> newest_time(SqliteSession& session) {
    auto found = session.prepared("SELECT imported_at FROM catalogue ORDER BY imported_at DESC LIMIT 1");
    return found->step() ? std::optional(timestamp(found->integer(0))) : std::nullopt;
}

// imported_at, body, who
StoredCatalogue read_row(const sqlite::Statement& row) {
    return {timestamp(row.integer(0)), std::string(row.text(1)), std::string(row.text(2))};
}

}  // namespace

Stored<bool> SqliteStore::put_catalogue(const StoredCatalogue& catalogue, std::optional<Timestamp> after, const std::vector<std::string>& offices,
                                        const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        if (newest_time(session) != after) return false;
        auto insert = session.prepared("INSERT INTO catalogue (imported_at, body, who) VALUES (?, ?, ?)");
        insert->bind(1, stored(catalogue.imported)).bind(2, string_view(catalogue.json)).bind(3, string_view(catalogue.who)).run();
        server::note(session, entry);
        for (const auto& one : catalogue_changed(catalogue.imported, offices, entry.place.at)) announce(session, one);
        transaction.commit();
        return true;
    });
}

Stored<std::optional<StoredCatalogue>> SqliteStore::catalogue_after(std::optional<Timestamp> known) {
    return connections_->read([&](SqliteSession& session) -> std::optional<StoredCatalogue> {
        auto newest = session.prepared(
            "SELECT imported_at, body, who FROM catalogue WHERE imported_at > ? ORDER BY imported_at DESC LIMIT 1");
        newest->bind(1, known ? stored(*known) : std::numeric_limits<std::int64_t>::min());
        if (!newest->step()) return std::nullopt;
        return read_row(*newest);
    });
}

Stored<std::vector<StoredCatalogue>> SqliteStore::newest_catalogues(std::size_t most) {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared("SELECT imported_at, body, who FROM catalogue ORDER BY imported_at DESC LIMIT ?");
        found->bind(1, static_cast<std::int64_t>(most));
        std::vector<StoredCatalogue> newest;
        while (found->step()) newest.push_back(read_row(*found));
        return newest;
    });
}

Stored<std::vector<Timestamp>> SqliteStore::catalogue_times() {
    return connections_->read([](SqliteSession& session) {
        auto found = session.prepared("SELECT imported_at FROM catalogue ORDER BY imported_at");
        std::vector<Timestamp> times;
        while (found->step()) times.push_back(timestamp(found->integer(0)));
        return times;
    });
}

Stored<std::optional<StoredCatalogue>> SqliteStore::catalogue_at(Timestamp imported) {
    return connections_->read([&](SqliteSession& session) -> std::optional<StoredCatalogue> {
        auto found = session.prepared("SELECT imported_at, body, who FROM catalogue WHERE imported_at = ?");
        found->bind(1, stored(imported));
        if (!found->step()) return std::nullopt;
        return read_row(*found);
    });
}

}  // namespace rancak::server
