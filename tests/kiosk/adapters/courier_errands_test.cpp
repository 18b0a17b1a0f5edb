#include "kiosk/adapters/visit_counts.h"
#include "shared/sqlite/sqlite.h"
#include "tests/kiosk/adapters/courier_fixture.h"

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

Catalogue catalogue_with_photo(std::optional<Hash> photo) {
    Catalogue catalogue = *sample_catalogue();
    catalogue.officers[0].photo = photo;
    return catalogue;
}

std::optional<Hash> photo_shown(const std::vector<CatalogueArrived>& arrived) {
    REQUIRE_FALSE(arrived.empty());
    return arrived.back().catalogue->officers[0].photo;
}

Standing sample_standing() {
    Standing standing;
    standing.officer = "o-1";
    standing.from = *parse_iso_date("2026-08-24");
    standing.until = *parse_iso_date("2026-11-15");
    standing.n = 3;
    return standing;
}
std::string standing_reply(const Standing& standing) {
    return R"({"as_of":"2026-11-24T03:00:00.000Z","standing":)" + encode(standing) + "}";
}

}  // namespace

TEST_CASE("a heartbeat each minute tells how the kiosk is") {
    CourierFixture kiosk;
    kiosk.http->reachable = false;
    kiosk.store(3);
    kiosk.settle();
    kiosk.http->reachable = true;
    kiosk.alarms.raise(Alarms::Topic::journal, std::string(300, 'x'));
    kiosk.clock.advance(90s);
    kiosk.settle();
    REQUIRE(kiosk.server.heartbeats.size() == 1);
    const auto& heartbeat = kiosk.server.heartbeats[0];
    CHECK(heartbeat.version == "1.2.3");
    CHECK(heartbeat.head == kiosk.journal.head());
    CHECK(heartbeat.waiting == 3);
    CHECK(heartbeat.uptime_seconds == 90);
    CHECK(heartbeat.disk_free_bytes > 0);
    REQUIRE(heartbeat.alarms.size() == 1);
    CHECK(heartbeat.alarms[0].size() == 200);
    kiosk.clock.advance(heartbeat_every);
    kiosk.settle();
    CHECK(kiosk.server.heartbeats.size() == 2);
    CHECK(kiosk.server.heartbeats[1].waiting == 0);
}

TEST_CASE("heartbeats tell the visits of weeks without a network, and then what changed") {
    CourierFixture kiosk;
    const LocalDay monday = parse_iso_date("2026-11-02").value();
    VisitCounts counts(kiosk.folder, sample_journal);
    kiosk.http->reachable = false;
    for (int day = 0; day < 22; ++day) {
        REQUIRE(counts.count(monday + std::chrono::days{day}, day % 2 == 0));
        kiosk.clock.advance(kiosk.settle());
    }
    kiosk.http->reachable = true;
    const auto told = [&] {
        kiosk.clock.advance(1h);
        kiosk.settle();
        REQUIRE_FALSE(kiosk.server.heartbeats.empty());
        return kiosk.server.heartbeats.back().visits;
    };
    const LocalDay today = monday + std::chrono::days{21};
    const auto weeks = told();
    REQUIRE(weeks.size() == 22);
    CHECK(weeks.front() == DayVisits{monday, 1, 1});
    CHECK(weeks.back() == DayVisits{today, 1, 0});
    CHECK(told().empty());
    REQUIRE(counts.count(today, true));
    kiosk.http->reachable = false;  // the one that would have told it is lost
    kiosk.clock.advance(1h);
    kiosk.settle();
    kiosk.http->reachable = true;
    CHECK(told() == std::vector<DayVisits>{{today, 2, 1}});
    CHECK(told().empty());
    kiosk.start_courier();
    CHECK(told().size() == 22);
}

TEST_CASE("tells when it goes online and offline, once each") {
    CourierFixture kiosk;
    kiosk.settle();
    auto changes = kiosk.posted<OnlineChanged>();
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].online);
    kiosk.http->reachable = false;
    for (int i = 0; i < 5; ++i) kiosk.clock.advance(kiosk.settle());
    changes = kiosk.posted<OnlineChanged>();
    REQUIRE(changes.size() == 1);
    CHECK_FALSE(changes[0].online);
    CHECK(kiosk.courier->status().last_error == "No server answers.");
    CHECK(kiosk.wakes > 0);
}

TEST_CASE("a kiosk with a dead clock learns the server's time from the refusal and is heard") {
    CourierFixture kiosk;
    kiosk.server.control_calls_check_the_clock = true;
    kiosk.clock.set_wall(*parse_rfc3339("1996-01-01T00:00:00.000Z"));
    kiosk.settle();
    CHECK(kiosk.server.heartbeats.size() == 1);
    REQUIRE(kiosk.courier->status().server_ahead);
    CHECK(kiosk.clock.now() + *kiosk.courier->status().server_ahead == kiosk.server.time);
}

