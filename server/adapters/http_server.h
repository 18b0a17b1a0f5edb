#pragma once

#include "server/core/http_message.h"
#include "shared/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace rancak::server {

struct HttpServerSettings {
    std::string host = "127.0.0.1";  // an address, not a name
    std::uint16_t port = 8460;       // 0: any free one
    unsigned threads = 2;
    unsigned max_connections = 2000;
    std::chrono::milliseconds header_within{10'000};   // from the connection or the request line to the last header
    std::chrono::milliseconds request_within{30'000};  // to the last byte of the body
    std::chrono::milliseconds reply_within{60'000};    // until the client has taken the reply
    std::chrono::milliseconds idle{75'000};            // between two requests of a connection
};

inline constexpr std::size_t max_target_bytes = 16 * 1024;  // path and query; cursors are long
inline constexpr std::size_t max_header_bytes = 8 * 1024;   // all others

// libmicrohttpd with epoll. A connection whose request is being handled is suspended and costs no thread.
// start() -> requests are served -> quiesce(): no new connections -> the application answers what is under way ->
// destructor. Requests that still arrive in between are the application's to refuse.
class HttpServer {
public:
    // `application` outlives it. Fails when the address cannot be listened on.
    [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(const HttpServerSettings&, Application& application);
    virtual ~HttpServer() = default;

    [[nodiscard]] virtual std::uint16_t port() const = 0;
    virtual void quiesce() = 0;
};

}  // namespace rancak::server
