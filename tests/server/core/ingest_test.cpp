#include "server/core/ingest.h"

#include "tests/server/ingest_world.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

// The Store's ingest in a few maps: what decide() says is simply remembered.
class MemoryIngest {
public:
    Outcome take(std::unique_ptr<Batch> batch) {
        std::vector<std::unique_ptr<Batch>> one;
        one.push_back(std::move(batch));
        return take(std::move(one)).front();
    }
    std::vector<Outcome> take(std::vector<std::unique_ptr<Batch>> batches) {
        std::vector<const Batch*> group;
        for (const auto& batch : batches) group.push_back(batch.get());
        const auto needs = needs_of(group);
        Found found;
        for (const auto& need : needs.journals) {
            auto& kept = journals[need.id];
            Found::OfJournal state{kept.head, {}, {}};
            for (auto seq = need.first; seq <= std::min(need.last, kept.head.seq); ++seq)
                state.events.push_back({kept.lines[seq - 1], kept.parked.contains(seq) ? kept.parked[seq] : ""});
            for (auto at = kept.ratings.rbegin(); at != kept.ratings.rend() && state.recent.size() < recent_ratings; ++at) {
                const auto& r = at->second;
                state.recent.insert(state.recent.begin(), {r.seq, r.at, r.visit, r.counter, r.officer, r.withdrawn.has_value()});
            }
            found.journals.push_back(std::move(state));
        }
        for (const auto& [id, seq] : needs.ratings) {
            const auto at = journals[id].ratings.find(seq);
            found.ratings.push_back(at == journals[id].ratings.end() ? std::nullopt : std::optional(at->second));
        }
        auto decision = decide(group, needs, found, CatalogueFacts(small_catalogue()));
        keep(decision.changes);
        return std::move(decision.outcomes);
    }

    struct Journal {
        Head head;
        std::vector<std::string> lines;
        std::map<std::uint64_t, std::string> parked;
        std::map<std::uint64_t, Rating> ratings;
    };
    std::map<JournalId, Journal> journals;
    std::vector<std::string> forked;
    std::vector<Alarm> alarms;
    std::vector<Changes::Shift> shifts;
    Counts counts;

private:
    void keep(const Changes& changes) {
        for (const auto& move : changes.heads) {
            CHECK(journals[move.id].head == move.from);
            journals[move.id].head = move.to;
        }
        for (const auto& run : changes.runs)
            for (auto rest = run.lines; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
                journals[run.id].lines.emplace_back(rest.substr(0, rest.find('\n')));
        for (const auto& fresh : changes.new_ratings)
            CHECK(journals[changes.runs[fresh.run].id].ratings.emplace(fresh.rating.seq, fresh.rating).second);
        for (const auto& changed : changes.changed_ratings) journals[changed.id].ratings.at(changed.rating.seq) = changed.rating;
        for (const auto& [id, parked] : changes.parked) journals[id].parked.emplace(parked.seq, parked.reason);
        for (const auto& fork : changes.forked) forked.emplace_back(fork.line);
        alarms.insert(alarms.end(), changes.alarms.begin(), changes.alarms.end());
        shifts.insert(shifts.end(), changes.shifts.begin(), changes.shifts.end());
        for (const auto& [key, count] : changes.counts.ratings) {
            counts.ratings[key].n += count.n;
            counts.ratings[key].flagged += count.flagged;
            if (counts.ratings[key] == Count{}) counts.ratings.erase(key);
        }
        for (const auto& [key, n] : changes.counts.reasons)
            if ((counts.reasons[key] += n) == 0) counts.reasons.erase(key);
        for (const auto& [key, n] : changes.counts.flags)
            if ((counts.flags[key] += n) == 0) counts.flags.erase(key);
    }
};

std::uint64_t ratings_counted(const Counts& counts) {
    std::int64_t n = 0;
    for (const auto& [key, count] : counts.ratings) n += count.n;
    return static_cast<std::uint64_t>(n);
}

test::EventChain chain_of(int ratings) {
    test::EventChain chain(journal_a);
    for (int i = 0; i < ratings; ++i) chain.add(rating_body(1 + i % 5, "v" + std::to_string(i)), morning() + i * 1min);
    return chain;
}

}  // namespace

TEST_CASE("a batch that follows is taken and its head told") {
    MemoryIngest ingest;
    const auto chain = chain_of(3);
    CHECK(receipt(ingest.take(batch_of(id_a, 1, chain.batch(1, 2)))).head.seq == 2);
    CHECK(receipt(ingest.take(batch_of(id_a, 3, chain.batch(3)))).head == chain.head());
    CHECK(ingest.journals[id_a].lines.size() == 3);
}

