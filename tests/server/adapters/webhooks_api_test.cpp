// Webhooks from end to end: an admin subscribes, something happens at a kiosk or a desk, and a receiver hears of it.

#include "server/adapters/webhook_sender.h"
#include "server/core/webhook_delivery.h"
#include "shared/encoding.h"
#include "tests/server/people_world.h"
#include "tests/support/canned_server.h"
#include "tests/support/process.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using test::CannedServer;
using test::http_reply;

// A server of two offices that may call receivers on this machine, and what delivers for it.
struct Post {
    explicit Post(WebhookRules may = {true}) : rules(may) { world.put(two_offices()); }

    json subscribe(const std::string& url, const std::vector<std::string>& kinds, const std::string& office = {}) {
        const auto reply = world.admin("POST", "/v1/admin/webhooks", json{{"url", url}, {"kinds", kinds}, {"office", office}}.dump());
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return json::parse(reply.body);
    }
    json listed(std::size_t at = 0) { return json::parse(world.admin("GET", "/v1/admin/webhooks").body).at("webhooks").at(at); }
    // Until nothing more is due; tells how many tries it took.
    int deliver() {
        int tries = 0;
        for (auto more = deliver_next(post); more.value(); more = deliver_next(post)) ++tries;
        return tries;
    }
    test::SignedDevice kiosk_of(const std::string& office, unsigned number) {
        const auto code = world.admin("POST", "/v1/admin/enrolment-codes", json{{"office", office}}.dump());
        test::SignedDevice device(number);
        REQUIRE(world.send(device.enrolment(json::parse(code.body).at("code"))).status == 201);
        return device;
    }
    template <class Body>
    void send(test::SignedDevice& device, const Body& body) {
        REQUIRE(world.send_events(device, device.chain().add(body, world.clock.now())).status == 200);
    }

    WebhookRules rules;
    ServerWorld world{[this] {
        ServerWorld::Options options;
        options.with_catalogue = false;
        options.webhooks = rules;
        return options;
    }()};
    CurlWebhookSender sender{rules, {}};
    WebhookPost post{*world.store, world.seal_key, sender, world.clock, world.random, world.metrics, [](Severity, const std::string&) {}};
};

CaseBody told_case(const std::string& office, CasePrivacy privacy = CasePrivacy::anonymous) {
    CaseBody body;
    body.office = office;
    body.privacy = privacy;
    return body;
}

RatingBody rating_of(const std::string& office, const std::string& counter, const std::string& officer) {
    return {"visit-1", 5, office, counter, officer, Language::indonesian};
}

// How often each type came.
std::string types(const std::vector<std::string>& requests) {
    std::map<std::string, int> counts;
    for (const auto& request : requests) ++counts[json::parse(request.substr(request.find("\r\n\r\n") + 4)).at("type")];
    std::string words;
    for (const auto& [type, times] : counts) words += (words.empty() ? "" : ", ") + std::to_string(times) + " " + type;
    return words;
}

std::string header_of(const std::string& request, const std::string& name) {
    const auto at = request.find("\r\n" + name + ": ");
    REQUIRE_MESSAGE(at != std::string::npos, name, " is missing in ", request);
    const auto begin = at + name.size() + 4;
    return request.substr(begin, request.find("\r\n", begin) - begin);
}
std::string body_of(const std::string& request) { return request.substr(request.find("\r\n\r\n") + 4); }
json told(const std::string& request) { return json::parse(body_of(request)); }

// By openssl, not by us.
std::string signature_by_openssl(const test::TemporaryFolder& folder, const std::string& secret, const std::string& request) {
    const auto key = from_base64(secret.substr(std::string("whsec_").size()));
    REQUIRE(key);
    const std::string signed_text = header_of(request, "webhook-id") + "." + header_of(request, "webhook-timestamp") + "." + body_of(request);
    std::ofstream(folder / "signed", std::ios::binary) << signed_text;
    const std::string hex = to_hex(std::span(reinterpret_cast<const std::uint8_t*>(key->data()), key->size()));
    const auto ran = test::run_process({"/usr/bin/openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:" + hex, "-r", (folder / "signed").string()});
    REQUIRE_MESSAGE(ran.exit_code == 0, ran.err);
    std::array<std::uint8_t, 32> mac;
    REQUIRE(from_hex(ran.out.substr(0, 64), mac));
    return "v1," + to_base64({reinterpret_cast<const char*>(mac.data()), mac.size()});
}

}  // namespace

