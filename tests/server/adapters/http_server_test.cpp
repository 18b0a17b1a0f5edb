// Clients that do not behave.

#include "server/adapters/connection_watch.h"
#include "tests/server/server_world.h"
#include "tests/support/loopback.h"

#include <doctest/doctest.h>

#include <poll.h>
#include <sys/socket.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

class RawConnection {
public:
    explicit RawConnection(std::uint16_t port) : socket_(test::connect_to_loopback(port)) { REQUIRE(socket_); }

    void write(std::string_view bytes) const { test::send_all(socket_, bytes); }
    // What comes within the time; nullopt: nothing did. Empty: the server ended the connection.
    std::optional<std::string> read(std::chrono::milliseconds within) const {
        pollfd wait{socket_.get(), POLLIN, 0};
        if (poll(&wait, 1, static_cast<int>(within.count())) == 0) return std::nullopt;
        char buffer[4096];
        const auto got = recv(socket_.get(), buffer, sizeof buffer, 0);
        return std::string(buffer, got > 0 ? static_cast<std::size_t>(got) : 0);
    }
    // Sends a byte whenever nothing came for a moment, until the server ends the connection; how long that took.
    std::chrono::milliseconds dribble(char byte) const {
        const auto began = std::chrono::steady_clock::now();
        for (int i = 0; i < 3000; ++i) {
            if (const auto got = read(10ms); got && got->empty())
                return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
            write({&byte, 1});
        }
        FAIL("the server kept the connection");
        return {};
    }

private:
    FileDescriptor socket_;
};

ServerWorld::Options short_patience() {
    ServerWorld::Options options;
    options.http.header_within = 200ms;
    options.http.request_within = 400ms;
    options.http.idle = 300ms;
    return options;
}

}  // namespace

TEST_CASE("a client that sends its headers byte by byte is dropped, and others are served meanwhile") {
    ServerWorld world(short_patience());
    const RawConnection slow(world.http->port());
    slow.write("GET /healthz HTTP/1.1\r\nX-Slow: ");
    CHECK(world.send({"GET", "/healthz", {}, ""}).status == 200);
    CHECK(slow.dribble('x') >= 150ms);
    CHECK(world.send({"GET", "/healthz", {}, ""}).status == 200);
}

TEST_CASE("a client that sends its body byte by byte is dropped when the request's time is over") {
    ServerWorld world(short_patience());
    const RawConnection slow(world.http->port());
    slow.write("POST /v1/enrolments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 15000\r\n\r\n");
    CHECK(slow.dribble('x') >= 350ms);
}

TEST_CASE("a connection that says nothing between two requests is closed") {
    ServerWorld world(short_patience());
    const RawConnection quiet(world.http->port());
    quiet.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    std::string reply;
    while (reply.find("}") == std::string::npos) reply += quiet.read(5s).value_or("");
    CHECK(reply.starts_with("HTTP/1.1 200"));
    CHECK(quiet.read(5s) == "");
}

// It cannot tell when it was hung up on before it has read what came until then. So it waits for another client to be dropped,
// whose time begins later and is longer.
TEST_CASE("a client that does not take its reply is dropped") {
    auto options = short_patience();
    options.http.reply_within = 100ms;
    ServerWorld world(options);
    auto device = world.enrolled();
    constexpr std::size_t lines = 1500, bytes_of_each = 4000;  // more than the system holds for a connection
    for (std::uint64_t first = 1; first <= lines; first = device.chain().head().seq + 1) {
        for (int i = 0; i < 60; ++i) device.chain().add_line(std::string(bytes_of_each, 'x'));
        static_cast<void>(take_in(*world.store, batch_of({"dukcapil", device.journal()}, first, device.chain().batch(first))));
    }
    const auto ask = "GET /v1/admin/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n\r\n";
    const auto take_all = [](const RawConnection& connection, std::string taken) {
        while (taken.size() < lines * bytes_of_each) {
            const auto more = connection.read(5s);
            if (!more || more->empty()) break;
            taken += *more;
        }
        return taken.size();
    };
    const RawConnection right(world.http->port()), stuck(world.http->port());
    right.write(ask);
    CHECK(take_all(right, "") > lines * bytes_of_each);
    stuck.write(ask);
    const auto begun = stuck.read(5s).value_or("");
    CHECK(begun.starts_with("HTTP/1.1 200"));
    const RawConnection later(world.http->port());
    later.write("GET /healthz HTTP/1.1\r\n");
    CHECK(later.read(5s) == "");
    CHECK(take_all(stuck, begun) < lines * bytes_of_each);
}

TEST_CASE("many stalled connections do not slow the others") {
    ServerWorld world;
    std::vector<std::unique_ptr<RawConnection>> stalled;
    for (int i = 0; i < 200; ++i) {
        stalled.push_back(std::make_unique<RawConnection>(world.http->port()));
        stalled.back()->write(i % 2 ? "GET /healthz HTTP/1.1\r\nX: " : "POST /v1/enrolments HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n");
    }
    auto device = world.enrolled();
    for (int i = 0; i < 20; ++i) {
        const auto seq = device.chain().add(rating_body(5, "v" + std::to_string(i)), world.clock.now());
        CHECK(world.send_events(device, seq).status == 200);
    }
}

TEST_CASE("a body that is longer than it may be is refused even when its length is not told") {
    ServerWorld world;
    const RawConnection raw(world.http->port());
    raw.write("POST /v1/enrolments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 5; ++i) raw.write("1000\r\n" + std::string(0x1000, 'x') + "\r\n");
    raw.write("0\r\n\r\n");
    std::string reply;
    while (reply.find("}") == std::string::npos) reply += raw.read(5s).value_or("");
    CHECK(reply.starts_with("HTTP/1.1 413"));
    CHECK(reply.find("application/problem+json") != std::string::npos);
}

TEST_CASE("what is no HTTP does no harm") {
    ServerWorld world;
    for (const std::string& garbage : {std::string("\0\1\2\3\r\n\r\n", 8), std::string("GET\r\n\r\n"), std::string(100'000, 'A')}) {
        const RawConnection raw(world.http->port());
        raw.write(garbage);
    }
    CHECK(world.send({"GET", "/healthz", {}, ""}).status == 200);
}

TEST_CASE("an address that is taken or none is refused in words") {
    ServerWorld world;
    HttpServerSettings taken;
    taken.port = world.http->port();
    const auto second = HttpServer::start(taken, *world.api);
    REQUIRE(!second);
    CHECK(second.error().message.find(std::to_string(taken.port)) != std::string::npos);
    HttpServerSettings named;
    named.host = "localhost";
    CHECK(!HttpServer::start(named, *world.api));
}

TEST_CASE("each phase of a connection has its time, and handling as long as it takes") {
    const HttpServerSettings settings;
    CHECK(allowed(Phase::first_header, settings) == 10s);
    CHECK(allowed(Phase::header, settings) == 10s);
    CHECK(allowed(Phase::body, settings) == 30s);
    CHECK(allowed(Phase::replying, settings) == 60s);
    CHECK(allowed(Phase::idle, settings) == 75s);
    CHECK(!allowed(Phase::handling, settings));
}

}  // namespace rancak::server