TEST_CASE("fetches the catalogue at start, shows it, and keeps it for the next start") {
    CourierFixture kiosk;
    kiosk.server.catalogue = encode(*sample_catalogue());
    kiosk.settle();
    const auto arrived = kiosk.posted<CatalogueArrived>();
    REQUIRE(arrived.size() == 1);
    CHECK(*arrived[0].catalogue == *sample_catalogue());
    const auto cache = CatalogueCache::open(kiosk.folder, "a");
    REQUIRE(cache.shown());
    CHECK(*cache.shown() == *sample_catalogue());
    kiosk.start_courier();
    kiosk.settle();
    CHECK(kiosk.posted<CatalogueArrived>().empty());
}

TEST_CASE("fetches a new catalogue when a receipt or a heartbeat names another one") {
    CourierFixture kiosk;
    kiosk.server.catalogue = encode(*sample_catalogue());
    kiosk.settle();
    static_cast<void>(kiosk.posted<CatalogueArrived>());
    auto changed = *sample_catalogue();
    changed.officers[0].name = "Upik Baru (contoh)";
    kiosk.server.catalogue = encode(changed);
    kiosk.store(1);
    kiosk.settle();
    CHECK(kiosk.posted<CatalogueArrived>().size() == 1);
    changed.officers[0].name = "Upik Lagi (contoh)";
    kiosk.server.catalogue = encode(changed);
    kiosk.clock.advance(heartbeat_every);
    kiosk.settle();
    const auto arrived = kiosk.posted<CatalogueArrived>();
    REQUIRE(arrived.size() == 1);
    CHECK(arrived[0].catalogue->officers[0].name == "Upik Lagi (contoh)");
}

TEST_CASE("an office that vanishes from the catalogue keeps the last good one, is told in the heartbeat, and is forgotten when it is back") {
    CourierFixture kiosk;
    kiosk.server.catalogue = encode(*sample_catalogue());
    kiosk.settle();
    CHECK(kiosk.posted<CatalogueArrived>().size() == 1);
    CHECK(kiosk.alarms.sentences().empty());

    kiosk.server.catalogue.clear();
    kiosk.store(1);
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
    CHECK(kiosk.posted<CatalogueArrived>().empty());
    CHECK(*CatalogueCache::open(kiosk.folder, "a").shown() == *sample_catalogue());
    REQUIRE(kiosk.told.size() == 1);
    CHECK(kiosk.told[0].starts_with("The centre has no catalogue for this kiosk's office any more"));
    REQUIRE_FALSE(kiosk.server.heartbeats.empty());
    CHECK(kiosk.server.heartbeats.back().alarms == kiosk.told);  // at once, and whole

    kiosk.server.catalogue = encode(*sample_catalogue());
    kiosk.clock.advance(heartbeat_every);
    kiosk.settle();
    CHECK(kiosk.alarms.sentences().empty());
    CHECK(kiosk.server.heartbeats.back().alarms.empty());
}

TEST_CASE("a kiosk that starts again after its office vanished tells it from the centre's 404") {
    CourierFixture kiosk;
    kiosk.server.catalogue = encode(*sample_catalogue());
    kiosk.settle();
    kiosk.server.catalogue.clear();
    kiosk.server.instead = [](const HttpRequest& request) -> std::optional<HttpReply> {
        if (request.target == "/v1/heartbeat") return HttpReply{503, {}, "", false};  // so that the 404 alone can tell it
        return std::nullopt;
    };
    kiosk.start_courier();
    kiosk.settle();
    REQUIRE(kiosk.told.size() == 1);
    CHECK(kiosk.told[0].starts_with("The centre has no catalogue for this kiosk's office any more"));
}

TEST_CASE("a kiosk whose office was never in a catalogue raises no alarm: it is not ready, and says so itself") {
    CourierFixture kiosk;
    kiosk.settle();
    CHECK(kiosk.told.empty());
}

TEST_CASE("a bad catalogue is refused whole, told in the heartbeat, and asked for again only when it changed") {
    CourierFixture kiosk;
    kiosk.server.catalogue = encode(*sample_catalogue());
    kiosk.settle();
    static_cast<void>(kiosk.posted<CatalogueArrived>());
    auto bad = *sample_catalogue();
    bad.officers[0].office = "nowhere";
    kiosk.server.catalogue = encode(bad);
    kiosk.server.requests.clear();
    for (int i = 0; i < 5; ++i) {
        kiosk.clock.advance(heartbeat_every);
        kiosk.settle();
    }
    CHECK(kiosk.posted<CatalogueArrived>().empty());
    CHECK(*CatalogueCache::open(kiosk.folder, "a").shown() == *sample_catalogue());
    CHECK(kiosk.server.heartbeats.back().alarms.size() == 1);
    CHECK(std::count_if(kiosk.server.requests.begin(), kiosk.server.requests.end(),
                        [](const auto& request) { return request.target == "/v1/catalogue"; }) == 1);
    kiosk.server.catalogue = encode(catalogue_with_photo({}));
    kiosk.clock.advance(heartbeat_every);
    kiosk.settle();
    CHECK(kiosk.alarms.sentences().empty());
}

