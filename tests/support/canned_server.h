#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace rancak::test {

// Listens on a free port of 127.0.0.1 from construction to destruction. Takes one request a connection, keeps it, and
// answers with the next of the canned replies, byte for byte, then closes; the last reply is given to all that follow.
// An empty reply is none: the connection stays open and silent until the other side or the test ends.
class CannedServer {
public:
    explicit CannedServer(std::vector<std::string> replies);
    ~CannedServer();
    CannedServer(const CannedServer&) = delete;
    CannedServer& operator=(const CannedServer&) = delete;

    [[nodiscard]] std::string address() const;  // http://127.0.0.1:PORT
    [[nodiscard]] std::vector<std::string> requests() const;  // head and body, as received
    void wait_for_requests(std::size_t count);                // until so many have been received in all

private:
    void serve();
    void answer(int client, const std::string& reply);

    const std::vector<std::string> replies_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> client_{-1};
    std::atomic<bool> ending_{false};
    mutable std::mutex mutex_;
    std::condition_variable received_;
    std::vector<std::string> requests_;  // guarded by mutex_
    std::thread thread_;
};

// A whole reply with its length.
[[nodiscard]] std::string http_reply(int status, const std::string& body, const std::string& more_headers = {});

}  // namespace rancak::test
