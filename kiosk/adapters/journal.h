#pragma once

#include "kiosk/adapters/data_folder.h"
#include "shared/event_body.h"
#include "shared/event_line.h"
#include "shared/keys.h"
#include "shared/time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rancak::kiosk {

// Why the journal did not do what it was asked. After io, full, read_only and corrupt it stays shut until reopen().
struct JournalFailure {
    enum class Kind {
        io,         // the disk reports an error
        full,       // no space left
        read_only,  // the disk can only be read
        corrupt,    // the file or its chain is damaged
        foreign,    // the file belongs to another journal, or to a newer version of the program
        refused,    // an event or attachment breaks a limit; nothing was written, the journal stays open
        other,      // anything else: no memory, no file descriptors
    };
    Kind kind;
    std::string message;  // a sentence for the caretaker
};
template <class T>
using JournalResult = tl::expected<T, JournalFailure>;

// Free text, sealed to the server's key before it touches the disk. Its hash stands in the event that names it.
struct SealedAttachment {
    Hash hash;
    std::string bytes;
};
[[nodiscard]] Result<SealedAttachment> seal_attachment(const SealKey&, std::string_view plain);

// Lifecycle: open (creates the file, or recovers it after a cut, and verifies the newest lines), append …, and when the
// disk fails: shut, reopen(), append … .
//
// The kiosk's append-only chain of events in journal.db (SQLite, WAL, synchronous FULL). append() is one durable
// transaction; when it returns seqs, the events survive a power cut. All of it belongs to one thread at a time; the
// others read through a JournalReader of their own. Nothing but prune() ever removes a line.
class Journal {
public:
    // `clock` must outlive the journal; it gives the events their time.
    [[nodiscard]] static JournalResult<Journal> open(const DataFolder&, std::string journal_id, const Clock&);
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;
    ~Journal();

    // All events and attachments or none. The attachments are those that the events name.
    [[nodiscard]] JournalResult<std::vector<std::uint64_t>> append(std::span<const EventBody>,
                                                                   std::span<const SealedAttachment> = {});

    // Closes the file and opens it anew: what a shut journal needs once the disk is well again.
    [[nodiscard]] JournalResult<void> reopen();
    [[nodiscard]] const std::optional<JournalFailure>& shut() const;  // why, when it is shut

    [[nodiscard]] const Head& head() const;
    [[nodiscard]] const std::string& id() const;

    // A little housekeeping, a few milliseconds at most, for when nobody is at the screen: moves what was appended from
    // the write-ahead log into the file, so that no append has to.
    [[nodiscard]] JournalResult<void> tidy();

    // Removes at most `limit` of the oldest events, those that are acknowledged and older than 400 days at `now`, which
    // must be the server's time: a kiosk's own clock may be years ahead. The chain stays verifiable from the head that
    // it now starts after. Answers how many were removed.
    [[nodiscard]] JournalResult<std::uint64_t> prune(std::uint64_t acknowledged, Timestamp now, std::uint64_t limit);

    // The wrong PINs of a person since the last right one, kept here to be durable; see PinGuard.
    struct PinTries {
        int failures = 0;
        std::optional<Timestamp> locked_until;
        friend bool operator==(const PinTries&, const PinTries&) = default;
    };
    [[nodiscard]] JournalResult<PinTries> pin_tries(const std::string& who);
    [[nodiscard]] JournalResult<void> keep_pin_tries(const std::string& who, const PinTries&);  // failures 0: forgotten

private:
    struct File;
    Journal(DataPaths, std::string id, const Clock&);
    template <class Work>
    auto guarded(Work&&) -> JournalResult<decltype(std::declval<Work&>()(std::declval<File&>()))>;

    DataPaths paths_;
    std::string id_;
    const Clock* clock_;
    Head head_;
    std::unique_ptr<File> file_;
    std::optional<JournalFailure> shut_;
};

inline constexpr std::chrono::days events_are_kept{400};

}  // namespace rancak::kiosk
