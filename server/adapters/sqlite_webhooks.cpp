#include "server/adapters/sqlite_webhooks.h"

#include "server/adapters/sqlite_accounts.h"
#include "server/adapters/sqlite_runs.h"

namespace rancak::server {
namespace {

using sqlite::Statement;
using std::string_view;

Statement& bind_time(Statement& statement, int position, std::optional<Timestamp> time) {
    return time ? statement.bind(position, stored(*time)) : statement.bind_null(position);
}
// All columns of webhook.
Subscription read_row(const Statement& row) {
    Subscription one;
    one.id = row.text(0);
    one.url = row.text(1);
    one.kinds = static_cast<std::uint8_t>(row.integer(2));
    one.office = row.text(3);
    one.who = row.text(4);
    one.created = timestamp(row.integer(5));
    one.state = parse_subscription_state(row.text(6)).value_or(SubscriptionState::off);
    one.secret = row.text(7);
    one.former = row.text(8);
    one.former_until = optional_time(row, 9);
    one.watermark = row.text(10);
    one.last_success = optional_time(row, 11);
    one.last_failure = optional_time(row, 12);
    one.failure = row.text(13);
    one.failing_since = optional_time(row, 14);
    one.failures = static_cast<int>(row.integer(15));
    one.retry_at = timestamp(row.integer(16));
    return one;
}

std::optional<Subscription> read_subscription(SqliteSession& session, string_view id) {
    auto found = session.prepared("SELECT * FROM webhook WHERE id = ?");
    found->bind(1, id);
    if (!found->step()) return std::nullopt;
    return read_row(*found);
}

void put_subscription(SqliteSession& session, const Subscription& one) {
    auto put = session.prepared("REPLACE INTO webhook VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    put->bind(1, string_view(one.id)).bind(2, string_view(one.url)).bind(3, std::int64_t{one.kinds}).bind(4, string_view(one.office));
    put->bind(5, string_view(one.who)).bind(6, stored(one.created)).bind(7, code(one.state)).bind_blob(8, one.secret).bind_blob(9, one.former);
    bind_time(*put, 10, one.former_until);
    put->bind(11, string_view(one.watermark));
    bind_time(*put, 12, one.last_success);
    bind_time(*put, 13, one.last_failure);
    put->bind(14, string_view(one.failure));
    bind_time(*put, 15, one.failing_since);
    put->bind(16, std::int64_t{one.failures}).bind(17, stored(one.retry_at)).run();
}

void put_message(SqliteSession& session, string_view subscription, const Announcement& told) {
    auto put = session.prepared("INSERT OR IGNORE INTO webhook_message VALUES (?, ?, ?, ?, ?, ?, 0)");
    put->bind(1, subscription).bind(2, string_view(told.id)).bind(3, string_view(told.type)).bind(4, string_view(told.body));
    put->bind(5, stored(told.at)).bind(6, stored(told.at)).run();
}

std::uint64_t drop_all_of(SqliteSession& session, string_view subscription) {
    session.prepared("DELETE FROM webhook_message WHERE webhook = ?")->bind(1, subscription).run();
    return natural(session.database().changes());
}

// Of each subscription that may be tried its message that is due longest; of those the same.
constexpr const char* due_query =
    "SELECT m.webhook, m.id, m.body, m.created_at, m.attempts FROM webhook w JOIN webhook_message m ON m.webhook = w.id AND m.id ="
    " (SELECT id FROM webhook_message WHERE webhook = w.id AND due_at <= ?1 ORDER BY due_at, created_at, id LIMIT 1)"
    " WHERE w.state = 'active' AND w.retry_at <= ?1 ORDER BY m.due_at, m.created_at, m.id LIMIT 1";

std::optional<WebhookMessage> read_due(SqliteSession& session, Timestamp now) {
    auto found = session.prepared(due_query);
    found->bind(1, stored(now));
    if (!found->step()) return std::nullopt;
    return WebhookMessage{std::string(found->text(0)), std::string(found->text(1)), std::string(found->text(2)), timestamp(found->integer(3)),
                          static_cast<int>(found->integer(4))};
}

}  // namespace

void announce(SqliteSession& session, const Announcement& told) {
    auto put = session.prepared(
        "INSERT OR IGNORE INTO webhook_message SELECT id, ?1, ?2, ?3, ?4, ?4, 0 FROM webhook WHERE state = 'active' AND kinds & ?5"
        " AND ((?6 AND office = '') OR (?7 AND office = ?8))");
    put->bind(1, string_view(told.id)).bind(2, string_view(told.type)).bind(3, string_view(told.body)).bind(4, stored(told.at));
    put->bind(5, std::int64_t{told.kind}).bind(6, std::int64_t{told.for_city()}).bind(7, std::int64_t{told.for_office()});
    put->bind(8, string_view(told.office)).run();
}

Stored<bool> SqliteStore::add_subscription(const Subscription& one, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        {
            auto count = session.prepared("SELECT count(*) FROM webhook");
            if (count->step() && natural(count->integer(0)) >= max_subscriptions) return false;
        }
        put_subscription(session, one);
        server::note(session, entry);
        transaction.commit();
        return true;
    });
}

Stored<std::vector<Subscription>> SqliteStore::subscriptions() {
    return connections_->read([](SqliteSession& session) {
        auto found = session.prepared("SELECT * FROM webhook ORDER BY created_at, id");
        std::vector<Subscription> all;
        while (found->step()) all.push_back(read_row(*found));
        return all;
    });
}

