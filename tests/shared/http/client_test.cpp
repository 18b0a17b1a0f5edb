#include "shared/http/client.h"

#include "shared/file.h"
#include "tests/support/canned_server.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>
#include <thread>

using namespace rancak;
using rancak::test::CannedServer;
using rancak::test::TemporaryFolder;
using rancak::test::http_reply;

namespace {

HttpSettings to(const CannedServer& server) {
    HttpSettings settings;
    settings.server = server.address();
    settings.agent = "rancak-test/1";
    settings.max_reply_bytes = 100;
    return settings;
}

Result<HttpReply> get(HttpSettings settings) {
    auto client = make_http_client(std::move(settings));
    REQUIRE(client);
    return (*client)->send({"GET", "/a?b=c%20d", {"X-One: 1"}, ""});
}

}  // namespace

TEST_CASE("http: sends method, target, headers and body as they are, and reads status, headers and body") {
    CannedServer server({http_reply(201, "done", "ETag:  \"x\" \r\n")});
    auto client = make_http_client(to(server));
    REQUIRE(client);
    const auto reply = (*client)->send({"PUT", "/a/../b?q=%2F", {"Content-Type: text/plain"}, "body\n"});
    REQUIRE(reply);
    CHECK(reply->status == 201);
    CHECK(reply->header("etag") == "\"x\"");
    CHECK(reply->header("link").empty());
    CHECK(reply->body == "done");
    REQUIRE(server.requests().size() == 1);
    const std::string request = server.requests()[0];
    CHECK(request.starts_with("PUT /a/../b?q=%2F HTTP/1.1\r\n"));
    CHECK(request.find("Content-Type: text/plain\r\n") != std::string::npos);
    CHECK(request.find("User-Agent: rancak-test/1\r\n") != std::string::npos);
    CHECK(request.find("Expect:") == std::string::npos);
    CHECK(request.ends_with("\r\n\r\nbody\n"));
}

TEST_CASE("http: nothing of one request is left for the next") {
    CannedServer server({http_reply(200, "1"), http_reply(200, "2")});
    auto client = make_http_client(to(server));
    REQUIRE(client);
    REQUIRE((*client)->send({"PUT", "/first", {"X-One: 1"}, "body"}));
    REQUIRE((*client)->send({"GET", "/second", {}, ""}));
    const std::string request = server.requests().at(1);
    CHECK(request.starts_with("GET /second HTTP/1.1\r\n"));
    CHECK(request.find("X-One") == std::string::npos);
    CHECK(request.ends_with("\r\n\r\n"));
}

TEST_CASE("http: a redirect is a reply, never followed") {
    CannedServer elsewhere({http_reply(200, "stolen")});
    CannedServer server({http_reply(302, "", "Location: " + elsewhere.address() + "/\r\n")});
    const auto reply = get(to(server));
    REQUIRE(reply);
    CHECK(reply->status == 302);
    CHECK(elsewhere.requests().empty());
}

TEST_CASE("http: of a reply larger than the limit only status and headers are kept") {
    CannedServer server({http_reply(200, std::string(101, 'x'), "ETag: \"large\"\r\n"), http_reply(200, std::string(100, 'x'))});
    const auto client = make_http_client(to(server));
    REQUIRE(client);
    const auto large = (*client)->send({"GET", "/", {}, ""}), whole = (*client)->send({"GET", "/", {}, ""});
    REQUIRE(large);
    CHECK(large->too_large);
    CHECK(large->status == 200);
    CHECK(large->header("etag") == "\"large\"");
    CHECK(large->body.empty());
    REQUIRE(whole);
    CHECK_FALSE(whole->too_large);
    CHECK(whole->body.size() == 100);
}

