#include "tests/support/kiosk_world.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

template <class T>
T stored(const KioskWorld& world, std::size_t seq) {
    REQUIRE(world.journal.size() >= seq);
    const auto* body = std::get_if<T>(&world.journal[seq - 1]);
    REQUIRE(body);
    return *body;
}

KioskWorld at_why(int score = 2, const char* officer = "o-1") {
    KioskWorld world;
    world.act(Begin{});
    world.act(PickOfficer{officer});
    world.act(Rate{score});
    REQUIRE(world.on<Why>());
    return world;
}

// What was counted, a word a visit: "rated" or "looked".
std::vector<std::string> counted(const KioskWorld& world) {
    std::vector<std::string> all;
    for (const Effect& effect : world.effects)
        if (const auto* visit = std::get_if<CountVisit>(&effect)) all.emplace_back(visit->rated ? "rated" : "looked");
    return all;
}
using Counted = std::vector<std::string>;

}  // namespace

TEST_CASE("lobby: two touches after the first give a rating to the officer picked") {
    KioskWorld world;
    world.act(Begin{});
    REQUIRE(world.on<ChooseOfficer>());
    world.act(PickOfficer{"o-2"});
    REQUIRE(world.on<Faces>());
    CHECK(world.journal.empty());
    world.act(Rate{4});
    const auto rating = stored<RatingBody>(world, 1);
    CHECK(rating.score == 4);
    CHECK(rating.office == "a");
    CHECK(rating.counter == "a-2");
    CHECK(rating.officer == "o-2");
    CHECK(rating.visit == world.state().visit->id);
    CHECK(world.on<Why>()->rating.seq == 1);
}

TEST_CASE("counter: the first touch is the rating, and without a shift it lands on the counter, not on a colleague") {
    KioskWorld world{Placement::counter, "a-1"};
    world.act(Rate{5});
    const auto rating = stored<RatingBody>(world, 1);
    CHECK(rating.counter == "a-1");
    CHECK(rating.officer.empty());
    CHECK(world.on<Why>());
}

TEST_CASE("nothing is thanked before it is stored") {
    KioskWorld world;
    world.journal_is_slow = true;
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{1});
    CHECK(world.on<Faces>());
    world.act(Rate{5});  // an impatient second press changes nothing
    world.store();
    REQUIRE(world.on<Why>());
    CHECK(world.on<Why>()->rating.score == 1);
    CHECK(world.journal.size() == 1);
}

TEST_CASE("a rating that cannot be stored is not thanked and no more are taken") {
    KioskWorld world;
    world.journal_is_broken = true;
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{3});
    REQUIRE(world.on<OutOfService>());
    CHECK(world.on<OutOfService>()->why == "Disk penuh");
    CHECK_FALSE(world.state().visit);
    world.act(Begin{});
    CHECK(world.on<OutOfService>());
    world.pass(journal_retry_every);
    REQUIRE(!world.effects.empty());
    CHECK(std::holds_alternative<ReopenJournal>(world.effects.back()));
    world.journal_is_broken = false;
    world.act(JournalRecovered{});
    CHECK(world.on<Attract>());
}

TEST_CASE("staff who sign in on a broken kiosk do not bring the faces back") {
    KioskWorld world{Placement::counter, "a-1"};
    world.journal_is_broken = true;
    world.act(Rate{3});
    world.act(OpenSignIn{});
    REQUIRE(world.on<SignIn>());
    world.act(Back{});
    CHECK(world.on<OutOfService>());
}

TEST_CASE("reasons and cause are stored with done, and only those offered for the score") {
    KioskWorld world = at_why(2);
    world.act(ToggleReason{"slow"});
    world.act(ToggleReason{"rude"});
    world.act(ToggleReason{"rude"});  // taken back
    world.act(ToggleReason{"kind"});  // offered for good marks only
    world.act(ToggleCause{Cause::rule});
    world.act(ToggleCause{Cause::queue});
    world.act(Done{});
    const auto detail = stored<RatingDetailBody>(world, 2);
    CHECK(detail.rating == 1);
    CHECK(detail.reasons == std::vector<std::string>{"slow"});
    CHECK(detail.cause == Cause::queue);
    REQUIRE(world.on<Thanks>());
    world.pass(thanks_last);
    CHECK(world.on<Attract>());
    CHECK_FALSE(world.state().visit);
}

TEST_CASE("that somebody pressed them stands in the detail, is taken back by a second touch, and moves with the rating") {
    KioskWorld world = at_why(5);
    world.act(TogglePressed{});
    world.act(TogglePressed{});
    world.act(Done{});
    CHECK(world.journal.size() == 1);
    world = at_why(5);
    world.act(TogglePressed{});
    world.act(WrongOfficer{});
    world.act(PickOfficer{"o-2"});
    REQUIRE(world.on<Why>());
    CHECK(world.on<Why>()->pressed);
    CHECK(world.on<Why>()->rating.subject.officer == "o-2");
    world.pass(idle_after + idle_warning_lasts);  // who walks away has said it all the same
    const auto detail = stored<RatingDetailBody>(world, 4);
    CHECK(detail.rating == 3);
    CHECK(detail.pressed);
}

