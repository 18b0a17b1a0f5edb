#pragma once

#include "kiosk/adapters/alarms.h"
#include "kiosk/adapters/courier.h"
#include "kiosk/adapters/courier_thread.h"
#include "kiosk/adapters/exporter.h"
#include "kiosk/adapters/journal.h"
#include "kiosk/adapters/mailbox.h"
#include "kiosk/adapters/pin_guard.h"
#include "kiosk/core/action.h"
#include "kiosk/core/effect.h"

#include <optional>
#include <string>

namespace rancak::kiosk {

// Lifecycle: construct with what is open, connect() the courier once it runs, perform() each effect.
//
// Does what update() wants done. What is quick is answered at once (storing takes 0.3 ms); the rest comes through the
// mailbox. The main thread's alone.
class Performer {
public:
    struct Parts {
        const DataFolder& folder;
        std::string journal_id;           // empty: enrolled nowhere, nothing can be stored
        std::optional<Journal> journal;   // none: it could not be opened; ReopenJournal tries again
        std::string journal_fault;        // why not
        const Clock& clock;
        Alarms& alarms;
        Mailbox<Action>& mailbox;
    };
    explicit Performer(Parts);

    // Both outlive the performer or are disconnected with nulls.
    void connect(Courier*, CourierThread*);

    [[nodiscard]] std::optional<Action> perform(const Effect&);
    // When nobody waits: moves the journal's log into its file, prunes what was acknowledged long ago.
    void rest();

private:
    std::optional<Action> run(const Append&);
    std::optional<Action> run(const CheckPin&);
    std::optional<Action> run(const FetchStanding&);
    std::optional<Action> run(const ReadHealth&);
    std::optional<Action> run(const FindDestinations&);
    std::optional<Action> run(const BeginExport&);
    std::optional<Action> run(const StopExport&);
    std::optional<Action> run(const ReopenJournal&);
    [[nodiscard]] Health health();
    void told_fault(const JournalFailure&);

    Parts parts_;
    PinGuard pins_;
    Exporter exporter_;
    std::optional<JournalReader> reader_;  // opened when the caretaker first looks
    Courier* courier_ = nullptr;
    CourierThread* thread_ = nullptr;
    std::uint64_t appended_since_rest_ = 0;
};

}  // namespace rancak::kiosk
