#pragma once

#include "server/core/export.h"

namespace rancak::server {

// A row of each table, cell by cell under its columns.
[[nodiscard]] Stored<void> put_rating(const RatingRow&, const TextOpener&, Cells&);
[[nodiscard]] Stored<void> put_case(const CaseRow&, CaseState, bool withheld, const TextOpener&, Cells&);
[[nodiscard]] Stored<void> put_survey(const SurveyRow&, Cells&);
[[nodiscard]] Stored<void> put_event(const EventRow&, Cells&);

}  // namespace rancak::server
