// The contract of CaseDesk, held by every implementation.

#include "server/core/rebuild.h"
#include "server/core/upkeep.h"
#include "shared/tracking_code.h"
#include "tests/server/adapters/store_fixture.h"

namespace rancak::server {

using namespace std::chrono_literals;

namespace {

const JournalId elsewhere{"mpp", journal_b};

CaseBody told(const std::string& office, const std::string& code, CaseKind kind = CaseKind::complaint) {
    CaseBody body;
    body.office = office;
    body.kind = kind;
    body.code = tracking_hash(code);
    body.text = blake2b(code);
    return body;
}

// Three cases of one office, an hour between them, and one of another in between.
void fill(Store& store) {
    test::EventChain ours(journal_a), theirs(journal_b);
    for (int i = 1; i <= 3; ++i) ours.add(told("dukcapil", std::to_string(i), i == 2 ? CaseKind::question : CaseKind::complaint), morning());
    theirs.add(told("mpp", "m"), morning());
    for (std::uint64_t seq = 1; seq <= 3; ++seq) {
        static_cast<void>(take_in(store, batch_of(id_a, seq, ours.batch(seq, seq), morning() + std::chrono::hours{seq})));
        if (seq == 2) static_cast<void>(take_in(store, batch_of(elsewhere, 1, theirs.batch(), morning() + 150min)));
    }
}

std::vector<std::string> names(Store& store, CaseWish wish) {
    const auto files = store.case_files(wish);
    REQUIRE(files);
    std::vector<std::string> names;
    for (const auto& file : *files) names.push_back(file.row.id.office + std::to_string(file.row.told.seq));
    return names;
}

CaseFile file_of(Store& store, std::uint64_t seq, const std::string& journal = journal_a) {
    const auto file = store.case_file(journal, seq);
    REQUIRE(file);
    REQUIRE(*file);
    return **file;
}

// Of which a test asks nothing but that there may be many.
AuditEntry fresh_entry() {
    SystemRandom random;
    return audit_entry(random, morning(), {"admin", 0, {}}, "case.step", "subject");
}

void step(Store& store, std::uint64_t seq, CaseAction action, std::string text = {}, std::string to = {}, Timestamp at = morning() + 4h) {
    const auto added = store.add_case_step(file_of(store, seq), {at, "admin", action, std::move(text), std::move(to)}, fresh_entry());
    REQUIRE(added);
    CHECK(*added);
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE_TEMPLATE("lists cases newest first, by what is wished, page by page", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    CHECK(names(*store, {}) == Names{"dukcapil3", "mpp1", "dukcapil2", "dukcapil1"});
    CaseWish wish;
    wish.office = "dukcapil";
    wish.limit = 2;
    CHECK(names(*store, wish) == Names{"dukcapil3", "dukcapil2"});
    wish.before = PlaceInTime{morning() + 2h, id_a, 2};
    CHECK(names(*store, wish) == Names{"dukcapil1"});
    CaseWish questions;
    questions.kind = CaseKind::question;
    CHECK(names(*store, questions) == Names{"dukcapil2"});
    step(*store, 1, CaseAction::assign, "", "budi");
    CaseWish assigned;
    assigned.assigned = "budi";
    CHECK(names(*store, assigned) == Names{"dukcapil1"});
    CaseWish received;
    received.state = CaseState::received;
    CHECK(names(*store, received) == Names{"dukcapil3", "mpp1", "dukcapil2"});
    CHECK(*store->case_counts("dukcapil") == std::map<CaseState, std::uint64_t>{{CaseState::received, 2}, {CaseState::in_progress, 1}});
    CHECK(store->case_counts("nowhere")->empty());
}

TEST_CASE_TEMPLATE("keeps every step for good and the state that follows from them", T, STORES) {
    T fixture;
    std::vector<CaseStep> done;
    {
        auto store = fixture.open();
        fill(*store);
        CHECK(file_of(*store, 1).status == CaseStatus{});
        for (const auto& [action, text, to] : std::vector<std::tuple<CaseAction, std::string, std::string>>{
                 {CaseAction::verify, "", ""}, {CaseAction::assign, "", "budi"}, {CaseAction::note, "menelepon loket", ""},
                 {CaseAction::answer, "Sudah kami perbaiki, terima kasih.", ""}}) {
            done.push_back({morning() + 4h + std::chrono::minutes{done.size()}, "admin", action, text, to});
            CHECK(*store->add_case_step(file_of(*store, 1), done.back(), fresh_entry()));
        }
    }
    auto store = fixture.open();
    CHECK(*store->case_steps(id_a, 1) == done);
    CHECK(store->case_steps(id_a, 2)->empty());
    const auto file = file_of(*store, 1);
    CHECK(file.status == CaseStatus{CaseState::answered, 4, "budi", "Sudah kami perbaiki, terima kasih.", morning() + 4h, morning() + 243min});
    CHECK(file.row.received == morning() + 1h);
    CHECK(file.row.told.body == told("dukcapil", "1"));
    CHECK(!*store->case_file(journal_a, 9));
    CHECK(!*store->case_file("nobody", 1));
}

TEST_CASE_TEMPLATE("of two who decide on the same sight of a case one has to look again", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    const auto seen = file_of(*store, 1);
    const CaseStep ours{morning() + 4h, "admin", CaseAction::answer, "Ya.", ""}, theirs{morning() + 4h, "budi", CaseAction::close, "", ""};
    CHECK(*store->add_case_step(seen, ours, entry("ours")));
    CHECK(!*store->add_case_step(seen, theirs, entry("theirs")));
    CHECK(*store->case_steps(id_a, 1) == std::vector{ours});
    CHECK(file_of(*store, 1).status.state == CaseState::answered);
    CHECK(noted(*store) == std::vector<std::string>{"ours"});
}

TEST_CASE_TEMPLATE("what was done with a case outlives that its projections are made anew", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    REQUIRE(store->put_catalogue({morning(), encode(small_catalogue()), "contoh"}, std::nullopt, {}, entry("catalogue")));
    step(*store, 2, CaseAction::answer, "Bawa KK.");
    const auto before = file_of(*store, 2);
    REQUIRE(rebuild(*store, "dukcapil"));
    const auto again = file_of(*store, 2);
    CHECK(again.status == before.status);
    CHECK(again.row.told == before.row.told);
    CHECK(names(*store, {}).size() == 4);
    CHECK(store->case_steps(id_a, 2)->size() == 1);
}

TEST_CASE_TEMPLATE("an answered case is closed when its days are over, once, and no other", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    step(*store, 1, CaseAction::answer, "Ya.");  // Tuesday 24 November: ten open days lead to 8 December
    step(*store, 2, CaseAction::verify);
    const auto catalogue = small_catalogue();
    SystemRandom random;
    const auto on = [](const char* time) { return *parse_rfc3339(time); };
    CHECK(*close_answered_cases(*store, catalogue, {}, random, on("2026-12-08T16:59:59.999Z")) == 0);
    CHECK(*close_answered_cases(*store, catalogue, {}, random, on("2026-12-08T17:00:00.000Z")) == 1);
    CHECK(*close_answered_cases(*store, catalogue, {}, random, on("2027-12-08T17:00:00.000Z")) == 0);
    CHECK(file_of(*store, 1).status.state == CaseState::closed);
    CHECK(store->case_steps(id_a, 1)->back().who == "rancak");
    const auto said = store->audit({}).value();
    REQUIRE(!said.empty());
    CHECK(said.front().who == "rancak");
    CHECK(said.front().what == "case.close");
    CHECK(said.front().subject == journal_a + ".1");
    CHECK(file_of(*store, 2).status.state == CaseState::verified);
}

TEST_CASE_TEMPLATE("comments wait until somebody decides, and another text has to be decided again", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    for (int i = 1; i <= 3; ++i) chain.add(rating_body(i, "v" + std::to_string(i)), morning() + std::chrono::minutes{i});
    chain.add(RatingDetailBody{1, {}, std::nullopt, blake2b("one")}, morning() + 4min);
    chain.add(RatingDetailBody{2, {}, std::nullopt, blake2b("two")}, morning() + 4min);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    const auto listed = [&](CommentState state, std::optional<PlaceInTime> before = std::nullopt, const std::string& office = {}) {
        const auto found = store->comments({office, state, before, 10});
        REQUIRE(found);
        std::vector<std::uint64_t> seqs;
        for (const auto& comment : *found) seqs.push_back(comment.seq);
        return seqs;
    };
    using Seqs = std::vector<std::uint64_t>;
    CHECK(listed(CommentState::pending) == Seqs{2, 1});
    CHECK(listed(CommentState::pending, PlaceInTime{morning() + 2min, id_a, 2}) == Seqs{1});
    CHECK(listed(CommentState::pending, std::nullopt, "mpp").empty());
    const auto one = *store->comment(journal_a, 1);
    REQUIRE(one);
    CHECK(*one == Comment{id_a, 1, morning() + 1min, local_day(morning(), 7h), "o-1", 1, blake2b("one"), CommentState::pending});
    REQUIRE(store->decide_comment(*one, CommentState::hidden, entry("hide", morning() + 1h)));
    REQUIRE(store->decide_comment(*one, CommentState::shown, entry("show", morning() + 2h)));
    CHECK(listed(CommentState::pending) == Seqs{2});
    CHECK(listed(CommentState::shown) == Seqs{1});
    CHECK(listed(CommentState::hidden).empty());

    chain.add(RatingDetailBody{1, {}, std::nullopt, blake2b("other words")}, morning() + 5min);
    chain.add(WithdrawalBody{2, WithdrawalWhy::undo}, morning() + 5min);
    static_cast<void>(take_in(*store, batch_of(id_a, 6, chain.batch(6))));
    CHECK(listed(CommentState::pending) == Seqs{1});
    CHECK(listed(CommentState::shown).empty());
    CHECK(!*store->comment(journal_a, 2));
    CHECK(!*store->comment(journal_a, 3));
    CHECK(!*store->comment("nobody", 1));
}

}  // namespace rancak::server
