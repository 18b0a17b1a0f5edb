#include "server/adapters/sqlite_accounts.h"
#include "server/adapters/sqlite_webhooks.h"
#include "server/core/webhook_messages.h"

namespace rancak::server {
namespace {

using std::string_view;

std::optional<EnrolmentCode> read_code(SqliteSession& session, string_view id) {
    auto found = session.prepared(
        "SELECT id, secret, office, counter, expires_at, tries_left, used_by FROM enrolment_code WHERE id = ?");
    found->bind(1, id);
    if (!found->step()) return std::nullopt;
    EnrolmentCode code;
    code.id = found->text(0);
    from_blob(found->text(1), code.secret.bytes);
    code.office = found->text(2);
    code.counter = found->text(3);
    code.expires = timestamp(found->integer(4));
    code.tries_left = static_cast<int>(found->integer(5));
    code.used_by = found->text(6);
    return code;
}

void put_code(SqliteSession& session, const EnrolmentCode& code) {
    auto put = session.prepared("REPLACE INTO enrolment_code VALUES (?, ?, ?, ?, ?, ?, ?)");
    put->bind(1, string_view(code.id)).bind_blob(2, blob(code.secret.bytes)).bind(3, string_view(code.office));
    put->bind(4, string_view(code.counter)).bind(5, stored(code.expires)).bind(6, std::int64_t{code.tries_left});
    put->bind(7, string_view(code.used_by)).run();
}

// office, journal, counter, key, version, enrolled_at, revoked_at
Device read_device_row(const sqlite::Statement& row) {
    Device device;
    device.id = {std::string(row.text(0)), std::string(row.text(1))};
    device.counter = row.text(2);
    from_blob(row.text(3), device.key.bytes);
    device.enrolled = timestamp(row.integer(5));
    if (!row.is_null(6)) device.revoked = timestamp(row.integer(6));
    return device;
}

std::optional<Device> read_device(SqliteSession& session, string_view journal) {
    auto found = session.prepared(
        "SELECT d.* FROM journal_office o JOIN device d USING (office, journal) WHERE o.journal = ?");
    found->bind(1, journal);
    if (!found->step()) return std::nullopt;
    return read_device_row(*found);
}

void add_device(SqliteSession& session, const Device& device, string_view version) {
    session.prepared("INSERT INTO journal_office VALUES (?, ?)")
        ->bind(1, string_view(device.id.journal)).bind(2, string_view(device.id.office)).run();
    auto insert = session.prepared("INSERT INTO device VALUES (?, ?, ?, ?, ?, ?, NULL)");
    insert->bind(1, string_view(device.id.office)).bind(2, string_view(device.id.journal));
    insert->bind(3, string_view(device.counter)).bind_blob(4, blob(device.key.bytes)).bind(5, version);
    insert->bind(6, stored(device.enrolled)).run();
}

std::vector<Alarm> read_alarms(SqliteSession& session, const JournalId& id) {
    auto found = session.prepared(
        "SELECT kind, raised_at, detail FROM alarm WHERE office = ? AND journal = ? ORDER BY raised_at, kind");
    found->bind(1, string_view(id.office)).bind(2, string_view(id.journal));
    std::vector<Alarm> alarms;
    while (found->step())
        alarms.push_back({id, std::string(found->text(0)), timestamp(found->integer(1)), std::string(found->text(2))});
    return alarms;
}

std::optional<Heartbeat> read_heartbeat(SqliteSession& session, const JournalId& id) {
    auto found = session.prepared("SELECT body FROM heartbeat WHERE office = ? AND journal = ?");
    found->bind(1, string_view(id.office)).bind(2, string_view(id.journal));
    if (!found->step()) return std::nullopt;
    auto heartbeat = decode_heartbeat(found->text(0));
    return heartbeat ? std::optional(std::move(*heartbeat)) : std::nullopt;
}

void count_visits(SqliteSession& session, const JournalId& id, const std::vector<DayVisits>& visits) {
    for (const auto& [day, count, rated] : visits) {
        auto put = session.prepared(
            "INSERT INTO visit_day VALUES (?, ?, ?, ?, ?) ON CONFLICT (office, journal, day) DO UPDATE"
            " SET visits = max(visits, excluded.visits), rated = max(rated, excluded.rated)"
            " WHERE excluded.visits > visits OR excluded.rated > rated");
        put->bind(1, string_view(id.office)).bind(2, string_view(id.journal)).bind(3, stored(day));
        put->bind(4, stored(count)).bind(5, stored(rated)).run();
    }
}

}  // namespace

Stored<bool> SqliteStore::add_code(const EnrolmentCode& code, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        const auto there = read_code(session, code.id);
        if (there && there->is_open(code.expires - code_lifetime)) return false;
        put_code(session, code);
        server::note(session, entry);
        transaction.commit();
        return true;
    });
}

