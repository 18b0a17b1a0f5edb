#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace rancak::server {

// A few threads for what may wait for the disk, so that the threads that serve connections never do.
// post() from any thread; stop() runs what was posted and ends the threads.
class Workers {
public:
    Workers(std::size_t threads, std::size_t max_waiting);
    ~Workers() { stop(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False: too much waits already, or it is stopping; the work was not taken.
    [[nodiscard]] bool post(std::function<void()> work);
    void stop();

private:
    void run();

    const std::size_t max_waiting_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    // guarded by mutex_
    std::deque<std::function<void()>> waiting_;
    bool stopping_ = false;

    std::vector<std::thread> threads_;  // last: they use all the others
};

}  // namespace rancak::server
