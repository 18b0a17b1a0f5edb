#pragma once

#include "shared/result.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {

struct HttpRequest {
    std::string method;                // upper case
    std::string target;                // path and query as sent, percent-encoded, starting with '/'
    std::vector<std::string> headers;  // "Name: value"
    std::string body;
};

struct HttpReply {
    int status = 0;
    std::map<std::string, std::string, std::less<>> headers;  // names in lower case; of several equal ones the last
    std::string body;
    bool too_large = false;  // the body had more than max_reply_bytes and was left out

    [[nodiscard]] std::string header(std::string_view lower_case_name) const;  // empty when missing
};

// One server. send() is called by one thread at a time.
class HttpClient {
public:
    virtual ~HttpClient() = default;
    // An Error when no whole reply came: refused, timed out, cut off, endless headers, stopped. Any status is a reply; a
    // redirect is never followed.
    [[nodiscard]] virtual Result<HttpReply> send(const HttpRequest&) = 0;
    // The last send() failed because the server's certificate cannot be trusted: a person has to look at it.
    [[nodiscard]] virtual bool distrusts() const { return false; }
    // Ends the exchange that is under way and every later one at once. From any thread.
    virtual void stop() = 0;
};

struct HttpSettings {
    std::string server;             // https://host[:port]; plain http only to this machine itself
    std::filesystem::path ca_file;  // the only authority trusted; empty: the system's
    std::string agent;              // product/version
    std::chrono::milliseconds connect_within{5000};
    std::chrono::milliseconds reply_within{30000};  // the whole exchange
    std::size_t max_reply_bytes = 0;
    bool public_only = false;  // connects straight, through no proxy, and only to what is_public(), whatever the name leads to
};

// The address without a closing '/', or what is expected of one: https://host[:port], or http to this machine itself.
[[nodiscard]] tl::expected<std::string, std::string> server_address(const std::string&);
// What is expected of a file of authorities when this is none: a PEM file with a certificate. Empty when all is well.
[[nodiscard]] std::string expected_of_authorities(const std::filesystem::path&);

// Through libcurl; keeps the connection open between requests. Fails when the address or the file of authorities
// is not one that may be used.
[[nodiscard]] Result<std::unique_ptr<HttpClient>> make_http_client(HttpSettings);

// RFC 3986: everything but letters, digits and -._~ as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view);

}  // namespace rancak
