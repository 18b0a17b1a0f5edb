#include "server/adapters/postgres_rows.h"

#include "server/adapters/stored_values.h"

namespace rancak::server {
namespace {

using Row = postgres::Rows::Row;

// office, arrival, seq, journal, received_at, at: how a row of what an event told begins.
template <class Body>
ToldRow<Body> read_told(const Row& row) {
    ToldRow<Body> told;
    told.id = {std::string(row.text(0)), std::string(row.text(3))};
    told.received = timestamp(row.integer(4));
    told.told.arrival = natural(row.integer(1));
    told.told.seq = natural(row.integer(2));
    told.told.at = timestamp(row.integer(5));
    told.told.body.office = told.id.office;
    return told;
}

}  // namespace

Rating read_rating(const Row& row, int first) {
    Rating rating;
    read_rating(row, first, rating);
    return rating;
}

void read_rating(const Row& row, int first, Rating& rating) {
    const auto text = [&](int column) { return row.text(first + column); };
    rating.seq = natural(row.integer(first));
    rating.changed = natural(row.integer(first + 1));
    rating.at = timestamp(row.integer(first + 2));
    rating.day = day(row.integer(first + 3));
    rating.counter = text(4);
    rating.officer = text(5);
    rating.service = text(6);
    rating.visit = text(7);
    rating.score = static_cast<int>(row.integer(first + 8));
    rating.language = parse_language(text(9)).value_or(Language::indonesian);
    rating.cause = parse_cause(text(10));
    rating.reasons = split_reasons(text(11));
    rating.withdrawn = parse_withdrawal_why(text(12));
    rating.flags = static_cast<std::uint8_t>(row.integer(first + 13));
    rating.comment = read_hash(row, first + 14);
    rating.arrival = natural(row.integer(first + 15));
    rating.hour = static_cast<int>(row.integer(first + 16));
}

std::optional<Hash> read_hash(const Row& row, int column) {
    return row.is_null(column) ? std::nullopt : hash_from_bytes(row.text(column));
}

CaseRow read_case(const Row& row) {
    auto told = read_told<CaseBody>(row);
    auto& body = told.told.body;
    body.kind = parse_case_kind(row.text(6)).value_or(CaseKind::complaint);
    body.about = parse_case_about(row.text(7)).value_or(CaseAbout::other);
    body.service = row.text(8);
    body.officer = row.text(9);
    body.privacy = parse_case_privacy(row.text(10)).value_or(CasePrivacy::anonymous);
    body.language = parse_language(row.text(11)).value_or(Language::indonesian);
    body.code = read_hash(row, 12).value_or(Hash{});
    body.text = read_hash(row, 13).value_or(Hash{});
    body.contact = read_hash(row, 14);
    return told;
}

SurveyRow read_survey(const Row& row) {
    auto told = read_told<SurveyBody>(row);
    auto& body = told.told.body;
    body.service = row.text(6);
    body.language = parse_language(row.text(7)).value_or(Language::indonesian);
    body.sex = parse_sex(row.text(8)).value_or(Sex::male);
    body.education = parse_education(row.text(9)).value_or(Education::sd);
    body.occupation = parse_occupation(row.text(10)).value_or(Occupation::other);
    for (std::size_t i = 0; i < survey_elements.size(); ++i)
        body.answers[i] = static_cast<std::uint8_t>(row.integer(11 + static_cast<int>(i)));
    return told;
}

}  // namespace rancak::server
