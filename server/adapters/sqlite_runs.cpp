#include "server/adapters/sqlite_runs.h"

namespace rancak::server {
namespace {

using std::string_view;

std::map<std::uint64_t, std::string> read_parked(SqliteSession& session, const RunRow& run) {
    auto found = session.prepared("SELECT id, reason FROM parked WHERE id BETWEEN ? AND ?");
    found->bind(1, run.event_id(run.first)).bind(2, run.event_id(run.last));
    std::map<std::uint64_t, std::string> parked;
    while (found->step())
        parked.emplace(run.first + static_cast<std::uint64_t>(found->integer(0) - run.event_id(run.first)), found->text(1));
    return parked;
}

}  // namespace

ChainRow read_chain(SqliteSession& session, const JournalId& id) {
    auto found = session.prepared(
        "SELECT number, seq, hash, runs, newest_run, newest_rating FROM chain WHERE office = ? AND journal = ?");
    found->bind_view(1, id.office).bind_view(2, id.journal);
    ChainRow chain;
    if (!found->step()) return chain;
    chain.number = found->integer(0);
    chain.head.seq = natural(found->integer(1));
    from_blob(found->text(2), chain.head.hash.bytes);
    chain.runs = found->integer(3);
    chain.newest_run = found->integer(4);
    chain.newest_rating = found->integer(5);
    return chain;
}

std::vector<RunRow> runs_between(SqliteSession& session, const ChainRow& chain, std::uint64_t first, std::uint64_t last) {
    // Back from the first marked run behind the range, or from the newest, to the run that holds `first`.
    auto found = session.prepared(
        "WITH RECURSIVE back(number) AS ("
        " SELECT coalesce((SELECT run FROM run_mark WHERE chain = ?1 AND first > ?3 ORDER BY first LIMIT 1), ?4)"
        " UNION ALL SELECT r.previous FROM back JOIN run r USING (number) WHERE r.first > ?2)"
        " SELECT r.number, r.first, r.last FROM back JOIN run r USING (number)"
        " WHERE r.first <= ?3 AND r.last >= ?2 ORDER BY r.number");
    found->bind(1, chain.number).bind(2, stored(first)).bind(3, stored(last)).bind(4, chain.newest_run);
    std::vector<RunRow> runs;
    while (found->step()) runs.push_back({found->integer(0), natural(found->integer(1)), natural(found->integer(2))});
    return runs;
}

RunRow run_of(SqliteSession& session, const ChainRow& chain, std::uint64_t seq) {
    if (seq == 0 || seq > max_seq) return {};
    const auto runs = runs_between(session, chain, seq, seq);
    return runs.empty() ? RunRow{} : runs.front();
}

bool for_each_event(SqliteSession& session, const RunRow& run,
                    const std::function<bool(std::uint64_t, string_view, string_view)>& tell) {
    const auto parked = read_parked(session, run);
    auto found = session.prepared("SELECT lines FROM run WHERE number = ?");
    found->bind(1, run.number);
    if (!found->step()) return true;
    auto seq = run.first;
    for (auto lines = found->text(0); !lines.empty(); ++seq) {
        const auto end = lines.find('\n');
        const auto why = parked.find(seq);
        if (!tell(seq, lines.substr(0, end), why == parked.end() ? string_view{} : why->second)) return false;
        lines.remove_prefix(end + 1);
    }
    return true;
}

Rating read_rating(const sqlite::Statement& row, int first) {
    Rating rating;
    read_rating(row, first, rating);
    return rating;
}

void read_rating(const sqlite::Statement& row, int first, Rating& rating) {
    const auto text = [&](int column) { return row.text(first + column); };
    rating.seq = natural(row.integer(first + 2));
    rating.changed = natural(row.integer(first + 3));
    rating.at = timestamp(row.integer(first + 4));
    rating.day = day(row.integer(first + 5));
    rating.counter = text(6);
    rating.officer = text(7);
    rating.service = text(8);
    rating.visit = text(9);
    rating.score = static_cast<int>(row.integer(first + 10));
    rating.language = parse_language(text(11)).value_or(Language::indonesian);
    rating.cause = parse_cause(text(12));
    rating.reasons = split_reasons(text(13));
    rating.withdrawn = parse_withdrawal_why(text(14));
    rating.flags = static_cast<std::uint8_t>(row.integer(first + 15));
    rating.comment = read_hash(row, first + 16);
    rating.hour = static_cast<int>(row.integer(first + 17));
}

std::optional<Hash> read_hash(const sqlite::Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : hash_from_bytes(row.text(column));
}

Case read_case(const sqlite::Statement& row, int first) {
    const auto text = [&](int column) { return row.text(first + column); };
    Case told;
    told.seq = natural(row.integer(first + 1));
    told.at = timestamp(row.integer(first + 2));
    told.body.kind = parse_case_kind(text(3)).value_or(CaseKind::complaint);
    told.body.about = parse_case_about(text(4)).value_or(CaseAbout::other);
    told.body.service = text(5);
    told.body.officer = text(6);
    told.body.privacy = parse_case_privacy(text(7)).value_or(CasePrivacy::anonymous);
    told.body.language = parse_language(text(8)).value_or(Language::indonesian);
    told.body.code = read_hash(row, first + 9).value_or(Hash{});
    told.body.text = read_hash(row, first + 10).value_or(Hash{});
    told.body.contact = read_hash(row, first + 11);
    return told;
}

Survey read_survey(const sqlite::Statement& row, int first) {
    const auto text = [&](int column) { return row.text(first + column); };
    Survey told;
    told.seq = natural(row.integer(first + 1));
    told.at = timestamp(row.integer(first + 2));
    told.body.service = text(3);
    told.body.language = parse_language(text(4)).value_or(Language::indonesian);
    told.body.sex = parse_sex(text(5)).value_or(Sex::male);
    told.body.education = parse_education(text(6)).value_or(Education::sd);
    told.body.occupation = parse_occupation(text(7)).value_or(Occupation::other);
    for (std::size_t i = 0; i < survey_elements.size(); ++i)
        told.body.answers[i] = static_cast<std::uint8_t>(row.integer(first + 8 + static_cast<int>(i)));
    return told;
}

}  // namespace rancak::server
