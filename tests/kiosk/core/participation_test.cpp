#include "kiosk/core/participation.h"

#include "kiosk/core/services.h"
#include "tests/support/kiosk_world.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

LocalDay day(const char* date) { return parse_iso_date(date).value(); }

// The world's clock begins at 2026-11-24, 10:12:45 in the office.
std::shared_ptr<const Catalogue> with_forums() {
    auto catalogue = std::make_shared<Catalogue>(*sample_catalogue());
    Forum today{"today", "", {"Musyawarah", "", "Meeting"}, day("2026-11-24"), 10h + 13min, {"Aula", "", ""}};
    today.topics = {{"bus", {"Bus sekolah", "", "School buses"}}, {"net", {"Internet desa", "", ""}}};
    Forum later = today;
    later.id = "later";
    later.day = day("2026-12-10");
    Forum past = today;
    past.id = "past";
    past.at = 10h + 12min;
    Forum elsewhere = later;
    elsewhere.id = "elsewhere";
    elsewhere.office = "b";
    catalogue->forums = {later, past, elsewhere, today};
    catalogue->changes = {{"old", "a", {"Kurang kursi", "", ""}, {"Kursi baru", "", ""}, day("2026-09-14")},
                          {"new", "", {"Antre lama", "", ""}, {"Satu nomor", "", ""}, day("2026-11-24")},
                          {"planned", "a", {"Panas", "", ""}, {"Kipas", "", ""}, day("2026-11-25")},
                          {"elsewhere", "b", {"Gelap", "", ""}, {"Terang", "", ""}, day("2026-09-14")}};
    return catalogue;
}

template <class List>
std::vector<std::string> ids(const List& list) {
    std::vector<std::string> names;
    for (const auto* one : list) names.push_back(one->id);
    return names;
}

using Ids = std::vector<std::string>;

// On the page of the forum of 10 December.
void open(KioskWorld& world, const char* forum = "later") {
    world.act(CatalogueArrived{with_forums()});
    world.act(OpenHome{});
    world.act(OpenParticipation{});
    world.act(OpenForum{forum});
    REQUIRE(world.on<ForumPage>());
}

}  // namespace

TEST_CASE("forums of this office and of the city are coming until they begin, the soonest first") {
    KioskWorld world;
    world.act(CatalogueArrived{with_forums()});
    CHECK(ids(coming_forums(world.state())) == Ids{"today", "later"});
    CHECK(next_beginning(world.state()) == with_forums()->forum("today")->begins(7h));
    world.pass(14s);
    world.act(Tick{});
    CHECK(ids(coming_forums(world.state())) == Ids{"today", "later"});
    world.pass(1s);
    world.act(Tick{});
    CHECK(ids(coming_forums(world.state())) == Ids{"later"});
}

TEST_CASE("changes are told from their day on, the newest first, and no other office's") {
    KioskWorld world;
    world.act(CatalogueArrived{with_forums()});
    CHECK(ids(changes_so_far(world.state())) == Ids{"new", "old"});
    world.pass(13h + 47min + 14s);
    world.act(Tick{});
    CHECK(ids(changes_so_far(world.state())) == Ids{"new", "old"});
    world.pass(1s);  // local midnight
    world.act(Tick{});
    CHECK(ids(changes_so_far(world.state())) == Ids{"planned", "new", "old"});
}

TEST_CASE("announcements are told on their days, those of this office and of the city, and alone they open the door") {
    KioskWorld world;
    auto catalogue = std::make_shared<Catalogue>(*sample_catalogue());
    const auto add = [&](const char* id, const char* office, const char* from, const char* until) {
        catalogue->announcements.push_back({id, office, {"Kabar", "", ""}, {"Isi", "", ""}, {day(from), day(until)}});
    };
    add("first", "a", "2026-11-20", "2026-11-24");
    add("second", "", "2026-11-24", "2026-11-25");
    add("soon", "a", "2026-11-26", "2026-11-26");
    add("elsewhere", "b", "2026-11-01", "2026-12-31");
    world.act(CatalogueArrived{catalogue});
    CHECK(ids(announcements_now(world.state())) == Ids{"second", "first"});
    world.act(OpenHome{});
    world.act(OpenParticipation{});
    REQUIRE(world.on<Participation>());
    world.pass(13h + 47min + 15s);  // local midnight
    world.act(Tick{});
    CHECK(ids(announcements_now(world.state())) == Ids{"second"});
    world.pass(24h);
    CHECK(ids(announcements_now(world.state())) == Ids{"soon"});
    world.pass(24h);
    CHECK(announcements_now(world.state()).empty());
    CHECK_FALSE(has_participation(world.state()));
}

