// rancak-server behind the nginx of config/nginx: what gets through, what does not, and in which words.

#include "server/adapters/webhook_sender.h"
#include "tests/server/running_server.h"
#include "tests/server/server_world.h"
#include "tests/support/front.h"
#include "tests/support/loopback.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

// The program, nginx in front of it, and a client that trusts only the test's authority.
struct Behind {
    Behind() { client = connect(front.address(), authority.file()); }

    static std::unique_ptr<HttpClient> connect(const std::string& address, const std::filesystem::path& authority) {
        HttpSettings settings;
        settings.server = address;
        settings.ca_file = authority;
        settings.max_reply_bytes = 1 << 20;
        auto made = make_http_client(settings);
        REQUIRE_MESSAGE(made, made.error().message);
        return std::move(*made);
    }
    HttpReply send(const HttpRequest& request) {
        auto reply = client->send(request);
        REQUIRE_MESSAGE(reply, reply.error().message);
        return std::move(*reply);
    }

    test::TemporaryFolder folder;
    RunningServer server{folder / "data"};
    test::TestAuthority authority;
    test::Front front{server.port, authority.issue("localhost")};
    std::unique_ptr<HttpClient> client;
};

// What openssl's client says of a connection with these options.
test::Ran greet(const test::Front& front, std::vector<std::string> options) {
    options.insert(options.begin(), {"openssl", "s_client", "-connect", "127.0.0.1:" + std::to_string(front.port())});
    auto ran = test::run_process(options);
    ran.out += ran.err;
    return ran;
}

}  // namespace

TEST_CASE("a kiosk's batch goes through TLS by rancak's own client, which trusts one authority alone") {
    Behind behind;
    auto device = behind.server.enrolled(1);
    const auto now = SystemClock().now();
    for (int i = 0; i < 20; ++i) rate(device, 5, now);
    const auto reply = behind.send(device.events(1, device.chain().batch(), now));
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(decode_receipt(reply.body)->head == device.chain().head());
    CHECK(reply.header("strict-transport-security") == "max-age=63072000");
    CHECK(reply.header("server") == "nginx");
    CHECK(behind.send({"GET", "/healthz", {}, ""}).status == 200);

    const test::TestAuthority other;
    const auto stranger = Behind::connect(behind.front.address(), other.file());
    CHECK(!stranger->send({"GET", "/healthz", {}, ""}));
    CHECK(stranger->distrusts());
}

TEST_CASE("a webhook is sent to a receiver only whose certificate can be trusted") {
    Behind behind;
    const auto post = [&](const std::string& origin, const std::filesystem::path& authorities) {
        CurlWebhookSender sender({true}, authorities);
        return sender.post({origin + "/receiver", "msg_1", "1", "v1,x", "{}"});
    };
    CHECK(post(behind.front.address(), behind.authority.file()).status == 404);  // it got through: there is no such address
    const test::TestAuthority other;
    for (const auto& answer : {post(behind.front.address(), other.file()), post(behind.front.address(), {})}) {
        CHECK(answer.status == 0);
        CHECK_MESSAGE(answer.why.find("cannot be trusted") != std::string::npos, answer.why);
    }
    // By another name nginx has no certificate, and ends the handshake itself.
    const auto nameless = post("https://127.0.0.1:" + std::to_string(behind.front.port()), behind.authority.file());
    CHECK(nameless.status == 0);
    CHECK(!nameless.why.empty());
}

TEST_CASE("metrics and readiness do not get out, however the address is written") {
    Behind behind;
    CHECK(behind.server.send({"GET", "/metrics", {}, ""}).status == 200);
    CHECK(behind.server.send({"GET", "/readyz", {}, ""}).status == 200);
    for (const char* target : {"/metrics", "/metrics?x=1", "//metrics", "/%6detrics", "/v1/../metrics", "/./metrics", "/metrics/", "/readyz",
                               "/%72eadyz", "/rancak-problem"})
        check_problem(behind.send({"GET", target, {}, ""}), 404);
}

