#include "kiosk/core/services.h"

#include "tests/support/kiosk_world.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

constexpr const char* tuesday = "2026-11-24T03:12:45.000Z";  // 10.12 at the office

Service service(std::string id, std::string name, std::string category) {
    Service made{std::move(id), "a", {std::move(name), "", ""}};
    made.category = std::move(category);
    made.standard.requirements = {{"Kartu Keluarga", "", "Family card"}, {"KTP-el", "", "Identity card"}};
    return made;
}

// The sample office, which also tells of its services and has given its pledge.
std::shared_ptr<Catalogue> informed() {
    auto catalogue = std::make_shared<Catalogue>(*sample_catalogue());
    catalogue->categories = {{"akta", {"Akta", "", "Certificates"}}, {"kartu", {"Kartu", "", "Cards"}}, {"kosong", {"Kosong", "", ""}}};
    catalogue->services = {service("akta-kelahiran", "Akta kelahiran", "akta"), service("akta-kematian", "Akta kematian", "akta"),
                           service("kia", "Kartu Identitas Anak (KIA)", "kartu")};
    catalogue->services[0].standard.management[0] = {"UU 24/2013", "", ""};
    catalogue->offices[0].pledge.promises = {{"Kami melayani sesuai standar.", "", ""}};
    for (std::size_t day = 0; day < 5; ++day) catalogue->offices[0].hours[day] = {8h, 16h};
    return catalogue;
}

KioskWorld informed_world(Placement placement = Placement::lobby, std::string counter = {}) {
    KioskWorld world{placement, std::move(counter)};
    world.act(CatalogueArrived{informed()});
    return world;
}

KioskWorld at_list() {
    KioskWorld world = informed_world();
    world.act(OpenHome{});
    world.act(OpenServices{});
    REQUIRE(world.on<ServiceList>());
    return world;
}

void type_text(KioskWorld& world, std::string_view text) {
    world.act(OpenKeyboard{});
    for (const char c : text) world.act(TypeCharacter{static_cast<char32_t>(c)});
}

