#pragma once

#include "server/core/export.h"

namespace rancak::server {

// A row of each table, cell by cell under its columns.
[[nodiscard]] Stored<void> put_rating(const RatingRow&, const TextOpener&, Cells&);
// `comment`: what was decided about it; none when there is no comment, or the rating was taken back.
[[nodiscard]] Stored<void> put_detail(const RatingRow&, std::optional<CommentState> comment, Cells&);
[[nodiscard]] Stored<void> put_case(const CaseRow&, CaseState, bool withheld, const TextOpener&, Cells&);
[[nodiscard]] Stored<void> put_survey(const SurveyRow&, Cells&);
[[nodiscard]] Stored<void> put_event(const EventRow&, Cells&);

}  // namespace rancak::server