Stored<Enrolment> SqliteStore::enrol(const EnrolmentAttempt& attempt) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        const auto typed = normal_code(attempt.code);
        const auto code = typed ? read_code(session, typed->substr(0, code_public_length)) : std::nullopt;
        const auto known = read_device(session, attempt.journal);
        const auto judgement = judge(code, known, attempt);
        if (judgement.code) put_code(session, *judgement.code);
        if (judgement.device && !known) add_device(session, *judgement.device, attempt.version);
        transaction.commit();
        return Enrolment{judgement.outcome, judgement.device};
    });
}

Stored<std::optional<Device>> SqliteStore::device(string_view journal) {
    return connections_->read([&](SqliteSession& session) { return read_device(session, journal); });
}

Stored<bool> SqliteStore::revoke(string_view journal, Timestamp when, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        const auto known = read_device(session, journal);
        if (!known) return false;
        auto update = session.prepared(
            "UPDATE device SET revoked_at = coalesce(revoked_at, ?) WHERE office = ? AND journal = ?");
        update->bind(1, stored(when)).bind(2, string_view(known->id.office)).bind(3, journal).run();
        server::note(session, entry);
        transaction.commit();
        return true;
    });
}

Stored<void> SqliteStore::heard_from(const JournalId& id, const Heartbeat& heartbeat, Timestamp when) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        if (!heartbeat.alarms.empty())
            if (const auto told = kiosk_alarm(id, read_heartbeat(session, id), heartbeat, when)) announce(session, *told);
        count_visits(session, id, heartbeat.visits);
        const auto body = encode(without_visits(heartbeat));
        auto put = session.prepared("REPLACE INTO heartbeat VALUES (?, ?, ?, ?)");
        put->bind(1, string_view(id.office)).bind(2, string_view(id.journal)).bind(3, stored(when));
        put->bind(4, string_view(body)).run();
        transaction.commit();
    });
}

Stored<std::vector<DeviceState>> SqliteStore::devices() {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared(
            "SELECT d.*, h.seq, h.hash, h.received_at, b.received_at, b.body FROM device d"
            " LEFT JOIN chain h USING (office, journal) LEFT JOIN heartbeat b USING (office, journal)"
            " ORDER BY office, journal");
        std::vector<DeviceState> states;
        while (found->step()) {
            DeviceState state;
            state.device = read_device_row(*found);
            state.version = found->text(4);
            state.head.seq = static_cast<std::uint64_t>(found->integer(7));
            from_blob(found->text(8), state.head.hash.bytes);
            if (state.head.seq > 0) state.last_batch = timestamp(found->integer(9));
            if (!found->is_null(10)) state.last_heartbeat = timestamp(found->integer(10));
            if (auto heartbeat = decode_heartbeat(found->text(11))) state.heartbeat = std::move(*heartbeat);
            state.alarms = read_alarms(session, state.device.id);
            states.push_back(std::move(state));
        }
        return states;
    });
}

}  // namespace rancak::server
