#pragma once

#include "shared/event_line.h"
#include "shared/http/client.h"
#include "shared/keys.h"
#include "shared/protocol.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rancak::test {

// The centre in memory, as far as a kiosk sees it: it checks signatures, chains and overlaps, and answers as the
// protocol says. A test bends it with `instead` and looks at what it holds. For one thread.
class MemoryServer {
 public:
    MemoryServer();
    [[nodiscard]] HttpReply handle(const HttpRequest&);

    // Answers instead of the server, before it has done anything; nullopt: the server answers.
    std::function<std::optional<HttpReply>(const HttpRequest&)> instead;

    struct Device {
        VerifyKey key;
        std::vector<std::string> lines;
        std::vector<Parked> parked;
    };
    std::map<std::string, Device> devices;           // by journal
    std::map<std::string, std::string> attachments;  // by hash in hex
    std::vector<Heartbeat> heartbeats;
    std::vector<HttpRequest> requests;  // all that came

    std::string code = "abcd234567";
    std::string office = "dukcapil";
    OpenKey open_key = open_key_from_seed({1, 2, 3});
    Timestamp time = *parse_rfc3339("2026-11-24T03:12:45.123Z");
    bool control_calls_check_the_clock = false;
    std::string catalogue;                               // JSON; empty: none
    std::map<std::string, std::string> media;            // by hash in hex
    std::map<std::string, std::string> standings;        // JSON by officer
    std::size_t most_events_a_batch = max_batch_events;  // more: 413
    std::optional<std::size_t> takes_at_most;            // of a batch: the rest is left for later

    [[nodiscard]] Head head(const std::string& journal) const;

 private:
    HttpReply enrol(const HttpRequest&);
    HttpReply ingest(const std::string& journal, Device&, const HttpRequest&);
    HttpReply control(const HttpRequest&);
    HttpReply take_attachment(const HttpRequest&);
};

[[nodiscard]] HttpReply problem_reply(int status, std::string_view type, std::map<std::string, std::string> extra = {});
[[nodiscard]] HttpReply json_reply(int status, std::string body);

// A connection to a MemoryServer without a network.
class DirectClient final : public HttpClient {
 public:
    explicit DirectClient(MemoryServer& server) : server_(server) {}
    Result<HttpReply> send(const HttpRequest& request) override {
        if (!reachable) return fail("No server answers.");
        auto reply = server_.handle(request);
        if (lose_reply) return fail("The reply was lost.");
        return reply;
    }
    void stop() override { reachable = false; }

    bool reachable = true;
    bool lose_reply = false;

 private:
    MemoryServer& server_;
};

}  // namespace rancak::test
