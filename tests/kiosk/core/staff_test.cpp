#include "tests/support/kiosk_world.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

void type(KioskWorld& world, const char* digits) {
    for (; *digits; ++digits) world.act(TypeDigit{*digits});
}

KioskWorld signed_in(const char* who, Placement placement = Placement::lobby, const char* counter = "") {
    KioskWorld world{placement, counter};
    world.act(OpenSignIn{});
    world.act(PickStaff{who});
    type(world, "482913");
    world.act(EnterPin{});
    world.act(PinAccepted{who});
    return world;
}

template <class E>
const E& last_effect(const KioskWorld& world) {
    REQUIRE(!world.effects.empty());
    const E* effect = std::get_if<E>(&world.effects.back());
    REQUIRE(effect);
    return *effect;
}

}  // namespace

TEST_CASE("the PIN goes to the check and stays nowhere else") {
    KioskWorld world;
    world.act(OpenSignIn{});
    world.act(PickStaff{"o-1"});
    type(world, "48291");
    world.act(EnterPin{});  // five digits are not enough
    CHECK(world.effects.empty());
    type(world, "39");
    world.act(EraseDigit{});
    world.act(EnterPin{});
    CHECK(last_effect<CheckPin>(world).who == "o-1");
    CHECK(last_effect<CheckPin>(world).pin == "482913");
    CHECK(last_effect<CheckPin>(world).pin_hash == "$argon2id$1");
    CHECK(world.on<SignIn>()->digits.empty());
    CHECK(world.on<SignIn>()->checking);
    world.act(PinAccepted{"o-1"});
    REQUIRE(world.on<StaffHome>());
    CHECK(last_effect<FetchStanding>(world).officer == "o-1");
}

TEST_CASE("who has no PIN, or is of no account here, cannot sign in") {
    KioskWorld world;
    world.act(OpenSignIn{});
    world.act(PickStaff{"o-3"});
    CHECK(world.on<SignIn>()->who.empty());
    world.act(PickStaff{"o-9"});
    CHECK(world.on<SignIn>()->who.empty());
}

TEST_CASE("an answer for somebody else, or one that nobody waits for, opens nothing") {
    KioskWorld world;
    world.act(PinAccepted{"o-1"});
    CHECK(world.on<Attract>());
    world.act(OpenSignIn{});
    world.act(PickStaff{"o-1"});
    world.act(PinAccepted{"o-1"});
    CHECK(world.on<SignIn>());
    type(world, "482913");
    world.act(EnterPin{});
    world.act(PinAccepted{"c-1"});
    CHECK(world.on<SignIn>());
}

TEST_CASE("a refused PIN says so, a locked one takes no digits until the lock ends") {
    KioskWorld world;
    world.act(OpenSignIn{});
    world.act(PickStaff{"o-1"});
    type(world, "111111");
    world.act(EnterPin{});
    world.act(PinRefused{"o-1", std::nullopt});
    CHECK(world.on<SignIn>()->wrong);
    type(world, "111111");
    CHECK_FALSE(world.on<SignIn>()->wrong);
    world.act(EnterPin{});
    world.act(PinRefused{"o-1", world.state().now + 30s});
    type(world, "1");
    CHECK(world.on<SignIn>()->digits.empty());
    world.pass(30s);
    type(world, "1");
    CHECK(world.on<SignIn>()->digits == "1");
}

TEST_CASE("ratings land on the officer who took the counter, until they leave") {
    KioskWorld world = signed_in("o-2", Placement::counter, "a-1");
    world.act(TakeCounter{"a-2"});  // a kiosk at counter 1 speaks for counter 1 only
    CHECK(world.journal.empty());
    world.act(TakeCounter{"a-1"});
    CHECK(std::get<ShiftBody>(world.journal[0]) == ShiftBody{"a", "a-1", "o-2", true});
    world.act(Done{});
    world.act(Rate{4});
    CHECK(std::get<RatingBody>(world.journal[1]).officer == "o-2");
    world.act(Done{});
    world.pass(thanks_last);

    world.act(OpenSignIn{});
    world.act(PickStaff{"o-2"});
    type(world, "482913");
    world.act(EnterPin{});
    world.act(PinAccepted{"o-2"});
    world.act(LeaveCounter{});
    world.act(Done{});
    world.act(Rate{5});
    CHECK(std::get<RatingBody>(world.journal.back()).officer.empty());
}

