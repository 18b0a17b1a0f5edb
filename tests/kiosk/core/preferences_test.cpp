#include "tests/support/kiosk_world.h"

#include <doctest/doctest.h>

#include <array>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

constexpr std::array aids{Aid::low_reach, Aid::mirrored, Aid::calm, Aid::more_time};

}  // namespace

TEST_CASE("each aid is off, is switched on alone, and is gone with the visit") {
    for (const Aid aid : aids) {
        KioskWorld world;
        CHECK_FALSE(world.state().preferences.aid(aid));
        world.act(SetAid{aid, true});
        for (const Aid other : aids) CHECK(world.state().preferences.aid(other) == (other == aid));
        CHECK(world.state().visit);
        world.act(Begin{});
        world.act(PickOfficer{"o-1"});
        CHECK(world.state().preferences.aid(aid));
        world.act(Back{});
        world.act(Back{});
        CHECK(world.on<Attract>());
        CHECK(world.state().preferences == Preferences{});
    }
}

TEST_CASE("more time: the screen waits twice as long before it asks and before it goes") {
    KioskWorld world;
    world.act(Begin{});
    world.act(SetAid{Aid::more_time, true});
    world.pass(2 * idle_after - 1s);
    CHECK_FALSE(world.state().idle_warning);
    world.pass(1s);
    CHECK(world.state().idle_warning);
    world.pass(2 * idle_warning_lasts - 1s);
    CHECK(world.on<ChooseOfficer>());
    world.pass(1s);
    CHECK(world.on<Attract>());
}

TEST_CASE("more time asked for in the warning ends it and counts at once") {
    KioskWorld world;
    world.act(Begin{});
    world.pass(idle_after);
    REQUIRE(world.state().idle_warning);
    world.act(SetAid{Aid::more_time, true});
    CHECK_FALSE(world.state().idle_warning);
    world.pass(2 * idle_after - 1s);
    CHECK_FALSE(world.state().idle_warning);
}

TEST_CASE("more time: on the first screen what was chosen stays twice as long") {
    KioskWorld world;
    world.act(SetAid{Aid::more_time, true});
    world.pass(2 * idle_after - 1s);
    CHECK(world.state().preferences.more_time);
    world.pass(1s);
    CHECK(world.state().preferences == Preferences{});
}

TEST_CASE("more time: the thanks stay twice as long") {
    KioskWorld world;
    world.act(SetAid{Aid::more_time, true});
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{4});
    world.act(Done{});
    world.pass(2 * thanks_last - 1s);
    CHECK(world.on<Thanks>());
    world.pass(1s);
    CHECK(world.on<Attract>());
}

TEST_CASE("the voice is off, is chosen, and is gone with the visit") {
    KioskWorld world;
    CHECK(world.state().preferences.voice == Voice::off);
    world.act(ChooseVoice{Voice::usual});
    CHECK(world.state().preferences.voice == Voice::usual);
    CHECK(world.state().visit);
    world.pass(idle_after);
    CHECK(world.state().preferences == Preferences{});
}

TEST_CASE("nobody is asked whether they are there while they listen; from the end on it counts as ever") {
    KioskWorld world;
    world.act(Begin{});
    world.act(ChooseVoice{Voice::usual});
    world.act(VoiceBegan{});
    world.pass(2 * idle_after);
    CHECK_FALSE(world.state().idle_warning);
    world.act(VoiceEnded{1});
    world.pass(idle_after - 1s);
    CHECK_FALSE(world.state().idle_warning);
    world.pass(1s);
    REQUIRE(world.state().idle_warning);
    // The warning is read out as well, and ends all the same.
    world.act(VoiceBegan{});
    world.act(VoiceEnded{2});
    world.pass(idle_warning_lasts);
    CHECK(world.on<Attract>());
}

TEST_CASE("a voice that never ends keeps no visit for ever") {
    KioskWorld world;
    world.act(Begin{});
    world.act(ChooseVoice{Voice::usual});
    world.act(VoiceBegan{});
    world.pass(listening_lasts + idle_warning_lasts);
    CHECK(world.on<Attract>());
    CHECK_FALSE(world.state().visit);
}

TEST_CASE("the thanks stay until they are read out, and then their time") {
    KioskWorld world;
    world.act(ChooseVoice{Voice::usual});
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{4});
    world.act(Done{});
    world.act(VoiceBegan{});
    world.pass(3 * thanks_last);
    CHECK(world.on<Thanks>());
    world.act(VoiceEnded{1});
    world.pass(thanks_last - 1s);
    CHECK(world.on<Thanks>());
    world.pass(1s);
    CHECK(world.on<Attract>());
}

TEST_CASE("a voice that fails is switched off, cannot be chosen for a minute, and then again") {
    KioskWorld world;
    world.act(Begin{});
    world.act(ChooseVoice{Voice::loud});
    world.act(VoiceBegan{});
    world.act(VoiceEnded{1, "no sound card"});
    CHECK(world.state().preferences.voice == Voice::off);
    CHECK_FALSE(voice_works(world.state()));
    world.act(ChooseVoice{Voice::usual});
    CHECK(world.state().preferences.voice == Voice::off);
    world.pass(voice_rests);
    CHECK(voice_works(world.state()));
    world.act(ChooseVoice{Voice::usual});
    CHECK(world.state().preferences.voice == Voice::usual);
}

TEST_CASE("whoever makes the thanks readable has their whole time to read them") {
    KioskWorld world;
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{4});
    world.act(Done{});
    world.pass(thanks_last - 1s);
    world.act(ChooseTextSize{TextSize::largest});
    world.pass(thanks_last - 1s);
    CHECK(world.on<Thanks>());
    world.act(SetAid{Aid::more_time, true});
    world.pass(2 * thanks_last - 1s);
    CHECK(world.on<Thanks>());
    world.pass(1s);
    CHECK(world.on<Attract>());
}
