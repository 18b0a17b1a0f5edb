#include "server/adapters/postgres_webhooks.h"

#include "server/adapters/postgres_accounts.h"

namespace rancak::server {
namespace {

using postgres::Connection;
using postgres::Parameters;
using postgres::Pipeline;
using postgres::Rows;
using std::string_view;

std::optional<std::int64_t> stored_or_null(std::optional<Timestamp> time) {
    return time ? std::optional(stored(*time)) : std::nullopt;
}
// All columns of webhook.
Subscription read_row(const Rows::Row& row) {
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

// Holds the row until the transaction ends: what two servers decide about it, they decide one after the other.
std::optional<Subscription> take_subscription(Connection& connection, string_view id) {
    const auto found = connection.run("SELECT * FROM webhook WHERE id = $1 FOR UPDATE", Parameters().add(id));
    if (found.empty()) return std::nullopt;
    return read_row(found.front());
}

void put_subscription(Connection& connection, const Subscription& one) {
    connection.run(
        "INSERT INTO webhook VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT (id) DO UPDATE"
        " SET state = excluded.state, secret = excluded.secret, former = excluded.former, former_until = excluded.former_until,"
        " succeeded_at = excluded.succeeded_at, failed_at = excluded.failed_at, failure = excluded.failure,"
        " failing_since = excluded.failing_since, failures = excluded.failures, retry_at = excluded.retry_at",
        Parameters().add(one.id).add(one.url).add(std::int64_t{one.kinds}).add(one.office).add(one.who).add(stored(one.created))
            .add(code(one.state)).add_bytes(one.secret).add_bytes(one.former).add(stored_or_null(one.former_until)).add(one.watermark)
            .add(stored_or_null(one.last_success)).add(stored_or_null(one.last_failure)).add(one.failure)
            .add(stored_or_null(one.failing_since)).add(std::int64_t{one.failures}).add(stored(one.retry_at)));
}

void put_message(Connection& connection, string_view subscription, const Announcement& told) {
    connection.run("INSERT INTO webhook_message VALUES ($1, $2, $3, $4, $5, $5, 0) ON CONFLICT DO NOTHING",
                   Parameters().add(subscription).add(told.id).add(told.type).add(told.body).add(stored(told.at)));
}

std::uint64_t drop_all_of(Connection& connection, string_view subscription) {
    return connection.run("DELETE FROM webhook_message WHERE webhook = $1", Parameters().add(subscription)).affected();
}

bool is_noted(Connection& connection, const AuditEntry& entry) {
    return !connection.run("SELECT 1 FROM audit WHERE at = $1 AND id = $2", Parameters().add(stored(entry.place.at)).add(entry.place.id)).empty();
}

#define RANCAK_ANNOUNCE \
    "INSERT INTO webhook_message SELECT id, $1, $2, $3, $4, $4, 0 FROM webhook WHERE state = 'active' AND (kinds & $5) <> 0" \
    " AND (($6 = 1 AND office = '') OR ($7 = 1 AND office = $8))"

constexpr const char* announce_statement = RANCAK_ANNOUNCE " ON CONFLICT DO NOTHING";
constexpr const char* announce_alarm_statement =
    RANCAK_ANNOUNCE " AND NOT EXISTS (SELECT 1 FROM alarm a WHERE a.office = $8 AND a.journal = $9 AND a.kind = $10) ON CONFLICT DO NOTHING";

Parameters parameters_of(const Announcement& told) {
    return Parameters().add(told.id).add(told.type).add(told.body).add(stored(told.at)).add(std::int64_t{told.kind})
        .add(std::int64_t{told.for_city()}).add(std::int64_t{told.for_office()}).add(told.office);
}

}  // namespace

void announce(Connection& connection, const Announcement& told) { connection.run(announce_statement, parameters_of(told)); }
void announce(Pipeline& pipeline, const Announcement& told) { pipeline.send(announce_statement, parameters_of(told)); }
void announce_unless_alarmed(Pipeline& pipeline, const Announcement& told, const Alarm& alarm) {
    pipeline.send(announce_alarm_statement, parameters_of(told).add(alarm.id.journal).add(alarm.kind));
}

Stored<bool> PostgresStore::add_subscription(const Subscription& one, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        // Two servers that add at once take turns: both count before they write.
        connection.run("LOCK TABLE webhook IN SHARE ROW EXCLUSIVE MODE");
        if (is_noted(connection, entry)) return true;  // only the answer had been lost
        if (natural(connection.run("SELECT count(*) FROM webhook").front().integer(0)) >= max_subscriptions) return false;
        put_subscription(connection, one);
        server::note(connection, entry);
        return true;
    });
}

Stored<std::vector<Subscription>> PostgresStore::subscriptions() {
    return sessions_->read([](Connection& connection) {
        std::vector<Subscription> all;
        for (const auto row : connection.run("SELECT * FROM webhook ORDER BY created_at, id")) all.push_back(read_row(row));
        return all;
    });
}

Stored<std::optional<Subscription>> PostgresStore::subscription(string_view id) {
    if (!is_text(id)) return std::nullopt;
    return sessions_->read([&](Connection& connection) -> std::optional<Subscription> {
        const auto found = connection.run("SELECT * FROM webhook WHERE id = $1", Parameters().add(id));
        if (found.empty()) return std::nullopt;
        return read_row(found.front());
    });
}

Stored<std::optional<Subscription>> PostgresStore::change_subscription(string_view id, const SubscriptionChange& change, const AuditEntry& entry) {
    if (!is_text(id)) return std::nullopt;
    return sessions_->write([&](Connection& connection) -> std::optional<Subscription> {
        auto before = take_subscription(connection, id);
        if (!before || is_noted(connection, entry)) return before;  // noted: only the answer had been lost
        auto after = changed(std::move(*before), change);
        put_subscription(connection, after);
        server::note(connection, entry);
        return after;
    });
}

