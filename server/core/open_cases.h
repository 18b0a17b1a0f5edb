#pragma once

#include "server/core/centre.h"

#include <map>
#include <string>
#include <vector>

namespace rancak::server {

// The cases that wait for somebody: received, verified, in progress.
struct OpenCases {
    struct Counts {
        std::uint64_t open = 0;
        std::uint64_t due_soon = 0;  // something has to be done today or on the office's next working day
        std::uint64_t overdue = 0;   // it had to be done before today
    };
    struct Due {
        CaseFile file;
        LocalDay deadline{};
    };
    std::map<std::string, Counts, std::less<>> offices;
    std::vector<Due> nearest;  // the ten whose deadline comes first
};

// Of all offices that the caller sees. Reads every open case: offices answer theirs, so these stay few.
[[nodiscard]] Stored<OpenCases> open_cases(const Centre&, const Caller&);

}  // namespace rancak::server
