// What kiosks ask of the server, over real HTTP.

#include "tests/server/server_world.h"

#include "shared/encoding.h"

#include <doctest/doctest.h>

#include <thread>

namespace rancak::server {

using namespace std::chrono_literals;

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
    CHECK(*reply == EnrolmentReply{device.journal(), "dukcapil", "a-1", world.seal_key.seal, world.clock.now()});
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

}  // namespace rancak::server
