#pragma once

#include "server/core/ingest.h"
#include "server/core/store.h"
#include "shared/time.h"
#include "tests/support/event_chain.h"
#include "tests/support/small_catalogue.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

namespace rancak::server {

using test::small_catalogue;

// What the server's tests share: a small catalogue, times, and batches taken in without HTTP.

inline const std::string journal_a = "0000000000000000000000000a";
inline const std::string journal_b = "0000000000000000000000000b";
inline const JournalId id_a{"dukcapil", journal_a};
inline const JournalId id_b{"dukcapil", journal_b};

// A Tuesday, 10:00 in the office.
[[nodiscard]] inline Timestamp morning() { return *parse_rfc3339("2026-11-24T03:00:00.000Z"); }

[[nodiscard]] inline RatingBody rating_body(int score, std::string visit, std::string officer = "o-1",
                                            std::string counter = "a-1") {
    return {std::move(visit), score, "dukcapil", std::move(counter), std::move(officer), Language::indonesian};
}

[[nodiscard]] inline std::unique_ptr<Batch> batch_of(const JournalId& id, std::uint64_t first, std::string bytes,
                                                     Timestamp received = morning() + std::chrono::minutes{30}) {
    auto batch = read_batch(id, morning() - std::chrono::hours{24}, received, first, std::move(bytes));
    REQUIRE(batch);
    return std::move(*batch);
}

// The store tells of the journals what was decided to be so afterwards: a server goes on from there without asking.
inline void check_afterwards(IngestStore& store, Needs needs, const std::vector<Found::OfJournal>& after) {
    REQUIRE(after.size() == needs.journals.size());
    for (std::size_t i = 0; i < after.size(); ++i) needs.journals[i].first = needs.journals[i].last = after[i].head.seq + 1;
    needs.ratings.clear();
    const auto found = store.look_up(needs);
    REQUIRE(found);
    for (std::size_t i = 0; i < after.size(); ++i) {
        CHECK(found->journals[i].head == after[i].head);
        CHECK(found->journals[i].recent == after[i].recent);
    }
}

// Takes the batches in as one group.
[[nodiscard]] inline std::vector<Outcome> take_in(IngestStore& store, std::vector<std::unique_ptr<Batch>> batches,
                                                  const CatalogueFacts& facts = CatalogueFacts(small_catalogue())) {
    std::vector<const Batch*> group;
    for (const auto& batch : batches) group.push_back(batch.get());
    const auto needs = needs_of(group);
    const auto found = store.look_up(needs);
    REQUIRE(found);
    auto decision = decide(group, needs, *found, facts);
    if (!decision.changes.empty()) {
        const auto appended = store.append(decision.changes);
        REQUIRE(appended);
        REQUIRE(*appended == Appended::stored);
    }
    check_afterwards(store, needs, decision.after);
    return std::move(decision.outcomes);
}
[[nodiscard]] inline Outcome take_in(IngestStore& store, std::unique_ptr<Batch> batch) {
    std::vector<std::unique_ptr<Batch>> one;
    one.push_back(std::move(batch));
    return take_in(store, std::move(one)).front();
}

[[nodiscard]] inline std::vector<RatingRow> all_ratings(Reports& store, const std::string& office = "dukcapil") {
    std::vector<RatingRow> rows;
    REQUIRE(store.ratings_after(office, {}, [&](const RatingRow& row) { return rows.push_back(row), true; }));
    return rows;
}

// The ratings that arrived, each as it stands now.
[[nodiscard]] inline std::vector<Rating> present_ratings(Reports& store, const std::string& office = "dukcapil") {
    std::vector<Rating> ratings;
    for (const auto& row : all_ratings(store, office))
        if (row.place.seq == row.rating.seq) ratings.push_back(row.rating);
    return ratings;
}

[[nodiscard]] inline std::vector<std::string> all_lines(Reports& store, const std::string& office = "dukcapil") {
    std::vector<std::string> lines;
    REQUIRE(store.events_after(office, {}, [&](const EventRow& row) { return lines.emplace_back(row.line), true; }));
    return lines;
}

[[nodiscard]] inline Receipt receipt(const Outcome& outcome) {
    REQUIRE(std::holds_alternative<Receipt>(outcome));
    return std::get<Receipt>(outcome);
}

}  // namespace rancak::server