std::vector<std::string> shown(const KioskWorld& world) {
    std::vector<std::string> ids;
    for (const Service* one : listed(world.state(), *world.on<ServiceList>()).services) ids.push_back(one->id);
    return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("information: a door appears only when there is something behind it") {
    KioskWorld world;
    auto bare = informed();
    bare->services.clear();
    bare->offices[0].pledge = {};
    world.act(CatalogueArrived{bare});
    CHECK(doors(world.state()) == std::vector{Door::rate, Door::cases, Door::survey});
    world.act(CatalogueArrived{informed()});
    CHECK(doors(world.state()) == std::vector{Door::rate, Door::services, Door::cases, Door::survey, Door::pledge});
    world.act(OpenHome{});
    CHECK(world.on<Home>());
    CHECK(world.state().visit);
}

TEST_CASE("information: back leads one screen back, each time, to the first") {
    KioskWorld world = at_list();
    world.act(OpenService{"kia"});
    REQUIRE(world.on<ServicePage>());
    world.act(Back{});
    REQUIRE(world.on<ServiceList>());
    world.act(OpenKeyboard{});
    world.act(Back{});
    REQUIRE(world.on<ServiceList>());
    CHECK_FALSE(world.on<ServiceList>()->keyboard);
    world.act(Back{});
    REQUIRE(world.on<Home>());
    world.act(OpenPledge{});
    REQUIRE(world.on<PledgePage>());
    world.act(Back{});
    REQUIRE(world.on<Home>());
    world.act(Back{});
    CHECK(world.on<Attract>());
    CHECK_FALSE(world.state().visit);
}

TEST_CASE("information: rating begins at home too, and back leads home") {
    KioskWorld lobby = informed_world();
    lobby.act(OpenHome{});
    lobby.act(Begin{});
    REQUIRE(lobby.on<ChooseOfficer>());
    lobby.act(PickOfficer{"o-1"});
    lobby.act(Back{});
    REQUIRE(lobby.on<ChooseOfficer>());
    lobby.act(Back{});
    CHECK(lobby.on<Home>());

    KioskWorld counter = informed_world(Placement::counter, "a-1");
    counter.act(OpenHome{});
    counter.act(Begin{});
    REQUIRE(counter.on<Faces>());
    CHECK(counter.on<Faces>()->subject == Subject{"", "a-1"});
    counter.act(Back{});
    REQUIRE(counter.on<Home>());
    counter.act(Begin{});
    counter.act(Rate{4});
    CHECK(counter.standing_ratings().size() == 1);

    KioskWorld direct = informed_world();
    direct.act(Begin{});
    direct.act(Back{});
    CHECK(direct.on<Attract>());
}

TEST_CASE("information: the list narrows to a category, and a second press takes it back") {
    KioskWorld world = at_list();
    CHECK(shown(world) == Ids{"akta-kelahiran", "akta-kematian", "kia"});
    CHECK(categories_of(world.state()).size() == 2);  // one of the three has no service here
    world.act(PickCategory{"akta"});
    CHECK(shown(world) == Ids{"akta-kelahiran", "akta-kematian"});
    world.act(PickCategory{"akta"});
    CHECK(shown(world).size() == 3);
    world.act(PickCategory{"kartu"});
    world.act(PickCategory{""});
    CHECK(shown(world).size() == 3);
    world.act(PickCategory{"unbekannt"});
    CHECK(shown(world).size() == 3);
}

TEST_CASE("information: the list follows what is typed, letter by letter; words and categories replace each other") {
    KioskWorld world = at_list();
    world.act(PickCategory{"kartu"});
    type_text(world, "akta l");
    CHECK(world.on<ServiceList>()->category.empty());
    CHECK(shown(world) == Ids{"akta-kelahiran"});
    world.act(EraseCharacter{});
    world.act(EraseCharacter{});
    CHECK(shown(world).size() == 2);
    world.act(ClearText{});
    CHECK(shown(world).size() == 3);
    type_text(world, "kia");
    world.act(CloseKeyboard{});
    CHECK(shown(world) == Ids{"kia"});
    world.act(PickCategory{"akta"});
    CHECK(world.on<ServiceList>()->typing.text.empty());
    CHECK(shown(world).size() == 2);
}

TEST_CASE("information: nothing is indexed before somebody searches, and the index goes with the visit") {
    KioskWorld world = at_list();
    CHECK(world.state().visit->index == nullptr);
    type_text(world, "a");
    const auto index = std::weak_ptr(world.state().visit->index);
    CHECK_FALSE(index.expired());
    world.act(TypeCharacter{U'k'});
    CHECK(index.lock() == world.state().visit->index);  // the same, not a new one for each letter
    world.pass(idle_after + idle_warning_lasts);
    CHECK(world.on<Attract>());
    CHECK(index.expired());
}

TEST_CASE("information: a way back to the list finds it as it was left, with what was typed") {
    KioskWorld world = at_list();
    type_text(world, "anak");
    world.act(OpenService{"kia"});
    world.act(Back{});
    CHECK(world.on<ServiceList>()->typing.text.utf8() == "anak");
    CHECK_FALSE(world.on<ServiceList>()->keyboard);
    CHECK(shown(world) == Ids{"kia"});
}

TEST_CASE("information: requirements are ticked for as long as the visit lasts, also on the way back") {
    KioskWorld world = at_list();
    world.act(OpenService{"kia"});
    world.act(ToggleRequirement{1});
    world.act(ToggleRequirement{7});  // there is none
    CHECK(is_ticked(world.state(), *world.on<ServicePage>(), 1));
    CHECK_FALSE(is_ticked(world.state(), *world.on<ServicePage>(), 7));
    world.act(Back{});
    world.act(OpenService{"akta-kelahiran"});
    CHECK_FALSE(is_ticked(world.state(), *world.on<ServicePage>(), 1));
    world.act(Back{});
    world.act(OpenService{"kia"});
    CHECK(is_ticked(world.state(), *world.on<ServicePage>(), 1));
    world.act(ToggleRequirement{1});
    CHECK_FALSE(is_ticked(world.state(), *world.on<ServicePage>(), 1));
    world.act(ToggleRequirement{0});
    world.pass(idle_after + idle_warning_lasts);
    world.act(OpenHome{});
    world.act(OpenServices{});
    CHECK(world.on<ServiceList>()->typing.text.empty());
    world.act(OpenService{"kia"});
    CHECK_FALSE(is_ticked(world.state(), *world.on<ServicePage>(), 0));
}

TEST_CASE("information: more is opened and shut, where there is more") {
    KioskWorld world = at_list();
    world.act(OpenService{"akta-kelahiran"});
    world.act(ToggleMore{});
    CHECK(world.on<ServicePage>()->more);
    world.act(ToggleMore{});
    CHECK_FALSE(world.on<ServicePage>()->more);
    world.act(Back{});
    world.act(OpenService{"kia"});
    world.act(ToggleMore{});
    CHECK_FALSE(world.on<ServicePage>()->more);
}

TEST_CASE("information: what is read writes nothing into the journal") {
    KioskWorld world = at_list();
    type_text(world, "kia");
    world.act(OpenService{"kia"});
    world.act(ToggleRequirement{0});
    world.act(Back{});
    world.pass(idle_after + idle_warning_lasts);
    CHECK(world.journal.empty());
    REQUIRE(world.effects.size() == 1);
    CHECK(std::holds_alternative<CountVisit>(world.effects.front()));
}

TEST_CASE("information: a catalogue that arrives meanwhile is shown at once, and leaves nobody on a page without a service") {
    KioskWorld world = at_list();
    type_text(world, "kia");
    world.act(OpenService{"kia"});
    world.act(ToggleRequirement{0});
    auto next = informed();
    std::swap(next->services[0], next->services[2]);
    world.act(CatalogueArrived{next});
    REQUIRE(world.on<ServicePage>());
    CHECK_FALSE(is_ticked(world.state(), *world.on<ServicePage>(), 0));
    world.act(Back{});
    CHECK(shown(world) == Ids{"kia"});

    world.act(OpenService{"kia"});
    next = informed();
    next->services.pop_back();
    world.act(CatalogueArrived{next});
    REQUIRE(world.on<ServiceList>());
    CHECK(shown(world).empty());

    next = informed();
    next->services.clear();
    next->offices[0].pledge = {};
    world.act(CatalogueArrived{next});
    CHECK(world.on<Home>());
    world.act(OpenServices{});
    CHECK(world.on<Home>());
}

TEST_CASE("information: actions that do not fit the screen change nothing") {
    KioskWorld world = informed_world();
    for (const Action& action : std::initializer_list<Action>{OpenServices{}, OpenPledge{}, PickCategory{"akta"}, OpenKeyboard{},
                                                              CloseKeyboard{}, OpenService{"kia"}, ToggleRequirement{0}, ToggleMore{}}) {
        world.act(action);
        CHECK(world.on<Attract>());
        CHECK_FALSE(world.state().visit);
    }
    world.act(Begin{});
    world.act(OpenHome{});
    CHECK(world.on<ChooseOfficer>());
}

TEST_CASE("information: a list is never longer than a screen can draw, and says how many more there are") {
    auto many = informed();
    for (int i = 0; i < 200; ++i) many->services.push_back(service("s-" + std::to_string(i), "Layanan contoh", "akta"));
    KioskWorld world;
    world.act(CatalogueArrived{many});
    world.act(OpenHome{});
    world.act(OpenServices{});
    const Listed all = listed(world.state(), *world.on<ServiceList>());
    CHECK(all.services.size() == most_listed);
    CHECK(all.more == 203 - most_listed);
    type_text(world, "layanan");
    CHECK(listed(world.state(), *world.on<ServiceList>()).more == 200 - most_listed);
}

TEST_CASE("opening: by the hours of the office, and if shut when it opens next") {
    const Office office = informed()->offices[0];  // working days 8 to 16
    const auto at = [&](const char* utc) { return opening_of(office, parse_rfc3339(utc).value()); };
    const auto day = [](const char* date) { return parse_iso_date(date).value(); };
    const auto is = [](const Opening& opening, bool open, LocalDay when, std::chrono::minutes time) {
        CHECK(opening.open == open);
        REQUIRE(opening.next);
        CHECK(opening.next->day == when);
        CHECK(opening.next->at == time);
    };
    is(at(tuesday), true, day("2026-11-24"), 16h);
    is(at("2026-11-24T00:59:59.999Z"), false, day("2026-11-24"), 8h);   // 7.59
    is(at("2026-11-24T01:00:00.000Z"), true, day("2026-11-24"), 16h);   // 8.00
    is(at("2026-11-24T08:59:59.999Z"), true, day("2026-11-24"), 16h);   // 15.59
    is(at("2026-11-24T09:00:00.000Z"), false, day("2026-11-25"), 8h);   // 16.00
    is(at("2026-11-27T09:00:00.000Z"), false, day("2026-11-30"), 8h);   // Friday evening: Monday
    is(at("2026-11-23T17:30:00.000Z"), false, day("2026-11-24"), 8h);   // already Tuesday here
    CHECK_FALSE(opening_of(Office{}, parse_rfc3339(tuesday).value()).next);
    Office mondays;
    mondays.hours[0] = {8h, 9h};
    is(opening_of(mondays, parse_rfc3339("2026-11-23T02:00:00.000Z").value()), false, day("2026-11-30"), 8h);  // just shut
    // Shut on the next Mondays: the first on which it is not, however many they are.
    for (const char* monday : {"2026-11-30", "2026-12-07", "2026-12-14"}) mondays.shut_days.push_back({day(monday), {"Libur", "", ""}});
    is(opening_of(mondays, parse_rfc3339("2026-11-23T02:00:00.000Z").value()), false, day("2026-12-21"), 8h);
    is(opening_of(mondays, parse_rfc3339("2026-11-30T01:30:00.000Z").value()), false, day("2026-12-21"), 8h);  // 8.30 on a shut day
}

TEST_CASE("what is taken along is the link, else the page at the public address, else what to bring, as much as a code holds") {
    Catalogue catalogue = *informed();
    Service& kia = catalogue.services[2];
    const Office& office = catalogue.offices[0];
    CHECK(taken_along(kia, office, Language::english) == "Kartu Identitas Anak (KIA)\nSample office\n1. Family card\n2. Identity card");
    kia.standard.requirements.assign(30, {std::string(100, 'x'), "", ""});
    const std::string cut = taken_along(kia, office, Language::indonesian);
    CHECK(cut.size() <= max_taken_bytes);
    CHECK(cut.ends_with("x\n…"));
    CHECK(cut.find("4. ") != cut.npos);
    catalogue.offices[0].public_address = "https://rancak.example";
    CHECK(taken_along(kia, office, Language::indonesian) == "https://rancak.example/layanan/" + kia.id);
    kia.link = "https://contoh.example/kia";
    CHECK(taken_along(kia, office, Language::indonesian) == kia.link);
}
