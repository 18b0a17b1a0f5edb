#include "kiosk/core/retry.h"
#include "tests/faults/rig.h"
#include "tests/support/canned_server.h"
#include "tests/support/fault/fault_proxy.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;
using Kind = Fault::Kind;

namespace {

struct Played {
    std::vector<std::string> wrong;  // violations of the invariant
    int batches = 0;                 // that the kiosk sent
};

// A kiosk plays two visits and sends everything through a proxy that does to the n-th batch (from 1) what `choose`
// says; all other requests pass unharmed.
Played play_through(const std::function<Fault(int batch)>& choose, const std::string& program = driver) {
    Centre centre;
    Played played;
    FaultProxy proxy(centre.port(), [&](const std::string& request, int) {
        return is_batch(request) ? choose(++played.batches) : Fault{};
    });
    const TemporaryFolder temporary;
    const auto code = centre.code();
    REQUIRE(code);
    const auto ran = run_process({program, "--data", (temporary / "data").string(), "--server", proxy.address(),
                                  "--code", *code, "--visits", "2", "--drain"});
    REQUIRE_MESSAGE(ran.exit_code == 0, ran.err);
    const auto thanked = thanked_in(ran.out);
    REQUIRE(thanked.size() == 3);
    played.wrong = violations(centre, thanked);
    return played;
}

// The first few batches meet the fault, then the weather clears.
auto at_first(Fault fault) {
    return [fault = std::move(fault)](int batch) { return batch <= 3 ? fault : Fault{}; };
}
Fault instead(std::string reply) { return {Kind::instead, std::move(reply)}; }

void check_survives(const Fault& fault) {
    const auto played = play_through(at_first(fault));
    for (const auto& one : played.wrong) MESSAGE(one);
    CHECK(played.wrong.empty());
    CHECK(played.batches > 3);
}

const std::string portal =
    http_reply(200, "<html><title>Masuk WiFi (contoh)</title></html>", "Content-Type: text/html\r\n");

}  // namespace

TEST_CASE("fault 22: a captive portal that answers 200 with HTML acknowledges nothing") {
    check_survives(instead(portal));
}

TEST_CASE("fault 23: a redirect elsewhere is not followed") {
    CannedServer elsewhere({http_reply(200, "{}")});
    check_survives(instead(http_reply(307, "", "Location: " + elsewhere.address() + "/v1/events\r\n")));
    CHECK(elsewhere.requests().empty());
}

TEST_CASE("fault 25: 429 and 503 with a Retry-After of zero, the past, below zero or without sense are tried again") {
    std::vector<std::string> replies{http_reply(429, "", "Retry-After: 0\r\n")};
    for (const auto* value : {"0", "-7", "Sun, 06 Nov 1994 08:49:37 GMT", "nanti"}) {
        replies.push_back(http_reply(503, "", "Retry-After: " + std::string(value) + "\r\n"));
    }
    const auto played = play_through([&](int batch) {
        const auto at = static_cast<std::size_t>(batch) - 1;
        return at < replies.size() ? instead(replies[at]) : Fault{};
    });
    CHECK(played.wrong.empty());
    CHECK(played.batches > static_cast<int>(replies.size()));
}

TEST_CASE("fault 26: a 500 is tried again and discards nothing") { check_survives(instead(http_reply(500, "oops"))); }

TEST_CASE("fault 29: a truncated or garbled reply acknowledges nothing") {
    check_survives({Kind::truncate_reply, {}});
    check_survives({Kind::garble_reply, {}});
}

TEST_CASE("fault 30: a reply lost after the commit is asked for again, and the events are there once") {
    check_survives({Kind::drop_reply, {}});
}

TEST_CASE("a reply that stalls after its first byte is given up and asked for again") {
    const auto played = play_through([](int batch) { return Fault{batch == 1 ? Kind::stall_reply : Kind::none, {}}; });
    CHECK(played.wrong.empty());
    CHECK(played.batches > 1);
}

TEST_CASE("fault 31: requests that arrive twice or in another order leave one row each") {
    CHECK(play_through([](int) { return Fault{Kind::twice, {}}; }).wrong.empty());
    CHECK(play_through([](int) { return Fault{Kind::previous_again, {}}; }).wrong.empty());
}

TEST_CASE("fault 35: a 413 halves the batch until it passes") { check_survives(instead(http_reply(413, ""))); }

TEST_CASE("a kiosk that acknowledges without the head check loses ratings, and the rig sees it") {
    CHECK_FALSE(play_through([](int) { return instead(portal); }, driver_that_believes_all).wrong.empty());
    CHECK_FALSE(play_through(at_first(instead(http_reply(200, "{}"))), driver_that_believes_all).wrong.empty());
}
