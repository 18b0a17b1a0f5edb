#include "kiosk/core/attract.h"

#include "tests/support/kiosk_world.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

LocalDay day(const char* date) { return parse_iso_date(date).value(); }

// Open on weekdays from 8 to 16; the world's clock begins on Tuesday 2026-11-24, 10:12:45 in the office.
std::shared_ptr<const Catalogue> full() {
    auto catalogue = std::make_shared<Catalogue>(*sample_catalogue());
    Office& office = catalogue->offices[0];
    for (std::size_t i = 0; i < 5; ++i) office.hours[i] = {8h, 16h};
    const DaySpan half{day("2026-01-01"), day("2026-06-30")};
    office.index = PublishedIndex{8427, 217, half, false};
    for (const char* id : {"c1", "c2", "c3", "c4"})
        catalogue->changes.push_back({id, "a", {"Kata", "", ""}, {"Kerja", "", ""}, day("2026-09-14")});
    catalogue->awards = {{"older", "o-1", half, {"Sabar", "", ""}},
                         {"newer", "o-2", {day("2026-07-01"), day("2026-09-30")}, {"Cepat", "", ""}},
                         {"gone", "o-9", half, {"Pergi", "", ""}}};
    catalogue->forums = {{"f", "a", {"Forum", "", ""}, day("2026-11-24"), 11h, {"Aula", "", ""}},
                         {"g", "", {"Forum", "", ""}, day("2026-12-24"), 9h, {"Aula", "", ""}}};
    return catalogue;
}

std::string name(const AttractCard& card) {
    if (const auto* told = std::get_if<AnnouncementCard>(&card)) return told->announcement->id;
    if (const auto* change = std::get_if<ChangeCard>(&card)) return change->change->id;
    if (const auto* award = std::get_if<AwardCard>(&card)) return award->award->id + " of " + award->officer->id;
    if (const auto* forum = std::get_if<ForumCard>(&card)) return forum->forum->id;
    return std::holds_alternative<IndexCard>(card) ? "index" : "welcome";
}

using Names = std::vector<std::string>;

Names names(const State& state) {
    Names list;
    for (const AttractCard& card : attract_cards(state)) list.push_back(name(card));
    return list;
}

const Names all{"welcome", "c1", "newer of o-2", "f", "c2", "older of o-1", "index", "c3"};

}  // namespace

TEST_CASE("the cards are the welcome, then the newest changes and awards by turns with the next forum and the index") {
    KioskWorld world;
    CHECK(names(world.state()) == Names{"welcome"});
    CHECK_FALSE(next_card(world.state()));
    world.act(CatalogueArrived{full()});
    CHECK(names(world.state()) == all);
    world.pass(1h);  // the first forum has begun
    CHECK(names(world.state())[3] == "g");
}

TEST_CASE("what is announced today comes before all else, what was told last first, and is gone the day after") {
    KioskWorld world;
    auto catalogue = std::make_shared<Catalogue>(*full());
    const auto add = [&](const char* id, const char* office, const char* from, const char* until) {
        catalogue->announcements.push_back({id, office, {"Kabar", "", ""}, {"Isi", "", ""}, {day(from), day(until)}});
    };
    add("over", "a", "2026-11-01", "2026-11-23");
    add("long", "a", "2026-11-01", "2026-11-30");
    add("today", "", "2026-11-24", "2026-11-24");
    add("tomorrow", "a", "2026-11-25", "2026-11-25");
    add("elsewhere", "b", "2026-11-24", "2026-11-24");
    world.act(CatalogueArrived{catalogue});
    Names expected{"today", "long"};
    expected.insert(expected.end(), all.begin(), all.end());
    CHECK(names(world.state()) == expected);
    CHECK(name(attract_card(world.state())) == "today");
    State calm = world.state();
    calm.setup.reduced_motion = true;
    CHECK(name(attract_card(calm)) == "today");
    CHECK_FALSE(next_card(calm));
    world.act(ChooseLanguage{Language::english});
    CHECK(name(attract_card(world.state())) == "welcome");
    world.pass(13h + 47min + 15s);  // local midnight
    CHECK(names(world.state())[0] == "tomorrow");
    CHECK(names(world.state())[1] == "long");
    CHECK(names(world.state())[2] == "welcome");
    catalogue = std::make_shared<Catalogue>(*catalogue);
    for (const char* id : {"more", "most"}) add(id, "a", "2026-11-25", "2026-11-25");
    world.act(CatalogueArrived{catalogue});
    CHECK(names(world.state())[most_announcement_cards - 1] == "tomorrow");
    CHECK(names(world.state())[most_announcement_cards] == "welcome");
}