TEST_CASE("done without reasons stores nothing more") {
    KioskWorld world = at_why();
    world.act(Done{});
    CHECK(world.on<Thanks>());
    CHECK(world.journal.size() == 1);
}

TEST_CASE("undo withdraws the rating and offers the faces again") {
    KioskWorld world = at_why();
    world.act(Undo{});
    CHECK(stored<WithdrawalBody>(world, 2) == WithdrawalBody{1, WithdrawalWhy::undo});
    REQUIRE(world.on<Faces>());
    CHECK(world.on<Faces>()->withdrawn);
    CHECK(world.standing_ratings().empty());
    world.act(Rate{5});
    REQUIRE(world.standing_ratings().size() == 1);
    CHECK(world.standing_ratings()[0].score == 5);
}

TEST_CASE("wrong officer moves the rating, with its reasons, to the officer chosen") {
    KioskWorld world = at_why(2, "o-1");
    world.act(ToggleReason{"slow"});
    world.act(WrongOfficer{});
    REQUIRE(world.on<ChooseOfficer>());
    CHECK(world.on<ChooseOfficer>()->correcting);
    CHECK(world.journal.size() == 1);
    world.act(PickOfficer{"o-2"});
    CHECK(stored<WithdrawalBody>(world, 2) == WithdrawalBody{1, WithdrawalWhy::wrong_officer});
    REQUIRE(world.standing_ratings().size() == 1);
    CHECK(world.standing_ratings()[0].officer == "o-2");
    CHECK(world.standing_ratings()[0].score == 2);
    REQUIRE(world.on<Why>());
    CHECK(world.on<Why>()->reasons.contains("slow"));
    CHECK(world.on<Why>()->rating.seq == 3);
}

TEST_CASE("wrong officer and then the same officer, or back, changes nothing") {
    KioskWorld world = at_why(2, "o-1");
    world.act(WrongOfficer{});
    world.act(PickOfficer{"o-1"});
    CHECK(world.on<Why>());
    world.act(WrongOfficer{});
    world.act(Back{});
    CHECK(world.on<Why>());
    CHECK(world.journal.size() == 1);
}

TEST_CASE("who leaves while correcting the officer leaves the mark on nobody") {
    KioskWorld world = at_why(2, "o-1");
    world.act(WrongOfficer{});
    world.pass(idle_after + idle_warning_lasts);
    CHECK(world.on<Attract>());
    REQUIRE(world.standing_ratings().size() == 1);
    CHECK(world.standing_ratings()[0].officer.empty());
    CHECK(world.standing_ratings()[0].score == 2);
}

TEST_CASE("who walks away after one touch has still rated, and the chosen reasons are kept") {
    KioskWorld world = at_why(1);
    world.act(ToggleReason{"rude"});
    world.pass(idle_after);
    CHECK(world.state().idle_warning);
    CHECK(world.on<Why>());
    world.pass(idle_warning_lasts);
    CHECK(world.on<Attract>());
    CHECK(world.standing_ratings().size() == 1);
    CHECK(stored<RatingDetailBody>(world, 2).reasons == std::vector<std::string>{"rude"});
}

TEST_CASE("in one visit two officers get two ratings, and the same officer's second replaces the first") {
    KioskWorld world = at_why(4, "o-1");
    world.act(Done{});
    world.act(Begin{});  // rate somebody else
    world.act(PickOfficer{"o-2"});
    world.act(Rate{5});
    world.act(Done{});
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{1});
    const auto standing = world.standing_ratings();
    REQUIRE(standing.size() == 2);
    CHECK(standing[0].officer == "o-2");
    CHECK(standing[1].officer == "o-1");
    CHECK(standing[1].score == 1);
    CHECK(standing[0].visit == standing[1].visit);
    CHECK(stored<WithdrawalBody>(world, 3) == WithdrawalBody{1, WithdrawalWhy::replaced});
}

TEST_CASE("who rates somebody else is thanked anew, with the whole time, and does not see the attract screen between") {
    KioskWorld world = at_why(4, "o-1");
    world.act(Done{});
    world.pass(thanks_last - 1s);
    const std::string visit = world.state().visit->id;
    world.act(Begin{});
    REQUIRE(world.on<ChooseOfficer>());
    CHECK_FALSE(world.on<ChooseOfficer>()->correcting);
    world.pass(thanks_last);  // the countdown of the thanks that were left counts no more
    CHECK(world.on<ChooseOfficer>());
    CHECK(world.state().visit->id == visit);
    world.act(PickOfficer{"o-2"});
    world.act(Rate{5});
    world.act(Done{});
    REQUIRE(world.on<Thanks>());
    world.pass(thanks_last - 1s);
    CHECK(world.on<Thanks>());
    world.pass(1s);
    CHECK(world.on<Attract>());
    CHECK(world.standing_ratings().size() == 2);
}

