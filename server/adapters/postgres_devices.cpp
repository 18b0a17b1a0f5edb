#include "server/adapters/postgres_accounts.h"
#include "server/adapters/postgres_webhooks.h"
#include "server/core/webhook_messages.h"

namespace rancak::server {
namespace {

using postgres::Connection;
using postgres::Parameters;
using postgres::Rows;
using std::string_view;

std::optional<EnrolmentCode> read_code(Connection& connection, string_view id) {
    const auto found = connection.run(
        "SELECT id, secret, office, counter, expires_at, tries_left, used_by FROM enrolment_code WHERE id = $1",
        Parameters().add(id));
    if (found.empty()) return std::nullopt;
    const auto row = found.front();
    EnrolmentCode code;
    code.id = row.text(0);
    from_blob(row.text(1), code.secret.bytes);
    code.office = row.text(2);
    code.counter = row.text(3);
    code.expires = timestamp(row.integer(4));
    code.tries_left = static_cast<int>(row.integer(5));
    code.used_by = row.text(6);
    return code;
}

void put_code(Connection& connection, const EnrolmentCode& code) {
    connection.run(
        "INSERT INTO enrolment_code VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET secret = excluded.secret,"
        " office = excluded.office, counter = excluded.counter, expires_at = excluded.expires_at,"
        " tries_left = excluded.tries_left, used_by = excluded.used_by",
        Parameters().add(code.id).add_bytes(as_bytes(code.secret)).add(code.office).add(code.counter).add(stored(code.expires))
            .add(std::int64_t{code.tries_left}).add(code.used_by));
}

// office, journal, counter, key, version, enrolled_at, revoked_at
Device read_device_row(const Rows::Row& row) {
    Device device;
    device.id = {std::string(row.text(0)), std::string(row.text(1))};
    device.counter = row.text(2);
    from_blob(row.text(3), device.key.bytes);
    device.enrolled = timestamp(row.integer(5));
    if (!row.is_null(6)) device.revoked = timestamp(row.integer(6));
    return device;
}

std::optional<Device> read_device(Connection& connection, string_view journal) {
    const auto found = connection.run("SELECT d.* FROM journal_office o JOIN device d USING (office, journal) WHERE o.journal = $1",
                                      Parameters().add(journal));
    if (found.empty()) return std::nullopt;
    return read_device_row(found.front());
}

void add_device(Connection& connection, const Device& device, string_view version) {
    connection.run("INSERT INTO journal_office VALUES ($1, $2)", Parameters().add(device.id.journal).add(device.id.office));
    connection.run("INSERT INTO device VALUES ($1, $2, $3, $4, $5, $6, NULL)",
                   Parameters().add(device.id.office).add(device.id.journal).add(device.counter).add_bytes(blob(device.key.bytes))
                       .add(version).add(stored(device.enrolled)));
}

// Two servers that enrol or make codes at once take turns: both look before they write.
void take_turn(Connection& connection) { connection.run("LOCK TABLE enrolment_code IN SHARE ROW EXCLUSIVE MODE"); }

std::optional<Heartbeat> read_heartbeat(Connection& connection, const JournalId& id) {
    const auto found = connection.run("SELECT body FROM heartbeat WHERE office = $1 AND journal = $2", Parameters().add(id.office).add(id.journal));
    if (found.empty()) return std::nullopt;
    auto heartbeat = decode_heartbeat(found.front().text(0));
    return heartbeat ? std::optional(std::move(*heartbeat)) : std::nullopt;
}

// What is there and as large is not even locked: a kiosk tells its whole list once a day.
void count_visits(Connection& connection, const JournalId& id, const std::vector<DayVisits>& visits) {
    for (const auto& [day, count, rated] : visits)
        connection.run(
            "INSERT INTO visit_day AS d SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM visit_day WHERE office = $1"
            " AND journal = $2 AND day = $3 AND visits >= $4 AND rated >= $5) ON CONFLICT (office, journal, day) DO UPDATE"
            " SET visits = greatest(d.visits, excluded.visits), rated = greatest(d.rated, excluded.rated)",
            Parameters().add(id.office).add(id.journal).add(stored(day)).add(stored(count)).add(stored(rated)));
}

}  // namespace

Stored<bool> PostgresStore::add_code(const EnrolmentCode& code, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        take_turn(connection);
        const auto there = read_code(connection, code.id);
        if (there && there->is_open(code.expires - code_lifetime)) return false;
        put_code(connection, code);
        server::note(connection, entry);
        return true;
    });
}