TEST_CASE("taking a colleague's counter ends the colleague's shift, taking another one ends the own") {
    KioskWorld world = signed_in("o-1");
    world.act(TakeCounter{"a-1"});
    world.act(TakeCounter{"a-2"});
    REQUIRE(world.journal.size() == 3);
    CHECK(std::get<ShiftBody>(world.journal[1]) == ShiftBody{"a", "a-1", "o-1", false});
    CHECK(std::get<ShiftBody>(world.journal[2]) == ShiftBody{"a", "a-2", "o-1", true});
    world.act(Done{});
    world.act(OpenSignIn{});
    world.act(PickStaff{"o-2"});
    type(world, "482913");
    world.act(EnterPin{});
    world.act(PinAccepted{"o-2"});
    world.act(TakeCounter{"a-2"});
    REQUIRE(world.journal.size() == 5);
    CHECK(std::get<ShiftBody>(world.journal[3]) == ShiftBody{"a", "a-2", "o-1", false});
    CHECK(std::get<ShiftBody>(world.journal[4]) == ShiftBody{"a", "a-2", "o-2", true});
}

TEST_CASE("a forgotten sign-out ends at local midnight") {
    KioskWorld world = signed_in("o-2", Placement::counter, "a-1");
    world.act(TakeCounter{"a-1"});
    world.act(Done{});
    world.pass(15h);  // 10.12 WIB -> past midnight
    world.act(Rate{4});
    CHECK(std::get<RatingBody>(world.journal.back()).officer.empty());
}

TEST_CASE("a standing is shown to its own officer only") {
    KioskWorld world = signed_in("o-1");
    StandingView view;
    view.standing.officer = "o-2";
    world.act(StandingArrived{view});
    CHECK(world.on<StaffHome>()->loading);
    view.standing.officer = "o-1";
    world.act(StandingArrived{view});
    CHECK_FALSE(world.on<StaffHome>()->loading);
    CHECK(world.on<StaffHome>()->standing);
}

TEST_CASE("the caretaker's figures are read at once and every five seconds") {
    KioskWorld world = signed_in("c-1");
    CHECK(std::holds_alternative<ReadHealth>(world.effects.back()));
    CHECK(std::get<CaretakerBody>(world.journal[0]) == CaretakerBody{"c-1", "signed_in"});
    const auto before = world.effects.size();
    world.pass(11s);
    CHECK(world.effects.size() == before + 2);
}

TEST_CASE("an export goes only where it was offered, keeps the screen alive and is written into the journal") {
    KioskWorld world = signed_in("c-1");
    world.act(OpenExport{ExportKind::ratings_csv});
    CHECK(std::holds_alternative<FindDestinations>(world.effects.back()));
    world.act(DestinationsFound{{{"/media/stick", "Stick"}}});
    world.act(StartExport{"/etc"});
    CHECK(world.on<CaretakerHome>()->exporting->step == ExportState::Step::choosing);
    world.act(StartExport{"/media/stick"});
    CHECK(last_effect<BeginExport>(world).path == "/media/stick");
    world.act(ExportProgress{5, 10});
    CHECK(world.on<CaretakerHome>()->exporting->done == 5);
    world.pass(10min);  // a large export outlives the idle reset
    REQUIRE(world.on<CaretakerHome>());
    world.act(Back{});
    REQUIRE(world.on<CaretakerHome>());
    world.act(ExportEnded{ExportEnded::How::done, "/media/stick/a.csv"});
    CHECK(world.on<CaretakerHome>()->exporting->step == ExportState::Step::done);
    CHECK(std::get<CaretakerBody>(world.journal.back()).action == "exported_ratings");
    world.act(CloseExport{});
    CHECK_FALSE(world.on<CaretakerHome>()->exporting);
}

TEST_CASE("an export can be cancelled and then says so") {
    KioskWorld world = signed_in("c-1");
    world.act(OpenExport{ExportKind::journal});
    world.act(DestinationsFound{{{"/media/stick", "Stick"}}});
    world.act(StartExport{"/media/stick"});
    world.act(CancelExport{});
    CHECK(std::holds_alternative<StopExport>(world.effects.back()));
    world.act(ExportEnded{ExportEnded::How::cancelled, ""});
    CHECK(world.on<CaretakerHome>()->exporting->step == ExportState::Step::cancelled);
    CHECK(world.journal.size() == 1);
}
