// What only the PostgreSQL store has: several servers at once, months, what a database does to a transaction, its tables.

#include "server/adapters/postgres_connection.h"
#include "server/adapters/postgres_schema.h"
#include "server/core/catalogue_book.h"
#include "server/core/group_commit.h"
#include "tests/server/adapters/store_fixture.h"
#include "tests/support/manual_clock.h"

#include <atomic>
#include <future>
#include <latch>
#include <mutex>
#include <thread>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;
using postgres::Connection;

std::string journal_of(int number) {
    auto digits = std::to_string(number);
    return std::string(journal_id_length - digits.size(), '0') + digits;
}

// A store whose waits between tries are only counted.
struct Tried {
    std::unique_ptr<Store> store;
    std::shared_ptr<std::atomic<int>> pauses = std::make_shared<std::atomic<int>>(0);
    explicit Tried(const std::string& address) {
        auto opened = PostgresStore::open({address, 4, [pauses = pauses](int) { ++*pauses; }});
        REQUIRE_MESSAGE(opened, opened.error().message);
        store = std::move(*opened);
    }
};

// From now on a run is refused with this SQLSTATE, `times` times: a counter of the database outlives a rollback.
void refuse_runs(Connection& connection, const std::string& state, int times) {
    connection.execute("CREATE SEQUENCE refused; CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                       " IF nextval('refused') <= " + std::to_string(times) + " THEN RAISE EXCEPTION 'no' USING ERRCODE = '" + state +
                       "'; END IF; RETURN NEW; END $$; CREATE TRIGGER refuse BEFORE INSERT ON run FOR EACH ROW EXECUTE FUNCTION refuse()");
}

// What a group with one batch would change.
struct Prepared {
    explicit Prepared(IngestStore& store, const test::EventChain& chain, const JournalId& id = id_a)
        : batch(batch_of(id, 1, chain.batch())) {
        const std::vector<const Batch*> group{batch.get()};
        const auto needs = needs_of(group);
        auto found = store.look_up(needs);
        REQUIRE(found);
        changes = decide(group, needs, std::move(*found), CatalogueFacts(small_catalogue())).changes;
    }
    std::unique_ptr<Batch> batch;
    Changes changes;
};

// Until the database says so; it is asked again and again.
void wait_until(Connection& connection, const char* condition) {
    while (connection.run(condition).front().integer(0) == 0) {}
}
constexpr const char* somebody_waits_for_a_row =
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";

}  // namespace

TEST_CASE("several servers write one office at once: arrivals appear without a gap, and every event once") {
    const auto address = fresh_database();
    constexpr int writers = 4, batches = 25;
    std::atomic<int> at_work = writers;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer)
        threads.emplace_back([&, writer] {
            const auto store = PostgresStore::open({address}).value();
            test::EventChain chain(journal_of(writer)), other(journal_of(100 + writer));
            for (int i = 0; i < batches; ++i) {
                const auto first = chain.add(rating_body(1 + i % 5, "v" + std::to_string(i)), morning());
                chain.add(RatingDetailBody{first, {"lama"}, std::nullopt}, morning());
                std::vector<std::unique_ptr<Batch>> group;
                group.push_back(batch_of({"dukcapil", chain.journal()}, first, chain.batch(first)));
                const auto begin = other.add(StartedBody{"1"}, morning());
                group.push_back(batch_of({"mpp", other.journal()}, begin, other.batch(begin)));
                static_cast<void>(take_in(*store, std::move(group)));
            }
            --at_work;
        });
    // A reader that goes on behind the last event it was told.
    const std::unique_ptr<Store> reader = PostgresStore::open({address}).value();
    Place place;
    std::uint64_t arrival = 0, events = 0;
    bool more = true, without_gap = true;
    while (more) {
        more = at_work > 0;  // one more look after all have ended
        REQUIRE(reader->events_after("dukcapil", place, [&](const EventRow& row) {
            if (row.place.arrival != arrival) without_gap = without_gap && row.place.arrival == ++arrival;
            ++events;
            place = row.place;
            return true;
        }));
    }
    for (auto& thread : threads) thread.join();
    CHECK(without_gap);
    CHECK(arrival == writers * batches);
    CHECK(events == 2 * writers * batches);
    CHECK(*reader->arrivals() == std::map<std::string, std::uint64_t>{{"dukcapil", writers * batches}, {"mpp", writers * batches}});
    CHECK(present_ratings(*reader).size() == writers * batches);
    Counts again;
    for (const auto& rating : present_ratings(*reader)) again.add("dukcapil", rating, 1);
    CHECK(reader->counts("dukcapil")->ratings == again.ratings);
    CHECK(reader->counts("dukcapil")->reasons == again.reasons);
}

