// The whole server over real HTTP.

#include "tests/server/server_world.h"

#include "shared/encoding.h"
#include "shared/sqlite/sqlite.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

void rate(test::SignedDevice& device, int score, Timestamp at) {
    device.chain().add(rating_body(score, "v" + std::to_string(device.chain().head().seq)), at);
}

}  // namespace

TEST_CASE("a kiosk enrols, sends, and gets a receipt with its own head") {
    ServerWorld world;
    auto device = world.enrolled();
    rate(device, 5, world.clock.now());
    rate(device, 3, world.clock.now());
    const auto reply = world.send_events(device, 1);
    REQUIRE(reply.status == 200);
    const auto receipt = decode_receipt(reply.body);
    REQUIRE(receipt);
    CHECK(receipt->journal == device.journal());
    CHECK(receipt->head == device.chain().head());
    CHECK(receipt->catalogue == world.catalogue->current()->etag("dukcapil"));
    CHECK(world.send_events(device, 1).body == reply.body);
    CHECK(present_ratings(*world.store).size() == 2);
}

TEST_CASE("enrolment tells office, counter, seal key and time") {
    ServerWorld world;
    test::SignedDevice device(1);
    const auto reply = decode_enrolment_reply(world.send(device.enrolment(world.new_code())).body);
    REQUIRE(reply);
    CHECK(*reply == EnrolmentReply{device.journal(), "dukcapil", "a-1", SealKey{{9}}, world.clock.now()});
    check_problem(world.send(device.enrolment("0000000000")), 403, problem::bad_code);
    check_problem(world.send(device.enrolment(world.new_code())), 409);
}

TEST_CASE("enrolments are tried only so often by all together") {
    ServerWorld::Options options;
    options.limits.enrolments = {1, 2};
    ServerWorld world(options);
    const test::SignedDevice device(1);
    for (int i = 0; i < 2; ++i) check_problem(world.send(device.enrolment("0000000000")), 403, problem::bad_code);
    const auto refused = world.send(device.enrolment("0000000000"));
    check_problem(refused, 429);
    CHECK(refused.header("retry-after") == "1");
}

TEST_CASE("gap and fork are told apart") {
    ServerWorld world;
    auto device = world.enrolled();
    rate(device, 5, world.clock.now());
    rate(device, 5, world.clock.now());
    const auto gap = world.send_events(device, 2);
    check_problem(gap, 409, problem::gap);
    CHECK(decode_problem(gap.body)->extra.at("expected") == "1");

    REQUIRE(world.send_events(device, 1).status == 200);
    test::SignedDevice clone(1);
    rate(clone, 1, world.clock.now());
    const auto fork = world.send_events(clone, 1);
    check_problem(fork, 409, problem::fork);
    CHECK(decode_problem(fork.body)->extra.at("seq") == "1");
    const auto journals = nlohmann::json::parse(world.admin("GET", "/v1/admin/journals").body);
    CHECK(journals["journals"][0]["alarms"][0]["kind"] == "fork");
}

TEST_CASE("a batch that is sent by many at once is stored once and all get the same receipt") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 50; ++i) rate(device, 4, world.clock.now());
    const auto request = device.events(1, device.chain().batch(), world.clock.now());
    std::vector<std::string> bodies(8);
    std::vector<std::thread> threads;
    for (auto& body : bodies)
        threads.emplace_back([&] {
            const auto reply = world.connect()->send(request);
            if (reply) body = reply->body;
        });
    for (auto& thread : threads) thread.join();
    for (const auto& body : bodies) CHECK(body == bodies[0]);
    CHECK(decode_receipt(bodies[0]));
    CHECK(present_ratings(*world.store).size() == 50);
}

