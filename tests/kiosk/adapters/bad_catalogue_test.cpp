// What a broken or hostile centre may send as a catalogue, byte for byte. Whatever it is: it is refused whole, the last good
// one stays on the disk and on the screen, the log gets one line and the centre an alarm, ratings go on.

#include "tests/kiosk/adapters/courier_fixture.h"

#include <array>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

std::string good() { return encode(*sample_catalogue()); }

// The good one with other bytes in one place.
std::string with(const std::string& what, const std::string& instead) {
    std::string bytes = good();
    const auto at = bytes.find(what);
    REQUIRE_MESSAGE(at != bytes.npos, what);
    return bytes.replace(at, what.size(), instead);
}

std::string named(const std::string& name) { return with("\"Upik (contoh)\"", '"' + name + '"'); }

template <class Change>
std::string changed(Change change) {
    Catalogue catalogue = *sample_catalogue();
    change(catalogue);
    return encode(catalogue);
}

std::string repeated(const std::string& what, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += what;
    return all;
}

struct Bad {
    const char* what;
    std::string bytes;
    const char* told;  // part of the alarm
};

std::vector<Bad> bad_texts() {
    constexpr const char* plain = "officers[0].name must be plain text of at most 120 characters";
    return {{"a byte that UTF-8 does not have", named("Up\xFFk"), "not valid JSON"},
            {"an overlong slash", named("Up\xC0\xAFk"), "not valid JSON"},
            {"half a surrogate pair", named("Up\xED\xA0\x80k"), "not valid JSON"},
            {"letters cut in the middle", named("Up\xE2\x80"), "not valid JSON"},
            {"a name written backwards", named("Up\xE2\x80\xAEki"), plain},
            {"the same, escaped", named("Up\\u202eki"), plain},
            {"an isolate that never ends", named("Up\xE2\x81\xA7ki"), plain},
            {"a letter of no width", named("Up\xE2\x80\x8Bik"), plain},
            {"a mark of byte order", named("\xEF\xBB\xBFUpik"), plain},
            {"a tower of marks", named("U" + repeated("\xCC\x81", 40) + "pik"), plain},
            {"a bell", named("Up\\u0007ik"), plain},
            {"a line break", named("Up\\nik"), "needs a name of 1 to 120 characters"},
            {"no letters", named(""), "needs a name of 1 to 120 characters"},
            {"a name of 3 MB", named(std::string(3'000'000, 'x')), plain},
            {"a name of 10 MB", named(std::string(10'000'000, 'x')), "larger than 4 MiB"}};
}

