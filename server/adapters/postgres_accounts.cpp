#include "server/adapters/postgres_accounts.h"

namespace rancak::server {
namespace {

using postgres::Connection;
using postgres::Parameters;
using postgres::Rows;
using std::string_view;

std::optional<std::int64_t> stored_or_null(std::optional<Timestamp> time) {
    return time ? std::optional(stored(*time)) : std::nullopt;
}
// ---- Users -------------------------------------------------------------------------------------------------------------

// name, display, role, office, password, disabled, created_at, seen_at
User read_user_row(const Rows::Row& row, int at = 0) {
    User user;
    user.name = row.text(at);
    user.display = row.text(at + 1);
    user.role = parse_role(row.text(at + 2)).value_or(Role::viewer);
    user.office = row.text(at + 3);
    user.password = row.text(at + 4);
    user.disabled = row.integer(at + 5) != 0;
    user.created = timestamp(row.integer(at + 6));
    user.last_seen = optional_time(row, at + 7);
    return user;
}

std::optional<User> read_user(Connection& connection, string_view name) {
    const auto found = connection.run("SELECT * FROM account WHERE name = $1", Parameters().add(name));
    if (found.empty()) return std::nullopt;
    return read_user_row(found.front());
}

void put_user(Connection& connection, const User& user) {
    connection.run(
        "INSERT INTO account VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO UPDATE SET display = excluded.display,"
        " role = excluded.role, office = excluded.office, password = excluded.password, disabled = excluded.disabled,"
        " seen_at = excluded.seen_at",
        Parameters().add(user.name).add(user.display).add(code(user.role)).add(user.office).add(user.password)
            .add(std::int64_t{user.disabled}).add(stored(user.created)).add(stored_or_null(user.last_seen)));
}

std::uint64_t other_city_users(Connection& connection, string_view name) {
    return natural(connection.run("SELECT count(*) FROM account WHERE role = 'city' AND disabled = 0 AND name <> $1", Parameters().add(name))
                       .front().integer(0));
}

// Two servers that change users at once take turns: whether one is the last of the city depends on the others.
void take_turn(Connection& connection) { connection.run("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE"); }

// ---- Tries -------------------------------------------------------------------------------------------------------------

Parameters hash_of(string_view name) { return Parameters().add_bytes(as_bytes(blake2b(name))); }

// Holds the row until the transaction ends: tries at several servers are counted one after the other.
std::optional<Tries> take_tries(Connection& connection, string_view name) {
    connection.run("INSERT INTO sign_in_try VALUES ($1, 0, 0, NULL) ON CONFLICT DO NOTHING", hash_of(name));
    const auto found = connection.run("SELECT failed, last_at, locked_until FROM sign_in_try WHERE name = $1 FOR UPDATE", hash_of(name));
    if (found.empty()) return std::nullopt;
    const auto row = found.front();
    return Tries{static_cast<int>(row.integer(0)), timestamp(row.integer(1)), optional_time(row, 2)};
}

void put_tries(Connection& connection, string_view name, const Tries& tries) {
    connection.run("INSERT INTO sign_in_try VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET failed = excluded.failed,"
                   " last_at = excluded.last_at, locked_until = excluded.locked_until",
                   hash_of(name).add(std::int64_t{tries.failed}).add(stored(tries.last)).add(stored_or_null(tries.locked_until)));
}

void forget_tries(Connection& connection, string_view name) {
    connection.run("DELETE FROM sign_in_try WHERE name = $1", hash_of(name));
}

// ---- Tokens ------------------------------------------------------------------------------------------------------------

// hash, id, name, rights, office, created_at, expires_at, used_at
MachineToken read_token_row(const Rows::Row& row) {
    MachineToken token;
    from_blob(row.text(0), token.hash.bytes);
    token.id = row.text(1);
    token.name = row.text(2);
    token.rights = static_cast<std::uint8_t>(row.integer(3));
    token.office = row.text(4);
    token.created = timestamp(row.integer(5));
    token.expires = optional_time(row, 6);
    token.last_used = optional_time(row, 7);
    return token;
}

bool is_noted(Connection& connection, const AuditEntry& entry) {
    return !connection.run("SELECT 1 FROM audit WHERE at = $1 AND id = $2", Parameters().add(stored(entry.place.at)).add(entry.place.id)).empty();
}

}  // namespace

Stored<bool> PostgresStore::add_user(const User& user, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        take_turn(connection);
        if (read_user(connection, user.name)) return is_noted(connection, entry);  // true: only the answer had been lost
        put_user(connection, user);
        server::note(connection, entry);
        return true;
    });
}

Stored<AccountsStore::UserChanged> PostgresStore::change_user(string_view name, const UserChange& change, const AuditEntry& entry) {
    if (!is_text(name)) return UserChanged(tl::unexpected(ChangeRefused::unknown));
    return sessions_->write([&](Connection& connection) -> UserChanged {
        take_turn(connection);
        const auto before = read_user(connection, name);
        if (!before) return tl::unexpected(ChangeRefused::unknown);
        auto after = changed(*before, change, other_city_users(connection, name));
        if (!after) return after;
        put_user(connection, *after);
        connection.run("DELETE FROM session WHERE account = $1 AND id <> $2",
                       Parameters().add(name).add_bytes(change.keeps ? as_bytes(*change.keeps) : string_view()));
        forget_tries(connection, name);
        server::note(connection, entry);
        return after;
    });
}

