#pragma once

#include "server/core/case_work.h"
#include "server/core/centre.h"

#include <optional>
#include <string_view>

namespace rancak::server {

// What anybody may know of a case: its state, its days in the office's own time, and what the office answered. Nothing of
// what was told or by whom.
struct CaseTold {
    enum class Found { no_code, unknown, yes };  // no_code: a character is wrong; unknown: none came in yet
    Found found = Found::unknown;
    CaseStatus status;
    LocalDay received{};
    std::optional<LocalDay> answered;
};
[[nodiscard]] Stored<CaseTold> told_case(const Centre&, std::string_view written_code);

// The same as JSON.
[[nodiscard]] Reply get_case(const Centre&, const Call&);

}  // namespace rancak::server
