// What those see who watch the server.

#include "tests/server/server_world.h"

#include <doctest/doctest.h>

#include <charconv>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

std::string metrics_of(ServerWorld& world) {
    const auto reply = world.send({"GET", "/metrics", {}, ""});
    REQUIRE(reply.status == 200);
    CHECK(reply.header("content-type") == "text/plain; version=0.0.4; charset=utf-8");
    CHECK(reply.header("cache-control") == "no-store");
    return reply.body;
}

// Of the line that begins with the name and its labels.
double figure(const std::string& text, const std::string& name) {
    const auto at = ("\n" + text).find("\n" + name + " ");
    REQUIRE_MESSAGE(at != std::string::npos, name, " is missing in\n", text);
    const char* digits = text.data() + at + name.size() + 1;
    double value = -1;
    std::from_chars(digits, text.data() + text.size(), value);
    return value;
}

Heartbeat heartbeat_with(std::uint64_t waiting, std::vector<std::string> alarms) {
    return {"0.1.0", {}, waiting, 0, 1, 1, std::move(alarms)};
}

void beat(ServerWorld& world, const test::SignedDevice& device, const Heartbeat& said) {
    CHECK(world.send(device.request("POST", "/v1/heartbeat", "", encode(said), "application/json", world.clock.now())).status == 200);
}

}  // namespace

TEST_CASE("what comes in is counted: batches, events once each, parked ones, gaps, forks, replies by status") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 3; ++i) rate(device, 5, world.clock.now());
    CHECK(world.send_events(device, 1).status == 200);
    CHECK(world.send_events(device, 1).status == 200);  // the same again
    const auto parked = device.chain().add(WithdrawalBody{99, WithdrawalWhy::undo}, world.clock.now());
    CHECK(world.send_events(device, parked).status == 200);
    CHECK(world.send(device.events(9, device.chain().batch(4), world.clock.now())).status == 409);
    test::SignedDevice other(1);
    rate(other, 1, world.clock.now());
    CHECK(world.send_events(other, 1).status == 409);

    const auto text = metrics_of(world);
    CHECK(figure(text, "rancak_batches_total") == 3);
    CHECK(figure(text, "rancak_events_total") == 4);
    CHECK(figure(text, "rancak_parked_total") == 1);
    CHECK(figure(text, "rancak_gaps_total") == 1);
    CHECK(figure(text, "rancak_forks_total") == 1);
    CHECK(figure(text, "rancak_group_batches_count") == 3);  // what changed nothing was no transaction
    CHECK(figure(text, "rancak_group_batches_bucket{le=\"1\"}") == 3);
    CHECK(figure(text, "rancak_replies_total{status=\"2xx\"}") == 5);
    CHECK(figure(text, "rancak_replies_total{status=\"4xx\"}") == 2);
    CHECK(figure(text, "rancak_request_seconds_count") == 7);
    CHECK(figure(text, "rancak_requests_under_way") == 1);  // this one
    CHECK(figure(text, "rancak_calls_waiting") == 0);
    CHECK(figure(text, "rancak_store_answers") == 1);
    CHECK(text.find(device.journal()) == std::string::npos);
    CHECK(text.find("dukcapil") == std::string::npos);
}

TEST_CASE("what is refused before its body is counted, too, and takes no time") {
    ServerWorld world;
    CHECK(world.send({"GET", "/nowhere", {}, ""}).status == 404);
    CHECK(world.send({"DELETE", "/healthz", {}, ""}).status == 405);
    const auto text = metrics_of(world);
    CHECK(figure(text, "rancak_replies_total{status=\"4xx\"}") == 2);
    CHECK(figure(text, "rancak_request_seconds_count") == 0);
}

TEST_CASE("a kiosk is silent in the metrics by the dashboard's rule, and a revoked one is not missed") {
    ServerWorld world;
    const auto first = world.enrolled(1), second = world.enrolled(2), third = world.enrolled(3);
    beat(world, first, heartbeat_with(7, {}));
    world.clock.advance(1h);  // of those in which the office is open
    CHECK(figure(metrics_of(world), "rancak_kiosks_silent") == 0);
    world.clock.advance(1ms);
    beat(world, second, heartbeat_with(5, {"the disk is full"}));
    CHECK(world.admin("POST", "/v1/admin/journals/" + third.journal() + "/revocation").status == 204);
    const auto text = metrics_of(world);
    CHECK(figure(text, "rancak_kiosks") == 2);
    CHECK(figure(text, "rancak_kiosks_silent") == 1);
    CHECK(figure(text, "rancak_kiosks_alarming") == 1);
    CHECK(figure(text, "rancak_kiosks_events_waiting") == 12);
}

TEST_CASE("a server whose store does not answer is alive but not ready, and still tells what it counted") {
    ServerWorld world;
    CHECK(world.send({"GET", "/readyz", {}, ""}).body == R"({"status":"ready"})");
    world.execute("ALTER TABLE catalogue RENAME TO gone");
    world.execute("ALTER TABLE device RENAME TO gone_too");
    CHECK(world.send({"GET", "/healthz", {}, ""}).status == 200);
    const auto refused = world.send({"GET", "/readyz", {}, ""});
    check_problem(refused, 503);
    CHECK(!refused.header("retry-after").empty());
    CHECK(refused.body.find("gone") == std::string::npos);
    CHECK(refused.body.find("catalogue") == std::string::npos);
    const auto text = metrics_of(world);
    CHECK(figure(text, "rancak_store_answers") == 0);
    CHECK(figure(text, "rancak_store_failures_total{kind=\"unavailable\"}") == 1);
    CHECK(figure(text, "rancak_store_failures_total{kind=\"full\"}") == 0);
    CHECK(text.find("rancak_kiosks ") == std::string::npos);
    world.execute("ALTER TABLE gone RENAME TO catalogue");
    CHECK(world.send({"GET", "/readyz", {}, ""}).status == 200);
}

}  // namespace rancak::server
