#include "server/adapters/sqlite_accounts.h"

namespace rancak::server {
namespace {

using sqlite::Statement;
using std::string_view;

Statement& bind_time(Statement& statement, int position, std::optional<Timestamp> time) {
    return time ? statement.bind(position, stored(*time)) : statement.bind_null(position);
}
Hash hash_at(const Statement& row, int column) {
    Hash hash;
    from_blob(row.text(column), hash.bytes);
    return hash;
}

// ---- Users -------------------------------------------------------------------------------------------------------------

// name, display, role, office, password, disabled, created_at, seen_at
User read_user_row(const Statement& row, int at = 0) {
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

std::optional<User> read_user(SqliteSession& session, string_view name) {
    auto found = session.prepared("SELECT * FROM account WHERE name = ?");
    found->bind(1, name);
    if (!found->step()) return std::nullopt;
    return read_user_row(*found);
}

void put_user(SqliteSession& session, const User& user) {
    auto put = session.prepared("REPLACE INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    put->bind(1, string_view(user.name)).bind(2, string_view(user.display)).bind(3, code(user.role));
    put->bind(4, string_view(user.office)).bind(5, string_view(user.password)).bind(6, std::int64_t{user.disabled});
    put->bind(7, stored(user.created));
    bind_time(*put, 8, user.last_seen).run();
}

std::uint64_t other_city_users(SqliteSession& session, string_view name) {
    auto count = session.prepared("SELECT count(*) FROM account WHERE role = 'city' AND disabled = 0 AND name <> ?");
    count->bind(1, name);
    return count->step() ? natural(count->integer(0)) : 0;
}

// ---- Tries -------------------------------------------------------------------------------------------------------------

std::optional<Tries> read_tries(SqliteSession& session, string_view name) {
    auto found = session.prepared("SELECT failed, last_at, locked_until FROM sign_in_try WHERE name = ?");
    const auto hash = blake2b(name);
    found->bind_blob(1, blob(hash.bytes));
    if (!found->step()) return std::nullopt;
    return Tries{static_cast<int>(found->integer(0)), timestamp(found->integer(1)), optional_time(*found, 2)};
}

void put_tries(SqliteSession& session, string_view name, const Tries& tries) {
    auto put = session.prepared("REPLACE INTO sign_in_try VALUES (?, ?, ?, ?)");
    const auto hash = blake2b(name);
    put->bind_blob(1, blob(hash.bytes)).bind(2, std::int64_t{tries.failed}).bind(3, stored(tries.last));
    bind_time(*put, 4, tries.locked_until).run();
}

void forget_tries(SqliteSession& session, string_view name) {
    auto forget = session.prepared("DELETE FROM sign_in_try WHERE name = ?");
    const auto hash = blake2b(name);
    forget->bind_blob(1, blob(hash.bytes)).run();
}

// ---- Tokens ------------------------------------------------------------------------------------------------------------

// hash, id, name, rights, office, created_at, expires_at, used_at
MachineToken read_token_row(const Statement& row) {
    MachineToken token;
    token.hash = hash_at(row, 0);
    token.id = row.text(1);
    token.name = row.text(2);
    token.rights = static_cast<std::uint8_t>(row.integer(3));
    token.office = row.text(4);
    token.created = timestamp(row.integer(5));
    token.expires = optional_time(row, 6);
    token.last_used = optional_time(row, 7);
    return token;
}

}  // namespace

Stored<bool> SqliteStore::add_user(const User& user, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        if (read_user(session, user.name)) return false;
        put_user(session, user);
        server::note(session, entry);
        transaction.commit();
        return true;
    });
}

Stored<AccountsStore::UserChanged> SqliteStore::change_user(string_view name, const UserChange& change, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) -> UserChanged {
        sqlite::Transaction transaction(session.database());
        const auto before = read_user(session, name);
        if (!before) return tl::unexpected(ChangeRefused::unknown);
        auto after = changed(*before, change, other_city_users(session, name));
        if (!after) return after;
        put_user(session, *after);
        auto end = session.prepared("DELETE FROM session WHERE account = ? AND id IS NOT ?");
        end->bind(1, name);
        if (change.keeps) end->bind_blob(2, blob(change.keeps->bytes));
        else end->bind_null(2);
        end->run();
        forget_tries(session, name);
        server::note(session, entry);
        transaction.commit();
        return after;
    });
}

Stored<std::vector<UserState>> SqliteStore::users() {
    return connections_->read([](SqliteSession& session) {
        std::vector<UserState> users;
        {
            auto found = session.prepared("SELECT * FROM account ORDER BY name");
            while (found->step()) users.push_back({read_user_row(*found), std::nullopt});
        }
        for (auto& [user, locked_until] : users)
            if (const auto tries = read_tries(session, user.name)) locked_until = tries->locked_until;
        return users;
    });
}

