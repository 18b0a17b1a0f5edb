#include "server/core/known_journals.h"
#include "tests/server/ingest_world.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

// Answers each question with a head that no group left, and keeps what it was asked.
class AskedStore final : public IngestStore {
public:
    Stored<Found> look_up(const Needs& needs) override {
        asked.push_back(needs);
        if (fails) return tl::unexpected<StoreFailure>({StoreFailure::Kind::unavailable, "no answer"});
        Found found;
        for (std::size_t i = 0; i < needs.journals.size(); ++i) found.journals.push_back({{stored_seq, {}}, {}, {}});
        found.ratings.resize(needs.ratings.size());
        return found;
    }
    Stored<Appended> append(const Changes&) override { return Appended::stored; }
    void tidy() override {}

    static constexpr std::uint64_t stored_seq = 77;
    std::vector<Needs> asked;
    bool fails = false;
};

const Found::OfJournal at_seven{{7, {}}, {}, {{7, morning(), "v", "a-1", "o-1", false}}};

}  // namespace

TEST_CASE("what goes on from a known head asks the store for nothing") {
    AskedStore store;
    KnownJournals known;
    known.remember({{{id_a, 1, 7}}, {}}, {at_seven});
    const auto found = known.look_up(store, {{{id_a, 8, 9}}, {}});
    REQUIRE(found);
    CHECK(store.asked.empty());
    CHECK(found->journals.at(0).head.seq == 7);
    CHECK(found->journals.at(0).recent == at_seven.recent);
}

TEST_CASE("what is unknown, overlaps, leaves a gap or names older ratings is asked for, in its place") {
    AskedStore store;
    KnownJournals known;
    known.remember({{{id_a, 1, 7}}, {}}, {at_seven});
    const auto found = known.look_up(store, {{{id_b, 1, 2}, {id_a, 8, 9}}, {{id_a, 3}}});
    REQUIRE(found);
    REQUIRE(store.asked.size() == 1);
    REQUIRE(store.asked[0].journals.size() == 1);
    CHECK(store.asked[0].journals[0].id == id_b);
    CHECK(found->journals[0].head.seq == AskedStore::stored_seq);
    CHECK(found->journals[1].head.seq == 7);
    CHECK(found->ratings.size() == 1);
    for (const std::uint64_t first : {7, 9}) {
        known.remember({{{id_a, 1, 7}}, {}}, {at_seven});
        const auto other = known.look_up(store, {{{id_a, first, first}}, {}});
        REQUIRE(other);
        CHECK(other->journals[0].head.seq == AskedStore::stored_seq);
    }
}

TEST_CASE("what was handed out is taken back as the group left it") {
    AskedStore store;
    KnownJournals known;
    const Needs first{{{id_a, 1, 7}}, {}}, next{{{id_a, 8, 9}}, {}};
    known.remember(first, {at_seven});
    REQUIRE(known.look_up(store, next));
    known.remember(next, {{{9, {}}, {}, {}}});
    const auto found = known.look_up(store, {{{id_a, 10, 10}}, {}});
    REQUIRE(found);
    CHECK(store.asked.empty());
    CHECK(found->journals[0].head.seq == 9);
    CHECK(found->journals[0].recent.empty());
}

TEST_CASE("a journal whose group was not stored is asked for again") {
    AskedStore store;
    KnownJournals known;
    const Needs needs{{{id_a, 8, 9}}, {}};
    known.remember(needs, {at_seven});
    for (const auto seq : {std::uint64_t{7}, AskedStore::stored_seq}) {
        const auto found = known.look_up(store, needs);
        REQUIRE(found);
        CHECK(found->journals[0].head.seq == seq);
    }
}

TEST_CASE("a journal whose group could not be looked up is asked for again") {
    AskedStore store;
    KnownJournals known;
    const Needs needs{{{id_a, 8, 9}, {id_b, 1, 2}}, {}};
    known.remember({{{id_a, 1, 7}}, {}}, {at_seven});
    store.fails = true;
    REQUIRE_FALSE(known.look_up(store, needs));
    store.fails = false;
    const auto found = known.look_up(store, needs);
    REQUIRE(found);
    CHECK(store.asked.back().journals.size() == 2);
    CHECK(found->journals[0].head.seq == AskedStore::stored_seq);
}

}  // namespace rancak::server
