#pragma once

#include "server/core/report.h"
#include "server/core/skm.h"
#include "shared/catalogue.h"

namespace rancak::server {

// The report on a survey in the structure that offices use (PermenPANRB 14/2017), in Indonesian, ready to be completed by hand
// where only the office knows and to be signed. The figures have at least one answer.
[[nodiscard]] Report skm_report(const SkmFigures&, const Catalogue&, Timestamp now);

// 1 November 2026
[[nodiscard]] std::string indonesian_date(LocalDay);

}  // namespace rancak::server