Stored<SignIn> SqliteStore::begin_sign_in(string_view name, Timestamp now) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        session.prepared("DELETE FROM sign_in_try WHERE last_at <= ?")->bind(1, stored(now - tries_remembered)).run();
        const auto counted = count_try(read_tries(session, name), now);
        if (!counted.wait) put_tries(session, name, counted.tries);
        SignIn sign_in{counted.wait, read_user(session, name)};
        transaction.commit();
        return sign_in;
    });
}

Stored<bool> SqliteStore::open_session(const Session& opened, const User& as_it_was, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        auto user = read_user(session, opened.user);
        if (!user || user->disabled || user->password != as_it_was.password) return false;
        session.prepared("DELETE FROM session WHERE opened_at <= ? OR seen_at <= ?")
            ->bind(1, stored(opened.opened - session_lifetime)).bind(2, stored(opened.opened - session_idle)).run();
        auto insert = session.prepared("INSERT INTO session VALUES (?, ?, ?, ?)");
        insert->bind_blob(1, blob(opened.id.bytes)).bind(2, string_view(opened.user)).bind(3, stored(opened.opened));
        insert->bind(4, stored(opened.seen)).run();
        user->last_seen = opened.seen;
        put_user(session, *user);
        forget_tries(session, opened.user);
        server::note(session, entry);
        transaction.commit();
        return true;
    });
}

Stored<std::optional<OpenSession>> SqliteStore::session(const Hash& id) {
    return connections_->read([&](SqliteSession& session) -> std::optional<OpenSession> {
        auto found = session.prepared(
            "SELECT s.account, s.opened_at, s.seen_at, a.* FROM session s JOIN account a ON a.name = s.account WHERE s.id = ?");
        found->bind_blob(1, blob(id.bytes));
        if (!found->step()) return std::nullopt;
        return OpenSession{{id, std::string(found->text(0)), timestamp(found->integer(1)), timestamp(found->integer(2))},
                           read_user_row(*found, 3)};
    });
}

Stored<void> SqliteStore::see_session(const Hash& id, Timestamp when) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        session.prepared("UPDATE session SET seen_at = ? WHERE id = ?")->bind(1, stored(when)).bind_blob(2, blob(id.bytes)).run();
        session.prepared("UPDATE account SET seen_at = ? WHERE name = (SELECT account FROM session WHERE id = ?)")
            ->bind(1, stored(when)).bind_blob(2, blob(id.bytes)).run();
        transaction.commit();
    });
}

Stored<void> SqliteStore::end_session(const Hash& id, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        session.prepared("DELETE FROM session WHERE id = ?")->bind_blob(1, blob(id.bytes)).run();
        if (session.database().changes() > 0) server::note(session, entry);
        transaction.commit();
    });
}

Stored<void> SqliteStore::add_token(const MachineToken& token, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        auto insert = session.prepared("INSERT INTO machine_token VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert->bind_blob(1, blob(token.hash.bytes)).bind(2, string_view(token.id)).bind(3, string_view(token.name));
        insert->bind(4, std::int64_t{token.rights}).bind(5, string_view(token.office)).bind(6, stored(token.created));
        bind_time(*insert, 7, token.expires);
        bind_time(*insert, 8, token.last_used).run();
        server::note(session, entry);
        transaction.commit();
    });
}

Stored<std::vector<MachineToken>> SqliteStore::tokens() {
    return connections_->read([](SqliteSession& session) {
        auto found = session.prepared("SELECT * FROM machine_token ORDER BY created_at, id");
        std::vector<MachineToken> tokens;
        while (found->step()) tokens.push_back(read_token_row(*found));
        return tokens;
    });
}

Stored<std::optional<MachineToken>> SqliteStore::token(const Hash& hash) {
    return connections_->read([&](SqliteSession& session) -> std::optional<MachineToken> {
        auto found = session.prepared("SELECT * FROM machine_token WHERE hash = ?");
        found->bind_blob(1, blob(hash.bytes));
        if (!found->step()) return std::nullopt;
        return read_token_row(*found);
    });
}

Stored<void> SqliteStore::see_token(const Hash& hash, Timestamp when) {
    return connections_->write([&](SqliteSession& session) {
        session.prepared("UPDATE machine_token SET used_at = ? WHERE hash = ?")->bind(1, stored(when)).bind_blob(2, blob(hash.bytes)).run();
    });
}

Stored<bool> SqliteStore::revoke_token(string_view id, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        session.prepared("DELETE FROM machine_token WHERE id = ?")->bind(1, id).run();
        if (session.database().changes() == 0) return false;
        server::note(session, entry);
        transaction.commit();
        return true;
    });
}

}  // namespace rancak::server
