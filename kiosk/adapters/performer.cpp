#include "kiosk/adapters/performer.h"

#include "kiosk/adapters/destinations.h"
#include "kiosk/adapters/free_text.h"
#include "kiosk/adapters/health_reader.h"

#include <utility>

namespace rancak::kiosk {
namespace {

constexpr std::uint64_t prune_at_once = 200;

}  // namespace

Performer::Performer(Parts parts)
    : parts_(std::move(parts)),
      pins_(parts_.clock),
      exporter_(parts_.folder.paths(), parts_.mailbox, parts_.clock),
      visits_(parts_.folder, parts_.journal_id) {}

void Performer::connect(Courier* courier, CourierThread* thread) {
    courier_ = courier;
    thread_ = thread;
}

std::optional<Action> Performer::perform(const Effect& effect) {
    return std::visit([this](const auto& one) { return run(one); }, effect);
}

void Performer::told_fault(const JournalFailure& failure) {
    parts_.journal_fault = failure.message;
    parts_.alarms.raise(Alarms::Topic::journal, failure.message);
}

void Performer::finish_append() {
    if (!background_.begun()) return;
    if (const auto stored = background_.finish(); !stored) {
        told_fault(stored.error());
        store_failed_ = StoreFailed{ticket_, stored.error().message};
        return;
    }
    courier_is_wanted_ = tidying_is_due_ = true;
}

std::optional<StoreFailed> Performer::settle() {
    finish_append();
    return std::exchange(store_failed_, std::nullopt);
}

std::optional<Action> Performer::run(const Append& append) {
    if (!parts_.journal) return StoreFailed{append.ticket, parts_.journal_fault};
    finish_append();
    if (const auto& why = parts_.journal->shut()) return StoreFailed{append.ticket, why->message};
    auto sealed = seal_texts(append, parts_.seal_key);
    if (!sealed) return StoreFailed{append.ticket, sealed.error().message};
    Stored stored{append.ticket, {}};
    for (std::size_t i = 1; i <= append.events.size(); ++i) stored.seqs.push_back(parts_.journal->head().seq + i);
    ticket_ = append.ticket;
    background_.begin(*parts_.journal, std::move(sealed->events), std::move(sealed->attachments));
    return stored;
}

std::optional<Action> Performer::run(const CheckPin& check) {
    const auto refused = [&](std::optional<Monotonic> until) { return PinRefused{check.who, until}; };
    if (!parts_.journal) return refused(std::nullopt);
    finish_append();
    const auto outcome = pins_.check(*parts_.journal, check.who, check.pin_hash, check.pin);
    if (std::holds_alternative<PinGuard::Right>(outcome)) return PinAccepted{check.who};
    const auto* wrong = std::get_if<PinGuard::Wrong>(&outcome);
    if (!wrong || wrong->locked_for <= Milliseconds{0}) return refused(std::nullopt);
    return refused(parts_.clock.monotonic() + wrong->locked_for);
}

std::optional<Action> Performer::run(const FetchStanding& fetch) {
    if (!courier_ || !thread_) return StandingMissing{fetch.officer};
    courier_->ask_standing(fetch.officer);
    courier_is_wanted_ = true;
    return std::nullopt;
}

Health Performer::health() {
    if (!reader_)
        if (auto opened = JournalReader::open(parts_.folder.paths().journal())) reader_ = std::move(*opened);
    return read_health(parts_.folder.paths(), reader_ ? &*reader_ : nullptr, courier_ ? courier_->status() : CourierStatus{},
                       parts_.alarms);
}

std::optional<Action> Performer::run(const ReadHealth&) { return HealthRead{health()}; }

std::optional<Action> Performer::run(const FindDestinations&) {
    return DestinationsFound{find_destinations(parts_.folder.paths())};
}

std::optional<Action> Performer::run(const BeginExport& begin) {
    exporter_.start(begin.kind, begin.path);
    return std::nullopt;
}

std::optional<Action> Performer::run(const StopExport&) {
    exporter_.stop();
    return std::nullopt;
}

std::optional<Action> Performer::run(const ReopenJournal&) {
    if (parts_.journal_id.empty()) return std::nullopt;
    finish_append();
    if (parts_.journal) {
        if (const auto reopened = parts_.journal->reopen(); !reopened) {
            told_fault(reopened.error());
            return std::nullopt;
        }
    } else {
        auto journal = Journal::open(parts_.folder, parts_.journal_id, parts_.clock);
        if (!journal) {
            told_fault(journal.error());
            return std::nullopt;
        }
        parts_.journal = std::move(*journal);
    }
    parts_.alarms.clear(Alarms::Topic::journal);
    return JournalRecovered{};
}

std::optional<Action> Performer::run(const CountVisit& visit) {
    if (!parts_.journal_id.empty()) ended_.push_back(visit);
    return std::nullopt;
}

// Each is tried once: of a commit that failed nobody knows whether it is there after all, and none may count twice.
void Performer::count_visits() {
    for (const CountVisit& visit : std::exchange(ended_, {})) {
        const auto counted = visits_.count(visit.day, visit.rated);
        counted ? parts_.alarms.clear(Alarms::Topic::visits) : parts_.alarms.raise(Alarms::Topic::visits, counted.error().message);
    }
}

void Performer::rest(bool nobody_is_here) {
    finish_append();
    count_visits();
    if (std::exchange(courier_is_wanted_, false) && thread_) thread_->wake();
    if (!nobody_is_here || !tidying_is_due_ || !parts_.journal || parts_.journal->shut()) return;
    tidying_is_due_ = false;
    if (const auto tidied = parts_.journal->tidy(); !tidied) return told_fault(tidied.error());
    if (!courier_) return;
    const CourierStatus status = courier_->status();
    // Only the server's time is trusted to say that an event is old.
    if (!status.server_ahead) return;
    const auto pruned = parts_.journal->prune(status.acknowledged, parts_.clock.now() + *status.server_ahead, prune_at_once);
    if (!pruned) told_fault(pruned.error());
}

}  // namespace rancak::kiosk
