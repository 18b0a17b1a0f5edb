#pragma once

#include "server/core/accounts_store.h"
#include "server/core/failure_log.h"
#include "server/core/http_message.h"
#include "shared/hash.h"
#include "shared/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace rancak::server {

// Who asks, and by what: a session, a machine's token, or the city's own token.
struct Asker {
    Caller caller;
    std::optional<Hash> session;  // its id; what else is stored of it belongs to the store
    std::optional<Hash> token;
    bool unseen = false;  // the store should be told that it was seen
};

// Lets in whoever may ask as an admin; what they may is the route's business. Looks into the store at each call, so that
// signing out, disabling and revoking work at once, at every server of the store. Callable from any thread.
class CallerGate {
public:
    // All outlive it.
    CallerGate(AccountsStore& store, const Clock& clock, FailureLog& failures, Hash city_token)
        : store_(store), clock_(clock), failures_(failures), city_token_(city_token) {}

    [[nodiscard]] tl::expected<Asker, Reply> admit(const Request&) const;
    // Writes what admit() found worth writing; may wait for the store. What fails here is tried at the next call.
    void see(const Asker&) const;

private:
    [[nodiscard]] tl::expected<Asker, Reply> by_token(std::string_view secret) const;
    [[nodiscard]] tl::expected<Asker, Reply> by_session(const Request&, std::string_view secret) const;
    [[nodiscard]] tl::unexpected<Reply> failed(const StoreFailure&) const;

    AccountsStore& store_;
    const Clock& clock_;
    FailureLog& failures_;
    const Hash city_token_;
};

inline constexpr std::string_view city_token_name = "admin.token";  // who that caller is in the audit log

// The session's secret, as the browser's cookie carries it; empty: none.
[[nodiscard]] std::string_view session_secret(const Request&);
// Set-Cookie: the browser keeps the secret so long; none: it forgets it.
[[nodiscard]] std::string session_cookie(const Request&, std::string_view secret, std::chrono::seconds kept);

}  // namespace rancak::server
