#include "server/adapters/sqlite_accounts.h"
#include "server/adapters/sqlite_runs.h"
#include "server/adapters/sqlite_webhooks.h"
#include "server/core/webhook_messages.h"

namespace rancak::server {
namespace {

using std::string_view;

constexpr int case_columns = 12;  // of citizen_case

// A file with its case; `f` and `t` in the statements. What a wish leaves out is bound as null.
#define RANCAK_CASE_FILE \
    "SELECT t.*, f.office, f.journal, f.received_at, r.arrival, f.state, f.steps, f.assigned, f.answer, f.verified_at, f.answered_at" \
    " FROM case_file f JOIN citizen_case t ON t.id = f.id JOIN run r ON r.number = f.id / 512"

std::optional<Timestamp> time_or_none(const sqlite::Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(timestamp(row.integer(column)));
}

CaseFile read_file(const sqlite::Statement& row) {
    constexpr int first = case_columns;
    CaseFile file{{{std::string(row.text(first)), std::string(row.text(first + 1))}, timestamp(row.integer(first + 2)), read_case(row, 0)}, {}};
    file.row.told.arrival = natural(row.integer(first + 3));
    file.row.told.body.office = file.row.id.office;
    file.status.state = parse_case_state(row.text(first + 4)).value_or(CaseState::received);
    file.status.steps = natural(row.integer(first + 5));
    file.status.assigned = row.text(first + 6);
    file.status.answer = row.text(first + 7);
    file.status.verified = time_or_none(row, first + 8);
    file.status.answered = time_or_none(row, first + 9);
    return file;
}

void bind_time(sqlite::Statement& statement, int position, const std::optional<Timestamp>& time) {
    if (time) statement.bind(position, stored(*time));
    else statement.bind_null(position);
}

// ?1 office or '', ?2 to ?5 the place or nothing.
void bind_place(sqlite::Statement& statement, const std::string& office, const std::optional<PlaceInTime>& before) {
    statement.bind(1, string_view(office));
    if (before) statement.bind(2, stored(before->at)).bind(3, string_view(before->id.office)).bind(4, string_view(before->id.journal))
        .bind(5, stored(before->seq));
    else for (int i = 2; i <= 5; ++i) statement.bind_null(i);
}

// Ratings with a comment, and what was decided about it.
#define RANCAK_COMMENT \
    "SELECT c.office, c.journal, r.seq, r.at, r.day, r.officer, r.score, r.comment, coalesce(d.state, 'pending') AS state" \
    " FROM rating r JOIN run ON run.number = r.id / 512 JOIN chain c ON c.number = run.chain" \
    " LEFT JOIN comment_decision d ON d.office = c.office AND d.journal = c.journal AND d.seq = r.seq AND d.text = r.comment" \
    " WHERE r.comment IS NOT NULL AND r.withdrawn = ''"

Comment read_comment(const sqlite::Statement& row) {
    return {{std::string(row.text(0)), std::string(row.text(1))}, natural(row.integer(2)), timestamp(row.integer(3)), day(row.integer(4)),
            std::string(row.text(5)), static_cast<int>(row.integer(6)), read_hash(row, 7).value_or(Hash{}),
            parse_comment_state(row.text(8)).value_or(CommentState::pending)};
}

}  // namespace

Stored<std::vector<CaseFile>> SqliteStore::case_files(const CaseWish& wish) {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared(RANCAK_CASE_FILE
            " WHERE (?1 = '' OR f.office = ?1) AND (?2 IS NULL OR (f.received_at, f.office, f.journal, f.seq) < (?2, ?3, ?4, ?5))"
            " AND (?6 = '' OR f.state = ?6) AND (?7 = '' OR f.kind = ?7) AND (?8 IS NULL OR f.assigned = ?8)"
            " ORDER BY f.received_at DESC, f.office DESC, f.journal DESC, f.seq DESC LIMIT ?9");
        bind_place(*found, wish.office, wish.before);
        found->bind(6, wish.state ? code(*wish.state) : string_view{}).bind(7, wish.kind ? code(*wish.kind) : string_view{});
        if (wish.assigned) found->bind(8, string_view(*wish.assigned));
        else found->bind_null(8);
        found->bind(9, static_cast<std::int64_t>(wish.limit));
        std::vector<CaseFile> files;
        while (found->step()) files.push_back(read_file(*found));
        return files;
    });
}

Stored<std::optional<CaseFile>> SqliteStore::case_file(string_view journal, std::uint64_t seq) {
    return connections_->read([&](SqliteSession& session) -> std::optional<CaseFile> {
        auto found = session.prepared(RANCAK_CASE_FILE " WHERE f.journal = ? AND f.seq = ?");
        found->bind(1, journal).bind(2, stored(seq));
        if (!found->step()) return std::nullopt;
        return read_file(*found);
    });
}

