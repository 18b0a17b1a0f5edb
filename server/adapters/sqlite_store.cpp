#include "server/adapters/sqlite_store.h"

#include "server/adapters/sqlite_accounts.h"
#include "server/adapters/sqlite_runs.h"
#include "server/adapters/sqlite_schema.h"

#include <sqlite3.h>

namespace rancak::server {
namespace {

// Pages of log after which they are copied back. All batches wait meanwhile: four times as many made the slowest hundredth of
// requests wait 1.6 times as long, and took in no more (`scripts/bench ingest`).
constexpr int checkpoint_pages = 500;

// SQLite counts every allocation under one mutex unless it is told, before its first use, that nobody asks.
void count_no_memory() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

int note_log_pages(void* log_pages, sqlite3*, const char*, int pages) {
    static_cast<std::atomic<int>*>(log_pages)->store(pages, std::memory_order_relaxed);
    return SQLITE_OK;
}

}  // namespace

SqliteSession::Use SqliteSession::prepared(const char* sql) {
    auto at = statements_.find(sql);
    if (at == statements_.end()) at = statements_.emplace(sql, database_.prepare(sql)).first;
    return Use(at->second);
}

// ---- Connections -------------------------------------------------------------------------------------------------------

SqliteStore::Connections::Connections(std::filesystem::path file)
    : file_(std::move(file)), writer_((count_no_memory(), sqlite::Database::open_writer(file_, sqlite::Durability::full))) {
    // Holds the largest group. Who appends hardly comes back to a page: more would only be fetched from the system.
    writer_.database().execute("PRAGMA cache_size = -16384");
    // Takes the place of the automatic checkpoint, which would run inside a commit that somebody waits for.
    sqlite3_wal_hook(writer_.database().handle(), note_log_pages, &log_pages_);
}

Result<void> SqliteStore::Connections::migrate() { return sqlite::lay_down(writer_.database(), file_, sqlite_schema); }

void SqliteStore::Connections::checkpoint() {
    if (log_pages_.load(std::memory_order_relaxed) < checkpoint_pages) return;
    // What fails here is tried again after the next group; no commit depends on it.
    static_cast<void>(write([this](SqliteSession& session) {
        auto checkpoint = session.prepared("PRAGMA wal_checkpoint(PASSIVE)");
        if (checkpoint->step() && checkpoint->integer(1) == checkpoint->integer(2)) log_pages_ = 0;
    }));
}

SqliteStore::Connections::Snapshot::Snapshot(Connections& connections) : owner(connections) {
    {
        const std::lock_guard lock(owner.readers_mutex_);
        if (!owner.readers_.empty()) {
            session = std::move(owner.readers_.back());
            owner.readers_.pop_back();
        }
    }
    if (!session) session = std::make_unique<SqliteSession>(sqlite::Database::open_reader(owner.file_));
    session->database().execute("BEGIN");
}

SqliteStore::Connections::Snapshot::~Snapshot() {
    try {
        session->database().execute("COMMIT");
        const std::lock_guard lock(owner.readers_mutex_);
        owner.readers_.push_back(std::move(session));
    } catch (const sqlite::Failure&) {
        // The connection is closed instead of kept.
    }
}

StoreFailure SqliteStore::Connections::store_failure(const sqlite::Failure& failure) {
    const bool full = (failure.code() & 0xff) == SQLITE_FULL;
    return {full ? StoreFailure::Kind::full : StoreFailure::Kind::unavailable, failure.what()};
}

// ---- The store ---------------------------------------------------------------------------------------------------------

SqliteStore::SqliteStore(std::unique_ptr<Connections> connections) : connections_(std::move(connections)) {}
SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& file) {
    try {
        auto connections = std::make_unique<Connections>(file);
        if (auto migrated = connections->migrate(); !migrated) return tl::unexpected<Error>(migrated.error());
        return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(connections)));
    } catch (const sqlite::Failure& failure) {
        return fail("The store " + file.string() + " cannot be opened: " + failure.what());
    }
}

void SqliteStore::tidy() { connections_->checkpoint(); }

// ---- Library -----------------------------------------------------------------------------------------------------------

Stored<void> SqliteStore::put_media(const Hash& hash, std::string_view bytes, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        session.prepared("INSERT OR IGNORE INTO media VALUES (?, ?)")->bind_blob(1, blob(hash.bytes)).bind_blob(2, bytes).run();
        if (session.database().changes() > 0) server::note(session, entry);
        transaction.commit();
    });
}

Stored<std::optional<std::string>> SqliteStore::media(const Hash& hash) {
    return connections_->read([&](SqliteSession& session) -> std::optional<std::string> {
        auto found = session.prepared("SELECT bytes FROM media WHERE hash = ?");
        found->bind_blob(1, blob(hash.bytes));
        if (!found->step()) return std::nullopt;
        return std::string(found->text(0));
    });
}

Stored<void> SqliteStore::put_attachment(const JournalId& from, const Hash& hash, std::string_view bytes,
                                         Timestamp received) {
    return connections_->write([&](SqliteSession& session) {
        auto insert = session.prepared("INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?)");
        insert->bind(1, std::string_view(from.office)).bind_blob(2, blob(hash.bytes)).bind(3, std::string_view(from.journal));
        insert->bind(4, stored(received)).bind_blob(5, bytes).run();
    });
}

Stored<std::optional<std::string>> SqliteStore::attachment(const std::string& office, const Hash& hash) {
    return connections_->read([&](SqliteSession& session) -> std::optional<std::string> {
        auto found = session.prepared("SELECT bytes FROM attachment WHERE office = ? AND hash = ?");
        found->bind(1, std::string_view(office)).bind_blob(2, blob(hash.bytes));
        if (!found->step()) return std::nullopt;
        return std::string(found->text(0));
    });
}

Stored<std::uint64_t> SqliteStore::erase_contacts(const std::string& office, Timestamp received_before) {
    return connections_->write([&](SqliteSession& session) {
        auto erase = session.prepared(
            "DELETE FROM attachment WHERE office = ?1 AND hash IN (SELECT t.contact FROM citizen_case t"
            " JOIN run r ON r.number = t.id / ?3 JOIN chain c ON c.number = r.chain"
            " WHERE c.office = ?1 AND r.received_at < ?2 AND t.contact IS NOT NULL)");
        erase->bind(1, std::string_view(office)).bind(2, stored(received_before)).bind(3, RunRow::ids_a_run).run();
        return static_cast<std::uint64_t>(session.database().changes());
    });
}

Stored<std::string> SqliteStore::setting(std::string_view name, std::string_view value_if_missing) {
    return connections_->write([&](SqliteSession& session) {
        if (!value_if_missing.empty())
            session.prepared("INSERT OR IGNORE INTO setting VALUES (?, ?)")->bind(1, name).bind(2, value_if_missing).run();
        auto found = session.prepared("SELECT value FROM setting WHERE name = ?");
        found->bind(1, name);
        return found->step() ? std::string(found->text(0)) : std::string();
    });
}

}  // namespace rancak::server
