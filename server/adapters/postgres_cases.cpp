#include "server/adapters/postgres_accounts.h"
#include "server/adapters/postgres_rows.h"
#include "server/adapters/postgres_webhooks.h"
#include "server/core/webhook_messages.h"

namespace rancak::server {
namespace {

using postgres::Connection;
using postgres::Parameters;
using postgres::Rows;
using std::string_view;

constexpr int case_columns = 15;  // of citizen_case

// A file with its case; `f` and `t` in the statements. What a wish leaves out is null.
#define RANCAK_CASE_FILE \
    "SELECT t.*, f.state, f.steps, f.assigned, f.answer, f.verified_at, f.answered_at FROM case_file f" \
    " JOIN citizen_case t ON t.office = f.office AND t.arrival = f.arrival AND t.seq = f.seq"

std::optional<Timestamp> time_or_none(const Rows::Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(timestamp(row.integer(column)));
}

std::optional<std::int64_t> number_or_none(const std::optional<Timestamp>& time) {
    return time ? std::optional(stored(*time)) : std::nullopt;
}

CaseFile read_file(const Rows::Row& row) {
    CaseFile file{read_case(row), {}};
    file.status.state = parse_case_state(row.text(case_columns)).value_or(CaseState::received);
    file.status.steps = natural(row.integer(case_columns + 1));
    file.status.assigned = row.text(case_columns + 2);
    file.status.answer = row.text(case_columns + 3);
    file.status.verified = time_or_none(row, case_columns + 4);
    file.status.answered = time_or_none(row, case_columns + 5);
    return file;
}

// $1 office or '', $2 to $5 the place; $2 null: from the newest on.
Parameters place(const std::string& office, const std::optional<PlaceInTime>& before) {
    const auto from = before.value_or(PlaceInTime{});
    return Parameters().add(office).add(before ? std::optional(stored(from.at)) : std::nullopt).add(from.id.office)
        .add(from.id.journal).add(stored(from.seq));
}

// Ratings with a comment, and what was decided about it.
#define RANCAK_COMMENT \
    "SELECT r.office, r.journal, r.seq, r.at, r.day, r.officer, r.score, r.comment, coalesce(d.state, 'pending')" \
    " FROM rating r LEFT JOIN comment_decision d" \
    " ON d.office = r.office AND d.journal = r.journal AND d.seq = r.seq AND d.text = r.comment" \
    " WHERE r.comment IS NOT NULL AND r.withdrawn = ''"

Comment read_comment(const Rows::Row& row) {
    return {{std::string(row.text(0)), std::string(row.text(1))}, natural(row.integer(2)), timestamp(row.integer(3)), day(row.integer(4)),
            std::string(row.text(5)), static_cast<int>(row.integer(6)), read_hash(row, 7).value_or(Hash{}),
            parse_comment_state(row.text(8)).value_or(CommentState::pending)};
}

}  // namespace

Stored<std::vector<CaseFile>> PostgresStore::case_files(const CaseWish& wish) {
    return sessions_->read([&](Connection& connection) {
        auto asked = place(wish.office, wish.before);
        asked.add(wish.state ? code(*wish.state) : string_view{}).add(wish.kind ? code(*wish.kind) : string_view{});
        asked.add(std::int64_t{wish.assigned.has_value()}).add(wish.assigned.value_or("")).add(static_cast<std::int64_t>(wish.limit));
        const auto found = connection.run(RANCAK_CASE_FILE
            " WHERE ($1 = '' OR f.office = $1)"
            " AND ($2::bigint IS NULL OR (f.received_at, f.office, f.journal, f.seq) < ($2, $3, $4, $5))"
            " AND ($6 = '' OR f.state = $6) AND ($7 = '' OR f.kind = $7) AND ($8 = 0 OR f.assigned = $9)"
            " ORDER BY f.received_at DESC, f.office DESC, f.journal DESC, f.seq DESC LIMIT $10", asked);
        std::vector<CaseFile> files;
        for (const auto row : found) files.push_back(read_file(row));
        return files;
    });
}

Stored<std::optional<CaseFile>> PostgresStore::case_file(string_view journal, std::uint64_t seq) {
    if (!is_text(journal) || seq > max_seq) return std::nullopt;
    return sessions_->read([&](Connection& connection) -> std::optional<CaseFile> {
        const auto found = connection.run(RANCAK_CASE_FILE " WHERE f.journal = $1 AND f.seq = $2",
                                          Parameters().add(journal).add(stored(seq)));
        if (found.empty()) return std::nullopt;
        return read_file(found.front());
    });
}

Stored<std::vector<CaseStep>> PostgresStore::case_steps(const JournalId& id, std::uint64_t seq) {
    return sessions_->read([&](Connection& connection) {
        const auto found = connection.run(
            "SELECT at, who, action, text, recipient FROM case_step WHERE office = $1 AND journal = $2 AND seq = $3 ORDER BY number",
            Parameters().add(id.office).add(id.journal).add(stored(seq)));
        std::vector<CaseStep> steps;
        for (const auto row : found)
            steps.push_back({timestamp(row.integer(0)), std::string(row.text(1)),
                             parse_case_action(row.text(2)).value_or(CaseAction::note), std::string(row.text(3)), std::string(row.text(4))});
        return steps;
    });
}

// When only the answer to the COMMIT was lost, the next try finds its own step: the same one is recognised by its number.
Stored<bool> PostgresStore::add_case_step(const CaseFile& before, const CaseStep& step, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        const auto& [id, received, told] = before.row;
        const auto status = after(before.status, step);
        const auto of_case = [&] { return Parameters().add(id.office).add(id.journal).add(stored(told.seq)); };
        const auto moved = connection.run(
            "UPDATE case_file SET state = $4, steps = $5, assigned = $6, answer = $7, verified_at = $8, answered_at = $9"
            " WHERE office = $1 AND journal = $2 AND seq = $3 AND steps = $10",
            of_case().add(code(status.state)).add(stored(status.steps)).add(status.assigned).add(status.answer)
                .add(number_or_none(status.verified)).add(number_or_none(status.answered)).add(stored(before.status.steps)));
        if (moved.affected() == 0)
            return !connection.run("SELECT 1 FROM case_step WHERE office = $1 AND journal = $2 AND seq = $3 AND number = $4 AND at = $5"
                                   " AND who = $6 AND action = $7 AND text = $8 AND recipient = $9",
                                   of_case().add(stored(status.steps)).add(stored(step.at)).add(step.who).add(code(step.action))
                                       .add(step.text).add(step.to)).empty();
        connection.run("INSERT INTO case_step VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                       of_case().add(stored(status.steps)).add(stored(step.at)).add(step.who).add(code(step.action)).add(step.text).add(step.to));
        announce(connection, case_changed(before, step));
        server::note(connection, entry);
        return true;
    });
}

