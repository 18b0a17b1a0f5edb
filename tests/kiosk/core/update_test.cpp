#include "tests/support/kiosk_world.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

TEST_CASE("a visit begins clean, whatever the one before chose") {
    KioskWorld world;
    world.act(ChooseLanguage{Language::english});
    world.act(ChooseTextSize{TextSize::largest});
    world.act(ChooseTheme{Theme::high_contrast});
    CHECK(world.state().preferences.text_size == TextSize::largest);
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{4});
    world.act(Done{});
    CHECK(std::get<RatingBody>(world.journal[0]).language == Language::english);
    world.pass(thanks_last);
    CHECK(world.state().preferences == Preferences{});
}

TEST_CASE("a language chosen by somebody who then leaves does not stay") {
    KioskWorld world;
    world.act(ChooseLanguage{Language::english});
    world.pass(idle_after);
    CHECK(world.state().preferences == Preferences{});
    CHECK_FALSE(world.state().visit);
}

TEST_CASE("idle: a warning after 60 s that one touch ends, a reset 30 s later") {
    KioskWorld world;
    world.act(Begin{});
    world.pass(59s);
    CHECK_FALSE(world.state().idle_warning);
    world.pass(1s);
    CHECK(world.state().idle_warning);
    world.act(StillHere{});
    CHECK_FALSE(world.state().idle_warning);
    CHECK(world.on<ChooseOfficer>());
    world.pass(89s);
    CHECK(world.on<ChooseOfficer>());
    world.pass(1s);
    CHECK(world.on<Attract>());
}

TEST_CASE("time on the wall may jump without ending a visit") {
    Moment moment{Monotonic{1s}, parse_rfc3339("2026-11-24T03:12:45.000Z").value(), "v"};
    Setup setup;
    setup.office = "a";
    State state = first_state(setup, sample_catalogue(), {}, moment);
    state = update(state, Begin{}, moment).state;
    moment.wall += std::chrono::years{30};
    moment.now += 1s;
    state = update(state, Tick{}, moment).state;
    CHECK(std::holds_alternative<ChooseOfficer>(state.screen));
    CHECK_FALSE(state.idle_warning);
}

TEST_CASE("nothing to wait for but the minute when nobody is here") {
    KioskWorld world;
    const auto due = next_deadline(world.state());
    REQUIRE(due);
    CHECK(*due - world.state().now == 15s);  // the sample clock stands at 03:12:45
}

TEST_CASE("what is stored when its visit is over changes nobody's screen") {
    for (const bool somebody : {false, true}) {
        KioskWorld world;
        world.act(Begin{});
        world.act(PickOfficer{"o-1"});
        world.act(Rate{4});
        world.journal_is_slow = true;
        world.act(Undo{});
        world.pass(idle_after + idle_warning_lasts);
        REQUIRE(world.on<Attract>());
        if (somebody) world.act(ChooseLanguage{Language::english});
        world.store();
        CHECK(world.on<Attract>());
        CHECK(world.standing_ratings().empty());
    }
}

TEST_CASE("a kiosk whose journal does not open takes no ratings from the start") {
    KioskWorld world{Placement::counter, "a-1"};
    world.act(StoreFailed{0, "Disk rusak"});
    REQUIRE(world.on<OutOfService>());
    world.act(Rate{5});
    CHECK(world.journal.empty());
    world.act(StoreFailed{77, "an answer that nobody waits for"});
    CHECK(world.on<OutOfService>()->why == "Disk rusak");
}

TEST_CASE("a kiosk without a catalogue for its office is not ready until one arrives") {
    Moment moment{Monotonic{1s}, Timestamp{}, "v"};
    Setup setup;
    setup.office = "a";
    State state = first_state(setup, std::make_shared<Catalogue>(), {}, moment);
    CHECK(std::holds_alternative<NotReady>(state.screen));
    state = update(state, Rate{5}, moment).state;
    CHECK(std::holds_alternative<NotReady>(state.screen));
    state = update(state, CatalogueArrived{sample_catalogue()}, moment).state;
    CHECK(std::holds_alternative<Attract>(state.screen));
}

TEST_CASE("a catalogue without the officer being rated does not stop the rating") {
    KioskWorld world;
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    auto smaller = std::make_shared<Catalogue>(*sample_catalogue());
    smaller->officers.clear();
    world.act(CatalogueArrived{smaller});
    world.act(Rate{4});
    CHECK(world.on<Why>());
    CHECK(world.standing_ratings().size() == 1);
}

