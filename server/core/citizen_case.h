#pragma once

#include "server/core/rating.h"
#include "shared/citizen_case.h"
#include "shared/time.h"

#include <cstdint>
#include <string_view>

namespace rancak::server {

// What a citizen told an office, as its event says it.
struct Case {
    std::uint64_t seq = 0;
    std::uint64_t arrival = 0;  // of the run that brought it, counted per office
    Timestamp at{};             // by the kiosk's clock
    CaseBody body;              // its office is the journal's
    friend bool operator==(const Case&, const Case&) = default;
};

struct CaseRow {
    JournalId id;
    Timestamp received{};  // here
    Case told;
};

// What a case's state is called: it came in. Nothing that happens at a kiosk leads further.
inline constexpr std::string_view case_received = "received";

}  // namespace rancak::server
