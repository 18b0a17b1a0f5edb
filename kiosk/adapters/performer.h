#pragma once

#include "kiosk/adapters/alarms.h"
#include "kiosk/adapters/background_append.h"
#include "kiosk/adapters/courier.h"
#include "kiosk/adapters/courier_thread.h"
#include "kiosk/adapters/exporter.h"
#include "kiosk/adapters/journal.h"
#include "kiosk/adapters/mailbox.h"
#include "kiosk/adapters/pin_guard.h"
#include "kiosk/adapters/visit_counts.h"
#include "kiosk/core/action.h"
#include "kiosk/core/effect.h"

#include <optional>
#include <string>

namespace rancak::kiosk {

// Lifecycle: construct with what is open, connect() the courier once it runs, perform() each effect.
//
// Does what update() wants done. What is quick is answered at once; the rest comes through the mailbox. An Append is
// answered at once too, as it will be true when the disk has it: what follows from that answer may be prepared, but
// nobody may see it before settle() agrees. The main thread's alone.
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
        SealKey seal_key{};               // the server's: what people write is sealed to it
    };
    explicit Performer(Parts);

    // Both outlive the performer or are disconnected with nulls.
    void connect(Courier*, CourierThread*);

    // An Append that is not settled yet is waited for before the next touches the journal; its failure is kept for
    // settle().
    [[nodiscard]] std::optional<Action> perform(const Effect&);
    // A finger is on the glass, or not any more: its lift may ask for an Append, which then begins at once.
    void expect_append(bool expected) { background_.stay_awake(expected); }
    // Waits until what was appended is durable. When it could not be stored, why; then the answer given was wrong, and
    // so is everything that followed from it.
    [[nodiscard]] std::optional<StoreFailed> settle();
    // After the screen has answered: counts the visits that ended and lets the courier go about what was stored, which would
    // compete for the processor before. When nobody is at the screen also moves the journal's log into its file and prunes what was acknowledged
    // long ago.
    void rest(bool nobody_is_here);

private:
    std::optional<Action> run(const Append&);
    std::optional<Action> run(const CheckPin&);
    std::optional<Action> run(const FetchStanding&);
    std::optional<Action> run(const ReadHealth&);
    std::optional<Action> run(const FindDestinations&);
    std::optional<Action> run(const BeginExport&);
    std::optional<Action> run(const StopExport&);
    std::optional<Action> run(const ReopenJournal&);
    std::optional<Action> run(const CountVisit&);
    [[nodiscard]] Health health();
    void told_fault(const JournalFailure&);
    void finish_append();
    void count_visits();

    Parts parts_;
    PinGuard pins_;
    Exporter exporter_;
    std::optional<JournalReader> reader_;  // opened when the caretaker first looks
    Courier* courier_ = nullptr;
    CourierThread* thread_ = nullptr;
    BackgroundAppend background_;
    VisitCounts visits_;
    std::vector<CountVisit> ended_;            // visits for rest() to count
    std::uint64_t ticket_ = 0;                // of what is being stored
    std::optional<StoreFailed> store_failed_;  // for settle()
    bool courier_is_wanted_ = false;
    bool tidying_is_due_ = false;
};

}  // namespace rancak::kiosk