TEST_CASE("webhooks: a case that a kiosk sends reaches the receiver, signed; refused, it comes again as the same message") {
    Post post;
    CannedServer receiver({http_reply(500, ""), http_reply(200, "")});
    const auto made = post.subscribe(receiver.address() + "/rancak?key=1", {"case.received"});
    auto kiosk = post.kiosk_of("dukcapil", 1);
    post.send(kiosk, told_case("dukcapil"));
    CHECK(post.deliver() == 1);
    CHECK(post.listed().at("failure") == "status 500");
    CHECK(post.listed().at("last_success") == nullptr);
    post.world.clock.advance(5s);
    CHECK(post.deliver() == 1);
    post.world.clock.advance(1h);
    CHECK(post.deliver() == 0);

    const auto requests = receiver.requests();
    REQUIRE(requests.size() == 2);
    for (const auto& request : requests) {
        CHECK(request.starts_with("POST /rancak?key=1 HTTP/1.1\r\n"));
        CHECK(header_of(request, "Content-Type") == "application/json");
        CHECK(header_of(request, "webhook-signature") == signature_by_openssl(post.world.folder, made.at("secret"), request));
    }
    CHECK(header_of(requests[0], "webhook-id") == header_of(requests[1], "webhook-id"));
    CHECK(std::stoll(header_of(requests[1], "webhook-timestamp")) == std::stoll(header_of(requests[0], "webhook-timestamp")) + 5);
    CHECK(body_of(requests[0]) == body_of(requests[1]));
    const auto message = told(requests[1]);
    CHECK(message.at("type") == "case.received");
    CHECK(message.at("data").at("case") == kiosk.journal() + "." + std::to_string(kiosk.chain().head().seq));
    CHECK(post.listed().at("last_success") == to_rfc3339(post.world.clock.now() - 1h));
    const auto metrics = post.world.send({"GET", "/metrics", {}, ""}).body;
    for (const char* line : {"rancak_webhook_deliveries_total{outcome=\"delivered\"} 1", "rancak_webhook_deliveries_total{outcome=\"failed\"} 1",
                             "rancak_webhook_messages_waiting 0"})
        CHECK_MESSAGE(metrics.find(line) != std::string::npos, metrics);
}