Stored<std::optional<Subscription>> SqliteStore::subscription(string_view id) {
    return connections_->read([&](SqliteSession& session) { return read_subscription(session, id); });
}

Stored<std::optional<Subscription>> SqliteStore::change_subscription(string_view id, const SubscriptionChange& change, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) -> std::optional<Subscription> {
        sqlite::Transaction transaction(session.database());
        auto before = read_subscription(session, id);
        if (!before) return std::nullopt;
        auto after = changed(std::move(*before), change);
        put_subscription(session, after);
        server::note(session, entry);
        transaction.commit();
        return after;
    });
}

Stored<bool> SqliteStore::remove_subscription(string_view id, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        session.prepared("DELETE FROM webhook WHERE id = ?")->bind(1, id).run();
        if (session.database().changes() == 0) return false;
        static_cast<void>(drop_all_of(session, id));
        server::note(session, entry);
        transaction.commit();
        return true;
    });
}

Stored<bool> SqliteStore::announce_to(string_view id, const Announcement& told, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        const auto one = read_subscription(session, id);
        if (!one || one->state != SubscriptionState::active) return false;
        put_message(session, id, told);
        server::note(session, entry);
        transaction.commit();
        return true;
    });
}

Stored<bool> SqliteStore::announce_ratings(string_view id, string_view from, string_view to, const std::optional<Announcement>& told) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        auto move = session.prepared(
            "UPDATE webhook SET watermark = ?3 WHERE id = ?1 AND watermark = ?2 AND state = 'active'"
            " AND NOT EXISTS (SELECT 1 FROM webhook_message WHERE webhook = ?1 AND kind = ?4)");
        move->bind(1, id).bind(2, from).bind(3, to).bind(4, code(WebhookKind::ratings_arrived)).run();
        if (session.database().changes() == 0) return false;
        if (told) put_message(session, id, *told);
        transaction.commit();
        return true;
    });
}

Stored<std::uint64_t> SqliteStore::ratings_between(const std::string& office, std::uint64_t after, std::uint64_t until) {
    return connections_->read([&](SqliteSession& session) {
        auto count = session.prepared(
            "SELECT (SELECT count(*) FROM office_run o JOIN rating r ON r.id BETWEEN o.run * ?4 AND o.run * ?4 + ?4 - 1"
            " WHERE o.office = ?1 AND o.arrival > ?2 AND o.arrival <= ?3)"
            " + (SELECT count(*) FROM office_run o JOIN rating_change r ON r.id BETWEEN o.run * ?4 AND o.run * ?4 + ?4 - 1"
            " WHERE o.office = ?1 AND o.arrival > ?2 AND o.arrival <= ?3)");
        count->bind(1, string_view(office)).bind(2, stored(after)).bind(3, stored(until)).bind(4, RunRow::ids_a_run);
        return count->step() ? natural(count->integer(0)) : 0;
    });
}

Stored<std::optional<WebhookMessage>> SqliteStore::take_message(Timestamp now) {
    // Mostly there is none: then nothing is written, and whoever writes does not wait.
    const auto any = connections_->read([&](SqliteSession& session) { return read_due(session, now); });
    if (!any || !*any) return any;
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        auto due = read_due(session, now);
        if (due) {
            auto take = session.prepared("UPDATE webhook_message SET due_at = ? WHERE webhook = ? AND id = ?");
            take->bind(1, stored(now + webhook_lease)).bind(2, string_view(due->subscription)).bind(3, string_view(due->id)).run();
        }
        transaction.commit();
        return due;
    });
}

Stored<std::optional<Settled>> SqliteStore::settle(const WebhookMessage& message, const WebhookAnswer& answer, Timestamp now, double jitter) {
    return connections_->write([&](SqliteSession& session) -> std::optional<Settled> {
        sqlite::Transaction transaction(session.database());
        auto one = read_subscription(session, message.subscription);
        if (!one) return std::nullopt;
        auto done = settled(std::move(*one), message, answer, now, jitter);
        auto move = done.again ? session.prepared("UPDATE webhook_message SET due_at = ?3, attempts = ?4 WHERE webhook = ?1 AND id = ?2")
                               : session.prepared("DELETE FROM webhook_message WHERE webhook = ?1 AND id = ?2");
        move->bind(1, string_view(message.subscription)).bind(2, string_view(message.id));
        if (done.again) move->bind(3, stored(*done.again)).bind(4, std::int64_t{message.attempts + 1});
        move->run();
        if (session.database().changes() == 0) return std::nullopt;
        put_subscription(session, done.subscription);
        if (done.stopped) done.dropped = drop_all_of(session, message.subscription);
        transaction.commit();
        return done;
    });
}

Stored<std::uint64_t> SqliteStore::drop_messages(Timestamp written_before) {
    return connections_->write([&](SqliteSession& session) {
        session.prepared("DELETE FROM webhook_message WHERE created_at < ?")->bind(1, stored(written_before)).run();
        return natural(session.database().changes());
    });
}

Stored<std::uint64_t> SqliteStore::messages_waiting() {
    return connections_->read([](SqliteSession& session) {
        auto count = session.prepared("SELECT count(*) FROM webhook_message");
        return count->step() ? natural(count->integer(0)) : 0;
    });
}

}  // namespace rancak::server