Stored<bool> PostgresStore::remove_subscription(string_view id, const AuditEntry& entry) {
    if (!is_text(id)) return false;
    return sessions_->write([&](Connection& connection) {
        const auto gone = connection.run("DELETE FROM webhook WHERE id = $1", Parameters().add(id)).affected();
        if (gone == 0) return is_noted(connection, entry);  // true: only the answer had been lost
        static_cast<void>(drop_all_of(connection, id));
        server::note(connection, entry);
        return true;
    });
}

Stored<bool> PostgresStore::announce_to(string_view id, const Announcement& told, const AuditEntry& entry) {
    if (!is_text(id)) return false;
    return sessions_->write([&](Connection& connection) {
        const auto one = take_subscription(connection, id);
        if (!one || one->state != SubscriptionState::active) return false;
        put_message(connection, id, told);
        server::note(connection, entry);
        return true;
    });
}

Stored<bool> PostgresStore::announce_ratings(string_view id, string_view from, string_view to, const std::optional<Announcement>& told) {
    return sessions_->write([&](Connection& connection) {
        const auto moved = connection.run(
            "UPDATE webhook SET watermark = $3 WHERE id = $1 AND watermark = $2 AND state = 'active'"
            " AND NOT EXISTS (SELECT 1 FROM webhook_message WHERE webhook = $1 AND kind = $4)",
            Parameters().add(id).add(from).add(to).add(code(WebhookKind::ratings_arrived)));
        if (moved.affected() == 0) return false;
        if (told) put_message(connection, id, *told);
        return true;
    });
}

Stored<std::uint64_t> PostgresStore::ratings_between(const std::string& office, std::uint64_t after, std::uint64_t until) {
    return sessions_->read([&](Connection& connection) {
        const auto counted = connection.run(
            "SELECT (SELECT count(*) FROM office_month m JOIN run u ON u.office = m.office AND u.month = m.month"
            "  JOIN rating r ON r.office = u.office AND r.month = u.month AND r.journal = u.journal AND r.seq BETWEEN u.first AND u.last"
            "  WHERE m.office = $1 AND u.arrival > $2 AND u.arrival <= $3)"
            " + (SELECT count(*) FROM office_month m JOIN run u ON u.office = m.office AND u.month = m.month"
            "  JOIN rating_change r ON r.office = u.office AND r.month = u.month AND r.journal = u.journal AND r.seq BETWEEN u.first AND u.last"
            "  WHERE m.office = $1 AND u.arrival > $2 AND u.arrival <= $3)",
            Parameters().add(office).add(stored(after)).add(stored(until)));
        return natural(counted.front().integer(0));
    });
}

Stored<std::optional<WebhookMessage>> PostgresStore::take_message(Timestamp now) {
    return sessions_->write([&](Connection& connection) -> std::optional<WebhookMessage> {
        // Of each subscription that may be tried its message that is due longest; of those the same. One that another server
        // holds just now is left to it; due_at is asked again outside, for one that it took since this statement began.
        const auto found = connection.run(
            "SELECT m.webhook, m.id, m.body, m.created_at, m.attempts FROM webhook w JOIN webhook_message m ON m.webhook = w.id AND m.id ="
            " (SELECT id FROM webhook_message WHERE webhook = w.id AND due_at <= $1 ORDER BY due_at, created_at, id LIMIT 1)"
            " WHERE m.due_at <= $1 AND w.state = 'active' AND w.retry_at <= $1 ORDER BY m.due_at, m.created_at, m.id LIMIT 1"
            " FOR UPDATE OF m SKIP LOCKED",
            Parameters().add(stored(now)));
        if (found.empty()) return std::nullopt;
        const auto row = found.front();
        WebhookMessage due{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), timestamp(row.integer(3)),
                           static_cast<int>(row.integer(4))};
        connection.run("UPDATE webhook_message SET due_at = $3 WHERE webhook = $1 AND id = $2",
                       Parameters().add(due.subscription).add(due.id).add(stored(now + webhook_lease)));
        return due;
    });
}

Stored<std::optional<Settled>> PostgresStore::settle(const WebhookMessage& message, const WebhookAnswer& answer, Timestamp now, double jitter) {
    return sessions_->write([&](Connection& connection) -> std::optional<Settled> {
        auto one = take_subscription(connection, message.subscription);
        if (!one) return std::nullopt;
        auto done = settled(std::move(*one), message, answer, now, jitter);
        const auto of_message = [&] { return Parameters().add(message.subscription).add(message.id); };
        const auto moved =
            done.again ? connection.run("UPDATE webhook_message SET due_at = $3, attempts = $4 WHERE webhook = $1 AND id = $2",
                                        of_message().add(stored(*done.again)).add(std::int64_t{message.attempts + 1}))
                       : connection.run("DELETE FROM webhook_message WHERE webhook = $1 AND id = $2", of_message());
        if (moved.affected() == 0) return std::nullopt;
        put_subscription(connection, done.subscription);
        if (done.stopped) done.dropped = drop_all_of(connection, message.subscription);
        return done;
    });
}

Stored<std::uint64_t> PostgresStore::drop_messages(Timestamp written_before) {
    return sessions_->write([&](Connection& connection) {
        return connection.run("DELETE FROM webhook_message WHERE created_at < $1", Parameters().add(stored(written_before))).affected();
    });
}

Stored<std::uint64_t> PostgresStore::messages_waiting() {
    return sessions_->read([](Connection& connection) {
        return natural(connection.run("SELECT count(*) FROM webhook_message").front().integer(0));
    });
}

}  // namespace rancak::server