TEST_CASE("an old photo stays until the new one has arrived whole") {
    CourierFixture kiosk;
    const std::string old_photo = "old photo (contoh)", new_photo = "new photo (contoh)";
    kiosk.server.media[to_hex(blake2b(old_photo))] = old_photo;
    kiosk.server.catalogue = encode(catalogue_with_photo(blake2b(old_photo)));
    kiosk.settle();
    auto arrived = kiosk.posted<CatalogueArrived>();
    CHECK(arrived.front().catalogue->officers[0].photo == std::nullopt);
    CHECK(photo_shown(arrived) == blake2b(old_photo));

    kiosk.server.media[to_hex(blake2b(new_photo))] = new_photo.substr(0, 5);
    kiosk.server.catalogue = encode(catalogue_with_photo(blake2b(new_photo)));
    kiosk.clock.advance(heartbeat_every);
    kiosk.settle();
    static_cast<void>(kiosk.posted<CatalogueArrived>());
    kiosk.start_courier();
    CHECK(CatalogueCache::open(kiosk.folder, "a").shown()->officers[0].photo == blake2b(old_photo));

    kiosk.server.media[to_hex(blake2b(new_photo))] = new_photo;
    for (int i = 0; i < 5; ++i) kiosk.clock.advance(kiosk.settle());
    CHECK(photo_shown(kiosk.posted<CatalogueArrived>()) == blake2b(new_photo));
    CHECK_FALSE(std::filesystem::exists(CatalogueCache::medium_path(kiosk.folder.paths(), blake2b(old_photo))));
}

TEST_CASE("a photo that cannot be had does not keep the others waiting") {
    CourierFixture kiosk;
    auto catalogue = *sample_catalogue();
    catalogue.officers[0].photo = blake2b("gone");
    catalogue.officers[1].photo = blake2b("there");
    kiosk.server.media[to_hex(blake2b("there"))] = "there";
    kiosk.server.catalogue = encode(catalogue);
    for (int i = 0; i < 10; ++i) kiosk.clock.advance(kiosk.settle());
    CHECK(CatalogueCache::open(kiosk.folder, "a").shown()->officers[1].photo == blake2b("there"));
}

TEST_CASE("fetches a standing for who waits, and remembers it for when the server is out of reach") {
    CourierFixture kiosk;
    kiosk.server.standings["o-1"] = standing_reply(sample_standing());
    kiosk.courier->ask_standing("o-1");
    kiosk.settle();
    auto arrived = kiosk.posted<StandingArrived>();
    REQUIRE(arrived.size() == 1);
    CHECK(arrived[0].view.standing.n == 3);
    CHECK_FALSE(arrived[0].view.offline);
    kiosk.start_courier();
    kiosk.http->reachable = false;
    kiosk.courier->ask_standing("o-1");
    kiosk.settle();
    arrived = kiosk.posted<StandingArrived>();
    REQUIRE(arrived.size() == 1);
    CHECK(arrived[0].view.offline);
    CHECK(arrived[0].view.as_of == *parse_rfc3339("2026-11-24T03:00:00.000Z"));
}

TEST_CASE("never shows an officer what is not theirs or makes no sense") {
    CourierFixture kiosk;
    auto other = sample_standing();
    other.officer = "o-2";
    for (const std::string& reply : {standing_reply(other), std::string("{}"), std::string("<html>")}) {
        kiosk.server.standings["o-1"] = reply;
        kiosk.courier->ask_standing("o-1");
        kiosk.settle();
        CHECK(kiosk.posted<StandingMissing>().size() == 1);
    }
}

TEST_CASE("rechecks the whole chain behind the screen and raises the alarm when it is damaged") {
    CourierFixture kiosk;
    kiosk.store(300);
    {
        auto meddler = sqlite::Database::open_writer(kiosk.folder.paths().journal(), sqlite::Durability::normal);
        meddler.execute(R"(UPDATE event SET line = replace(line, '"score":2', '"score":5') WHERE seq = 2)");
    }
    kiosk.http->reachable = false;
    kiosk.settle();
    REQUIRE(kiosk.alarms.sentences().size() == 1);
    CHECK(kiosk.alarms.sentences()[0].find("chain of events is damaged") != std::string::npos);
}
