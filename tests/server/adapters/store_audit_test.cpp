// The contract of whatever changes a store for somebody: the change and its entry in the audit log are one transaction.

#include "shared/tracking_code.h"
#include "tests/server/adapters/store_fixture.h"

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

// A rating with a comment, and a case.
void fill(Store& store) {
    test::EventChain chain(journal_a);
    chain.add(rating_body(2, "v"), morning());
    chain.add(RatingDetailBody{1, {}, std::nullopt, blake2b("comment")}, morning());
    CaseBody body;
    body.office = "dukcapil";
    body.code = tracking_hash("A");
    chain.add(body, morning());
    static_cast<void>(take_in(store, batch_of(id_a, 1, chain.batch())));
}

// Everything that is told of the things that the calls below change, the log included.
std::vector<std::string> told(Store& store) {
    std::vector<std::string> all;
    const auto users = store.users().value();
    for (const auto& one : users) all.push_back("user " + one.user.name);
    const auto file = store.case_file(journal_a, 3).value().value();
    all.push_back("case " + std::string(code(file.status.state)) + " " + std::to_string(store.case_steps(id_a, 3)->size()));
    all.push_back("comment " + std::string(code(store.comment(journal_a, 1).value().value().state)));
    all.push_back("publications " + std::to_string(store.publications("")->size()));
    all.push_back("media " + std::to_string(store.media(blake2b("picture")).value().has_value()));
    all.push_back("catalogues " + std::to_string(store.catalogue_times()->size()));
    all.push_back("tokens " + std::to_string(store.tokens()->size()));
    return all;
}

// One change of each kind; how many were made.
std::size_t change_all(Store& store) {
    const auto file = store.case_file(journal_a, 3).value().value();
    const auto comment = store.comment(journal_a, 1).value().value();
    const Publication publication{"dukcapil", "p", "", {*parse_iso_date("2026-11-01"), *parse_iso_date("2026-11-30")}, 1, 8000, "{}", morning(), "upik"};
    std::size_t made = 0;
    const auto count = [&](const auto& stored) { made += stored.has_value(); };
    count(store.add_user({"upik", "Upik", Role::city, "", "hash", false, morning(), {}}, entry("user")));
    count(store.add_case_step(file, {morning(), "upik", CaseAction::answer, "Ya.", {}}, entry("step")));
    count(store.decide_comment(comment, CommentState::shown, entry("comment")));
    count(store.put_publication(publication, entry("publication")));
    count(store.put_media(blake2b("picture"), "picture", entry("media")));
    count(store.put_catalogue({morning(), encode(small_catalogue()), "upik"}, std::nullopt, {"dukcapil"}, entry("catalogue")));
    count(store.add_token({"t-1", "Dasbor (contoh)", secret_hash("one"), all_rights, "", morning(), {}, {}}, entry("token")));
    return made;
}

}  // namespace

TEST_CASE_TEMPLATE("a change whose entry cannot be written is not made, and is made whole when it can be", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    const auto before = told(*store);
    fixture.execute("ALTER TABLE audit RENAME TO audit_away");
    CHECK(change_all(*store) == 0);
    fixture.execute("ALTER TABLE audit_away RENAME TO audit");
    CHECK(told(*store) == before);
    CHECK(noted(*store).empty());

    CHECK(change_all(*store) == 7);
    const auto changed = told(*store);
    CHECK(changed[0] == "user upik");
    CHECK(changed[1] == "case answered 1");
    CHECK(changed[2] == "comment shown");
    CHECK(changed.size() == before.size() + 1);
    CHECK(noted(*store).size() == 7);
}

}  // namespace rancak::server
