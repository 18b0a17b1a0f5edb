#include "kiosk/core/acknowledgement.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

const std::string journal = "0123456789abcdefghjkmnpqrs";
constexpr std::uint64_t our_newest = 1000;

std::optional<Hash> our_hash(std::uint64_t seq) {
    if (seq == 0) return Hash{};
    return seq <= our_newest ? std::optional(blake2b("event " + std::to_string(seq))) : std::nullopt;
}

const SentBatch sent{journal, 101, 50};  // 101 … 150

std::string receipt(std::uint64_t seq, std::optional<Hash> hash = {}) {
    return encode(Receipt{journal, {seq, hash ? *hash : our_hash(seq).value_or(Hash{})}, {}, "etag"});
}
std::string conflict(std::string_view type, std::map<std::string, std::string> extra = {}) {
    return encode(Problem{std::string(type), 409, "Conflict", "detail", std::move(extra)});
}
Verdict judged(int status, const std::string& body, std::optional<Milliseconds> retry_after = {}) {
    return judge(sent, {status, body, retry_after}, our_hash);
}
bool is_retry(const Verdict& verdict) { return std::holds_alternative<RetryLater>(verdict); }

}  // namespace

TEST_CASE("believes a receipt with the head of the last event sent") {
    const auto verdict = judged(200, receipt(150));
    REQUIRE(std::holds_alternative<Delivered>(verdict));
    CHECK(std::get<Delivered>(verdict) == Delivered{{150, *our_hash(150)}, {}, "etag"});
}

TEST_CASE("acknowledges only the part that the server took") {
    CHECK(std::get<Delivered>(judged(200, receipt(120))).head.seq == 120);
    CHECK(std::get<Delivered>(judged(200, receipt(101))).head.seq == 101);
    CHECK(is_retry(judged(200, receipt(100))));
}

TEST_CASE("takes it when the server already holds more than was sent, if the head is ours") {
    CHECK(std::get<Delivered>(judged(200, receipt(1000))).head.seq == 1000);
    CHECK(is_retry(judged(200, receipt(1001))));
}

TEST_CASE("passes on what was parked") {
    const auto body = encode(Receipt{journal, {150, *our_hash(150)}, {{110, "unreadable"}}, ""});
    CHECK(std::get<Delivered>(judged(200, body)).parked == std::vector<Parked>{{110, "unreadable"}});
}

TEST_CASE("does not believe a head that is not its own") {
    CHECK(is_retry(judged(200, receipt(150, Hash{}))));
    CHECK(is_retry(judged(200, receipt(150, *our_hash(149)))));
}

TEST_CASE("does not believe a receipt for another journal") {
    const auto body = encode(Receipt{"zzzzzzzzzzzzzzzzzzzzzzzzzz", {150, *our_hash(150)}, {}, ""});
    CHECK(is_retry(judged(200, body)));
}

TEST_CASE("does not believe a right receipt under a status that is no success") {
    for (const int status : {0, 100, 199, 301, 302, 304, 307, 308, 400, 404, 408, 429, 500, 502, 503, 504, 507}) {
        CAPTURE(status);
        CHECK(is_retry(judged(status, receipt(150))));
    }
}

TEST_CASE("does not believe a captive portal, an empty or a cut-off reply") {
    CHECK(is_retry(judged(200, "<html><title>Login WiFi (contoh)</title></html>")));
    CHECK(is_retry(judged(200, "")));
    CHECK(is_retry(judged(200, "{}")));
    const auto whole = receipt(150);
    for (std::size_t length = 0; length < whole.size(); ++length) CHECK(is_retry(judged(200, whole.substr(0, length))));
}

TEST_CASE("a garbled receipt is believed only if it still says the same") {
    const auto whole = receipt(150);
    CHECK(rc::check("one changed byte", [&] {
        auto body = whole;
        body[*rc::gen::inRange<std::size_t>(0, body.size())] = *rc::gen::arbitrary<char>();
        const auto verdict = judged(200, body);
        if (const auto* delivered = std::get_if<Delivered>(&verdict))
            RC_ASSERT(delivered->head == (Head{150, *our_hash(150)}));
    }));
}

TEST_CASE("whatever the reply, it acknowledges nothing but a head of its own, and goes back only backwards") {
    CHECK(rc::check("any reply", [] {
        const auto status = *rc::gen::element(200, 201, 204, 302, 409, 413, 429, 500, 503);
        const auto seq = *rc::gen::inRange<std::uint64_t>(0, 1100);
        const auto hash = *rc::gen::element(our_hash(seq), our_hash(150), std::optional(Hash{}));
        const auto body =
            *rc::gen::element(receipt(seq, hash), conflict(problem::gap, {{"expected", std::to_string(seq)}}),
                              conflict(problem::fork), std::string("{\"seq\":1}"), std::string());
        const auto verdict = judged(status, body);
        if (const auto* delivered = std::get_if<Delivered>(&verdict)) {
            RC_ASSERT(status < 300);
            RC_ASSERT(our_hash(delivered->head.seq) == delivered->head.hash);
            RC_ASSERT(delivered->head.seq >= sent.first);
        }
        if (const auto* back = std::get_if<GoBack>(&verdict)) RC_ASSERT(back->seq >= 1 && back->seq < sent.first);
        if (std::holds_alternative<Fork>(verdict)) RC_ASSERT(status == 409);
    }));
}

TEST_CASE("goes back to where the server's gap begins, never forward") {
    CHECK(std::get<GoBack>(judged(409, conflict(problem::gap, {{"expected", "41"}}))).seq == 41);
    CHECK(std::get<GoBack>(judged(200, receipt(40))).seq == 41);
    for (const auto* expected : {"101", "102", "151", "0", "-3", "", "12x", "99999999999999999999"}) {
        CAPTURE(expected);
        CHECK(is_retry(judged(409, conflict(problem::gap, {{"expected", expected}}))));
    }
    CHECK(is_retry(judged(409, conflict(problem::gap))));
}

TEST_CASE("stops at a fork, and only at one that our server names") {
    CHECK(std::holds_alternative<Fork>(judged(409, conflict(problem::fork, {{"seq", "120"}}))));
    CHECK(is_retry(judged(409, "conflict")));
    CHECK(is_retry(judged(200, conflict(problem::fork))));
    CHECK(is_retry(judged(500, conflict(problem::fork))));
}

TEST_CASE("halves a batch that is too large, and waits with a single event") {
    CHECK(std::holds_alternative<HalveBatch>(judged(413, "")));
    const auto verdict = judge({journal, 101, 1}, {413, "", {}}, our_hash);
    CHECK(std::get<RetryLater>(verdict).needs_a_person);
}

TEST_CASE("keeps Retry-After, and asks for a person when the kiosk is not known any more") {
    CHECK(std::get<RetryLater>(judged(503, "", 7s)).after == 7s);
    CHECK(std::get<RetryLater>(judged(429, "", 7s)).after == 7s);
    CHECK_FALSE(std::get<RetryLater>(judged(500, "")).needs_a_person);
    CHECK(std::get<RetryLater>(judged(401, conflict(problem::not_enrolled))).needs_a_person);
    CHECK(std::get<RetryLater>(judged(403, conflict(problem::revoked))).needs_a_person);
}
