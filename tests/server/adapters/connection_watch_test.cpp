#include "server/adapters/connection_watch.h"

#include "tests/support/manual_clock.h"

#include <doctest/doctest.h>

#include <future>
#include <set>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

// Notes the sockets that are dropped; each is waited for.
struct Dropped {
    void note(int socket) {
        const std::lock_guard lock(mutex);
        sockets.insert(socket);
        changed.notify_all();
    }
    bool wait_for(int socket) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 10s, [&] { return sockets.contains(socket); });
    }
    bool has(int socket) {
        const std::lock_guard lock(mutex);
        return sockets.contains(socket);
    }
    std::mutex mutex;
    std::condition_variable changed;
    std::set<int> sockets;
};

const int keys[3] = {};

}  // namespace

TEST_CASE("a body's time counts from the request on, so that a slow header leaves less for it") {
    test::ManualClock clock;
    Dropped dropped;
    HttpServerSettings settings;
    settings.header_within = 2h;
    settings.request_within = 1h;
    ConnectionWatch watch(settings, clock, [&](int socket) { dropped.note(socket); });
    watch.opened(&keys[0], 7);
    watch.enters(&keys[0], Phase::header);
    clock.advance(1h - 5ms);
    watch.enters(&keys[0], Phase::body);
    CHECK(!dropped.has(7));
    clock.advance(5ms);
    CHECK(dropped.wait_for(7));
}

TEST_CASE("a first request's time counts from the connection on, however late its request line comes") {
    test::ManualClock clock;
    Dropped dropped;
    HttpServerSettings settings;
    settings.header_within = 1h;
    settings.idle = 5ms;
    ConnectionWatch watch(settings, clock, [&](int socket) { dropped.note(socket); });
    watch.opened(&keys[0], 7);
    clock.advance(1h - 5ms);
    watch.enters(&keys[0], Phase::header);
    watch.opened(&keys[1], 8);
    watch.enters(&keys[1], Phase::idle);  // wakes it
    clock.advance(5ms);
    CHECK(dropped.wait_for(8));
    CHECK(dropped.wait_for(7));
}

TEST_CASE("what we handle takes as long as it takes, and who is gone is not dropped any more") {
    test::ManualClock clock;
    Dropped dropped;
    HttpServerSettings settings;
    settings.header_within = settings.request_within = settings.reply_within = settings.idle = 5ms;
    ConnectionWatch watch(settings, clock, [&](int socket) { dropped.note(socket); });
    watch.opened(&keys[0], 7);
    watch.enters(&keys[0], Phase::handling);
    watch.opened(&keys[1], 8);
    watch.closed(&keys[1]);
    watch.opened(&keys[2], 9);
    watch.enters(&keys[2], Phase::idle);
    clock.advance(24h);
    CHECK(dropped.wait_for(9));
    CHECK(!dropped.has(7));
    CHECK(!dropped.has(8));
    watch.enters(&keys[0], Phase::replying);
    clock.advance(5ms);
    CHECK(dropped.wait_for(7));
}

}  // namespace rancak::server
