#pragma once

#include "kiosk/core/state.h"

#include <variant>

namespace rancak::kiosk {

// What update() wants done. The runtime answers each with the action named.

// What a person wrote. It is sealed to the server's key before it touches the disk, and the event names its hash.
enum class TextRole { comment, case_text, case_contact };
struct FreeText {
    TextRole role;
    std::string utf8;
};

// Append these events in one durable transaction -> Stored or StoreFailed with the ticket.
struct Append {
    std::uint64_t ticket;
    std::vector<EventBody> events;
    std::vector<FreeText> texts = {};  // of the last event
};
struct CheckPin { std::string who; std::string pin_hash; std::string pin; };  // -> PinAccepted or PinRefused
struct FetchStanding { std::string officer; };                                // -> StandingArrived or StandingMissing
struct ReadHealth {};                                                         // -> HealthRead
struct FindDestinations {};                                                   // -> DestinationsFound
struct BeginExport { ExportKind kind; std::string path; };                    // -> ExportProgress …, ExportEnded
struct ReopenJournal {};                                                      // -> JournalRecovered, or nothing yet
struct StopExport {};                                                         // -> ExportEnded
struct CountVisit { LocalDay day; bool rated; };  // a citizen's ended; `rated`: a rating of it stands. No answer

using Effect = std::variant<Append, CheckPin, FetchStanding, ReadHealth, FindDestinations, BeginExport, StopExport,
                            ReopenJournal, CountVisit>;

}  // namespace rancak::kiosk