TEST_CASE("who does not sign, signs wrongly or for another is refused") {
    ServerWorld world;
    auto device = world.enrolled(1);
    auto stranger = test::SignedDevice(2);
    rate(device, 5, world.clock.now());
    rate(stranger, 5, world.clock.now());
    const auto now = world.clock.now();
    check_problem(world.send({"GET", "/v1/catalogue", {}, ""}), 401);
    check_problem(world.send_events(stranger, 1), 401, problem::not_enrolled);

    auto changed = device.events(1, device.chain().batch(), now);
    changed.body.back() = ' ';
    check_problem(world.send(changed), 401);
    auto redirected = device.events(1, device.chain().batch(), now);
    redirected.target += "0";  // first=10
    check_problem(world.send(redirected), 401);
    check_problem(world.send(device.request("POST", "/v1/journals/" + stranger.journal() + "/events", "first=1",
                                            stranger.chain().batch(), "application/x-ndjson", now)), 403);
    CHECK(present_ratings(*world.store).empty());
}

TEST_CASE("events are taken whatever the kiosk's clock says; control calls tell the server's time") {
    ServerWorld world;
    auto device = world.enrolled();
    rate(device, 5, world.clock.now());
    const auto long_ago = world.clock.now() - 24h * 365 * 30;
    CHECK(world.send(device.events(1, device.chain().batch(), long_ago)).status == 200);
    for (const auto off : {-301s, 301s}) {
        const auto reply = world.send(device.request("GET", "/v1/catalogue", "", "", "", world.clock.now() + off));
        check_problem(reply, 401, problem::clock);
        CHECK(decode_problem(reply.body)->extra.at("now") == to_rfc3339(world.clock.now()));
    }
    for (const auto off : {-300s, 300s})
        CHECK(world.send(device.request("GET", "/v1/catalogue", "", "", "", world.clock.now() + off)).status == 200);
}

TEST_CASE("a kiosk that sends too often is told when to come back, and only that one") {
    ServerWorld::Options options;
    options.limits.device = {1, 2};
    ServerWorld world(options);
    const auto device = world.enrolled(1), other = world.enrolled(2);
    const auto ask = [&](const test::SignedDevice& who) {
        return world.send(who.request("GET", "/v1/catalogue", "", "", "", world.clock.now()));
    };
    CHECK(ask(device).status == 200);
    CHECK(ask(device).status == 200);
    const auto refused = ask(device);
    check_problem(refused, 429);
    CHECK(refused.header("retry-after") == "1");
    CHECK(ask(other).status == 200);
    world.clock.advance(1s);
    CHECK(ask(device).status == 200);
}

TEST_CASE("a revoked kiosk is refused at once") {
    ServerWorld world;
    auto device = world.enrolled();
    rate(device, 5, world.clock.now());
    check_problem(world.admin("POST", "/v1/admin/journals/unknown/revocation"), 404);
    CHECK(world.admin("POST", "/v1/admin/journals/" + device.journal() + "/revocation").status == 204);
    check_problem(world.send_events(device, 1), 403, problem::revoked);
}

TEST_CASE("the catalogue is told with an ETag and only when it changed") {
    ServerWorld world;
    const auto device = world.enrolled();
    const auto get = [&](const std::string& etag) {
        auto request = device.request("GET", "/v1/catalogue", "", "", "", world.clock.now());
        if (!etag.empty()) request.headers.push_back("If-None-Match: " + etag);
        return world.send(request);
    };
    const auto first = get("");
    CHECK(first.status == 200);
    const auto etag = first.header("etag");
    CHECK(etag == "\"" + to_hex(blake2b(first.body)) + "\"");
    CHECK(*decode_catalogue(first.body) == of_office(small_catalogue(), "dukcapil"));
    CHECK(get(etag).status == 304);

    auto changed = small_catalogue();
    changed.officers[0].name = "Contoh Lain";
    const auto imported = world.admin("PUT", "/v1/admin/catalogue", encode(changed));
    CHECK(imported.status == 200);
    CHECK(nlohmann::json::parse(imported.body).at("etag") == to_hex(blake2b(encode(changed))));
    CHECK(get(etag).status == 200);
}

TEST_CASE("a catalogue with a mistake is refused whole and the last good one stays") {
    ServerWorld world;
    auto wrong = small_catalogue();
    wrong.officers[0].office = "nowhere";
    const auto before = world.catalogue->current()->etag("dukcapil");
    check_problem(world.admin("PUT", "/v1/admin/catalogue", encode(wrong)), 422);
    check_problem(world.admin("PUT", "/v1/admin/catalogue", "{"), 422);
    CHECK(world.catalogue->current()->etag("dukcapil") == before);
}