TEST_CASE("http: endless headers are an error") {
    CannedServer server({http_reply(200, "", "X-Long: " + std::string(40'000, 'x') + "\r\n")});
    CHECK_FALSE(get(to(server)));
}

TEST_CASE("http: a reply cut off before its length is an error") {
    CannedServer server({"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"});
    CHECK_FALSE(get(to(server)));
}

TEST_CASE("http: a server that never answers is given up") {
    CannedServer server({""});
    HttpSettings settings = to(server);
    settings.reply_within = std::chrono::milliseconds{50};
    const auto reply = get(settings);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().message == server.address() + " did not answer in time.");
}

TEST_CASE("http: stop ends the exchange under way and those after it") {
    CannedServer server({""});
    auto client = make_http_client(to(server));
    REQUIRE(client);
    std::thread stopper([&] {
        server.wait_for_requests(1);
        (*client)->stop();
    });
    const auto reply = (*client)->send({"GET", "/", {}, ""});
    stopper.join();
    REQUIRE_FALSE(reply);
    CHECK(reply.error().message == "The exchange with " + server.address() + " was stopped.");
    CHECK_FALSE((*client)->send({"GET", "/", {}, ""}));
}

TEST_CASE("http: says that no server answers") {
    std::string gone;
    {
        const CannedServer server({""});
        gone = server.address();
    }
    HttpSettings settings;
    settings.server = gone;
    const auto reply = get(settings);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().message == "No server answers at " + gone +
                                       ". Start it there (rancak-server --config FILE), or give the address of another one.");
}

TEST_CASE("http: only https leaves this machine, and an address is a host and a port") {
    const auto usable = [](const std::string& address) {
        HttpSettings settings;
        settings.server = address;
        return make_http_client(settings).has_value();
    };
    CHECK(usable("https://rancak.example"));
    CHECK(usable("https://rancak.example:8443/"));
    CHECK(usable("http://127.0.0.1:8460"));
    CHECK(usable("http://localhost:8460"));
    CHECK(usable("http://[::1]:8460"));
    CHECK_FALSE(usable("http://rancak.example"));
    CHECK_FALSE(usable("http://127.0.0.1.example"));
    CHECK_FALSE(usable("http://10.0.0.1:8460"));
    CHECK_FALSE(usable("https://somebody@rancak.example"));
    CHECK_FALSE(usable("https://rancak.example/path"));
    CHECK_FALSE(usable("https://rancak.example/?q"));
    CHECK_FALSE(usable("ftp://rancak.example"));
    CHECK_FALSE(usable("file:///etc/passwd"));
    CHECK_FALSE(usable("rancak"));
    CHECK_FALSE(usable(""));
}

TEST_CASE("http: says of an address that may not be used what would do") {
    CHECK(server_address("https://rancak.example/") == "https://rancak.example");
    CHECK(server_address("http://192.168.1.5:8460").error() ==
          "https://, because the server is not on this machine (127.0.0.1, [::1] or localhost)");
    CHECK(server_address("rancak.example").error() == "an address like https://rancak.example or http://127.0.0.1:8460");
    CHECK(server_address("ftp://rancak.example").error() == "an address that starts with https://");
    CHECK(server_address("https://rancak.example/#here").error() ==
          "no more than a scheme, a host and a port, like https://rancak.example:8460");
}

TEST_CASE("http: a file of authorities is looked at before anybody is asked") {
    const TemporaryFolder folder;
    HttpSettings settings;
    settings.server = "https://rancak.example";
    settings.ca_file = folder / "ca.pem";
    const auto missing = make_http_client(settings);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message == "No server's certificate can be checked: expected is a PEM file of certificates that can "
                                     "be read; " + settings.ca_file.string() + " cannot.");
    REQUIRE(write_atomically(settings.ca_file, "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n"));
    CHECK(expected_of_authorities(settings.ca_file) == "a PEM file of certificates; " + settings.ca_file.string() + " holds none");
    REQUIRE(write_atomically(settings.ca_file, "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n"));
    CHECK(make_http_client(settings).has_value());
}

TEST_CASE("http: percent-encodes all but what RFC 3986 leaves alone") {
    CHECK(percent_encoded("aZ09-._~") == "aZ09-._~");
    CHECK(percent_encoded("a b/ü+=") == "a%20b%2F%C3%BC%2B%3D");
}