TEST_CASE("the same batch twice in one group gives one row each and the same receipt") {
    MemoryIngest ingest;
    const auto chain = chain_of(5);
    std::vector<std::unique_ptr<Batch>> group;
    group.push_back(batch_of(id_a, 1, chain.batch()));
    group.push_back(batch_of(id_a, 1, chain.batch()));
    const auto outcomes = ingest.take(std::move(group));
    CHECK(receipt(outcomes[0]) == receipt(outcomes[1]));
    CHECK(ingest.journals[id_a].lines.size() == 5);
    CHECK(ratings_counted(ingest.counts) == 5);
}

TEST_CASE("an overlap is skipped and what is new is taken") {
    MemoryIngest ingest;
    const auto chain = chain_of(6);
    static_cast<void>(ingest.take(batch_of(id_a, 1, chain.batch(1, 4))));
    CHECK(receipt(ingest.take(batch_of(id_a, 3, chain.batch(3)))).head == chain.head());
    CHECK(ingest.journals[id_a].lines.size() == 6);
    CHECK(ratings_counted(ingest.counts) == 6);
}

TEST_CASE("an old batch is answered with what the server holds by now") {
    MemoryIngest ingest;
    const auto chain = chain_of(6);
    static_cast<void>(ingest.take(batch_of(id_a, 1, chain.batch())));
    CHECK(receipt(ingest.take(batch_of(id_a, 2, chain.batch(2, 3)))).head == chain.head());
}

TEST_CASE("a gap names the expected seq and stores nothing") {
    MemoryIngest ingest;
    const auto chain = chain_of(6);
    static_cast<void>(ingest.take(batch_of(id_a, 1, chain.batch(1, 2))));
    const auto outcome = ingest.take(batch_of(id_a, 4, chain.batch(4)));
    REQUIRE(std::holds_alternative<Gap>(outcome));
    CHECK(std::get<Gap>(outcome).expected == 3);
    CHECK(ingest.journals[id_a].lines.size() == 2);
}

TEST_CASE("other bytes under a known seq are a fork: both sides are kept and an alarm is raised") {
    MemoryIngest ingest;
    const auto ours = chain_of(4);
    test::EventChain theirs(journal_a);
    theirs.add_line(ours.line(1));
    theirs.add(rating_body(1, "other"), morning() + 9h);
    static_cast<void>(ingest.take(batch_of(id_a, 1, ours.batch())));
    const auto outcome = ingest.take(batch_of(id_a, 1, theirs.batch()));
    REQUIRE(std::holds_alternative<Fork>(outcome));
    CHECK(std::get<Fork>(outcome).seq == 2);
    CHECK(ingest.forked == std::vector{theirs.line(2)});
    CHECK(ingest.alarms.size() == 1);
    CHECK(ingest.journals[id_a].head == ours.head());
    CHECK(ratings_counted(ingest.counts) == 4);
}

TEST_CASE("an event that does not follow our head is a fork too") {
    MemoryIngest ingest;
    const auto ours = chain_of(2);
    auto theirs = chain_of(1);
    theirs.add(rating_body(3, "other"), morning());
    theirs.add(rating_body(3, "next"), morning());
    static_cast<void>(ingest.take(batch_of(id_a, 1, ours.batch())));
    const auto outcome = ingest.take(batch_of(id_a, 3, theirs.batch(3)));
    REQUIRE(std::holds_alternative<Fork>(outcome));
    CHECK(std::get<Fork>(outcome).seq == 3);
    CHECK(ingest.forked == std::vector{theirs.line(3)});
}

TEST_CASE("a batch whose chain breaks is accepted up to the break") {
    MemoryIngest ingest;
    auto chain = chain_of(2);
    test::EventChain other(journal_a);
    other.add_line("x");
    other.add_line("y");
    other.add(rating_body(5, "v"), morning());
    const auto bytes = chain.batch() + other.batch(3);
    CHECK(receipt(ingest.take(batch_of(id_a, 1, bytes))).head == chain.head());
    const auto outcome = ingest.take(batch_of(id_a, 3, other.batch(3)));
    CHECK(std::holds_alternative<Fork>(outcome));
}