TEST_CASE("a kiosk of an office without a catalogue is told so") {
    ServerWorld::Options options;
    options.with_catalogue = false;
    ServerWorld world(options);
    check_problem(world.admin("POST", "/v1/admin/enrolment-codes", R"({"office":"dukcapil"})"), 422);
}

TEST_CASE("pictures and attachments are kept under the hash of their bytes") {
    ServerWorld world;
    const auto device = world.enrolled();
    const std::string png = "\x89PNG\r\n\x1a\nrest";
    const auto path = "/v1/admin/media/" + to_hex(blake2b(png));
    CHECK(world.admin("PUT", path, png, "application/octet-stream").status == 200);
    CHECK(world.admin("PUT", path, png, "application/octet-stream").status == 200);
    check_problem(world.admin("PUT", "/v1/admin/media/" + to_hex(blake2b("x")), png, "application/octet-stream"), 422);
    check_problem(world.admin("PUT", "/v1/admin/media/" + to_hex(blake2b("x")), "x", "application/octet-stream"), 422);

    const auto get = [&](const std::string& hash) {
        return world.send(device.request("GET", "/v1/media/" + hash, "", "", "", world.clock.now()));
    };
    const auto picture = get(to_hex(blake2b(png)));
    CHECK(picture.body == png);
    CHECK(picture.header("content-type") == "image/png");
    CHECK(picture.header("cache-control") == "public, max-age=31536000, immutable");
    check_problem(get(to_hex(blake2b("x"))), 404);
    check_problem(get("x"), 404);

    const std::string sealed = "sealed bytes";
    const auto put = [&](const std::string& name) {
        return world.send(device.request("PUT", "/v1/attachments/" + name, "", sealed, "application/octet-stream", world.clock.now()));
    };
    const auto kept = put(to_hex(blake2b(sealed)));
    CHECK(kept.status == 200);
    CHECK(nlohmann::json::parse(kept.body).at("hash") == to_hex(blake2b(sealed)));
    CHECK(*world.store->attachment("dukcapil", blake2b(sealed)) == sealed);
    check_problem(put(to_hex(blake2b("other"))), 422);
}

TEST_CASE("a heartbeat is kept and answered with time and catalogue") {
    ServerWorld world;
    const auto device = world.enrolled();
    const Heartbeat beat{"0.1.0", {3, blake2b("x")}, 2, 0, 1000, 60, {}};
    const auto post = [&](std::string body) {
        return world.send(device.request("POST", "/v1/heartbeat", "", std::move(body), "application/json", world.clock.now()));
    };
    const auto reply = decode_heartbeat_reply(post(encode(beat)).body);
    REQUIRE(reply);
    CHECK(reply->time == world.clock.now());
    CHECK(reply->catalogue == world.catalogue->current()->etag("dukcapil"));
    check_problem(post("{}"), 422);
    const auto journals = nlohmann::json::parse(world.admin("GET", "/v1/admin/journals").body).at("journals");
    CHECK(journals[0]["heartbeat"]["waiting"] == 2);
}

TEST_CASE("an officer's standing is told to kiosks with floors and a week's delay, to admins whole and at once") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 9; ++i) rate(device, 5, world.clock.now() + i * 40s);
    device.chain().add(RatingDetailBody{1, {"ramah"}, std::nullopt}, world.clock.now() + 10min);
    world.clock.advance(20min);
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto own = [&] { return world.send(device.request("GET", "/v1/officers/o-1/standing", "", "", "", world.clock.now())); };
    const auto n_of = [](const HttpReply& reply) {
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        const auto json = nlohmann::json::parse(reply.body);
        const auto standing = decode_standing(json.at("standing").dump());
        REQUIRE(standing);
        return standing->n;
    };
    CHECK(n_of(own()) == 0);
    const auto whole = world.admin("GET", "/v1/admin/officers/o-1/standing");
    CHECK(n_of(whole) == 9);
    const auto standing = nlohmann::json::parse(whole.body).at("standing");
    CHECK(decode_standing(standing.dump())->reasons == std::vector<ReasonCount>{{"ramah", Cause::officer, 1}});
    CHECK(n_of(world.admin("GET", "/v1/admin/officers/o-1/standing?from=2026-11-25&until=2026-11-30")) == 0);
    world.clock.advance(24h * 14);
    CHECK(n_of(own()) == 9);

    check_problem(world.send(device.request("GET", "/v1/officers/nobody/standing", "", "", "", world.clock.now())), 404);
    check_problem(world.admin("GET", "/v1/admin/officers/nobody/standing"), 404);
    check_problem(world.admin("GET", "/v1/admin/officers/o-1/standing?from=yesterday"), 400);
    check_problem(world.admin("GET", "/v1/admin/officers/o-1/standing?from=2026-12-01&until=2026-11-01"), 400);
}