std::vector<Bad> bad_shapes() {
    return {{"a page of a portal", "<html><body>Log in</body></html>", "not valid JSON"},
            {"half of it", good().substr(0, good().size() / 2), "not valid JSON"},
            {"a hundred thousand brackets", repeated("[", 100'000), "nested deeper than 8 levels"},
            {"a list", "[]", "must be a JSON object"},
            {"a number for a name", with("\"Upik (contoh)\"", "7"), "officers[0].name"},
            {"a number beyond all", with("\"utc_offset\":420", "\"utc_offset\":1e999"), "not valid JSON"},
            {"an offset of a year", with("\"utc_offset\":420", "\"utc_offset\":525600"), "offices[0].utc_offset"},
            {"an id that leads out of its folder", with("\"id\":\"o-1\"", "\"id\":\"../o-1\""), "officers[0].id"},
            {"a photo that is no hash", with("\"name\":\"Upik", "\"photo\":\"<svg/>\",\"name\":\"Upik"), "officers[0].photo"}};
}

std::vector<Bad> bad_references() {
    const DaySpan month{*parse_iso_date("2026-10-01"), *parse_iso_date("2026-10-31")};
    return {{"two officers of one id", changed([](Catalogue& c) { c.officers[1].id = "o-1"; }), "officer \"o-1\""},
            {"two counters of one id", changed([](Catalogue& c) { c.counters[1].id = "a-1"; }), "counter \"a-1\""},
            {"two reasons of one id", changed([](Catalogue& c) { c.reasons[1].id = "slow"; }), "reason \"slow\""},
            {"an award for an unknown officer",
             changed([&](Catalogue& c) { c.awards = {{"jempol", "o-9", month, {"Ramah", "", ""}}}; }), "award \"jempol\" names the officer \"o-9\""},
            {"an announcement that ends before it begins",
             changed([&](Catalogue& c) { c.announcements = {{"kabar", "a", {"Tutup", "", ""}, {"Besok", "", ""}, {month.until, month.from}}}; }),
             "announcement \"kabar\" has a time to be shown"},
            {"a wording that lies about its direction",
             changed([](Catalogue& c) { c.words = {{"why_title", {"a\xE2\x80\xAE" "b", "", ""}}}; }), "words[0].text.id must be plain text"},
            {"a wording that says nothing", changed([](Catalogue& c) { c.words = {{"why_title", {}}}; }), "word \"why_title\" says nothing"},
            {"a counter that is not there", changed([](Catalogue& c) { c.officers[0].counter = "a-9"; }), "names the counter \"a-9\""},
            {"an office that is not there", changed([](Catalogue& c) { c.officers[0].office = "b"; }), "names the office \"b\""},
            {"another office's catalogue", encode(of_office(*sample_catalogue(), "b")), "does not have this kiosk's office, a"}};
}

void check_refused(const Bad& bad) {
    CAPTURE(bad.what);
    CourierFixture kiosk;
    kiosk.server.catalogue = good();
    kiosk.settle();
    REQUIRE(kiosk.posted<CatalogueArrived>().size() == 1);

    kiosk.server.catalogue = bad.bytes;
    const auto seen = kiosk.server.requests.size();
    kiosk.store(2);
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
    CHECK(kiosk.posted<CatalogueArrived>().empty());
    CHECK(*CatalogueCache::open(kiosk.folder, "a").shown() == *sample_catalogue());
    CHECK(kiosk.courier->status().online);
    REQUIRE(kiosk.told.size() == 1);
    CHECK_MESSAGE(kiosk.told[0].find(bad.told) != std::string::npos, kiosk.told[0]);
    CHECK(kiosk.told[0].starts_with("The new catalogue was refused, the old one stays: "));
    CHECK(kiosk.told[0].size() < 500);
    REQUIRE_FALSE(kiosk.server.heartbeats.empty());
    REQUIRE(kiosk.server.heartbeats.back().alarms.size() == 1);  // told at once, not with the next minute
    CHECK(kiosk.told[0].starts_with(kiosk.server.heartbeats.back().alarms[0]));
    const auto asked = std::count_if(kiosk.server.requests.begin() + static_cast<std::ptrdiff_t>(seen), kiosk.server.requests.end(),
                                     [](const HttpRequest& request) { return request.target == "/v1/catalogue"; });
    CHECK(asked == 1);

    kiosk.server.catalogue = changed([](Catalogue& c) { c.officers[0].name = "Upik Baru (contoh)"; });
    kiosk.clock.advance(heartbeat_every);
    kiosk.settle();
    CHECK(kiosk.posted<CatalogueArrived>().size() == 1);
    CHECK(kiosk.alarms.sentences().empty());
    CHECK(kiosk.server.heartbeats.back().alarms.empty());
}

std::optional<HttpReply> catalogue_reply(const HttpRequest& request, const std::string& etag, std::string body, bool too_large = false) {
    if (request.target != "/v1/catalogue") return std::nullopt;
    return HttpReply{200, {{"etag", '"' + etag + '"'}}, std::move(body), too_large};
}

}  // namespace

TEST_CASE("bad catalogue: texts that are none, lie, hide, tower or have no end") {
    for (const Bad& bad : bad_texts()) check_refused(bad);
}

TEST_CASE("bad catalogue: bytes that are no catalogue") {
    for (const Bad& bad : bad_shapes()) check_refused(bad);
}

TEST_CASE("bad catalogue: ids that are there twice, and names of what is not there") {
    for (const Bad& bad : bad_references()) check_refused(bad);
}

TEST_CASE("bad catalogue: one that is larger than a reply may be is refused once, not loaded again and again") {
    CourierFixture kiosk;
    kiosk.server.catalogue = good();
    kiosk.settle();
    const std::string large = to_hex(blake2b("ten megabytes"));
    int asked = 0;
    kiosk.server.instead = [&](const HttpRequest& request) -> std::optional<HttpReply> {
        auto reply = catalogue_reply(request, large, "", true);
        asked += reply ? 1 : 0;
        return reply;
    };
    kiosk.server.catalogue = "ten megabytes";
    for (int i = 0; i < 5; ++i) {
        kiosk.clock.advance(heartbeat_every);
        kiosk.settle();
    }
    CHECK(asked == 1);
    CHECK(kiosk.told == std::vector<std::string>{"The new catalogue was refused, the old one stays: it is larger than 4 MiB."});
    CHECK(kiosk.courier->status().online);
    CHECK(kiosk.server.heartbeats.back().alarms == kiosk.told);
}

TEST_CASE("bad catalogue: one that came damaged is asked for again, and shown once it comes whole") {
    CourierFixture kiosk;
    kiosk.server.catalogue = good();
    kiosk.server.instead = [&](const HttpRequest& request) { return catalogue_reply(request, to_hex(blake2b(good())), named("Upiq")); };
    kiosk.settle();
    CHECK(kiosk.posted<CatalogueArrived>().empty());
    REQUIRE(kiosk.told.size() == 1);
    CHECK(kiosk.told[0].find("its bytes are not what its ETag says") != std::string::npos);
    kiosk.server.instead = {};
    kiosk.clock.advance(kiosk.settle());
    kiosk.settle();
    CHECK(kiosk.posted<CatalogueArrived>().size() == 1);
    CHECK(kiosk.alarms.sentences().empty());
}

TEST_CASE("bad catalogue: a photo that the centre does not have is an alarm, and the officer is shown without it") {
    CourierFixture kiosk;
    kiosk.server.catalogue = changed([](Catalogue& c) { c.officers[0].photo = blake2b("gone"); });
    for (int i = 0; i < 3; ++i) kiosk.clock.advance(kiosk.settle());
    const auto arrived = kiosk.posted<CatalogueArrived>();
    REQUIRE(arrived.size() == 1);
    CHECK_FALSE(arrived[0].catalogue->officers[0].photo);
    CHECK(kiosk.told == std::vector<std::string>{"The photo " + to_hex(blake2b("gone")) + " does not come: The server answered 404, Refused."});
    CHECK(kiosk.courier->status().online);
    kiosk.server.media[to_hex(blake2b("gone"))] = "gone";
    for (int i = 0; i < 5; ++i) kiosk.clock.advance(kiosk.settle());
    CHECK(kiosk.alarms.sentences().empty());
    CHECK(kiosk.server.heartbeats.back().alarms.empty());
}
