#pragma once

#include "server/adapters/sqlite_runs.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace rancak::server {

// The chains that a group touches, as they become while it is written; begins one where there is none.
class Chains {
public:
    struct Growing : ChainRow {
        RunRow newest;  // of this group
    };
    explicit Chains(SqliteSession& session) : session_(session) {}

    [[nodiscard]] Growing& of(const JournalId&);  // views its id
    // The key of what an event of this journal brought, which is stored before or in this group.
    [[nodiscard]] std::int64_t event_id(const JournalId&, std::uint64_t seq);
    void move_head(const Changes::HeadMove&, Timestamp received);

private:
    SqliteSession& session_;
    std::map<std::pair<std::string_view, std::string_view>, Growing> known_;
};

// Stores what runs brought, run by run in their order.
class Bringing {
public:
    // Both outlive it.
    Bringing(SqliteSession& session, const Changes& changes) : session_(session), changes_(changes) {}
    // Run `i` of the changes is the newest of its chain.
    void put_of_run(std::size_t i, Chains::Growing&);

private:
    SqliteSession& session_;
    const Changes& changes_;
    std::size_t ratings_ = 0, cases_ = 0, surveys_ = 0;  // done
};

// The days of runs that were stored, 64 arrivals of an office together.
class Spans {
public:
    void add(const Changes::Run&, std::int64_t arrival);  // views its id
    void put(SqliteSession&) const;

private:
    std::map<std::pair<std::string_view, std::int64_t>, std::pair<LocalDay, LocalDay>> days_;
};

// What events changed, and what few of them bring: counts, changed ratings, parked events, shifts.
void put_changes(SqliteSession&, const Changes&, Chains&);

// nullopt: there is no such rating.
[[nodiscard]] std::optional<Rating> read_rating(SqliteSession&, const JournalId&, std::uint64_t seq);

}  // namespace rancak::server
