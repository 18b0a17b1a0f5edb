// The contract of IngestStore and Reports for the support of topics, held by every implementation.

#include "tests/server/adapters/store_fixture.h"

namespace rancak::server {
namespace {

Supports supports_of(Reports& store, const std::string& office = "dukcapil") {
    auto supports = store.supports(office);
    REQUIRE(supports);
    return *supports;
}

}  // namespace

TEST_CASE_TEMPLATE("counts supports by office, forum and topic, over batches, journals and reopening, each event once", T, STORES) {
    T fixture;
    test::EventChain ours(journal_a), theirs(journal_b);
    const auto add = [](test::EventChain& chain, const char* topic) { chain.add(SupportBody{"dukcapil", "fkp", topic}, morning()); };
    add(ours, "sabtu");
    add(ours, "antre");
    add(ours, "sabtu");
    add(theirs, "sabtu");
    {
        auto store = fixture.open();
        static_cast<void>(take_in(*store, batch_of(id_a, 1, ours.batch(1, 2))));
        static_cast<void>(take_in(*store, batch_of(id_a, 1, ours.batch(1, 3))));  // the first two again
        static_cast<void>(take_in(*store, batch_of({"dukcapil", journal_b}, 1, theirs.batch())));
    }
    auto store = fixture.open();
    CHECK(supports_of(*store) == Supports{{{"dukcapil", "fkp", "antre"}, 1}, {{"dukcapil", "fkp", "sabtu"}, 3}});
    CHECK(supports_of(*store, "mpp").empty());
    CHECK(store->counts("dukcapil")->supports == supports_of(*store));
}

TEST_CASE_TEMPLATE("a support that names another office is parked and counted nowhere", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    chain.add(SupportBody{"mpp", "fkp", "sabtu"}, morning());
    chain.add(SupportBody{"dukcapil", "fkp", "sabtu"}, morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    CHECK(supports_of(*store) == Supports{{{"dukcapil", "fkp", "sabtu"}, 1}});
    CHECK(supports_of(*store, "mpp").empty());
}

TEST_CASE_TEMPLATE("makes the same counts of supports again from the raw events alone", T, STORES) {
    T fixture, fresh_fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    for (int i = 0; i < 30; ++i) chain.add(SupportBody{"dukcapil", "fkp", i % 3 == 0 ? "sabtu" : "antre"}, morning());
    for (std::uint64_t first = 1; first <= 30; first += 7)
        static_cast<void>(take_in(*store, batch_of(id_a, first, chain.batch(first, std::min<std::uint64_t>(first + 6, 30)))));
    auto again = fresh_fixture.open();
    REQUIRE(store->events_after("dukcapil", {}, [&](const EventRow& row) {
        static_cast<void>(take_in(*again, batch_of(row.id, row.place.seq, std::string(row.line) + "\n", row.received)));
        return true;
    }));
    CHECK(supports_of(*store) == Supports{{{"dukcapil", "fkp", "antre"}, 20}, {{"dukcapil", "fkp", "sabtu"}, 10}});
    CHECK(supports_of(*again) == supports_of(*store));
}

}  // namespace rancak::server