TEST_CASE("webhooks: an office's receiver hears of no other office and of no confidential case, the city's of all") {
    Post post;
    CannedServer city({http_reply(200, "")}), here({http_reply(200, "")});
    const std::vector<std::string> all{"case.received", "case.changed", "comment.waiting", "survey.published", "kiosk.alarm", "catalogue.changed", "ratings.arrived"};
    post.subscribe(city.address(), all);
    post.subscribe(here.address(), all, "dukcapil");
    auto first = post.kiosk_of("dukcapil", 1), second = post.kiosk_of("mpp", 2);
    const auto something = [&](test::SignedDevice& kiosk, const std::string& office, const std::string& counter, const std::string& officer) {
        for (const auto privacy : {CasePrivacy::anonymous, CasePrivacy::confidential}) {
            post.send(kiosk, told_case(office, privacy));
            const auto name = kiosk.journal() + "." + std::to_string(kiosk.chain().head().seq);
            REQUIRE(post.world.admin("POST", "/v1/admin/inbox/" + name + "/steps", R"({"action":"answer","text":"Rahasia"})").status == 201);
        }
        post.send(kiosk, rating_of(office, counter, officer));
        post.send(kiosk, RatingDetailBody{kiosk.chain().head().seq, {}, std::nullopt, blake2b("comment")});
        const Heartbeat alarmed{"0.1.0", {}, 0, 0, 1, 1, {"Rahasia kios"}};
        REQUIRE(post.world.send(kiosk.request("POST", "/v1/heartbeat", "", encode(alarmed), "application/json", post.world.clock.now())).status == 200);
    };
    something(second, "mpp", "m-1", "m-o");
    auto changed = two_offices();
    changed.services.back().name.indonesian = "Izin lain";  // of mpp
    post.world.clock.advance(1s);
    post.world.put(changed);
    REQUIRE(announce_new_ratings(post.post));
    post.deliver();
    CHECK(here.requests().empty());
    CHECK(types(city.requests()) == "2 case.changed, 2 case.received, 1 catalogue.changed, 1 comment.waiting, 1 kiosk.alarm, 1 ratings.arrived");

    something(first, "dukcapil", "a-1", "o-1");
    post.world.clock.advance(1s);
    changed.services.front().name.indonesian = "KTP lain";  // of dukcapil
    post.world.put(changed);
    REQUIRE(announce_new_ratings(post.post));
    post.deliver();
    const auto of_office = here.requests();
    for (const auto& request : of_office) {
        CHECK(request.find("mpp") == std::string::npos);
        CHECK(request.find(second.journal()) == std::string::npos);
    }
    CHECK(types(of_office) == "1 case.changed, 1 case.received, 1 catalogue.changed, 1 comment.waiting, 1 kiosk.alarm, 1 ratings.arrived");
    auto everything = of_office;
    const auto later = city.requests();
    everything.insert(everything.end(), later.begin(), later.end());
    for (const auto& request : everything)
        for (const char* secret : {"Rahasia", "Contoh", "KTP", "Izin"}) CHECK_MESSAGE(request.find(secret) == std::string::npos, request);
}

TEST_CASE("webhooks: ratings are told of by a cursor from which an export reads them, once while nobody took it") {
    Post post;
    CannedServer receiver({http_reply(503, ""), http_reply(200, "")});
    auto kiosk = post.kiosk_of("dukcapil", 1);
    post.send(kiosk, rating_of("dukcapil", "a-1", "o-1"));  // before: not told
    post.subscribe(receiver.address(), {"ratings.arrived"});
    REQUIRE(announce_new_ratings(post.post));
    CHECK(post.deliver() == 0);
    const auto first = kiosk.chain().head().seq + 1;
    for (int i = 0; i < 3; ++i) post.send(kiosk, rating_of("dukcapil", "a-1", "o-1"));
    CHECK(post.world.store->messages_waiting() == 0u);  // a rating writes none
    REQUIRE(announce_new_ratings(post.post));
    CHECK(post.deliver() == 1);
    post.send(kiosk, rating_of("dukcapil", "a-1", "o-1"));
    REQUIRE(announce_new_ratings(post.post));
    CHECK(post.world.store->messages_waiting() == 1u);
    post.world.clock.advance(5s);
    CHECK(post.deliver() == 1);
    const auto message = told(receiver.requests().at(1));
    CHECK(message.at("data").at("offices") == json::array({{{"office", "dukcapil"}, {"count", 3}}}));
    const auto rows = post.world.admin("GET", "/v1/admin/ratings?since=" + message.at("data").at("since").get<std::string>()).body;
    CHECK(std::count(rows.begin(), rows.end(), '\n') == 4);
    CHECK(json::parse(rows.substr(0, rows.find('\n'))).at("seq") == first);
    // What came while it waited is told of next.
    REQUIRE(announce_new_ratings(post.post));
    CHECK(post.deliver() == 1);
    CHECK(told(receiver.requests().at(2)).at("data").at("offices").at(0).at("count") == 1);
    // Surveys and cases are no ratings.
    post.send(kiosk, told_case("dukcapil"));
    REQUIRE(announce_new_ratings(post.post));
    CHECK(post.world.store->messages_waiting() == 0u);
}