TEST_CASE("each card stands for its time, and the next deadline is the next card's") {
    KioskWorld world;
    world.act(CatalogueArrived{full()});
    const Monotonic since = world.state().now;
    for (std::size_t i = 0; i < 2 * all.size(); ++i) {
        CHECK(name(attract_card(world.state())) == all[i % all.size()]);
        CHECK(next_card(world.state()) == since + static_cast<int>(i + 1) * card_lasts);
        CHECK(*next_deadline(world.state()) <= *next_card(world.state()));
        world.pass(card_lasts - 1ms);
        world.act(Tick{});
        CHECK(name(attract_card(world.state())) == all[i % all.size()]);
        world.pass(1ms);
    }
}

TEST_CASE("between two cards nothing wakes the kiosk but the minute of the clock") {
    KioskWorld world;
    world.act(CatalogueArrived{full()});
    int woken = 0;
    for (Monotonic until = world.state().now + 1h; world.state().now < until; ++woken) {
        const Milliseconds wait = *next_deadline(world.state()) - world.state().now;
        REQUIRE(wait > 0ms);
        world.pass(wait);
    }
    CHECK(woken <= 60 + 1h / card_lasts + 1);
}

TEST_CASE("the loop stands still on the welcome in reduced motion and while somebody is there, and begins anew after them") {
    KioskWorld world;
    world.act(CatalogueArrived{full()});
    world.pass(card_lasts);
    CHECK(name(attract_card(world.state())) == "c1");
    State calm = world.state();
    calm.setup.reduced_motion = true;
    CHECK(name(attract_card(calm)) == "welcome");
    CHECK_FALSE(next_card(calm));
    world.act(ChooseLanguage{Language::english});
    REQUIRE(world.on<Attract>());
    CHECK(name(attract_card(world.state())) == "welcome");
    CHECK_FALSE(next_card(world.state()));
    world.act(OpenHome{});
    world.act(Back{});
    REQUIRE(world.on<Attract>());
    CHECK(name(attract_card(world.state())) == "welcome");
    world.pass(card_lasts);
    CHECK(name(attract_card(world.state())) == "c1");
}

TEST_CASE("at a counter the faces stay: no card comes there") {
    KioskWorld world(Placement::counter, "a-1");
    world.act(CatalogueArrived{full()});
    CHECK_FALSE(next_card(world.state()));
    world.pass(card_lasts);
    CHECK(name(attract_card(world.state())) == "welcome");
}

TEST_CASE("outside of its hours an office rests: no loop, and a touch wakes it") {
    KioskWorld world;
    world.act(CatalogueArrived{full()});
    CHECK_FALSE(is_resting(world.state()));
    world.pass(5h + 47min + 14s);  // 15:59:59
    world.act(Tick{});
    CHECK_FALSE(is_resting(world.state()));
    world.pass(1s);
    CHECK(is_resting(world.state()));
    CHECK(name(attract_card(world.state())) == "welcome");
    CHECK_FALSE(next_card(world.state()));
    world.act(Begin{});
    CHECK_FALSE(is_resting(world.state()));
    world.act(Back{});
    REQUIRE(world.on<Attract>());
    CHECK(is_resting(world.state()));
    world.pass(16h);  // 08:00 on Wednesday
    CHECK_FALSE(is_resting(world.state()));
    CHECK(next_card(world.state()));
}

TEST_CASE("a shut day is one on which it rests, and an office without hours never does") {
    KioskWorld world;
    CHECK_FALSE(is_resting(world.state()));
    auto shut = std::make_shared<Catalogue>(*full());
    shut->offices[0].shut_days = {{day("2026-11-24"), {"Libur", "", ""}}};
    world.act(CatalogueArrived{shut});
    CHECK(is_resting(world.state()));
}

TEST_CASE("the first screen stands elsewhere each hour and after each visit, and only then") {
    KioskWorld world;
    const int first = attract_place(world.state());
    world.pass(47min);
    world.act(Tick{});
    CHECK(attract_place(world.state()) == first);
    world.pass(1min);
    CHECK(attract_place(world.state()) == (first + 1) % attract_places);
    world.act(Begin{});
    world.act(Back{});
    REQUIRE(world.on<Attract>());
    CHECK(attract_place(world.state()) == (first + 2) % attract_places);
}
