#pragma once

#include "kiosk/core/roster.h"
#include "shared/event_line.h"
#include "shared/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rancak::kiosk {

// What a journal.db holds: the events after `start` up to `head`. `start` is zero until the oldest were pruned.
struct JournalExtent {
    std::string journal;
    Head start, head;
    [[nodiscard]] std::uint64_t events() const { return head.seq - start.seq; }
};

// Consecutive lines, each ended by a line feed, as they are sent and exported.
struct Lines {
    std::uint64_t first = 0;  // seq of the first
    std::size_t count = 0;    // 0: there is none at or after what was asked
    std::string text;
    Head head;  // of the last line
};
struct LinesLimit {
    std::size_t events, bytes;  // at least one line is read whatever its length
};

struct StoredAttachment {
    Hash hash;
    std::string bytes;
};

// Lifecycle: open once the journal exists, read from one thread until it ends.
//
// Reads a journal.db through a read-only connection of its own, beside the writer or without one; never checkpoints,
// holds no read transaction between two calls.
class JournalReader {
public:
    [[nodiscard]] static Result<JournalReader> open(const std::filesystem::path& journal_db);
    JournalReader(JournalReader&&) noexcept;
    JournalReader& operator=(JournalReader&&) noexcept;
    ~JournalReader();

    [[nodiscard]] Result<JournalExtent> extent();
    [[nodiscard]] Result<Lines> read_from(std::uint64_t seq, LinesLimit);
    [[nodiscard]] Result<std::optional<Hash>> hash_of(std::uint64_t seq);  // also of the start; nullopt: not held
    // Of the events first … last, those whose seq is in that range.
    [[nodiscard]] Result<std::vector<StoredAttachment>> attachments(std::uint64_t first, std::uint64_t last);
    // The newest shift events, oldest first, at most 1,000: what tells who is on duty.
    [[nodiscard]] Result<std::vector<ShiftEvent>> shifts();

private:
    struct File;
    explicit JournalReader(std::unique_ptr<File>);
    template <class Work>
    auto guarded(Work&&) -> Result<decltype(std::declval<Work&>()(std::declval<File&>()))>;

    std::unique_ptr<File> file_;
};

// Rechecks the whole chain in steps, so that it can be done behind the screen.
class ChainCheck {
public:
    enum class Outcome { more, whole, damaged };
    // Reads at most `events` further lines. An Error: they could not be read this time; the check begins anew.
    [[nodiscard]] Result<Outcome> step(JournalReader&, std::size_t events);
    [[nodiscard]] const std::string& damage() const { return damage_; }  // where and what, once damaged

private:
    Outcome damaged(std::string why);

    std::optional<ChainReader> chain_;
    Head until_;
    std::string damage_;
};

}  // namespace rancak::kiosk