Stored<std::vector<CaseStep>> SqliteStore::case_steps(const JournalId& id, std::uint64_t seq) {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared(
            "SELECT at, who, action, text, recipient FROM case_step WHERE office = ? AND journal = ? AND seq = ? ORDER BY number");
        found->bind(1, string_view(id.office)).bind(2, string_view(id.journal)).bind(3, stored(seq));
        std::vector<CaseStep> steps;
        while (found->step())
            steps.push_back({timestamp(found->integer(0)), std::string(found->text(1)),
                             parse_case_action(found->text(2)).value_or(CaseAction::note), std::string(found->text(3)),
                             std::string(found->text(4))});
        return steps;
    });
}

Stored<bool> SqliteStore::add_case_step(const CaseFile& before, const CaseStep& step, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        const auto& [id, received, told] = before.row;
        const auto status = after(before.status, step);
        sqlite::Transaction transaction(session.database());
        auto move = session.prepared(
            "UPDATE case_file SET state = ?, steps = ?, assigned = ?, answer = ?, verified_at = ?, answered_at = ?"
            " WHERE journal = ? AND seq = ? AND steps = ?");
        move->bind(1, code(status.state)).bind(2, stored(status.steps)).bind(3, string_view(status.assigned));
        move->bind(4, string_view(status.answer));
        bind_time(*move, 5, status.verified);
        bind_time(*move, 6, status.answered);
        move->bind(7, string_view(id.journal)).bind(8, stored(told.seq)).bind(9, stored(before.status.steps)).run();
        if (session.database().changes() == 0) return false;
        auto put = session.prepared("INSERT INTO case_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        put->bind(1, string_view(id.office)).bind(2, string_view(id.journal)).bind(3, stored(told.seq)).bind(4, stored(status.steps));
        put->bind(5, stored(step.at)).bind(6, string_view(step.who)).bind(7, code(step.action)).bind(8, string_view(step.text));
        put->bind(9, string_view(step.to)).run();
        announce(session, case_changed(before, step));
        server::note(session, entry);
        transaction.commit();
        return true;
    });
}

Stored<std::map<CaseState, std::uint64_t>> SqliteStore::case_counts(const std::string& office) {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared("SELECT state, count(*) FROM case_file WHERE office = ? GROUP BY state");
        found->bind(1, string_view(office));
        std::map<CaseState, std::uint64_t> counts;
        while (found->step())
            if (const auto state = parse_case_state(found->text(0))) counts.emplace(*state, natural(found->integer(1)));
        return counts;
    });
}

Stored<std::vector<Comment>> SqliteStore::comments(const CommentWish& wish) {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared(RANCAK_COMMENT
            " AND (?1 = '' OR c.office = ?1) AND (?2 IS NULL OR (r.at, c.office, c.journal, r.seq) < (?2, ?3, ?4, ?5)) AND coalesce(d.state, 'pending') = ?6"
            " ORDER BY r.at DESC, c.office DESC, c.journal DESC, r.seq DESC LIMIT ?7");
        bind_place(*found, wish.office, wish.before);
        found->bind(6, code(wish.state)).bind(7, static_cast<std::int64_t>(wish.limit));
        std::vector<Comment> comments;
        while (found->step()) comments.push_back(read_comment(*found));
        return comments;
    });
}

Stored<std::optional<Comment>> SqliteStore::comment(string_view journal, std::uint64_t seq) {
    return connections_->read([&](SqliteSession& session) -> std::optional<Comment> {
        auto any = session.prepared("SELECT office FROM chain WHERE journal = ?");
        any->bind(1, journal);
        if (!any->step()) return std::nullopt;
        const auto run = run_of(session, read_chain(session, {std::string(any->text(0)), std::string(journal)}), seq);
        if (run.number == 0) return std::nullopt;
        auto found = session.prepared(RANCAK_COMMENT " AND r.id = ?");
        found->bind(1, run.event_id(seq));
        if (!found->step()) return std::nullopt;
        return read_comment(*found);
    });
}

Stored<void> SqliteStore::decide_comment(const Comment& comment, CommentState state, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        auto put = session.prepared("REPLACE INTO comment_decision VALUES (?, ?, ?, ?, ?, ?, ?)");
        put->bind(1, string_view(comment.id.office)).bind(2, string_view(comment.id.journal)).bind(3, stored(comment.seq));
        put->bind_blob(4, blob(comment.text.bytes)).bind(5, code(state)).bind(6, stored(entry.place.at));
        put->bind(7, string_view(entry.who)).run();
        server::note(session, entry);
        transaction.commit();
    });
}

}  // namespace rancak::server
