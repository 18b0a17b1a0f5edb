#include "server/core/caller_gate.h"

#include "server/core/device_gate.h"
#include "shared/encoding.h"

namespace rancak::server {
namespace {

// Over TLS the name makes the browser refuse a cookie that another host or an unsafe page set (RFC 6265bis, 4.1.3.2).
constexpr std::string_view plain_name = "rancak_session", safe_name = "__Host-rancak_session";

bool over_tls(const Request& request) { return request.forwarded_proto == "https"; }
std::string_view cookie_name(const Request& request) { return over_tls(request) ? safe_name : plain_name; }

tl::unexpected<Reply> not_known(std::string detail) {
    auto reply = problem_reply(401, std::move(detail));
    reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return tl::unexpected<Reply>(std::move(reply));
}

}  // namespace

std::string_view session_secret(const Request& request) {
    std::string_view rest = request.cookie;
    while (!rest.empty()) {
        auto pair = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == cookie_name(request)) return pair.substr(equals + 1);
    }
    return {};
}

std::string session_cookie(const Request& request, std::string_view secret, std::chrono::seconds kept) {
    std::string cookie(cookie_name(request));
    cookie.append("=").append(secret).append("; HttpOnly; SameSite=Strict; Path=/; Max-Age=").append(std::to_string(kept.count()));
    return over_tls(request) ? cookie + "; Secure" : cookie;
}

tl::unexpected<Reply> CallerGate::failed(const StoreFailure& failure) const {
    failures_.failed(failure);
    return tl::unexpected<Reply>(store_failed(failure));
}

tl::expected<Asker, Reply> CallerGate::by_token(std::string_view secret) const {
    const auto hash = secret_hash(secret);
    if (equal_secret(as_bytes(hash), as_bytes(city_token_))) return Asker{{std::string(city_token_name), all_rights, {}}, {}, {}, false};
    const auto token = store_.token(hash);
    if (!token) return failed(token.error());
    const auto now = clock_.now();
    if (!*token || !(*token)->is_valid(now)) return not_known("This token is not known here, was revoked, or is too old.");
    const auto& last = (*token)->last_used;
    return Asker{caller_of(**token), {}, hash, !last || now - *last >= seen_noted_every};
}

tl::expected<Asker, Reply> CallerGate::by_session(const Request& request, std::string_view secret) const {
    const auto id = secret_hash(secret);
    const auto found = store_.session(id);
    if (!found) return failed(found.error());
    const auto now = clock_.now();
    if (!*found || !(*found)->session.is_open(now) || (*found)->user.disabled) return not_known("You are signed out; sign in again.");
    if (request.method != "GET" && !equal_secret(request.page_token, page_token(secret)))
        return tl::unexpected<Reply>(problem_reply(403, "This did not come from the dashboard's own page; load the page again."));
    return Asker{caller_of((*found)->user), id, {}, now - (*found)->session.seen >= seen_noted_every};
}

tl::expected<Asker, Reply> CallerGate::admit(const Request& request) const {
    constexpr std::string_view scheme = "Bearer ";
    if (!request.authorization.empty()) {
        const std::string_view given = request.authorization;
        if (given.starts_with(scheme)) return by_token(given.substr(scheme.size()));
        return not_known("A token comes as Authorization: Bearer TOKEN.");
    }
    if (const auto secret = session_secret(request); !secret.empty()) return by_session(request, secret);
    return not_known("Sign in first, or send a token as Authorization: Bearer TOKEN.");
}

void CallerGate::see(const Asker& asker) const {
    if (!asker.unseen) return;
    const auto seen = asker.session ? store_.see_session(*asker.session, clock_.now())
                      : asker.token ? store_.see_token(*asker.token, clock_.now()) : Stored<void>{};
    if (!seen) failures_.failed(seen.error());
}

}  // namespace rancak::server