TEST_CASE("the door is there when there is something behind it") {
    KioskWorld world;
    const auto has_door = [&] {
        const auto list = doors(world.state());
        return std::find(list.begin(), list.end(), Door::participation) != list.end();
    };
    CHECK_FALSE(has_door());
    world.act(OpenHome{});
    world.act(OpenParticipation{});
    CHECK(world.on<Home>());
    world.act(CatalogueArrived{with_forums()});
    CHECK(has_door());
    world.act(OpenParticipation{});
    CHECK(world.on<Participation>());
}

TEST_CASE("a support is stored before it is said to be, once a visit and topic, and stands") {
    KioskWorld world;
    open(world);
    world.journal_is_slow = true;
    world.act(Support{"bus"});
    world.act(Support{"bus"});  // while it is being stored
    CHECK_FALSE(is_supported(world.state(), "later", "bus"));
    world.store();
    CHECK(is_supported(world.state(), "later", "bus"));
    world.journal_is_slow = false;
    world.act(Support{"bus"});
    world.act(Support{"net"});
    REQUIRE(world.journal.size() == 2);
    CHECK(std::get<SupportBody>(world.journal[0]) == SupportBody{"a", "later", "bus"});
    CHECK(std::get<SupportBody>(world.journal[1]) == SupportBody{"a", "later", "net"});
    CHECK(world.on<ForumPage>());
}

TEST_CASE("the same topic of another forum is another topic, and the next visitor may support it again") {
    KioskWorld world;
    open(world);
    world.act(Support{"bus"});
    world.act(Back{});
    REQUIRE(world.on<Participation>());
    world.act(OpenForum{"today"});
    world.act(Support{"bus"});
    CHECK(world.journal.size() == 2);
    world.act(Back{});
    world.act(Back{});
    CHECK(world.on<Home>());
    world.act(Back{});
    REQUIRE(world.on<Attract>());
    world.act(OpenHome{});
    world.act(OpenParticipation{});
    world.act(OpenForum{"later"});
    CHECK_FALSE(is_supported(world.state(), "later", "bus"));
    world.act(Support{"bus"});
    CHECK(world.journal.size() == 3);
}

TEST_CASE("what is not offered cannot be supported or opened") {
    KioskWorld world;
    world.act(CatalogueArrived{with_forums()});
    world.act(Support{"bus"});
    world.act(OpenHome{});
    world.act(OpenParticipation{});
    for (const char* other : {"past", "elsewhere", "nowhere", ""}) {
        world.act(OpenForum{other});
        CHECK_MESSAGE(world.on<Participation>(), other);
    }
    world.act(OpenForum{"later"});
    world.act(Support{"parking"});
    CHECK(world.journal.empty());
}

TEST_CASE("a forum that begins while somebody reads it leads back to the list and takes no support") {
    KioskWorld world;
    open(world, "today");
    CHECK(next_deadline(world.state()) == world.state().now + 15s);
    world.pass(15s);
    CHECK(world.on<Participation>());
    world.act(OpenForum{"today"});
    CHECK(world.on<Participation>());
}

TEST_CASE("a support that comes late, after the forum began and before the tick, is not taken") {
    KioskWorld world;
    open(world, "today");
    State state = world.state();
    state.wall = with_forums()->forum("today")->begins(7h);
    const Moment moment{state.now, state.wall, "visit", ""};
    CHECK(update(state, Support{"bus"}, moment).effects.empty());
}

TEST_CASE("a catalogue without the forum leads back, one with nothing at all leads home") {
    KioskWorld world;
    open(world);
    auto fewer = std::make_shared<Catalogue>(*with_forums());
    fewer->forums.clear();
    world.act(CatalogueArrived{fewer});
    CHECK(world.on<Participation>());
    world.act(CatalogueArrived{sample_catalogue()});
    CHECK(world.on<Home>());
}

TEST_CASE("where nothing can be stored no support is said to be recorded") {
    KioskWorld world;
    open(world);
    world.journal_is_broken = true;
    world.act(Support{"bus"});
    CHECK(world.on<OutOfService>());
}