TEST_CASE("a run that is not committed hides those that came behind it") {
    const auto address = fresh_database();
    const auto ours = PostgresStore::open({address}).value(), theirs = PostgresStore::open({address}).value();
    test::EventChain a(journal_a), b(journal_b);
    a.add(StartedBody{"1"}, morning());
    b.add(StartedBody{"1"}, morning());
    static_cast<void>(take_in(*ours, batch_of(id_a, 1, a.batch())));

    Connection slow(address);  // a server in the middle of its transaction, with the next arrival in hand
    slow.execute("BEGIN; SELECT * FROM office_arrival WHERE office = 'dukcapil' FOR UPDATE");
    auto behind = std::async(std::launch::async, [&] { static_cast<void>(take_in(*theirs, batch_of(id_b, 1, b.batch()))); });
    Connection watch(address);
    wait_until(watch, somebody_waits_for_a_row);
    CHECK(all_lines(*ours).size() == 1);
    slow.execute("COMMIT");
    behind.get();
    CHECK(all_lines(*ours) == std::vector{a.line(1), b.line(1)});
}

TEST_CASE("fault 32: the same batches come to two servers at once, and every event is taken once and acknowledged by both") {
    const auto address = fresh_database();
    test::EventChain chain(journal_a);
    for (int i = 0; i < 60; ++i) chain.add(rating_body(4, "v" + std::to_string(i)), morning());
    std::latch together(2);
    const auto send_all = [&] {
        const auto store = PostgresStore::open({address}).value();
        test::ManualClock clock{morning()};
        CatalogueBook catalogue(*store, clock);
        Metrics metrics;
        FailureLog failures([](Severity, const std::string&) {}, metrics);
        GroupCommit commit(*store, catalogue, failures, metrics);
        together.arrive_and_wait();
        std::vector<Head> heads;
        for (std::uint64_t first = 1; first <= 60; first += 3) {
            std::promise<Stored<Outcome>> answer;
            commit.submit(batch_of(id_a, first, chain.batch(first, first + 2)), [&](Stored<Outcome> told) { answer.set_value(std::move(told)); });
            heads.push_back(receipt(answer.get_future().get().value()).head);
        }
        return heads;
    };
    auto other = std::async(std::launch::async, send_all);
    const auto ours = send_all(), theirs = other.get();
    CHECK(ours.back() == chain.head());
    CHECK(theirs.back() == chain.head());
    const auto store = PostgresStore::open({address}).value();
    std::vector<std::string> lines;
    for (std::uint64_t seq = 1; seq <= 60; ++seq) lines.push_back(chain.line(seq));
    CHECK(all_lines(*store) == lines);
    CHECK(present_ratings(*store).size() == 60);
}

TEST_CASE("fault 47: a serialisation failure or a deadlock is tried again, whole") {
    for (const std::string state : {"40001", "40P01"}) {
        const auto address = fresh_database();
        Tried tried(address);
        test::EventChain chain(journal_a);
        chain.add(rating_body(4, "v"), morning());
        Connection connection(address);
        refuse_runs(connection, state, 2);
        static_cast<void>(take_in(*tried.store, batch_of(id_a, 1, chain.batch())));
        CHECK(*tried.pauses == 2);
        CHECK(all_lines(*tried.store) == std::vector{chain.line(1)});
        CHECK(tried.store->counts("dukcapil")->ratings.begin()->second.n == 1);
    }
}

TEST_CASE("what does not pass is told: unavailable after the last try, full at once") {
    for (const auto& [state, kind, pauses] : {std::tuple{"40001", StoreFailure::Kind::unavailable, 3}, std::tuple{"53100", StoreFailure::Kind::full, 0},
                                              std::tuple{"23514", StoreFailure::Kind::unavailable, 0}}) {
        const auto address = fresh_database();
        Tried tried(address);
        test::EventChain chain(journal_a);
        chain.add(rating_body(4, "v"), morning());
        const Prepared prepared(*tried.store, chain);
        Connection connection(address);
        refuse_runs(connection, state, 1000);
        const auto refused = tried.store->append(prepared.changes);
        REQUIRE(!refused);
        CHECK(refused.error().kind == kind);
        CHECK(*tried.pauses == pauses);
        CHECK(all_lines(*tried.store).empty());
        CHECK(tried.store->counts("dukcapil") == Counts{});
        connection.execute("DROP TRIGGER refuse ON run");
        CHECK(*tried.store->append(prepared.changes) == Appended::stored);
    }
}