TEST_CASE("an officer who left the catalogue keeps a standing") {
    ServerWorld world;
    auto device = world.enrolled();
    device.chain().add(rating_body(4, "v", "o-gone"), world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    CHECK(world.admin("GET", "/v1/admin/officers/o-gone/standing").status == 200);
}

// ---- Export ------------------------------------------------------------------------------------------------------------

namespace {

struct Export {
    std::vector<std::string> lines;
    std::string cursor;
    int pages = 0;
};

Export export_all(ServerWorld& world, const std::string& what, const std::string& since = {}, int limit = 3) {
    Export out{{}, since, 0};
    for (bool more = true; more; ++out.pages) {
        auto target = "/v1/admin/" + what + "?format=jsonl&limit=" + std::to_string(limit);
        if (!out.cursor.empty()) target += "&since=" + out.cursor;
        const auto reply = world.admin("GET", target);
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        std::size_t rows = 0;
        for (std::string_view rest = reply.body; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1), ++rows)
            out.lines.emplace_back(rest.substr(0, rest.find('\n')));
        CHECK(rows <= static_cast<std::size_t>(limit));
        out.cursor = reply.header("rancak-cursor");
        const auto link = reply.header("link");
        more = !link.empty();
        if (more) CHECK(link == "</v1/admin/" + what + "?format=jsonl&limit=" + std::to_string(limit) + "&since=" + out.cursor + ">; rel=\"next\"");
    }
    return out;
}

std::vector<int> seqs(const Export& exported) {
    std::vector<int> seqs;
    for (const auto& line : exported.lines) seqs.push_back(nlohmann::json::parse(line).at("seq"));
    return seqs;
}

}  // namespace

TEST_CASE("a full export has each rating once with its present state, page by page") {
    ServerWorld world;
    auto one = world.enrolled(1), two = world.enrolled(2);
    for (int i = 0; i < 5; ++i) {
        rate(one, 1 + i % 5, world.clock.now());
        rate(two, 1 + i % 5, world.clock.now());
        REQUIRE(world.send_events(one, one.chain().head().seq).status == 200);
    }
    REQUIRE(world.send_events(two, 1).status == 200);
    one.chain().add(WithdrawalBody{2, WithdrawalWhy::undo}, world.clock.now());
    REQUIRE(world.send_events(one, 6).status == 200);

    const auto exported = export_all(world, "ratings");
    CHECK(exported.pages == 4);
    REQUIRE(exported.lines.size() == 10);
    std::set<std::pair<std::string, int>> seen;
    for (const auto& line : exported.lines) {
        const auto json = nlohmann::json::parse(line);
        CHECK(seen.emplace(json["journal"], json["seq"]).second);
        const bool withdrawn = json["journal"] == one.journal() && json["seq"] == 2;
        CHECK(json["withdrawn"] == (withdrawn ? "undo" : ""));
    }
    CHECK(export_all(world, "ratings", exported.cursor).lines.empty());
}

