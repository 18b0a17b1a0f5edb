#pragma once

#include "server/adapters/postgres_connection.h"
#include "server/adapters/postgres_store.h"
#include "server/adapters/stored_values.h"

#include <memory>
#include <mutex>
#include <set>
#include <type_traits>
#include <vector>

namespace rancak::server {

// The connections of a store. Each piece of work takes one for itself; those at rest wait for the next.
class PostgresStore::Sessions {
public:
    explicit Sessions(PostgresPlace place) : place_(std::move(place)) {}

    // Runs `work(Connection&)`, and again from its beginning, in a transaction of its own and if need be on another
    // connection, when the failure is one that passes: so `work` does everything that it means to be done once inside one
    // transaction, and may be told that it failed when only the answer to its COMMIT was lost.
    template <class Work>
    auto attempt(Work&& work) -> Stored<decltype(work(std::declval<postgres::Connection&>()))> {
        for (int tries = 1;; ++tries) {
            try {
                Use use(*this);
                if constexpr (std::is_void_v<decltype(work(use.connection()))>) {
                    work(use.connection());
                    return {};
                } else {
                    return work(use.connection());
                }
            } catch (const postgres::Failure& failure) {
                if (failure.is_lost()) drop_all();
                if (!failure.is_passing() || tries == place_.tries) return tl::unexpected<StoreFailure>(store_failure(failure));
            }
            place_.pause(tries);
        }
    }
    // The same with one transaction around it.
    template <class Work>
    auto write(Work&& work) {
        return inside(postgres::Transaction::Kind::writing, work);
    }
    template <class Work>
    auto read(Work&& work) {
        return inside(postgres::Transaction::Kind::snapshot, work);
    }

    // Brings the database to the newest schema; once, before anything else. Throws.
    [[nodiscard]] Result<void> migrate();
    // The tables have a place for what comes in this month (202611) and in the next. Throws.
    void make_room_for(postgres::Connection&, int month);
    [[nodiscard]] const std::string& address() const { return place_.address; }

private:
    class Use {
    public:
        explicit Use(Sessions& owner);
        ~Use();
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        [[nodiscard]] postgres::Connection& connection() { return *connection_; }

    private:
        Sessions& owner_;
        std::unique_ptr<postgres::Connection> connection_;
    };

    template <class Work>
    auto inside(postgres::Transaction::Kind kind, Work& work) {
        return attempt([&](postgres::Connection& connection) {
            postgres::Transaction transaction(connection, kind);
            if constexpr (std::is_void_v<decltype(work(connection))>) {
                work(connection);
                transaction.commit();
            } else {
                auto result = work(connection);
                transaction.commit();
                return result;
            }
        });
    }
    [[nodiscard]] std::unique_ptr<postgres::Connection> connect() const;
    void drop_all();
    static StoreFailure store_failure(const postgres::Failure&);

    const PostgresPlace place_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<postgres::Connection>> at_rest_;  // guarded by mutex_
    std::set<int> months_;  // that have their place; guarded by mutex_
};

// Whether a text column can hold it; what cannot be stored is not there.
[[nodiscard]] bool is_text(std::string_view);

}  // namespace rancak::server