TEST_CASE("at a counter, and where no officer is on duty, nobody else can be rated") {
    KioskWorld counter{Placement::counter, "a-1"};
    counter.act(Rate{5});
    counter.act(Done{});
    CHECK_FALSE(may_rate_another(counter.state()));
    counter.act(Begin{});
    CHECK(counter.on<Thanks>());

    KioskWorld lobby = at_why();
    lobby.act(Done{});
    CHECK(may_rate_another(lobby.state()));
    State alone = lobby.state();
    for (const Officer& officer : alone.catalogue->officers) alone.left_today.insert(officer.id);
    CHECK_FALSE(may_rate_another(alone));
}

TEST_CASE("an officer who moved to another counter within the visit is still rated once") {
    KioskWorld world = at_why(4, "o-1");
    world.act(Done{});
    world.act(Begin{});
    auto moved = std::make_shared<Catalogue>(*world.state().catalogue);
    moved->officers[0].counter = "a-2";
    world.act(CatalogueArrived{moved});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{2});
    const auto standing = world.standing_ratings();
    REQUIRE(standing.size() == 1);
    CHECK(standing[0].counter == "a-2");
    CHECK(standing[0].score == 2);
}

TEST_CASE("I am not sure rates the office in the lobby") {
    KioskWorld world;
    world.act(Begin{});
    world.act(PickUnsure{});
    world.act(Rate{3});
    const auto rating = stored<RatingBody>(world, 1);
    CHECK(rating.officer.empty());
    CHECK(rating.counter.empty());
}

TEST_CASE("an officer who is not in the catalogue cannot be picked, a score that is no face cannot be given") {
    KioskWorld world;
    world.act(Begin{});
    world.act(PickOfficer{"o-99"});
    CHECK(world.on<ChooseOfficer>());
    world.act(PickOfficer{"o-1"});
    world.act(Rate{0});
    world.act(Rate{6});
    CHECK(world.on<Faces>());
    CHECK(world.journal.empty());
}

// ---- How many visits there were ----------------------------------------------------------------------------------------

TEST_CASE("a visit is counted once, when it ends, as one with a rating when one stands") {
    KioskWorld world = at_why();
    CHECK(counted(world).empty());
    world.act(Done{});
    CHECK(counted(world).empty());  // thanked, and still here
    world.act(Done{});
    CHECK(counted(world) == Counted{"rated"});
    world.pass(10min);
    CHECK(counted(world) == Counted{"rated"});
}

TEST_CASE("a visit that walks away counts like one that takes leave") {
    SUBCASE("after a rating") {
        KioskWorld world = at_why();
        world.pass(2min);
        CHECK(counted(world) == Counted{"rated"});
    }
    SUBCASE("before one") {
        KioskWorld world;
        world.act(Begin{});
        world.pass(2min);
        CHECK(counted(world) == Counted{"looked"});
    }
    SUBCASE("while the officer is being corrected: the mark stays, on nobody") {
        KioskWorld world = at_why();
        world.act(WrongOfficer{});
        world.pass(2min);
        CHECK(world.standing_ratings().size() == 1);
        CHECK(counted(world) == Counted{"rated"});
    }
    SUBCASE("who only chose a language") {
        KioskWorld world;
        world.act(ChooseLanguage{Language::english});
        world.pass(2min);
        CHECK(counted(world) == Counted{"looked"});
    }
}

TEST_CASE("what was taken back is no rating, and two officers rated in one visit are one") {
    KioskWorld undone = at_why();
    undone.act(Undo{});
    undone.pass(2min);
    CHECK(counted(undone) == Counted{"looked"});
    KioskWorld two = at_why();
    two.act(Done{});
    two.act(Begin{});
    two.act(PickOfficer{"o-2"});
    two.act(Rate{5});
    two.act(Done{});
    two.act(Done{});
    CHECK(two.standing_ratings().size() == 2);
    CHECK(counted(two) == Counted{"rated"});
}

TEST_CASE("who wants to sign in is no citizen, and a touch that leads nowhere is no visit") {
    KioskWorld world;
    world.act(OpenSignIn{});
    world.act(Back{});
    world.act(OpenSignIn{});
    world.act(PickStaff{"o-1"});
    world.pass(2min);
    world.act(Touched{});
    world.pass(2min);
    CHECK(counted(world).empty());
    world.act(Begin{});
    world.act(Back{});
    CHECK(counted(world) == Counted{"looked"});
}

TEST_CASE("a visit whose rating could not be stored is not held against the answers") {
    KioskWorld world;
    world.journal_is_broken = true;
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{3});
    REQUIRE(world.on<OutOfService>());
    world.act(ChooseLanguage{Language::english});
    world.pass(2min);
    CHECK(counted(world).empty());
    world.act(JournalRecovered{});
    CHECK(counted(world).empty());
}

TEST_CASE("a visit belongs to the office's day on which it ended") {
    KioskWorld world;  // 10.12 at the office
    world.pass(13h + 44min);
    world.act(Begin{});
    world.pass(2min);
    REQUIRE(counted(world).size() == 1);
    CHECK(to_iso_date(std::get<CountVisit>(world.effects.back()).day) == "2026-11-24");
    world.act(Begin{});
    world.pass(2min);
    CHECK(to_iso_date(std::get<CountVisit>(world.effects.back()).day) == "2026-11-25");
}
