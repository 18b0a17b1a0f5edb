// What the server holds to whoever asks, over real HTTP.

#include "tests/server/server_world.h"

#include <doctest/doctest.h>

namespace rancak::server {

TEST_CASE("unknown addresses, wrong methods, wrong types and too much are refused as problems") {
    ServerWorld world;
    const auto device = world.enrolled();
    check_problem(world.send({"GET", "/nothing", {}, ""}), 404);
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
    world.execute("ALTER TABLE rating RENAME TO rating_gone");
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

}  // namespace rancak::server
