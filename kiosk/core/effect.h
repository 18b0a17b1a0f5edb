#pragma once

#include "kiosk/core/state.h"

#include <variant>

namespace rancak::kiosk {

// What update() wants done. The runtime answers each with the action named.

// Append these events in one durable transaction -> Stored or StoreFailed with the ticket.
struct Append {
    std::uint64_t ticket;
    std::vector<EventBody> events;
};
struct CheckPin { std::string who; std::string pin_hash; std::string pin; };  // -> PinAccepted or PinRefused
struct FetchStanding { std::string officer; };                                // -> StandingArrived or StandingMissing
struct ReadHealth {};                                                         // -> HealthRead
struct FindDestinations {};                                                   // -> DestinationsFound
struct BeginExport { ExportKind kind; std::string path; };                    // -> ExportProgress …, ExportEnded
struct ReopenJournal {};                                                      // -> JournalRecovered, or nothing yet
struct StopExport {};                                                         // -> ExportEnded

using Effect = std::variant<Append, CheckPin, FetchStanding, ReadHealth, FindDestinations, BeginExport, StopExport,
                            ReopenJournal>;

}  // namespace rancak::kiosk