TEST_CASE("poison is parked with a reason while the rest flows, and told again with the same batch") {
    MemoryIngest ingest;
    test::EventChain chain(journal_a);
    chain.add(rating_body(5, "v1"), morning());
    chain.add("rating", R"({"score":"much"})", morning());                          // a known kind, not understood
    chain.add_line("{\"v\":2,\"something\":\"from the future\"}");                   // no envelope of ours
    chain.add_line(write_event_line(journal_b, 4, chain.head().hash, morning(), "started", "{\"version\":\"1\"}"));
    chain.add_line(write_event_line(journal_a, 9, chain.head().hash, morning(), "started", "{\"version\":\"1\"}"));
    RatingBody elsewhere = rating_body(5, "v2");
    elsewhere.office = "mpp";
    chain.add(elsewhere, morning());
    chain.add(WithdrawalBody{2, WithdrawalWhy::undo}, morning());                    // names no rating
    chain.add("dance", R"({"steps":3})", morning());                                 // an unknown kind is no poison
    chain.add(rating_body(1, "v3"), morning() + 1min);

    const auto got = receipt(ingest.take(batch_of(id_a, 1, chain.batch())));
    CHECK(got.head == chain.head());
    std::vector<std::uint64_t> seqs;
    for (const auto& parked : got.parked) {
        seqs.push_back(parked.seq);
        CHECK(!parked.reason.empty());
    }
    CHECK(seqs == std::vector<std::uint64_t>{2, 3, 4, 5, 6, 7});
    CHECK(ingest.journals[id_a].lines.size() == 9);
    CHECK(ratings_counted(ingest.counts) == 2);
    CHECK(receipt(ingest.take(batch_of(id_a, 1, chain.batch()))) == got);
}

TEST_CASE("details and withdrawals change a rating of the same batch, of the same group and of before") {
    for (const int cut : {0, 1, 2, 3, 4, 5}) {
        CAPTURE(cut);
        test::EventChain chain(journal_a);
        chain.add(rating_body(2, "v1"), morning());
        chain.add(RatingDetailBody{1, {"lama"}, std::nullopt}, morning());
        chain.add(RatingDetailBody{1, {"lama", "ramah"}, Cause::queue}, morning());
        chain.add(rating_body(5, "v2"), morning() + 1min);
        chain.add(WithdrawalBody{4, WithdrawalWhy::undo}, morning() + 1min);
        MemoryIngest ingest;
        const auto at = static_cast<std::uint64_t>(cut);
        if (cut > 0) static_cast<void>(ingest.take(batch_of(id_a, 1, chain.batch(1, at))));
        if (cut < 5) static_cast<void>(ingest.take(batch_of(id_a, at + 1, chain.batch(at + 1))));

        const auto& ratings = ingest.journals[id_a].ratings;
        CHECK(ratings.at(1).reasons == std::vector<std::string>{"lama", "ramah"});
        CHECK(ratings.at(1).cause == Cause::queue);
        CHECK(ratings.at(1).changed == 3);
        CHECK(ratings.at(4).withdrawn == WithdrawalWhy::undo);
        CHECK(ratings_counted(ingest.counts) == 1);
        CHECK(ingest.counts.ratings.begin()->first.score == 2);
        CHECK(ingest.counts.reasons.size() == 2);
        CHECK(ingest.counts.reasons.begin()->first.cause == Cause::queue);
    }
}

TEST_CASE("who says that they were pressed flags their rating, until a later detail takes it back") {
    MemoryIngest ingest;
    test::EventChain chain(journal_a);
    chain.add(rating_body(5, "v1"), morning());
    chain.add(RatingDetailBody{.rating = 1, .reasons = {}, .cause = {}, .pressed = true}, morning() + 5s);
    static_cast<void>(ingest.take(batch_of(id_a, 1, chain.batch())));
    const auto day = local_day(morning(), 7h);
    const FlagKey key{"dukcapil", "o-1", day, "a-1", "ktp", Flag::pressed};
    REQUIRE(ingest.journals[id_a].ratings.size() == 1);
    CHECK(ingest.journals[id_a].ratings.at(1).flags == static_cast<std::uint8_t>(Flag::pressed));
    CHECK(ingest.counts.flags == std::map<FlagKey, std::int64_t>{{key, 1}});
    chain.add(RatingDetailBody{.rating = 1, .reasons = {}, .cause = {}}, morning() + 9s);
    static_cast<void>(ingest.take(batch_of(id_a, 3, chain.batch(3))));
    CHECK(ingest.journals[id_a].ratings.at(1).flags == 0);
    CHECK(ingest.counts.flags.empty());
}