TEST_CASE("webhooks: a receiver that says 410 is stopped, and hears again when it is switched on") {
    Post post;
    CannedServer receiver({http_reply(410, ""), http_reply(200, "")});
    const std::string id = post.subscribe(receiver.address(), {"case.received"}).at("id");
    auto kiosk = post.kiosk_of("dukcapil", 1);
    post.send(kiosk, told_case("dukcapil"));
    post.send(kiosk, told_case("dukcapil"));
    CHECK(post.deliver() == 1);
    CHECK(post.listed().at("state") == "stopped");
    CHECK(post.listed().at("failure") == "status 410");
    post.send(kiosk, told_case("dukcapil"));
    post.world.clock.advance(1h);
    CHECK(post.deliver() == 0);
    CHECK(post.world.admin("PATCH", "/v1/admin/webhooks/" + id, R"({"active":true})").status == 200);
    CHECK(post.deliver() == 0);  // what happened meanwhile is not made up for
    post.send(kiosk, told_case("dukcapil"));
    CHECK(post.deliver() == 1);
    CHECK(post.listed().at("state") == "active");
}

TEST_CASE("webhooks: a redirect is a failure, and nobody follows it") {
    Post post;
    CannedServer inside({http_reply(200, "")});
    CannedServer receiver({http_reply(307, "", "Location: " + inside.address() + "/\r\n")});
    post.subscribe(receiver.address(), {"case.received"});
    auto kiosk = post.kiosk_of("dukcapil", 1);
    post.send(kiosk, told_case("dukcapil"));
    CHECK(post.deliver() == 1);
    CHECK(post.listed().at("failure") == "status 307");
    CHECK(inside.requests().empty());
    CHECK(receiver.requests().size() == 1);
}

TEST_CASE("webhooks: of an answer no more than 64 kB is read, and its status counts all the same") {
    Post post;
    CannedServer receiver({http_reply(200, std::string(1 << 20, 'x'))});
    post.subscribe(receiver.address(), {"case.received"});
    auto kiosk = post.kiosk_of("dukcapil", 1);
    post.send(kiosk, told_case("dukcapil"));
    CHECK(post.deliver() == 1);
    CHECK(post.listed().at("last_failure") == nullptr);
    CHECK(post.listed().at("last_success") != nullptr);
}

TEST_CASE("webhooks: an address that leads to this machine or a private network is not called, whatever the name") {
    Post post(WebhookRules{});
    CannedServer receiver({http_reply(200, "")});
    const auto port = receiver.address().substr(receiver.address().rfind(':'));
    check_problem(post.world.admin("POST", "/v1/admin/webhooks", json{{"url", receiver.address()}, {"kinds", {"case.received"}}}.dump()), 422);
    // A name says nothing of where it leads.
    for (const std::string host : {"localhost", "127.0.0.1", "10.0.0.1", "[::1]", "169.254.169.254", "[::ffff:127.0.0.1]"})
        post.subscribe("https://" + host + port + "/", {"case.received"});
    auto kiosk = post.kiosk_of("dukcapil", 1);
    post.send(kiosk, told_case("dukcapil"));
    CHECK(post.deliver() == 6);
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(post.listed(i).at("failure").get<std::string>().find("leads to an address of a private network or of this machine") != std::string::npos);
    CHECK(receiver.requests().empty());
}

