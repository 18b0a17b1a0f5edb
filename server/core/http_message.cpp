#include "server/core/http_message.h"

#include "shared/encoding.h"
#include "shared/protocol.h"

namespace rancak::server {
namespace {

std::string_view title_of(int status) {
    switch (status) {
        case 400: return "Bad request";
        case 401: return "Not authenticated";
        case 403: return "Not allowed";
        case 404: return "Not found";
        case 405: return "Method not allowed";
        case 409: return "Conflict";
        case 412: return "Precondition failed";
        case 413: return "Too large";
        case 414: return "Address too long";
        case 415: return "Unsupported content type";
        case 422: return "Cannot be accepted";
        case 429: return "Too many requests";
        case 431: return "Headers too large";
        case 503: return "Not available now";
        case 507: return "No space left";
        default: return "Failed";
    }
}

}  // namespace

Reply json_reply(std::string body, int status) {
    Reply reply;
    reply.status = status;
    reply.body = std::move(body);
    return reply;
}

Reply problem_reply(int status, std::string detail, std::string_view type, std::map<std::string, std::string> extra) {
    Problem problem;
    if (!type.empty()) problem.type = type;
    problem.status = status;
    problem.title = title_of(status);
    problem.detail = std::move(detail);
    problem.extra = std::move(extra);
    Reply reply = json_reply(encode(problem), status);
    reply.content_type = "application/problem+json";
    return reply;
}

Reply not_kept(Reply reply) {
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

std::string time_json(const std::optional<Timestamp>& time) { return time ? json_string(to_rfc3339(*time)) : "null"; }

Reply with_retry_after(Reply reply, std::chrono::milliseconds wait) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
    reply.headers.emplace_back("Retry-After", std::to_string(std::max(seconds, std::chrono::seconds{1}).count()));
    return reply;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size() || digit(text[i + 1]) < 0 || digit(text[i + 2]) < 0) return std::nullopt;
        decoded += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
        i += 2;
    }
    return decoded;
}

std::optional<Query> parse_query(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        auto key = percent_decoded(pair.substr(0, equals));
        auto value = percent_decoded(pair.substr(equals + 1));
        if (!key || !value || !query.emplace(std::move(*key), std::move(*value)).second) return std::nullopt;
    }
    return query;
}

std::vector<std::string_view> split_path(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        segments.push_back(path.substr(0, path.find('/')));
        path.remove_prefix(segments.back().size());
    }
    return segments;
}

}  // namespace rancak::server