Stored<std::vector<UserState>> PostgresStore::users() {
    return sessions_->read([](Connection& connection) {
        std::vector<UserState> users;
        for (const auto row : connection.run("SELECT * FROM account ORDER BY name")) users.push_back({read_user_row(row), std::nullopt});
        for (auto& [user, locked_until] : users) {
            const auto found = connection.run("SELECT locked_until FROM sign_in_try WHERE name = $1", hash_of(user.name));
            if (!found.empty()) locked_until = optional_time(found.front(), 0);
        }
        return users;
    });
}

Stored<SignIn> PostgresStore::begin_sign_in(string_view name, Timestamp now) {
    return sessions_->write([&](Connection& connection) {
        const auto counted = count_try(take_tries(connection, name), now);
        if (!counted.wait) put_tries(connection, name, counted.tries);
        // Those that somebody else holds are of now.
        connection.run("DELETE FROM sign_in_try WHERE name IN (SELECT name FROM sign_in_try WHERE last_at <= $1 FOR UPDATE SKIP LOCKED)",
                       Parameters().add(stored(now - tries_remembered)));
        return SignIn{counted.wait, is_text(name) ? read_user(connection, name) : std::nullopt};
    });
}

Stored<bool> PostgresStore::open_session(const Session& opened, const User& as_it_was, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        const auto found = connection.run("SELECT password, disabled FROM account WHERE name = $1 FOR UPDATE", Parameters().add(opened.user));
        if (found.empty() || found.front().text(0) != as_it_was.password || found.front().integer(1) != 0) return false;
        connection.run("DELETE FROM session WHERE opened_at <= $1 OR seen_at <= $2",
                       Parameters().add(stored(opened.opened - session_lifetime)).add(stored(opened.opened - session_idle)));
        connection.run("INSERT INTO session VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                       Parameters().add_bytes(as_bytes(opened.id)).add(opened.user).add(stored(opened.opened)).add(stored(opened.seen)));
        connection.run("UPDATE account SET seen_at = $1 WHERE name = $2", Parameters().add(stored(opened.seen)).add(opened.user));
        forget_tries(connection, opened.user);
        server::note(connection, entry);
        return true;
    });
}

Stored<std::optional<OpenSession>> PostgresStore::session(const Hash& id) {
    return sessions_->read([&](Connection& connection) -> std::optional<OpenSession> {
        const auto found = connection.run(
            "SELECT s.account, s.opened_at, s.seen_at, a.* FROM session s JOIN account a ON a.name = s.account WHERE s.id = $1",
            Parameters().add_bytes(as_bytes(id)));
        if (found.empty()) return std::nullopt;
        const auto row = found.front();
        return OpenSession{{id, std::string(row.text(0)), timestamp(row.integer(1)), timestamp(row.integer(2))}, read_user_row(row, 3)};
    });
}

Stored<void> PostgresStore::see_session(const Hash& id, Timestamp when) {
    return sessions_->write([&](Connection& connection) {
        // The account first, as open_session() does: two that hold one and wait for the other would never end.
        connection.run("UPDATE account SET seen_at = $1 WHERE name = (SELECT account FROM session WHERE id = $2)",
                       Parameters().add(stored(when)).add_bytes(as_bytes(id)));
        connection.run("UPDATE session SET seen_at = $1 WHERE id = $2", Parameters().add(stored(when)).add_bytes(as_bytes(id)));
    });
}

Stored<void> PostgresStore::end_session(const Hash& id, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        const auto ended = connection.run("DELETE FROM session WHERE id = $1", Parameters().add_bytes(as_bytes(id))).affected();
        if (ended > 0) server::note(connection, entry);
    });
}

Stored<void> PostgresStore::add_token(const MachineToken& token, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        connection.run("INSERT INTO machine_token VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (hash) DO NOTHING",
                       Parameters().add_bytes(as_bytes(token.hash)).add(token.id).add(token.name).add(std::int64_t{token.rights})
                           .add(token.office).add(stored(token.created)).add(stored_or_null(token.expires)).add(stored_or_null(token.last_used)));
        server::note(connection, entry);
    });
}

Stored<std::vector<MachineToken>> PostgresStore::tokens() {
    return sessions_->read([](Connection& connection) {
        std::vector<MachineToken> tokens;
        for (const auto row : connection.run("SELECT * FROM machine_token ORDER BY created_at, id")) tokens.push_back(read_token_row(row));
        return tokens;
    });
}

Stored<std::optional<MachineToken>> PostgresStore::token(const Hash& hash) {
    return sessions_->read([&](Connection& connection) -> std::optional<MachineToken> {
        const auto found = connection.run("SELECT * FROM machine_token WHERE hash = $1", Parameters().add_bytes(as_bytes(hash)));
        if (found.empty()) return std::nullopt;
        return read_token_row(found.front());
    });
}

Stored<void> PostgresStore::see_token(const Hash& hash, Timestamp when) {
    return sessions_->write([&](Connection& connection) {
        connection.run("UPDATE machine_token SET used_at = $1 WHERE hash = $2", Parameters().add(stored(when)).add_bytes(as_bytes(hash)));
    });
}

Stored<bool> PostgresStore::revoke_token(string_view id, const AuditEntry& entry) {
    if (!is_text(id)) return false;
    return sessions_->write([&](Connection& connection) {
        const auto gone = connection.run("DELETE FROM machine_token WHERE id = $1", Parameters().add(id)).affected();
        if (gone == 0) return is_noted(connection, entry);  // true: only the answer had been lost
        server::note(connection, entry);
        return true;
    });
}

}  // namespace rancak::server