TEST_CASE("an incremental export has what is new and repeats what changed since, once") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 4; ++i) rate(device, 4, world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto full = export_all(world, "ratings");
    CHECK(seqs(full) == std::vector{1, 2, 3, 4});

    device.chain().add(RatingDetailBody{3, {"lama"}, std::nullopt}, world.clock.now());  // 5
    device.chain().add(WithdrawalBody{1, WithdrawalWhy::undo}, world.clock.now());        // 6
    rate(device, 2, world.clock.now());                                                   // 7
    device.chain().add(RatingDetailBody{7, {"lama"}, std::nullopt}, world.clock.now());   // 8
    device.chain().add(RatingDetailBody{3, {"ramah"}, std::nullopt}, world.clock.now());  // 9
    for (std::uint64_t seq = 5; seq <= 9; ++seq)
        REQUIRE(world.send(device.events(seq, device.chain().batch(seq, seq), world.clock.now())).status == 200);
    const auto since = export_all(world, "ratings", full.cursor, 1);
    CHECK(seqs(since) == std::vector{1, 7, 3});
    CHECK(nlohmann::json::parse(since.lines[2])["reasons"] == "ramah");
    CHECK(export_all(world, "ratings", since.cursor).lines.empty());
    CHECK(seqs(export_all(world, "ratings")) == std::vector{1, 2, 3, 4, 7});
}

TEST_CASE("what changes while a full export runs is repeated by it") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 4; ++i) rate(device, 4, world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto first = world.admin("GET", "/v1/admin/ratings?limit=2");
    device.chain().add(WithdrawalBody{1, WithdrawalWhy::undo}, world.clock.now());
    REQUIRE(world.send_events(device, 5).status == 200);
    CHECK(seqs(export_all(world, "ratings", first.header("rancak-cursor"))) == std::vector{3, 4, 1});
}

TEST_CASE("exported events are the raw lines in order and verify as a chain") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 7; ++i) rate(device, 4, world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto exported = export_all(world, "events");
    ChainReader chain;
    for (const auto& line : exported.lines) CHECK(!chain.add(line));
    CHECK(chain.head() == device.chain().head());
    rate(device, 4, world.clock.now());
    REQUIRE(world.send_events(device, 8).status == 200);
    CHECK(export_all(world, "events", exported.cursor).lines == std::vector{device.chain().line(8)});
}

TEST_CASE("csv names its columns on each page and quotes the raw line") {
    ServerWorld world;
    auto device = world.enrolled();
    rate(device, 4, world.clock.now());
    device.chain().add_line("=cmd()");
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto ratings = world.admin("GET", "/v1/admin/ratings?format=csv");
    CHECK(ratings.header("content-type") == "text/csv; charset=utf-8; header=present");
    CHECK(ratings.body == "journal,seq,at,received_at,office,counter,officer,visit,score,language,cause,reasons,withdrawn,flags\r\n" +
                              device.journal() + ",1,2026-11-24T03:00:00.000Z,2026-11-24T03:00:00.000Z,dukcapil,a-1,o-1,v0,4,id,,,,\r\n");
    const auto events = world.admin("GET", "/v1/admin/events?format=csv").body;
    CHECK(events.starts_with("journal,seq,received_at,hash,parked,line\r\n"));
    CHECK(events.find(",\"{\"\"v\"\":1,") != std::string::npos);
    CHECK(events.find(to_hex(blake2b("=cmd()")) + ",is no event line,\"'=cmd()\"\r\n") != std::string::npos);
}

TEST_CASE("a wish for an export that cannot be met is told") {
    ServerWorld world;
    for (const char* query : {"format=xml", "limit=0", "limit=10001", "limit=many", "since=nonsense", "sinces=x", "limit=1&limit=2", "limit"})
        check_problem(world.admin("GET", std::string("/v1/admin/ratings?") + query), 400);
}

// ---- The HTTP side -----------------------------------------------------------------------------------------------------

TEST_CASE("everything for admins needs the token") {
    ServerWorld world;
    for (const auto& [method, target] : std::vector<std::pair<std::string, std::string>>{
             {"GET", "/v1/admin/ratings"}, {"GET", "/v1/admin/events"}, {"GET", "/v1/admin/journals"},
             {"GET", "/v1/admin/officers/o-1/standing"}, {"POST", "/v1/admin/journals/x/revocation"}}) {
        for (const char* header : {"X-Nothing: 1", "Authorization: Bearer wrong", "Authorization: Bearer ", "Authorization: secret"}) {
            const auto reply = world.send({method, target, {header}, ""});
            check_problem(reply, 401);
            CHECK(reply.header("www-authenticate") == "Bearer");
        }
    }
}