TEST_CASE("what is too large is refused with a problem before the server sees it") {
    Behind behind;
    const auto path = "/v1/journals/" + std::string(26, '0') + "/events?first=1";
    check_problem(behind.send({"POST", path, {"Content-Type: application/x-ndjson"}, std::string(300'000, 'x')}), 413);
    check_problem(behind.send({"GET", "/" + std::string(30'000, 'x'), {}, ""}), 414);
    check_problem(behind.send({"GET", "/healthz", {"X-Long: " + std::string(30'000, 'x')}, ""}), 431);
    // An admin's catalogue may be larger, and is the server's to judge.
    check_problem(behind.send({"PUT", "/v1/admin/catalogue", {"Content-Type: application/json"}, std::string(1'000'000, 'x')}), 401);
    check_problem(behind.send({"PUT", "/v1/admin/catalogue", {"Content-Type: application/json"}, std::string(5'000'000, 'x')}), 413);
}

TEST_CASE("who asks for too many cases or pages is told to wait, and the log holds no tracking code") {
    Behind behind;
    std::map<int, int> statuses;
    for (int i = 0; i < 30; ++i) {
        const auto reply = behind.send({"GET", "/v1/cases/K7MA-R4T9-W2X3", {}, ""});
        if (reply.status == 429) {
            check_problem(reply, 429);
            CHECK(!reply.header("retry-after").empty());
        }
        ++statuses[reply.status];
    }
    CHECK(statuses[404] >= 10);
    CHECK(statuses[429] >= 10);
    CHECK(behind.front.log().find("GET /v1/cases/- 404") != std::string::npos);
    CHECK(behind.front.log().find("R4T9") == std::string::npos);
    statuses.clear();
    for (int i = 0; i < 120; ++i) ++statuses[behind.send({"GET", "/", {}, ""}).status];
    CHECK(statuses[429] > 0);
    CHECK(behind.send({"GET", "/healthz", {}, ""}).status == 200);  // the others are not counted with them
}

TEST_CASE("a server that is gone is told as one to be tried again, and a text is sent small to who takes it so") {
    Behind behind;
    const auto device = behind.server.enrolled(1);
    static_cast<void>(device);
    const std::string token = "Authorization: Bearer " + behind.server.token;
    const auto journals = behind.send({"GET", "/v1/catalogue", {}, ""});
    check_problem(journals, 401);
    auto catalogue = small_catalogue();
    for (int i = 0; i < 30; ++i) catalogue.officers.push_back({"p-" + std::to_string(i), "dukcapil", "Petugas (contoh)", "", {}, ""});
    REQUIRE(behind.send({"PUT", "/v1/admin/catalogue", {token, "Content-Type: application/json"}, encode(catalogue)}).status == 200);
    const auto signed_request = device.request("GET", "/v1/catalogue", "", "", "", SystemClock().now());
    auto small = signed_request;
    small.headers.push_back("Accept-Encoding: gzip");
    const auto whole = behind.send(signed_request), compressed = behind.send(small);
    REQUIRE(whole.status == 200);
    CHECK(compressed.header("content-encoding") == "gzip");
    CHECK(compressed.body.size() * 2 < whole.body.size());
    CHECK(behind.server.stop() == 0);
    const auto gone = behind.send({"GET", "/healthz", {}, ""});
    check_problem(gone, 502);
    CHECK(gone.header("retry-after") == "5");
    CHECK(gone.header("strict-transport-security") == "max-age=63072000");
}

TEST_CASE("only TLS 1.2 and 1.3 are spoken, and only for the name that is set") {
    Behind behind;
    const auto trusted = behind.authority.file().string();
    CHECK(greet(behind.front, {"-servername", "localhost", "-CAfile", trusted, "-tls1_2"}).out.find("Verify return code: 0 (ok)") != std::string::npos);
    CHECK(greet(behind.front, {"-servername", "localhost", "-CAfile", trusted, "-tls1_3"}).out.find("Verify return code: 0 (ok)") != std::string::npos);
    const auto old = greet(behind.front, {"-servername", "localhost", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"});
    CHECK_MESSAGE(old.out.find("Cipher is (NONE)") != std::string::npos, old.out);
    const auto weak = greet(behind.front, {"-servername", "localhost", "-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA256"});
    CHECK_MESSAGE(weak.out.find("Cipher is (NONE)") != std::string::npos, weak.out);
    const auto other = greet(behind.front, {"-servername", "other.example"});
    CHECK_MESSAGE(other.out.find("unrecognized name") != std::string::npos, other.out);
}

TEST_CASE("without TLS there is nothing but the way to it, and who is slow there is dropped after 10 s") {
    Behind behind;
    const auto slow = test::connect_to_loopback(behind.front.plain_port());
    const auto began = std::chrono::steady_clock::now();
    REQUIRE(test::send_all(slow, "GET / HTTP/1.1\r\nX-Slow: "));
    const auto plain = Behind::connect("http://127.0.0.1:" + std::to_string(behind.front.plain_port()), {});
    const auto redirect = plain->send({"GET", "/v1/cases/x", {"Host: rancak.example"}, ""});
    REQUIRE(redirect);
    CHECK(redirect->status == 301);
    CHECK(redirect->header("location") == "https://rancak.example/v1/cases/x");
    test::wait_for_end(slow);
    const auto took = std::chrono::steady_clock::now() - began;
    CHECK(took > 8s);
    CHECK(took < 20s);
}

}  // namespace rancak::server