TEST_CASE("webhooks: a secret is shown once, kept sealed, and the one before it signs for a day") {
    Post post;
    CannedServer receiver({http_reply(200, "")});
    const auto made = post.subscribe(receiver.address(), {"case.received"});
    const std::string id = made.at("id"), first = made.at("secret");
    CHECK(from_base64(first.substr(6))->size() == 32);
    CHECK(post.world.admin("GET", "/v1/admin/webhooks").body.find("whsec_") == std::string::npos);
    const auto kept = post.world.store->subscriptions()->front();
    CHECK(kept.secret.find(*from_base64(first.substr(6))) == std::string::npos);
    CHECK(open(post.world.seal_key, kept.secret) == from_base64(first.substr(6)));
    const std::string second = json::parse(post.world.admin("POST", "/v1/admin/webhooks/" + id + "/secret").body).at("secret");
    CHECK(second != first);
    CHECK(post.listed().at("former_secret_until") == to_rfc3339(post.world.clock.now() + 24h));

    const auto test = [&] {
        REQUIRE(post.world.admin("POST", "/v1/admin/webhooks/" + id + "/test").status == 202);
        CHECK(post.deliver() == 1);
        return receiver.requests().back();
    };
    post.world.clock.advance(24h - 1ms);
    const auto both = test();
    CHECK(told(both) == json{{"type", "webhook.test"}, {"timestamp", to_rfc3339(post.world.clock.now())}, {"data", json::object()}});
    CHECK(header_of(both, "webhook-signature") == signature_by_openssl(post.world.folder, second, both) + " " + signature_by_openssl(post.world.folder, first, both));
    post.world.clock.advance(1ms);
    const auto one = test();
    CHECK(header_of(one, "webhook-signature") == signature_by_openssl(post.world.folder, second, one));
    CHECK(post.world.log().find("whsec_") == std::string::npos);
}

TEST_CASE("webhooks: what admins do is in the audit log, without path and secret of the address") {
    Post post;
    const std::string id = post.subscribe("https://receiver.example/path?key=abc", {"case.received"}).at("id");
    const auto target = "/v1/admin/webhooks/" + id;
    CHECK(post.world.admin("POST", target + "/test").status == 202);
    CHECK(post.world.admin("POST", target + "/secret").status == 200);
    CHECK(post.world.admin("PATCH", target, R"({"active":false})").status == 200);
    CHECK(post.listed().at("state") == "off");
    check_problem(post.world.admin("POST", target + "/test"), 409);
    CHECK(post.world.admin("PATCH", target, R"({"active":true})").status == 200);
    CHECK(post.world.admin("DELETE", target).status == 204);
    check_problem(post.world.admin("DELETE", target), 404);
    const auto log = post.world.admin("GET", "/v1/admin/audit").body;
    for (const char* what : {"webhook.add", "webhook.test", "webhook.rotate", "webhook.off", "webhook.on", "webhook.remove"})
        CHECK_MESSAGE(log.find(what) != std::string::npos, what);
    CHECK(log.find("\"https://receiver.example\"") != std::string::npos);
    CHECK(log.find("abc") == std::string::npos);
}

TEST_CASE("webhooks: what an admin gets wrong is told, and nothing is stored") {
    Post post;
    for (const json& body : {json{{"url", "http://receiver.example"}, {"kinds", {"case.received"}}}, json{{"url", "https://receiver.example"}, {"kinds", json::array()}},
                             json{{"url", "https://receiver.example"}, {"kinds", {"case.deleted"}}}, json{{"kinds", {"case.received"}}},
                             json{{"url", "https://receiver.example"}, {"kinds", {"case.received"}}, {"office", "nowhere"}}}) {
        CAPTURE(body.dump());
        check_problem(post.world.admin("POST", "/v1/admin/webhooks", body.dump()), 422);
    }
    CHECK(post.world.store->subscriptions()->empty());
    // The right is the city's: nobody of an office has it, and no token of one may have it.
    add_user(post.world, "upik", "office", "dukcapil");
    const auto person = signed_in(post.world, "upik");
    check_problem(as(post.world, person, "GET", "/v1/admin/webhooks"), 403);
}

TEST_CASE("webhooks: the thread delivers by itself, and ends at once while a receiver is silent") {
    Post post;
    CannedServer receiver({http_reply(200, ""), ""});  // the second time it says nothing
    post.subscribe(receiver.address(), {"case.received"});
    auto kiosk = post.kiosk_of("dukcapil", 1);
    {
        const WebhookDelivery delivery(post.post);
        post.send(kiosk, told_case("dukcapil"));
        receiver.wait_for_requests(1);
        post.send(kiosk, told_case("dukcapil"));
        receiver.wait_for_requests(2);
    }
    // What was broken off is no failure of the receiver's, and is sent again.
    CHECK(post.listed().at("last_failure") == nullptr);
    CHECK(post.world.store->messages_waiting() == 1u);
}

}  // namespace rancak::server