namespace {

Action any_action(int which, int value) {
    static const char* officers[] = {"o-1", "o-2", "o-3", "o-9"};
    static const char* people[] = {"o-1", "o-2", "c-1", "o-9"};
    static const char* counters[] = {"a-1", "a-2", "b-1", ""};
    static const char* services[] = {"ktp", "kk", "none", ""};
    switch (which % 51) {
        case 0: case 1: return Begin{};
        case 2: case 3: return PickOfficer{officers[value % 4]};
        case 4: return PickUnsure{};
        case 5: case 6: case 7: return Rate{value % 7};
        case 8: return ToggleReason{value % 2 ? "slow" : "kind"};
        case 9: return ToggleCause{causes[static_cast<std::size_t>(value) % 4]};
        case 10: return Undo{};
        case 11: return WrongOfficer{};
        case 12: case 13: return Done{};
        case 14: return Back{};
        case 15: return StillHere{};
        case 16: return ChooseLanguage{languages[static_cast<std::size_t>(value) % 3]};
        case 17: return OpenSignIn{};
        case 18: return PickStaff{people[value % 4]};
        case 19: case 20: return TypeDigit{static_cast<char>('0' + value % 10)};
        case 21: return EraseDigit{};
        case 22: return EnterPin{};
        case 23: return PinAccepted{people[value % 4]};
        case 24: return PinRefused{people[value % 4], std::nullopt};
        case 25: return TakeCounter{counters[value % 4]};
        case 26: return LeaveCounter{};
        case 27: return OpenExport{ExportKind::journal};
        case 28: return CancelExport{};
        case 29: return OpenHome{};
        case 30: return OpenServices{};
        case 31: return OpenPledge{};
        case 32: return PickCategory{value % 2 ? "cards" : ""};
        case 33: return OpenKeyboard{};
        case 34: return TypeCharacter{static_cast<char32_t>(value)};
        case 35: return OpenService{services[value % 4]};
        case 36: return ToggleRequirement{static_cast<std::size_t>(value) % 4};
        case 37: return ToggleMore{};
        case 38: return OpenParticipation{};
        case 39: return OpenForum{"talk"};
        case 40: return Support{value % 2 ? "bus" : "net"};
        case 41: return OpenSurvey{};
        case 42: return PickSurveyService{services[value % 4]};
        case 43: case 44: case 45: return AnswerSurvey{value % 7 - 1};
        case 46: return NextQuestion{};
        case 47: return SendSurvey{};
        case 48: return LeaveSurvey{};
        case 49: return TogglePressed{};
        default: return CloseExport{};
    }
}

std::shared_ptr<const Catalogue> with_forum() {
    auto catalogue = std::make_shared<Catalogue>(*sample_catalogue());
    Forum forum{"talk", "a", {"Forum", "", ""}, *parse_iso_date("2026-12-10"), std::chrono::hours{9}, {"Aula", "", ""}};
    forum.topics = {{"bus", {"Bus", "", ""}}, {"net", {"Internet", "", ""}}};
    catalogue->forums = {forum};
    return catalogue;
}

std::uint64_t supports_of(const KioskWorld& world, const std::string& topic) {
    return static_cast<std::uint64_t>(std::count_if(world.journal.begin(), world.journal.end(), [&](const EventBody& body) {
        const auto* support = std::get_if<SupportBody>(&body);
        return support && support->topic == topic;
    }));
}

}  // namespace

TEST_CASE("any order of actions, with power and disk failing, loses no thanked rating and ends clean") {
    CHECK(rc::check("random visits", [](const std::vector<std::uint16_t>& plays, bool counter) {
        KioskWorld world{counter ? Placement::counter : Placement::lobby, counter ? "a-1" : ""};
        world.act(CatalogueArrived{with_forum()});
        for (std::uint16_t play : plays) {
            if (play % 97 == 0) world.pass(std::chrono::seconds{play % 100});
            world.journal_is_broken = play % 89 == 0;
            world.act(any_action(play & 0xFF, play >> 8));
            if (const auto* why = world.on<Why>()) {
                RC_ASSERT(why->rating.seq <= world.journal.size());
                RC_ASSERT(std::get<RatingBody>(world.journal[why->rating.seq - 1]).score == why->rating.score);
            }
            RC_ASSERT(next_deadline(world.state()).has_value() || world.on<NotReady>());
        }
        world.journal_is_broken = false;
        world.act(JournalRecovered{});
        world.act(CloseExport{});
        world.act(ExportEnded{ExportEnded::How::cancelled, ""});
        world.pass(idle_after + idle_warning_lasts + thanks_last);
        RC_ASSERT(world.on<Attract>() != nullptr);
        RC_ASSERT(!world.state().visit);
        RC_ASSERT(world.state().preferences == Preferences{});
        for (const char* topic : {"bus", "net"}) RC_ASSERT(supports_of(world, topic) <= world.state().visits);
        // no visit gives one subject two standing ratings
        const auto standing = world.standing_ratings();
        for (std::size_t i = 0; i < standing.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                RC_ASSERT(!(standing[i].visit == standing[k].visit && standing[i].officer == standing[k].officer &&
                            standing[i].counter == standing[k].counter));
    }));
}