TEST_CASE("unknown addresses, wrong methods, wrong types and too much are refused as problems") {
    ServerWorld world;
    const auto device = world.enrolled();
    check_problem(world.send({"GET", "/", {}, ""}), 404);
    check_problem(world.send({"GET", "/v1/journals//events", {}, ""}), 404);
    const auto wrong = world.send({"DELETE", "/healthz", {}, ""});
    check_problem(wrong, 405);
    CHECK(wrong.header("allow") == "GET");
    const auto now = world.clock.now();
    const auto path = "/v1/journals/" + device.journal() + "/events";
    check_problem(world.send(device.request("POST", path, "first=1", "x\n", "text/plain", now)), 415);
    check_problem(world.send(device.events(1, std::string(max_batch_bytes, 'x') + "\n", now)), 413);
    check_problem(world.send(device.events(1, std::string(501, '\n'), now)), 413);
    check_problem(world.send(device.events(1, "no end", now)), 422);
    check_problem(world.send(device.events(1, "", now)), 422);
    check_problem(world.send(device.request("POST", path, "first=x", "x\n", "application/x-ndjson", now)), 400);
    check_problem(world.send(device.request("POST", path, "", "x\n", "application/x-ndjson", now)), 400);
    check_problem(world.send({"GET", "/healthz?" + std::string(17'000, 'x'), {}, ""}), 414);
    check_problem(world.send({"GET", "/healthz", {"X-Long: " + std::string(9'000, 'x')}, ""}), 431);
    CHECK(world.send({"GET", "/healthz", {}, ""}).body == R"({"status":"ok"})");
}

TEST_CASE("log lines tell no code, token or text") {
    ServerWorld world;
    const auto code = world.new_code();
    test::SignedDevice device(1);
    REQUIRE(world.send(device.enrolment(code)).status == 201);
    CHECK(world.log().find(code) == std::string::npos);
    CHECK(world.log().find("enrolled") != std::string::npos);
}

TEST_CASE("a failing store is never an acknowledgement") {
    ServerWorld world;
    auto device = world.enrolled();
    rate(device, 5, world.clock.now());
    const auto path = world.folder / "server.db";
    auto other = sqlite::Database::open_writer(path, sqlite::Durability::full);
    other.execute("DROP TABLE rating");
    const auto reply = world.send_events(device, 1);
    check_problem(reply, 503);
    CHECK(!reply.header("retry-after").empty());
    CHECK(reply.body.find("rating") == std::string::npos);  // what went wrong stays in the log
    CHECK(world.log().find("the store failed") != std::string::npos);
    CHECK(all_lines(*world.store).empty());
}

TEST_CASE("a stopped server answers what comes late without taking it") {
    ServerWorld world;
    auto device = world.enrolled();
    rate(device, 5, world.clock.now());
    world.api->stop();
    check_problem(world.send_events(device, 1), 503);
    check_problem(world.admin("GET", "/v1/admin/journals"), 503);
}

TEST_CASE("a server restored from an old backup is refilled") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 3; ++i) rate(device, 5, world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    sqlite::Database::open_writer(world.folder / "server.db", sqlite::Durability::full)
        .execute("VACUUM INTO '" + (world.folder / "backup.db").string() + "'");
    for (int i = 0; i < 3; ++i) rate(device, 5, world.clock.now());
    REQUIRE(world.send_events(device, 4).status == 200);

    auto restored = SqliteStore::open(world.folder / "backup.db");
    REQUIRE(restored);
    const auto gap = take_in(**restored, batch_of({"dukcapil", device.journal()}, 7, "x\n"));
    REQUIRE(std::holds_alternative<Gap>(gap));
    CHECK(std::get<Gap>(gap).expected == 4);
    const auto refill = take_in(**restored, batch_of({"dukcapil", device.journal()}, 4, device.chain().batch(4)));
    CHECK(receipt(refill).head == device.chain().head());
    CHECK(present_ratings(**restored).size() == 6);
}

}  // namespace rancak::server
