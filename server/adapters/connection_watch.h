#pragma once

#include "server/adapters/http_server.h"
#include "shared/time.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace rancak::server {

// What a connection is doing. A deadline belongs to each but `handling`, which is ours.
enum class Phase { first_header, header, body, handling, replying, idle };

// How long a connection may stay in a phase; nullopt: as long as it takes. Pure.
// The body's time counts from the request line, so that a slow header leaves less for it.
[[nodiscard]] std::optional<std::chrono::milliseconds> allowed(Phase, const HttpServerSettings&);

// Drops connections that take too long, however alive they look: an idle timeout alone never ends a client that sends
// one byte a second. Its thread sleeps until the next deadline. Callable from any thread.
class ConnectionWatch {
public:
    using Key = const void*;

    // drop(socket): called with the socket still open; must only shut it down.
    ConnectionWatch(HttpServerSettings settings, const Clock& clock, std::function<void(int)> drop);
    ~ConnectionWatch();
    ConnectionWatch(const ConnectionWatch&) = delete;
    ConnectionWatch& operator=(const ConnectionWatch&) = delete;

    void opened(Key, int socket);
    void enters(Key, Phase);
    void closed(Key);  // before the socket is closed

private:
    struct Watched {
        int socket = -1;
        Phase phase = Phase::first_header;
        Monotonic request_began{};
        std::optional<Monotonic> deadline;
    };

    void run();
    // Drops what is late; the next deadline.
    std::optional<Monotonic> drop_late(Monotonic now);

    const HttpServerSettings settings_;
    const Clock& clock_;
    const std::function<void(int)> drop_;
    std::mutex mutex_;
    std::condition_variable changed_;
    // guarded by mutex_
    std::map<Key, Watched> connections_;
    std::optional<Monotonic> wakes_at_;
    bool ending_ = false;

    std::thread thread_;  // last: it uses all the others
};

}  // namespace rancak::server