Stored<std::map<CaseState, std::uint64_t>> PostgresStore::case_counts(const std::string& office) {
    return sessions_->read([&](Connection& connection) {
        std::map<CaseState, std::uint64_t> counts;
        for (const auto row : connection.run("SELECT state, count(*) FROM case_file WHERE office = $1 GROUP BY state", Parameters().add(office)))
            if (const auto state = parse_case_state(row.text(0))) counts.emplace(*state, natural(row.integer(1)));
        return counts;
    });
}

Stored<std::vector<Comment>> PostgresStore::comments(const CommentWish& wish) {
    return sessions_->read([&](Connection& connection) {
        auto asked = place(wish.office, wish.before);
        asked.add(code(wish.state)).add(static_cast<std::int64_t>(wish.limit));
        std::vector<Comment> comments;
        for (const auto row : connection.run(RANCAK_COMMENT
                 " AND ($1 = '' OR r.office = $1) AND ($2::bigint IS NULL OR (r.at, r.office, r.journal, r.seq) < ($2, $3, $4, $5))"
                 " AND coalesce(d.state, 'pending') = $6 ORDER BY r.at DESC, r.office DESC, r.journal DESC, r.seq DESC LIMIT $7", asked))
            comments.push_back(read_comment(row));
        return comments;
    });
}

Stored<std::optional<Comment>> PostgresStore::comment(string_view journal, std::uint64_t seq) {
    if (!is_text(journal) || seq > max_seq) return std::nullopt;
    return sessions_->read([&](Connection& connection) -> std::optional<Comment> {
        const auto found = connection.run(RANCAK_COMMENT " AND r.journal = $1 AND r.seq = $2", Parameters().add(journal).add(stored(seq)));
        if (found.empty()) return std::nullopt;
        return read_comment(found.front());
    });
}

Stored<void> PostgresStore::decide_comment(const Comment& comment, CommentState state, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        connection.run("INSERT INTO comment_decision VALUES ($1, $2, $3, $4, $5, $6, $7)"
                       " ON CONFLICT (office, journal, seq, text) DO UPDATE SET state = excluded.state, at = excluded.at, who = excluded.who",
                       Parameters().add(comment.id.office).add(comment.id.journal).add(stored(comment.seq)).add_bytes(as_bytes(comment.text))
                           .add(code(state)).add(stored(entry.place.at)).add(entry.who));
        server::note(connection, entry);
    });
}

}  // namespace rancak::server
