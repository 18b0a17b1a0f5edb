#pragma once

#include "server/adapters/postgres_connection.h"
#include "server/core/rating.h"
#include "server/core/told.h"

#include <optional>

namespace rancak::server {

// The columns that read_rating() takes, of a row of `rating` that the statement calls t.
#define RANCAK_RATING_COLUMNS \
    "t.seq, t.changed, t.at, t.day, t.counter, t.officer, t.service, t.visit, t.score, t.language, t.cause, t.reasons," \
    " t.withdrawn, t.flags, t.comment, t.arrival, t.hour"
inline constexpr int rating_columns = 17;
[[nodiscard]] Rating read_rating(const postgres::Rows::Row&, int first_column);
void read_rating(const postgres::Rows::Row&, int first_column, Rating&);  // into the room that its texts have

// A hash in a column that may be null.
[[nodiscard]] std::optional<Hash> read_hash(const postgres::Rows::Row&, int column);

// From all columns of `citizen_case`, in their order; the same of `survey`.
[[nodiscard]] CaseRow read_case(const postgres::Rows::Row&);
[[nodiscard]] SurveyRow read_survey(const postgres::Rows::Row&);

}  // namespace rancak::server
