#pragma once

#include "server/core/rating.h"
#include "shared/citizen_case.h"
#include "shared/survey.h"
#include "shared/time.h"

#include <cstdint>
#include <string_view>

namespace rancak::server {

// What an event told an office and no later event changes, as the event says it: cases and answered surveys.
template <class Body>
struct Told {
    std::uint64_t seq = 0;
    std::uint64_t arrival = 0;  // of the run that brought it, counted per office
    Timestamp at{};             // by the kiosk's clock
    Body body;                  // its office is the journal's
    friend bool operator==(const Told&, const Told&) = default;
};
using Case = Told<CaseBody>;
using Survey = Told<SurveyBody>;

template <class Body>
struct ToldRow {
    JournalId id;
    Timestamp received{};  // here
    Told<Body> told;
};
using CaseRow = ToldRow<CaseBody>;
using SurveyRow = ToldRow<SurveyBody>;

}  // namespace rancak::server
