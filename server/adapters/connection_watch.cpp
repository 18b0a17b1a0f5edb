#include "server/adapters/connection_watch.h"

#include <algorithm>

namespace rancak::server {

std::optional<std::chrono::milliseconds> allowed(Phase phase, const HttpServerSettings& settings) {
    switch (phase) {
        case Phase::first_header:
        case Phase::header: return settings.header_within;
        case Phase::body: return settings.request_within;
        case Phase::handling: return std::nullopt;
        case Phase::replying: return settings.reply_within;
        case Phase::idle: return settings.idle;
    }
    return std::nullopt;
}

ConnectionWatch::ConnectionWatch(HttpServerSettings settings, const Clock& clock, std::function<void(int)> drop)
    : settings_(std::move(settings)), clock_(clock), drop_(std::move(drop)), thread_([this] { run(); }) {}

ConnectionWatch::~ConnectionWatch() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void ConnectionWatch::opened(Key key, int socket) {
    {
        const std::lock_guard lock(mutex_);
        connections_[key].socket = socket;
    }
    enters(key, Phase::first_header);
}

void ConnectionWatch::enters(Key key, Phase phase) {
    const std::lock_guard lock(mutex_);
    const auto at = connections_.find(key);
    if (at == connections_.end()) return;
    auto& watched = at->second;
    const auto now = clock_.monotonic();
    // A first request is timed from the connection on, and its request line does not begin it anew.
    if (phase == Phase::header && watched.phase == Phase::first_header) return;
    if (phase == Phase::first_header || phase == Phase::header) watched.request_began = now;
    watched.phase = phase;
    const auto within = allowed(phase, settings_);
    if (!within) {
        watched.deadline.reset();
        return;
    }
    watched.deadline = (phase == Phase::body ? watched.request_began : now) + *within;
    if (wakes_at_ && *wakes_at_ <= *watched.deadline) return;
    wakes_at_ = watched.deadline;
    changed_.notify_one();
}

void ConnectionWatch::closed(Key key) {
    const std::lock_guard lock(mutex_);
    connections_.erase(key);
}

std::optional<Monotonic> ConnectionWatch::drop_late(Monotonic now) {
    std::optional<Monotonic> next;
    for (auto& [key, watched] : connections_) {
        if (watched.deadline && *watched.deadline <= now) {
            watched.deadline.reset();
            drop_(watched.socket);
        }
        if (watched.deadline) next = next ? std::min(*next, *watched.deadline) : *watched.deadline;
    }
    return next;
}

void ConnectionWatch::run() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        wakes_at_ = drop_late(clock_.monotonic());
        if (wakes_at_) changed_.wait_for(lock, *wakes_at_ - clock_.monotonic());
        else changed_.wait(lock);
    }
}

}  // namespace rancak::server
