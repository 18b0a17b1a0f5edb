#pragma once

#include "tests/support/loopback.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace rancak::test {

// What happens to one request on its way to the server and back.
struct Fault {
    enum class Kind {
        none,            // there and back unharmed
        drop_reply,      // the server has done it, the reply is lost
        truncate_reply,  // the connection ends in the middle of the body
        garble_reply,    // one byte of the body is another
        stall_reply,     // one byte of the reply, then silence until the client gives up
        twice,           // the server gets the request two times; the second reply is passed on
        previous_again,  // after this request the server gets the one before it once more
        instead,         // the server gets nothing; `reply` is answered
    } kind = Kind::none;
    std::string reply;  // a whole HTTP reply
};

// Lifecycle: listens on a free port of 127.0.0.1 from construction to destruction.
//
// A small HTTP proxy in front of a server, for one client: takes requests one after the other, asks `fault` what is to
// happen to each, on a thread of its own.
class FaultProxy {
 public:
    // `request` is the whole message; `number` counts from 1.
    using Choose = std::function<Fault(const std::string& request, int number)>;
    FaultProxy(int server_port, Choose);
    ~FaultProxy();
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;

    [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(listener_.port); }

 private:
    void serve();
    bool carry(const FileDescriptor& client, const std::string& request);  // false: the connection is over
    [[nodiscard]] std::string ask_server(const std::string& request) const;

    const int server_port_;
    const Choose choose_;
    Listener listener_;
    std::atomic<int> client_{-1};
    std::atomic<bool> ending_{false};
    std::string previous_;
    int number_ = 0;
    std::thread thread_;
};

[[nodiscard]] inline bool is_batch(const std::string& request) { return request.starts_with("POST /v1/journals/"); }

}  // namespace rancak::test