TEST_CASE("a second withdrawal changes nothing, and details of a withdrawn rating are not counted") {
    MemoryIngest ingest;
    test::EventChain chain(journal_a);
    chain.add(rating_body(2, "v1"), morning());
    chain.add(WithdrawalBody{1, WithdrawalWhy::wrong_officer}, morning());
    chain.add(WithdrawalBody{1, WithdrawalWhy::undo}, morning());
    chain.add(RatingDetailBody{1, {"lama"}, std::nullopt}, morning());
    static_cast<void>(ingest.take(batch_of(id_a, 1, chain.batch())));
    CHECK(ingest.counts == Counts{});
    CHECK(ingest.journals[id_a].ratings.at(1).withdrawn == WithdrawalWhy::wrong_officer);
    CHECK(ingest.journals[id_a].parked.empty());
}

TEST_CASE("shifts are projected") {
    MemoryIngest ingest;
    test::EventChain chain(journal_a);
    chain.add(ShiftBody{"dukcapil", "a-1", "o-1", true}, morning());
    static_cast<void>(ingest.take(batch_of(id_a, 1, chain.batch())));
    REQUIRE(ingest.shifts.size() == 1);
    CHECK(ingest.shifts[0].body.officer == "o-1");
}

TEST_CASE("a rating stands under its local day and under the only service of its counter") {
    MemoryIngest ingest;
    test::EventChain chain(journal_a);
    const auto late = *parse_rfc3339("2026-11-24T17:30:00.000Z");  // half past midnight in the office
    chain.add(rating_body(4, "v1", "o-1", "a-1"), late);
    chain.add(rating_body(4, "v2", "o-2", "a-2"), late + 1min);
    static_cast<void>(ingest.take(batch_of(id_a, 1, chain.batch(), late + 1h)));
    CHECK(ingest.journals[id_a].ratings.at(1).day == *parse_iso_date("2026-11-25"));
    CHECK(ingest.journals[id_a].ratings.at(1).service == "ktp");
    CHECK(ingest.journals[id_a].ratings.at(2).service == "");  // this counter offers two
}

TEST_CASE("however the events are cut into batches and groups, the projections are the same") {
    test::EventChain chain(journal_a);
    for (int i = 0; i < 30; ++i) {
        const auto seq = chain.add(rating_body(1 + i % 5, "v" + std::to_string(i / 2), i % 3 ? "o-1" : "o-2"), morning() + i * 7s);
        if (i % 4 == 0) chain.add(RatingDetailBody{seq, {"lama"}, std::nullopt}, morning() + i * 7s);
        if (i % 7 == 0) chain.add(WithdrawalBody{seq, WithdrawalWhy::undo}, morning() + i * 7s);
    }
    MemoryIngest whole;
    static_cast<void>(whole.take(batch_of(id_a, 1, chain.batch())));
    for (const std::uint64_t step : {1, 2, 3, 7}) {
        CAPTURE(step);
        MemoryIngest cut;
        std::vector<std::unique_ptr<Batch>> group;
        for (std::uint64_t first = 1; first <= chain.head().seq; first += step) {
            group.push_back(batch_of(id_a, first, chain.batch(first, std::min(first + step - 1, chain.head().seq))));
            if (group.size() == 3) static_cast<void>(cut.take(std::exchange(group, {})));
        }
        static_cast<void>(cut.take(std::move(group)));
        CHECK(cut.journals[id_a].ratings == whole.journals[id_a].ratings);
        CHECK(cut.counts == whole.counts);
    }
}

TEST_CASE("a batch needs one or more whole lines, not too many, and a first") {
    const auto read = [](std::uint64_t first, std::string bytes) {
        return read_batch(id_a, morning(), morning(), first, std::move(bytes));
    };
    CHECK(read(1, "").error().kind == BatchProblem::Kind::malformed);
    CHECK(read(1, "no end").error().kind == BatchProblem::Kind::malformed);
    CHECK(read(0, "x\n").error().kind == BatchProblem::Kind::malformed);
    CHECK(read(max_seq, "x\n").error().kind == BatchProblem::Kind::malformed);
    CHECK(read(max_seq - 1, "x\n"));
    std::string lines;
    for (std::size_t i = 0; i < max_batch_events; ++i) lines += "\n";
    CHECK(read(1, lines));
    CHECK(read(1, lines + "\n").error().kind == BatchProblem::Kind::too_large);
    CHECK(read(1, std::string(max_batch_bytes, 'x') + "\n").error().kind == BatchProblem::Kind::too_large);
}

}  // namespace rancak::server
