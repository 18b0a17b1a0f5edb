#pragma once

#include "server/adapters/sqlite_store.h"
#include "server/adapters/stored_values.h"
#include "shared/sqlite/sqlite.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rancak::server {

// A connection with its statements, each prepared once. Of one thread at a time.
class SqliteSession {
public:
    explicit SqliteSession(sqlite::Database database) : database_(std::move(database)) {}

    // A statement in use; reset when it goes out of scope, so that no read transaction stays open.
    class Use {
    public:
        explicit Use(sqlite::Statement& statement) : statement_(&statement) {}
        ~Use() { statement_->reset(); }
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        sqlite::Statement* operator->() const { return statement_; }
        sqlite::Statement& operator*() const { return *statement_; }

    private:
        sqlite::Statement* statement_;
    };

    // `sql` is a literal: its address names the statement.
    [[nodiscard]] Use prepared(const char* sql);
    [[nodiscard]] sqlite::Database& database() { return database_; }

private:
    sqlite::Database database_;
    std::unordered_map<const char*, sqlite::Statement> statements_;  // of database_: destroyed first
};

class SqliteStore::Connections {
public:
    explicit Connections(std::filesystem::path file);

    // Run `work` with the writer, or with a reader in one snapshot. Whatever SQLite throws becomes a StoreFailure.
    template <class Work>
    auto write(Work&& work) -> Stored<decltype(work(std::declval<SqliteSession&>()))> {
        return guarded([&] {
            const std::lock_guard lock(mutex_);
            return work(writer_);
        });
    }
    template <class Work>
    auto read(Work&& work) -> Stored<decltype(work(std::declval<SqliteSession&>()))> {
        return guarded([&] {
            const Snapshot snapshot(*this);
            return work(*snapshot.session);
        });
    }

    // Brings the file to the newest schema; once, before anything else.
    [[nodiscard]] Result<void> migrate();
    // Copies the log back into the file when it is worth it; between transactions.
    void checkpoint();

private:
    struct Snapshot {
        explicit Snapshot(Connections&);
        ~Snapshot();
        Connections& owner;
        std::unique_ptr<SqliteSession> session;
    };

    template <class Work>
    static auto guarded(Work&& work) -> Stored<decltype(work())> {
        try {
            if constexpr (std::is_void_v<decltype(work())>) {
                work();
                return {};
            } else {
                return work();
            }
        } catch (const sqlite::Failure& failure) {
            return tl::unexpected<StoreFailure>(store_failure(failure));
        }
    }
    static StoreFailure store_failure(const sqlite::Failure&);

    const std::filesystem::path file_;
    std::atomic<int> log_pages_{0};  // in the log after the last commit
    std::mutex mutex_;
    SqliteSession writer_;  // guarded by mutex_
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteSession>> readers_;  // those at rest; guarded by readers_mutex_
};

}  // namespace rancak::server
