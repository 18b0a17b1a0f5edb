#pragma once

#include "shared/time.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rancak::server {

// One request as the API sees it; the HTTP library stays behind its adapter.
struct Request {
    std::string method;  // upper case
    std::string path;    // as sent, percent-encoded
    std::string query;   // without the '?'
    std::optional<std::uint64_t> content_length;
    // Header values, empty when missing.
    std::string content_type, authorization, if_match, if_none_match, content_digest, signature_input, signature, cookie;
    std::string page_token;       // X-Rancak-Token: what only a page of this server can know
    std::string forwarded_proto; // X-Forwarded-Proto: how the browser reached the proxy in front
    std::string body;
};

struct Reply {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

// Called exactly once, from any thread.
using Responder = std::function<void(Reply)>;

// What is known before the body is read: a reply that ends it, or how much body may come.
struct Admission {
    std::optional<Reply> refusal;
    std::size_t body_limit = 0;
};

class Application {
public:
    virtual ~Application() = default;
    // Any thread, quick, before the body: `body` is still empty.
    [[nodiscard]] virtual Admission admit(const Request&) = 0;
    // Any thread, after admit() let it pass. May answer before it returns.
    virtual void handle(Request, Responder) = 0;
};

[[nodiscard]] Reply json_reply(std::string body, int status = 200);
// application/problem+json. `type` empty: about:blank, titled by the status.
[[nodiscard]] Reply problem_reply(int status, std::string detail, std::string_view type = {},
                                  std::map<std::string, std::string> extra = {});
[[nodiscard]] Reply not_kept(Reply);  // Cache-Control: no-store
[[nodiscard]] std::string time_json(const std::optional<Timestamp>&);  // null when there is none
[[nodiscard]] Reply with_retry_after(Reply, std::chrono::milliseconds);  // rounded up to whole seconds

using Query = std::map<std::string, std::string, std::less<>>;
// key=value&…, percent-decoded; '+' stands for itself. nullopt: malformed, or a key twice.
[[nodiscard]] std::optional<Query> parse_query(std::string_view);

[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view);  // nullopt: malformed

// Segments between the slashes of an absolute path: "/v1/x" -> {"v1", "x"}.
[[nodiscard]] std::vector<std::string_view> split_path(std::string_view path);

}  // namespace rancak::server