Stored<Enrolment> PostgresStore::enrol(const EnrolmentAttempt& attempt) {
    return sessions_->write([&](Connection& connection) {
        take_turn(connection);
        const auto typed = normal_code(attempt.code);
        const auto code = typed ? read_code(connection, typed->substr(0, code_public_length)) : std::nullopt;
        const auto known = read_device(connection, attempt.journal);
        const auto judgement = judge(code, known, attempt);
        if (judgement.code) put_code(connection, *judgement.code);
        if (judgement.device && !known) add_device(connection, *judgement.device, attempt.version);
        return Enrolment{judgement.outcome, judgement.device};
    });
}

Stored<std::optional<Device>> PostgresStore::device(string_view journal) {
    if (!is_text(journal)) return std::nullopt;
    return sessions_->read([&](Connection& connection) { return read_device(connection, journal); });
}

Stored<bool> PostgresStore::revoke(string_view journal, Timestamp when, const AuditEntry& entry) {
    if (!is_text(journal)) return false;
    return sessions_->write([&](Connection& connection) {
        const auto known = read_device(connection, journal);
        if (!known) return false;
        connection.run("UPDATE device SET revoked_at = coalesce(revoked_at, $1) WHERE office = $2 AND journal = $3",
                       Parameters().add(stored(when)).add(known->id.office).add(journal));
        server::note(connection, entry);
        return true;
    });
}

Stored<void> PostgresStore::heard_from(const JournalId& id, const Heartbeat& heartbeat, Timestamp when) {
    return sessions_->write([&](Connection& connection) {
        if (!heartbeat.alarms.empty())
            if (const auto told = kiosk_alarm(id, read_heartbeat(connection, id), heartbeat, when)) announce(connection, *told);
        connection.run(
            "INSERT INTO heartbeat VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (office, journal) DO UPDATE SET received_at = excluded.received_at, body = excluded.body",
            Parameters().add(id.office).add(id.journal).add(stored(when)).add(encode(without_visits(heartbeat))));
        count_visits(connection, id, heartbeat.visits);
    });
}

Stored<std::vector<DeviceState>> PostgresStore::devices() {
    return sessions_->read([&](Connection& connection) {
        const auto alarms = connection.run(
            "SELECT office, journal, kind, raised_at, detail FROM alarm ORDER BY office, journal, raised_at, kind");
        const auto found = connection.run(
            "SELECT d.*, h.seq, h.hash, h.received_at, b.received_at, b.body FROM device d"
            " LEFT JOIN chain h USING (office, journal) LEFT JOIN heartbeat b USING (office, journal) ORDER BY office, journal");
        std::vector<DeviceState> states;
        auto alarm = alarms.begin();
        for (const auto row : found) {
            DeviceState state;
            state.device = read_device_row(row);
            state.version = row.text(4);
            if (!row.is_null(7)) {
                state.head.seq = natural(row.integer(7));
                from_blob(row.text(8), state.head.hash.bytes);
                state.last_batch = timestamp(row.integer(9));
            }
            if (!row.is_null(10)) state.last_heartbeat = timestamp(row.integer(10));
            if (auto heartbeat = decode_heartbeat(row.text(11))) state.heartbeat = std::move(*heartbeat);
            const auto& id = state.device.id;
            const auto before = [&](const Rows::Row& one) { return std::pair(one.text(0), one.text(1)) < std::pair<string_view, string_view>(id.office, id.journal); };
            while (alarm != alarms.end() && before(*alarm)) ++alarm;
            for (; alarm != alarms.end() && (*alarm).text(0) == id.office && (*alarm).text(1) == id.journal; ++alarm)
                state.alarms.push_back({id, std::string((*alarm).text(2)), timestamp((*alarm).integer(3)), std::string((*alarm).text(4))});
            states.push_back(std::move(state));
        }
        return states;
    });
}

}  // namespace rancak::server
