// What admins see at a glance and in detail, over real HTTP.

#include "server/core/figures_api.h"
#include "server/core/overview_api.h"
#include "tests/server/server_world.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

json ask(ServerWorld& world, const std::string& target) {
    const auto reply = world.admin("GET", target);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(reply.header("content-type") == "application/json");
    return json::parse(reply.body);
}

// Three ratings that stand, one of them flagged by who gave it, and one taken back; Tuesday 2026-11-24.
void fill(ServerWorld& world, test::SignedDevice& device) {
    auto& chain = device.chain();
    chain.add(rating_body(5, "v1"), morning());
    chain.add(rating_body(2, "v2", "o-2", "a-2"), morning() + 1min);
    chain.add(RatingDetailBody{.rating = 2, .reasons = {"lama"}, .cause = {}, .pressed = true}, morning() + 1min);
    chain.add(rating_body(4, "v3", "o-gone"), morning() + 2min);
    chain.add(rating_body(1, "v4"), morning() + 3min);
    chain.add(WithdrawalBody{5, WithdrawalWhy::undo}, morning() + 3min);
    world.clock.advance(10min);
    REQUIRE(world.send_events(device, 1).status == 200);
}

const json& find(const json& list, const char* member, const std::string& id) {
    for (const auto& one : list)
        if (one.at(member) == id) return one;
    FAIL("there is no ", id);
    return list;
}

}  // namespace

TEST_CASE("the overview tells of every office its figures with and without flagged ratings, today's, and its kiosks") {
    ServerWorld world;
    auto device = world.enrolled();
    fill(world, device);
    const auto overview = ask(world, "/v1/admin/overview");
    CHECK(overview.at("from") == "2026-10-26");
    CHECK(overview.at("until") == "2026-11-24");
    CHECK(overview.at("as_of") == to_rfc3339(world.clock.now()));
    CHECK(overview.at("city").at("all").at("n") == 3);
    CHECK(overview.at("city").at("without_flagged").at("distribution") == std::vector{0, 0, 0, 1, 1});
    REQUIRE(overview.at("offices").size() == 1);
    const auto& office = overview.at("offices")[0];
    CHECK(office.at("office") == "dukcapil");
    CHECK(office.at("name") == json{{"id", "Disdukcapil (contoh)"}});
    CHECK(office.at("all").at("flagged") == 1);
    CHECK(office.at("all").at("mean") == doctest::Approx(11.0 / 3));
    CHECK(office.at("previous").at("n") == 0);
    CHECK(office.at("today") == 3);
    CHECK(office.at("kiosks") == json{{"enrolled", 1}, {"silent", 0}});
    CHECK(overview.at("silent").empty());
    const auto next = ask(world, "/v1/admin/overview?from=2026-11-25&until=2026-11-26");
    CHECK(next.at("offices")[0].at("all").at("n") == 0);
    CHECK(next.at("offices")[0].at("previous").at("n") == 3);  // the two days before
    CHECK(next.at("offices")[0].at("today") == 3);
}

TEST_CASE("responses per visit are told where kiosks count visits, of the days asked for and of nothing else") {
    ServerWorld world;
    auto counting = world.enrolled(), silent = world.enrolled(2);
    fill(world, silent);  // its ratings stand, and it counts no visits
    const auto tell = [&](const test::SignedDevice& device, std::vector<DayVisits> visits) {
        Heartbeat heartbeat{"0.1.0", {}, 0, 0, 1, 1, {}};
        heartbeat.visits = std::move(visits);
        return world.send(device.request("POST", "/v1/heartbeat", "", encode(heartbeat), "application/json", world.clock.now())).status;
    };
    const auto unknown = ask(world, "/v1/admin/overview");
    CHECK(unknown.at("offices")[0].at("visits").is_null());
    CHECK(unknown.at("city").at("visits").is_null());
    CHECK(ask(world, "/v1/admin/figures?office=dukcapil").at("visits").is_null());

    const auto today = local_day(world.clock.now(), 420min);
    const std::chrono::days a_day{1};
    REQUIRE(tell(counting, {{today, 1240, 769}, {today - a_day, 60, 31}, {today + 40 * a_day, 9, 9}, {today - 400 * a_day, 9, 9}}) == 200);
    REQUIRE(tell(silent, {}) == 200);
    const auto overview = ask(world, "/v1/admin/overview");
    const json both{{"count", 1300}, {"rated", 800}};
    CHECK(overview.at("offices")[0].at("visits") == both);
    CHECK(overview.at("city").at("visits") == both);
    const auto one_day = "from=" + to_iso_date(today) + "&until=" + to_iso_date(today);
    CHECK(ask(world, "/v1/admin/overview?" + one_day).at("offices")[0].at("visits") == json{{"count", 1240}, {"rated", 769}});
    CHECK(ask(world, "/v1/admin/figures?office=dukcapil&" + one_day).at("visits") == json{{"count", 1240}, {"rated", 769}});
    CHECK_FALSE(ask(world, "/v1/admin/figures?office=dukcapil&officer=o-1").contains("visits"));
    CHECK(ask(world, "/v1/admin/overview?from=2027-01-01&until=2027-01-31").at("city").at("visits").is_null());  // impossible days count nothing
    CHECK(tell(counting, {{today, 3, 4}}) == 422);
    CHECK(ask(world, "/v1/admin/overview").at("city").at("visits") == both);
}