TEST_CASE("fault 47: a backend that is ended in the middle of a transaction costs nothing") {
    const auto address = fresh_database();
    Tried tried(address);
    test::EventChain chain(journal_a);
    chain.add(rating_body(4, "v"), morning());
    const Prepared prepared(*tried.store, chain);
    Connection holder(address);
    holder.execute("INSERT INTO office_arrival VALUES ('dukcapil', 0, 0)");
    holder.execute("BEGIN; SELECT * FROM office_arrival FOR UPDATE");
    auto appended = std::async(std::launch::async, [&] { return tried.store->append(prepared.changes); });
    Connection watch(address);
    wait_until(watch, somebody_waits_for_a_row);
    watch.run("SELECT pg_terminate_backend(pid)::int FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
    wait_until(watch, somebody_waits_for_a_row);  // the second try
    holder.execute("COMMIT");
    CHECK(appended.get() == Appended::stored);
    CHECK(*tried.pauses == 1);
    CHECK(all_lines(*tried.store) == std::vector{chain.line(1)});

    // Those at rest, too: the next call notices and takes a new one.
    watch.run("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");
    CHECK(present_ratings(*tried.store).size() == 1);
    CHECK(*tried.pauses == 2);
}

TEST_CASE("a COMMIT that gives up waiting for its standby is no acknowledgement") {
    const auto address = fresh_database();
    Tried tried(address);
    test::EventChain before(journal_b), chain(journal_a);
    before.add(StartedBody{"1"}, morning());
    chain.add(rating_body(4, "v"), morning());
    static_cast<void>(take_in(*tried.store, batch_of(id_b, 1, before.batch())));  // makes the month's partitions
    const Prepared prepared(*tried.store, chain);
    Connection watch(address);
    const auto wait_for = [&](const std::string& standby) {
        watch.execute(standby.empty() ? "ALTER SYSTEM RESET synchronous_standby_names" : "ALTER SYSTEM SET synchronous_standby_names = " + standby);
        watch.execute("SELECT pg_reload_conf()");
        while (Connection(address).run("SHOW synchronous_standby_names").front().text(0) != standby) {}
    };
    wait_for("nobody");
    auto appended = std::async(std::launch::async, [&] { return tried.store->append(prepared.changes); });
    const char* waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = current_database()";
    wait_until(watch, waiting);
    watch.run("SELECT pg_cancel_backend(pid)::int FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = current_database()");
    const auto told = appended.get();
    wait_for("");
    REQUIRE(!told);
    CHECK(told.error().kind == StoreFailure::Kind::unavailable);
    CHECK(*tried.pauses == 0);
    // The kiosk sends it again, and it is known by then.
    CHECK(receipt(take_in(*tried.store, batch_of(id_a, 1, chain.batch()))).head == chain.head());
    CHECK(all_lines(*tried.store).size() == 2);
}

TEST_CASE("a server that stands still in the middle of a transaction does not hold the others for ever") {
    const auto address = fresh_database();
    const auto store = PostgresStore::open({address}).value();
    REQUIRE(store->setting("x", "y"));
    Connection watch(address);
    // The store's own session, at rest: what it was told when it was opened.
    watch.execute("CREATE TABLE heard (name TEXT, value TEXT); CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                  " INSERT INTO heard SELECT s, current_setting(s) FROM unnest(ARRAY['statement_timeout',"
                  " 'idle_in_transaction_session_timeout', 'synchronous_commit']) s; RETURN NEW; END $$;"
                  " CREATE TRIGGER hear BEFORE INSERT ON setting FOR EACH ROW EXECUTE FUNCTION hear()");
    REQUIRE(store->setting("a", "b"));
    CHECK(watch.run("SELECT string_agg(value, ' ' ORDER BY name) FROM heard").front().text(0) == "30s 30s on");
}

TEST_CASE("a database that would not wait for its disk is made to wait") {
    const auto address = fresh_database();
    Connection(address).execute("DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET synchronous_commit = off'; END $$");
    const auto store = PostgresStore::open({address}).value();
    Connection watch(address);
    CHECK(watch.run("SHOW synchronous_commit").front().text(0) == "off");
    watch.execute("CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.value = current_setting('synchronous_commit');"
                  " RETURN NEW; END $$; CREATE TRIGGER hear BEFORE INSERT ON setting FOR EACH ROW EXECUTE FUNCTION hear()");
    CHECK(*store->setting("a", "b") == "on");
}

TEST_CASE("over the turn of a year everything is told in its order, and late details find ratings of months before") {
    const auto address = fresh_database();
    const auto store = PostgresStore::open({address}).value();
    const auto in = [](const char* text) { return *parse_rfc3339(text); };
    test::EventChain a(journal_a), b(journal_b);
    const auto take = [&](test::EventChain& chain, const JournalId& id, std::uint64_t first, Timestamp received) {
        CHECK(receipt(take_in(*store, batch_of(id, first, chain.batch(first), received))).head == chain.head());
    };
    a.add(rating_body(5, "v1"), morning());
    take(a, id_a, 1, in("2026-11-30T23:59:59.999Z"));
    a.add(rating_body(4, "v2"), morning());
    take(a, id_a, 2, in("2026-12-01T00:00:00.000Z"));
    b.add(rating_body(3, "v3"), morning());
    take(b, id_b, 1, in("2026-11-30T23:59:59.999Z"));  // another server's clock is behind: it stays in the month that has begun
    a.add(RatingDetailBody{1, {"lama"}, std::nullopt}, morning());
    a.add(WithdrawalBody{2, WithdrawalWhy::undo}, morning());
    take(a, id_a, 3, in("2027-01-01T00:00:00.000Z"));

    std::vector<std::pair<std::uint64_t, std::uint64_t>> places;  // arrival and seq of what makes each row appear
    for (const auto& row : all_ratings(*store)) places.emplace_back(row.place.arrival, row.place.seq);
    CHECK(places == std::vector<std::pair<std::uint64_t, std::uint64_t>>{{1, 1}, {2, 2}, {3, 1}, {4, 3}, {4, 4}});
    CHECK(all_lines(*store) == std::vector{a.line(1), a.line(2), b.line(1), a.line(3), a.line(4)});
    CHECK(present_ratings(*store)[0].reasons == std::vector<std::string>{"lama"});
    const auto found = store->look_up({{{id_a, 1, 9}}, {{id_a, 1}, {id_a, 2}, {id_a, 3}}});
    REQUIRE(found);
    CHECK(found->journals[0].events.size() == 4);
    CHECK(found->journals[0].recent.size() == 2);
    CHECK(found->ratings[0]);
    CHECK(found->ratings[1]->withdrawn == WithdrawalWhy::undo);
    CHECK(!found->ratings[2]);
    Connection connection(address);
    CHECK(connection.run("SELECT string_agg(part::text || ' ' || n, ', ' ORDER BY part::text) FROM"
                         " (SELECT tableoid::regclass part, count(*) n FROM rating GROUP BY 1) p").front().text(0) ==
          "rating_202611 1, rating_202612 2");
    CHECK(connection.run("SELECT count(*) FROM pg_class WHERE relname = 'rating_202702'").front().integer(0) == 1);  // before it comes
}

TEST_CASE("a database of a newer version, of another build or in another encoding is refused and left as it is") {
    const auto refusal = [](const std::string& address) {
        const auto store = PostgresStore::open({address, 1});
        return store ? std::string() : store.error().message;
    };
    const auto newer = fresh_database(), other = fresh_database();
    const auto known = std::to_string(postgres_steps.size()), next = std::to_string(postgres_steps.size() + 1);
    Connection(newer).execute("INSERT INTO schema_step VALUES (" + next + ", '\\x00')");
    CHECK(refusal(newer).find("The data was written by a newer version (schema " + next + ", this program knows " + known + ")") != std::string::npos);
    Connection(other).execute("UPDATE schema_step SET digest = '\\x00' WHERE number = 1");
    CHECK(refusal(other).find("was laid down by another build of rancak-server (its schema step 1") != std::string::npos);
    CHECK(Connection(other).run("SELECT count(*) FROM run").front().integer(0) == 0);
    postgres_cluster().query("postgres", "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    CHECK(refusal(postgres_cluster().address("latin")).find("the database's encoding is not UTF8") != std::string::npos);
}

TEST_CASE("a database from before figures were kept by day and hour fills them from what it has, by the hours of its catalogue") {
    const auto address = empty_database();
    const std::string at = std::to_string(std::int64_t{20000} * 86'400'000 + 3 * 3'600'000);  // 10:00 in WIB, 12:00 in WIT
    {
        Connection connection(address);
        connection.execute(std::string(postgres_schema_1));
        connection.execute("CREATE TABLE schema_step (number INTEGER PRIMARY KEY, digest BYTEA NOT NULL);"
                           "CREATE TABLE rating_202611 (LIKE rating INCLUDING ALL);"
                           "ALTER TABLE rating ATTACH PARTITION rating_202611 FOR VALUES IN (202611)");
        connection.run("INSERT INTO schema_step VALUES (1, $1)", postgres::Parameters().add_bytes(as_bytes(blake2b(postgres_schema_1))));
        auto far = small_catalogue();
        far.offices[0].utc_offset = 540min;
        for (const auto& [imported, catalogue] : {std::pair{std::int64_t{1000}, encode(small_catalogue())}, std::pair{std::int64_t{5000}, encode(far)}})
            connection.run("INSERT INTO catalogue VALUES ($1, $2)", postgres::Parameters().add(imported).add(catalogue));
        const auto rating = [&](int seq, int received, int score, const char* cause, const char* reasons, const char* withdrawn, int flags) {
            connection.execute("INSERT INTO rating VALUES ('dukcapil', 202611, 'j', " + std::to_string(seq) + ", 1, 1, " + std::to_string(received) + ", " + at +
                               ", 20000, 'a-1', 'o-1', 'ktp', 'v', " + std::to_string(score) + ", 'id', '" + cause + "', '" + reasons + "', '" + withdrawn +
                               "', " + std::to_string(flags) + ", NULL)");
        };
        rating(1, 2000, 5, "", "ramah;cepat", "", 0);
        rating(2, 2000, 2, "queue", "lama", "", 33);
        rating(3, 6000, 4, "", "", "", 0);
        rating(4, 6000, 1, "", "lama", "undo", 2);
        connection.execute("INSERT INTO daily_count VALUES ('dukcapil', 'o-1', 20000, 'a-1', 'ktp', 5, 1, 0),"
                           " ('dukcapil', 'o-1', 20000, 'a-1', 'ktp', 2, 1, 1), ('dukcapil', 'o-1', 20000, 'a-1', 'ktp', 4, 1, 0);"
                           "INSERT INTO office_arrival VALUES ('dukcapil', 1, 202611)");
    }
    auto store = PostgresStore::open({address, 1});
    REQUIRE_MESSAGE(store, store.error().message);
    const auto day = LocalDay{std::chrono::days{20000}};
    const auto counts = (*store)->counts("dukcapil");
    REQUIRE(counts);
    CHECK(counts->hours == std::map<HourKey, HourCount>{{{"dukcapil", day, 10}, {2, 7}}, {{"dukcapil", day, 12}, {1, 4}}});
    const auto reason = [&](const char* id, std::optional<Cause> cause) { return ReasonKey{"dukcapil", "o-1", day, "a-1", "ktp", id, cause}; };
    CHECK(counts->reasons == std::map<ReasonKey, std::int64_t>{{reason("cepat", {}), 1}, {reason("ramah", {}), 1}, {reason("lama", Cause::queue), 1}});
    CHECK(counts->flags == std::map<FlagKey, std::int64_t>{{{"dukcapil", "o-1", day, "a-1", "ktp", Flag::burst}, 1},
                                                           {{"dukcapil", "o-1", day, "a-1", "ktp", Flag::pressed}, 1}});
    int days = 0;
    REQUIRE((*store)->office_days("", day, day, [&](std::string_view office, LocalDay, const DayCount& count) {
        CHECK(office == "dukcapil");
        CHECK(count == DayCount{Count{}, Count{1, 1}, Count{}, Count{1, 0}, Count{1, 0}});
        ++days;
    }));
    CHECK(days == 1);
}

TEST_CASE("fault 40: two servers that start at once lay the tables down once, and a step that fails leaves nothing") {
    const auto address = empty_database();
    std::vector<std::future<bool>> opened;
    for (int i = 0; i < 3; ++i)
        opened.push_back(std::async(std::launch::async, [&] { return PostgresStore::open({address}).has_value(); }));
    for (auto& one : opened) CHECK(one.get());
    CHECK(Connection(address).run("SELECT count(*) FROM schema_step").front().integer(0) == static_cast<std::int64_t>(postgres_steps.size()));

    const auto half = empty_database();
    Connection(half).execute("CREATE TABLE setting (x TEXT)");  // what the step makes last
    CHECK(!PostgresStore::open({half, 1}));
    Connection(half).execute("DROP TABLE setting");
    CHECK(PostgresStore::open({half, 1}));
}

TEST_CASE("the address is in no message") {
    const auto socket = postgres_cluster().socket_folder().string();
    for (const auto& address : {"postgres://postgres:s3cret@/none?host=" + socket, std::string("postgres://postgres:s3cret@127.0.0.1:1/none"),
                                      std::string("postgres://postgres:s3cret@/x?nonsense=s3cret")}) {
        const auto store = PostgresStore::open({address, 1});
        REQUIRE(!store);
        CHECK_MESSAGE(store.error().message.find("s3cret") == std::string::npos, store.error().message);
        CHECK(store.error().message.find("PostgreSQL at ") != std::string::npos);
    }
}

}  // namespace rancak::server
