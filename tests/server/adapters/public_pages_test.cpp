// What anybody may read, over real HTTP.

#include "shared/encoding.h"
#include "shared/message_signature.h"
#include "shared/tracking_code.h"
#include "tests/server/teller.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

const std::string known_code = "K7MAR4T9W2X3";

bool holds(const HttpReply& reply, const std::string& text) { return reply.body.find(text) != std::string::npos; }

HttpReply page(ServerWorld& world, const std::string& target, int status = 200) {
    auto reply = world.send({"GET", target, {}, ""});
    CAPTURE(target);
    CHECK(reply.status == status);
    CHECK(reply.header("content-type") == "text/html; charset=utf-8");
    return reply;
}

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
    const auto from = text.find(begin);
    REQUIRE(from != std::string::npos);
    const auto to = text.find(end, from + begin.size());
    REQUIRE(to != std::string::npos);
    return text.substr(from + begin.size(), to - from - begin.size());
}

void import(ServerWorld& world, const Catalogue& catalogue) {
    const auto imported = world.admin("PUT", "/v1/admin/catalogue", encode(catalogue));
    REQUIRE_MESSAGE(imported.status == 200, imported.body);
    world.clock.advance(2s);
}

}  // namespace

TEST_CASE("every public page is small, brings nothing from elsewhere, and has a policy that lets nothing else in") {
    ServerWorld world;
    for (const char* target : {"/", "/kasus", "/layanan", "/layanan/ktp", "/tindak-lanjut", "/?bahasa=en", "/layanan/ktp?bahasa=en"}) {
        const auto reply = page(world, target);
        CHECK(reply.body.size() < 100'000);
        CHECK(reply.header("set-cookie").empty());
        CHECK(!holds(reply, "<script"));
        CHECK(!holds(reply, "http://"));
        CHECK(!holds(reply, "https://"));
        const auto policy = reply.header("content-security-policy");
        CHECK(policy.starts_with("default-src 'none'"));
        CHECK(policy.find("'sha512-" + sha512_in_base64(between(reply.body, "<style>", "</style>")) + "'") != std::string::npos);
    }
}

TEST_CASE("the home page shows what each office published, with its grade, its N and its days") {
    ServerWorld world;
    auto reply = page(world, "/");
    CHECK(holds(reply, "Belum ada indeks"));
    auto catalogue = small_catalogue();
    catalogue.offices[0].index = PublishedIndex{8831, 217, {*parse_iso_date("2026-10-01"), *parse_iso_date("2026-10-31")}, true};
    import(world, catalogue);
    reply = page(world, "/");
    for (const char* text : {"Disdukcapil (contoh)", "88,31", "Mutu A: Sangat baik", "217", "1 Oktober 2026", "31 Oktober 2026", "contoh</span>"})
        CHECK_MESSAGE(holds(reply, text), text);
    reply = page(world, "/?bahasa=en");
    for (const char* text : {"<html lang=en>", "88.31", "Grade A: Very good", "31 October 2026", "href=\"/layanan?bahasa=en\""})
        CHECK_MESSAGE(holds(reply, text), text);
}

TEST_CASE("what the catalogue says is text, whatever stands in it") {
    ServerWorld world;
    auto catalogue = small_catalogue();
    catalogue.offices[0].name.indonesian = "<b onclick=\"x\">Kantor</b> & 'lain'";
    import(world, catalogue);
    const auto reply = page(world, "/");
    CHECK(holds(reply, "&lt;b onclick=&quot;x&quot;&gt;Kantor&lt;/b&gt; &amp; &#39;lain&#39;"));
    CHECK(!holds(reply, "<b onclick"));
}

TEST_CASE("a service's page says what to bring and leaves out what nobody wrote down") {
    ServerWorld world;
    auto catalogue = small_catalogue();
    auto& service = catalogue.services[0];
    service.standard.requirements = {{"Fotokopi KK", "", "Copy of the family card"}};
    service.standard.cost = {"Gratis", "", "Free"};
    service.standard.management[0] = {"UU 24/2013", "", ""};
    service.checked_on = *parse_iso_date("2026-11-24");
    service.sample = true;
    import(world, catalogue);
    auto reply = page(world, "/layanan/ktp");
    for (const char* text : {"<h1>KTP-el</h1>", "<li>Fotokopi KK</li>", "<dt>Biaya</dt><dd>Gratis</dd>", "Dasar hukum", "Loket 1", "Diperiksa 24 November 2026", "contoh</span>"})
        CHECK_MESSAGE(holds(reply, text), text);
    CHECK(!holds(reply, "<dt>Waktu</dt>"));
    reply = page(world, "/layanan/ktp?bahasa=en");
    CHECK(holds(reply, "<li>Copy of the family card</li>"));
    CHECK(holds(page(world, "/layanan"), "href=\"/layanan/ktp\""));
    page(world, "/layanan/nothing", 404);
}

TEST_CASE("what changed because of citizens is told newest first") {
    ServerWorld world;
    CHECK(holds(page(world, "/tindak-lanjut"), "Belum ada."));
    auto catalogue = small_catalogue();
    catalogue.changes = {{"kursi", "dukcapil", {"Kursi kurang", "", ""}, {"Kursi ditambah", "", ""}, *parse_iso_date("2026-09-01"), false},
                         {"sabtu", "", {"Sabtu tutup", "", ""}, {"Sabtu buka", "", ""}, *parse_iso_date("2026-10-01"), true}};
    import(world, catalogue);
    const auto reply = page(world, "/tindak-lanjut");
    CHECK(reply.body.find("Sabtu buka") < reply.body.find("Kursi ditambah"));
    CHECK(holds(reply, "Kursi kurang"));
}

TEST_CASE("what is announced stands before what changed, on its days alone") {
    ServerWorld world;
    auto catalogue = small_catalogue();
    const auto today = local_day(world.clock.now(), catalogue.offices[0].utc_offset);
    const auto day = std::chrono::days{1};
    catalogue.announcements = {{"old", "", {"Sudah lewat", "", ""}, {"x", "", ""}, {today - 2 * day, today - day}},
                               {"now", "dukcapil", {"Loket <pindah>", "", "Counter moved"}, {"Ke lantai 2", "", ""}, {today, today}, true},
                               {"soon", "", {"Belum", "", ""}, {"x", "", ""}, {today + day, today + day}}};
    catalogue.changes = {{"kursi", "dukcapil", {"Kursi kurang", "", ""}, {"Kursi ditambah", "", ""}, *parse_iso_date("2026-09-01"), false}};
    import(world, catalogue);
    auto reply = page(world, "/tindak-lanjut");
    CHECK(reply.body.find("Loket &lt;pindah&gt;") < reply.body.find("Kursi ditambah"));
    CHECK(holds(reply, "Pengumuman sampai " ));
    CHECK(!holds(reply, "Sudah lewat"));
    CHECK(!holds(reply, "Belum<"));
    CHECK(holds(page(world, "/tindak-lanjut?bahasa=en"), "Counter moved"));
    world.clock.advance(day);
    reply = page(world, "/tindak-lanjut");
    CHECK(!holds(reply, "Loket"));
    CHECK(holds(reply, "Belum<"));
}

TEST_CASE("the tracking code shows state and answer on a page that nobody keeps, and says what is wrong with another") {
    ServerWorld world;
    Teller teller(world);
    CaseBody body;
    body.code = tracking_hash(known_code);
    body.text = teller.sealed("rahasia sekali");
    teller.tell(body);
    auto reply = page(world, "/kasus?kode=k7ma-r4t9-w2x3");
    CHECK(reply.header("cache-control") == "no-store");
    CHECK(reply.header("referrer-policy") == "no-referrer");
    CHECK(holds(reply, "<li aria-current=step>Diterima, 24 November 2026</li>"));
    CHECK(!holds(reply, "rahasia"));
    REQUIRE(world.admin("POST", "/v1/admin/inbox/" + teller.device.journal() + ".1/steps", R"({"action":"answer","text":"Sudah <baik>.\nTerima kasih."})").status == 201);
    reply = page(world, "/kasus?kode=K7MAR4T9W2X3");
    CHECK(holds(reply, "<li aria-current=step>Dijawab, 24 November 2026</li>"));
    CHECK(holds(reply, "Sudah &lt;baik&gt;.\nTerima kasih."));
    CHECK(holds(page(world, "/kasus?kode=K7MA-R4T9-W2X4", 404), "Kode ini tidak benar"));
    SystemRandom random;
    CHECK(holds(page(world, "/kasus?bahasa=en&kode=" + make_tracking_code(random), 404), "has come in yet"));
    CHECK(holds(page(world, "/kasus?kode=%22%3E%3Cscript%3E", 404), "value=\"&quot;&gt;&lt;script&gt;\""));
}

}  // namespace rancak::server
