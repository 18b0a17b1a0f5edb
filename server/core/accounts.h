#pragma once

#include "server/core/caller.h"
#include "shared/hash.h"
#include "shared/random.h"
#include "shared/time.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace rancak::server {

// Who may ask the centre: people who sign in, and machines that carry a token.

// ---- Rights ------------------------------------------------------------------------------------------------------------

inline constexpr std::array rights_in_order{Right::figures, Right::texts, Right::cases, Right::catalogue, Right::kiosks, Right::people};
[[nodiscard]] std::string_view code(Right);  // as the protocol carries it
[[nodiscard]] std::optional<Right> parse_right(std::string_view);
[[nodiscard]] std::string rights_json(std::uint8_t rights);  // ["figures", …]

enum class Role { city, office, viewer };
[[nodiscard]] std::string_view code(Role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view);
[[nodiscard]] std::uint8_t rights_of(Role);

// ---- Users -------------------------------------------------------------------------------------------------------------

// added -> changed any number of times -> disabled; never deleted, so that the audit log keeps its names.
struct User {
    std::string name;      // [a-z0-9-]{1,40}, what is typed to sign in
    std::string display;   // how colleagues call them
    Role role = Role::viewer;
    std::string office;    // the only one that they see; empty: all. An office's user has one, the city's has none
    std::string password;  // Argon2id, libsodium's string form
    bool disabled = false;
    Timestamp created{};
    std::optional<Timestamp> last_seen;
    friend bool operator==(const User&, const User&) = default;
};
[[nodiscard]] Caller caller_of(const User&);

inline constexpr std::size_t max_display = 60;                           // code points
inline constexpr std::size_t least_password = 10;                        // code points
inline constexpr std::size_t max_password_bytes = 200;
[[nodiscard]] std::string password_objection(std::string_view);          // empty: it may be one
[[nodiscard]] std::string office_objection(Role, std::string_view office);  // empty: the role goes with that office

// What is left out stays as it is.
struct UserChange {
    std::optional<std::string> display, office, password;
    std::optional<Role> role;
    std::optional<bool> disabled;
    std::optional<Hash> keeps;  // the one session that does not end with it
};
enum class ChangeRefused { unknown, last_city, office };
// `other_city_users`: those of the city besides this one who are not disabled.
[[nodiscard]] tl::expected<User, ChangeRefused> changed(const User&, const UserChange&, std::uint64_t other_city_users);

// ---- Signing in --------------------------------------------------------------------------------------------------------

// Tries of one name, whether or not somebody has it: so nobody learns by being locked out who is here. Each is counted
// before its password is looked at, and forgotten by the first right one or after a day without a try.
struct Tries {
    int failed = 0;
    Timestamp last{};
    std::optional<Timestamp> locked_until;
    friend bool operator==(const Tries&, const Tries&) = default;
};
inline constexpr int free_tries = 5;  // the last of them locks for 30 s, each further for twice as long, at most an hour
inline constexpr std::chrono::hours tries_remembered{24};

struct CountedTry {
    Tries tries;                       // as they stand now
    std::optional<Milliseconds> wait;  // locked: come back after this; nothing was counted
};
[[nodiscard]] CountedTry count_try(const std::optional<Tries>&, Timestamp now);

// ---- Sessions ----------------------------------------------------------------------------------------------------------

// opened -> seen again and again -> over after 12 hours, an hour without a call, or signing out. The browser holds 32
// random bytes, the store only their hash.
struct Session {
    Hash id;
    std::string user;
    Timestamp opened{}, seen{};
    [[nodiscard]] Timestamp expires() const;
    [[nodiscard]] bool is_open(Timestamp now) const;
    friend bool operator==(const Session&, const Session&) = default;
};
inline constexpr std::chrono::hours session_lifetime{12};
inline constexpr std::chrono::minutes session_idle{60};
inline constexpr std::chrono::minutes seen_noted_every{1};  // a store is not written at each call

[[nodiscard]] std::string new_secret(Random&);                 // 32 random bytes, hex
[[nodiscard]] Hash secret_hash(std::string_view secret);       // what the store keeps of it
[[nodiscard]] std::string page_token(std::string_view secret); // the session's CSRF token: tells nothing of the secret

// ---- Tokens of machines ------------------------------------------------------------------------------------------------

struct MachineToken {
    std::string id;    // random, names it
    std::string name;  // what it is for
    Hash hash;         // of what the machine sends
    std::uint8_t rights = 0;
    std::string office;  // as Caller::office
    Timestamp created{};
    std::optional<Timestamp> expires, last_used;
    [[nodiscard]] bool is_valid(Timestamp now) const { return !expires || now < *expires; }
    friend bool operator==(const MachineToken&, const MachineToken&) = default;
};
[[nodiscard]] Caller caller_of(const MachineToken&);
inline constexpr int max_token_days = 3650;

}  // namespace rancak::server