TEST_CASE("the overview names kiosks that were not heard while their office was open, with what they last said") {
    ServerWorld world;
    auto device = world.enrolled();
    static_cast<void>(world.enrolled(2));
    const Heartbeat heartbeat{"0.1.0", {}, 7, 0, 1, 1, {"Suara tidak dapat diputar."}};
    REQUIRE(world.send(device.request("POST", "/v1/heartbeat", "", encode(heartbeat), "application/json", world.clock.now())).status == 200);
    const auto last = world.clock.now();
    world.clock.advance(60min);
    CHECK(ask(world, "/v1/admin/overview").at("silent").empty());
    world.clock.advance(1min);
    const auto overview = ask(world, "/v1/admin/overview");
    CHECK(overview.at("offices")[0].at("kiosks") == json{{"enrolled", 2}, {"silent", 2}});
    const auto& silent = find(overview.at("silent"), "journal", device.journal());
    CHECK(silent.at("last_heard") == to_rfc3339(last));
    CHECK(silent.at("waiting") == 7);
    CHECK(silent.at("alarms") == json{"Suara tidak dapat diputar."});
    CHECK(find(overview.at("silent"), "journal", test::SignedDevice(2).journal()).at("last_heard").is_null());
    REQUIRE(world.admin("POST", "/v1/admin/journals/" + device.journal() + "/revocation").status == 204);
    CHECK(ask(world, "/v1/admin/overview").at("silent").size() == 1);
}

TEST_CASE("an office's figures hold trend, reasons by cause, flags, heat, and its services, officers and counters by name") {
    ServerWorld world;
    auto device = world.enrolled();
    fill(world, device);
    const auto figures = ask(world, "/v1/admin/figures?office=dukcapil&from=2026-11-24&until=2026-11-24");
    CHECK(figures.at("all").at("n") == 3);
    CHECK(figures.at("without_flagged").at("n") == 2);
    CHECK(figures.at("previous").at("all").at("n") == 0);
    CHECK(figures.at("reasons") == json::parse(R"([{"reason":"lama","text":{"id":"Lama menunggu"},"cause":"queue","times":1}])"));
    CHECK(figures.at("causes") == json{{"officer", 0}, {"rule", 0}, {"queue", 1}, {"place", 0}});
    CHECK(figures.at("flags") == json::parse(R"([{"flag":"pressed","times":1}])"));
    REQUIRE(figures.at("trend").size() == 1);
    CHECK(figures.at("trend")[0].at("from") == "2026-11-24");
    CHECK(figures.at("trend")[0].at("distribution") == std::vector{0, 1, 0, 1, 1});
    CHECK(figures.at("trend")[0].at("flagged") == 1);
    CHECK(figures.at("trend")[0].at("mean") == figures.at("all").at("mean"));
    CHECK(figures.at("trend")[0].at("interval") == figures.at("all").at("interval"));
    REQUIRE(figures.at("heat").size() == 7);
    REQUIRE(figures.at("heat")[1].size() == 24);
    CHECK(figures.at("heat")[1][10] == json{{"n", 3}, {"sum", 11}});
    CHECK(figures.at("heat")[1][11] == 0);
    std::vector<std::string> names;
    for (const auto& officer : figures.at("officers")) names.push_back(officer.at("name"));
    CHECK(names == std::vector<std::string>{"Contoh Dua", "Contoh Satu", "o-gone"});
    CHECK(find(figures.at("officers"), "officer", "o-gone").at("in_catalogue") == false);
    CHECK(find(figures.at("officers"), "officer", "o-1").at("all").at("n") == 1);
    CHECK(find(figures.at("counters"), "counter", "a-2").at("without_flagged").at("n") == 0);
    CHECK(find(figures.at("services"), "service", "ktp").at("all").at("n") == 2);
    CHECK(find(figures.at("services"), "service", "ktp").at("name") == json{{"id", "KTP-el"}});
    CHECK(find(figures.at("services"), "service", "kk").at("all").at("n") == 0);
}

