#pragma once

#include "server/core/accounts.h"
#include "server/core/audit.h"
#include "server/core/stored.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

struct SignIn {
    std::optional<Milliseconds> wait;  // locked; nothing was counted
    std::optional<User> user;          // who has the name, disabled or not
};

struct OpenSession {
    Session session;
    User user;
};

struct UserState {
    User user;
    std::optional<Timestamp> locked_until;
};

struct AuditWish {
    std::optional<AuditPlace> before;  // only older ones
    std::optional<std::string> office;
    std::size_t limit = 100;
};

// The city's users, sessions, tokens and audit log. Callable from any thread; what was answered with success is durable.
// What takes an AuditEntry stores it in the same transaction, and only when it changed something.
class AccountsStore {
public:
    virtual ~AccountsStore() = default;

    // False: the name is taken.
    [[nodiscard]] virtual Stored<bool> add_user(const User&, const AuditEntry&) = 0;
    // One transaction: changed() decides. Ends the user's sessions but the one that the change keeps, and unlocks the name.
    using UserChanged = tl::expected<User, ChangeRefused>;
    [[nodiscard]] virtual Stored<UserChanged> change_user(std::string_view name, const UserChange&, const AuditEntry&) = 0;
    [[nodiscard]] virtual Stored<std::vector<UserState>> users() = 0;  // by name

    // Counts the try, by count_try(), before anybody looks at its password: many at once are no more than their number.
    [[nodiscard]] virtual Stored<SignIn> begin_sign_in(std::string_view name, Timestamp now) = 0;
    // The password was right: forgets the tries. False: the user changed meanwhile, and there is no session.
    [[nodiscard]] virtual Stored<bool> open_session(const Session&, const User& as_it_was, const AuditEntry&) = 0;
    [[nodiscard]] virtual Stored<std::optional<OpenSession>> session(const Hash& id) = 0;
    [[nodiscard]] virtual Stored<void> see_session(const Hash& id, Timestamp) = 0;
    [[nodiscard]] virtual Stored<void> end_session(const Hash& id, const AuditEntry&) = 0;

    [[nodiscard]] virtual Stored<void> add_token(const MachineToken&, const AuditEntry&) = 0;
    [[nodiscard]] virtual Stored<std::vector<MachineToken>> tokens() = 0;  // the oldest first
    [[nodiscard]] virtual Stored<std::optional<MachineToken>> token(const Hash&) = 0;
    [[nodiscard]] virtual Stored<void> see_token(const Hash&, Timestamp) = 0;
    // False: there is no such token.
    [[nodiscard]] virtual Stored<bool> revoke_token(std::string_view id, const AuditEntry&) = 0;

    [[nodiscard]] virtual Stored<std::vector<AuditEntry>> audit(const AuditWish&) = 0;  // newest first
};

}  // namespace rancak::server