TEST_CASE("figures of a service, an officer or a counter hold no heat and no lists") {
    ServerWorld world;
    auto device = world.enrolled();
    fill(world, device);
    const auto officer = ask(world, "/v1/admin/figures?office=dukcapil&officer=o-2");
    CHECK(officer.at("all").at("n") == 1);
    CHECK(officer.at("flags").size() == 1);
    CHECK(officer.at("heat").is_null());
    for (const char* list : {"services", "officers", "counters"}) CHECK(!officer.contains(list));
    CHECK(ask(world, "/v1/admin/figures?office=dukcapil&service=ktp").at("all").at("n") == 2);
    CHECK(ask(world, "/v1/admin/figures?office=dukcapil&counter=a-1&officer=o-1").at("all").at("n") == 1);
    CHECK(ask(world, "/v1/admin/figures?office=dukcapil&officer=o-gone").at("all").at("n") == 1);
    CHECK(ask(world, "/v1/admin/figures?office=dukcapil&service=kk&by=month").at("trend").empty());
}

TEST_CASE("what nobody knows or what cannot be meant is refused in words") {
    ServerWorld world;
    for (const char* wrong : {"/v1/admin/figures", "/v1/admin/figures?office=Dukcapil", "/v1/admin/figures?office=dukcapil&by=year",
                              "/v1/admin/figures?office=dukcapil&from=2026-02-30", "/v1/admin/overview?from=2026-11-02&until=2026-11-01",
                              "/v1/admin/overview?office=dukcapil", "/v1/admin/flagged?limit=0", "/v1/admin/flagged?limit=1001",
                              "/v1/admin/figures?office=dukcapil&officer=O"})
        check_problem(world.admin("GET", wrong), 400);
    for (const char* unknown : {"/v1/admin/figures?office=nowhere", "/v1/admin/figures?office=dukcapil&officer=nobody",
                                "/v1/admin/figures?office=dukcapil&service=nothing", "/v1/admin/flagged?office=nowhere"})
        check_problem(world.admin("GET", unknown), 404);
}

TEST_CASE("whoever may see one office sees of others nothing, not even that they are there") {
    ServerWorld world;
    auto two = small_catalogue();
    two.offices.push_back({"mpp", {"MPP (contoh)", "", ""}});
    world.put(two);
    auto device = world.enrolled();
    fill(world, device);
    test::EventChain other(journal_b);
    other.add(RatingBody{"v", 1, "mpp", "", "", Language::indonesian}, morning());
    other.add(RatingDetailBody{.rating = 1, .reasons = {}, .cause = {}, .pressed = true}, morning());
    static_cast<void>(take_in(*world.store, batch_of({"mpp", journal_b}, 1, other.batch())));

    const auto as = [&](const char* office, Reply (*call)(const Centre&, const Call&), const Query& query) {
        const Request request;
        return call(*world.centre, Call{request, {}, query, nullptr, Caller{"somebody", static_cast<std::uint8_t>(Right::figures), office}});
    };
    for (const auto& [ours, theirs, n] : {std::tuple{"mpp", "dukcapil", 1}, std::tuple{"dukcapil", "mpp", 3}}) {
        const auto overview = json::parse(as(ours, get_overview, {}).body);
        REQUIRE(overview.at("offices").size() == 1);
        CHECK(overview.at("offices")[0].at("office") == ours);
        CHECK(overview.at("city").at("all").at("n") == n);
        CHECK(json::parse(as(ours, get_figures, {}).body).at("office") == ours);
        CHECK(json::parse(as(ours, list_flagged, {}).body).at("ratings").size() == 1);
        for (const auto call : {get_figures, list_flagged}) {
            const auto unseen = as(ours, call, {{"office", theirs}}), unknown = as(ours, call, {{"office", "nowhere"}});
            CHECK(unseen.status == 404);
            CHECK(unseen.body == unknown.body);
        }
    }
    world.clock.advance(61min);
    CHECK(json::parse(as("mpp", get_overview, {}).body).at("silent").empty());
    CHECK(json::parse(as("dukcapil", get_overview, {}).body).at("silent").size() == 1);
    CHECK(json::parse(as("", get_overview, {}).body).at("offices").size() == 2);
}

TEST_CASE("flagged ratings are listed with their why, newest first") {
    ServerWorld world;
    auto device = world.enrolled();
    fill(world, device);
    const auto ratings = ask(world, "/v1/admin/flagged?office=dukcapil").at("ratings");
    REQUIRE(ratings.size() == 1);
    CHECK(ratings[0] == json{{"journal", device.journal()}, {"seq", 2}, {"at", to_rfc3339(morning() + 1min)}, {"office", "dukcapil"},
                             {"officer", "o-2"}, {"counter", "a-2"}, {"score", 2}, {"flags", {"pressed"}}});
    CHECK(ask(world, "/v1/admin/flagged?from=2026-11-25&until=2026-11-30").at("ratings").empty());
}

}  // namespace rancak::server
