#include "kiosk/adapters/journal.h"

#include "kiosk/adapters/journal_schema.h"
#include "kiosk/adapters/small_cache.h"

#include "shared/protocol.h"

#include <algorithm>
#include <stdexcept>

namespace rancak::kiosk {

namespace {

using Kind = JournalFailure::Kind;

// What is verified at each opening; the rest of the chain is rechecked behind the screen (ChainCheck).
constexpr std::int64_t lines_verified_at_opening = 256;

// A chain that does not hold together, found while reading our own file.
struct Damage : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct Foreign : std::runtime_error {
    using std::runtime_error::runtime_error;
};

Hash stored_hash(std::string_view bytes) {
    const auto hash = hash_from_bytes(bytes);
    if (!hash) throw Damage("The chain of events is damaged: its first head is unreadable.");
    return *hash;
}

// Primary result codes, sqlite.org/rescode.html.
Kind kind_of_code(int extended_code) {
    switch (extended_code & 0xff) {
        case 8:
            return Kind::read_only;
        case 10:
            return Kind::io;
        case 11:
        case 26:
            return Kind::corrupt;
        case 13:
            return Kind::full;
        default:
            return Kind::other;
    }
}

JournalFailure describe(const sqlite::Failure& failure, const DataPaths& paths) {
    const std::string file = paths.journal().string();
    const Kind kind = kind_of_code(failure.code());
    const std::string detail = " (" + std::string(failure.what()) + ")";
    switch (kind) {
        case Kind::io:
            return {kind, "The disk reports an error at " + file + "; it may be failing." + detail};
        case Kind::full:
            return {kind, "The disk is full: nothing more can be stored in " + file + "." + detail};
        case Kind::read_only:
            return {kind, "The disk can only be read: nothing can be stored in " + file + "." + detail};
        case Kind::corrupt:
            return {kind, file + " is damaged; keep it and call for help." + detail};
        default:
            return {kind, "Cannot use " + file + "." + detail};
    }
}

bool shuts(Kind kind) { return kind != Kind::refused && kind != Kind::other; }

}  // namespace

Result<SealedAttachment> seal_attachment(const SealKey& key, std::string_view plain) {
    std::string bytes = seal(key, plain);
    if (bytes.size() > max_attachment_bytes) {
        return fail("The text is too long: sealed it has " + std::to_string(bytes.size()) + " bytes, " +
                    std::to_string(max_attachment_bytes) + " are allowed.");
    }
    const Hash hash = blake2b(bytes);
    return SealedAttachment{hash, std::move(bytes)};
}

// The open file and its prepared statements.
struct Journal::File {
    explicit File(const std::filesystem::path& path)
        : database(sqlite::Database::open_writer(path, sqlite::Durability::full)) {
        if (auto laid = sqlite::lay_down(database, path, journal_schema); !laid) throw Foreign(laid.error().message);
        database.execute(small_cache);
        // tidy() moves the log into the file between visits; this is only for a crowd that never leaves a pause.
        database.execute("PRAGMA wal_autocheckpoint = 4000");
        insert_event = database.prepare("INSERT INTO event (seq, kind, line) VALUES (?, ?, ?)");
        insert_attachment =
            database.prepare("INSERT INTO attachment (hash, seq, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        read_tries = database.prepare("SELECT failures, locked_until FROM pin_try WHERE who = ?");
        keep_tries = database.prepare(
            "INSERT INTO pin_try (who, failures, locked_until) VALUES (?, ?, ?) "
            "ON CONFLICT (who) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until");
        forget_tries = database.prepare("DELETE FROM pin_try WHERE who = ?");
    }

    // The head before the kept chain; writes the journal's id into a new file.
    Head start(const std::string& id) {
        auto row = database.prepare("SELECT id, start_seq, start_hash FROM journal");
        if (row.step()) {
            if (row.text(0) != id) {
                throw Foreign("This journal.db belongs to journal " + std::string(row.text(0)) +
                              ", but the kiosk is enrolled as " + id + ".");
            }
            return {static_cast<std::uint64_t>(row.integer(1)), stored_hash(row.text(2))};
        }
        sqlite::Transaction transaction(database);
        auto insert = database.prepare("INSERT INTO journal (only_row, id, start_seq, start_hash) VALUES (1, ?, 0, ?)");
        insert.bind(1, id).bind_blob(2, as_bytes(Hash{})).run();
        transaction.commit();
        return {};
    }

    // Verifies the newest lines and answers the head. `start` is the head before the kept chain.
    Head verified_head(const std::string& id, const Head& start) {
        auto rows = database.prepare(
            "SELECT seq, line FROM (SELECT seq, line FROM event ORDER BY seq DESC LIMIT ?) ORDER BY seq");
        rows.bind(1, lines_verified_at_opening);
        std::optional<ChainReader> chain;
        while (rows.step()) {
            const auto line = rows.text(1);
            if (!chain) chain.emplace(head_before(line, start));
            if (auto wrong = chain->add(line)) throw Damage("The chain of events is damaged: " + *wrong + ".");
            if (rows.integer(0) != static_cast<std::int64_t>(chain->head().seq) || chain->journal() != id) {
                throw Damage("The chain of events is damaged: event " + std::to_string(rows.integer(0)) +
                             " is not what its place says.");
            }
        }
        return chain ? chain->head() : start;
    }

    sqlite::Database database;
    sqlite::Statement insert_event, insert_attachment, read_tries, keep_tries, forget_tries;

private:
    static Head head_before(std::string_view line, const Head& start) {
        const auto event = read_event_line(line);
        if (!event || event->seq <= start.seq) throw Damage("The chain of events is damaged: a line is unreadable.");
        if (event->seq == start.seq + 1) return start;
        return {event->seq - 1, event->prev};
    }
};

Journal::Journal(DataPaths paths, std::string id, const Clock& clock)
    : paths_(std::move(paths)), id_(std::move(id)), clock_(&clock) {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

const std::optional<JournalFailure>& Journal::shut() const { return shut_; }
const Head& Journal::head() const { return head_; }
const std::string& Journal::id() const { return id_; }

// Runs the work on the open file; what it throws becomes a JournalFailure, and shuts the journal when the storage
// fails.
template <class Work>
auto Journal::guarded(Work&& work) -> JournalResult<decltype(std::declval<Work&>()(std::declval<File&>()))> {
    if (shut_) return tl::unexpected(*shut_);
    std::optional<JournalFailure> failure;
    try {
        if constexpr (std::is_void_v<decltype(work(*file_))>) {
            work(*file_);
            return {};
        } else {
            return work(*file_);
        }
    } catch (const sqlite::Failure& thrown) {
        failure = describe(thrown, paths_);
    } catch (const Damage& thrown) {
        failure = JournalFailure{Kind::corrupt, thrown.what()};
    } catch (const std::exception& thrown) {
        failure = JournalFailure{Kind::other, "Cannot use the journal: " + std::string(thrown.what()) + "."};
    }
    if (shuts(failure->kind)) {
        shut_ = failure;
        file_.reset();
    }
    return tl::unexpected(*failure);
}

JournalResult<Journal> Journal::open(const DataFolder& folder, std::string journal_id, const Clock& clock) {
    Journal journal(folder.paths(), std::move(journal_id), clock);
    if (auto opened = journal.reopen(); !opened) return tl::unexpected(opened.error());
    return journal;
}

JournalResult<void> Journal::reopen() {
    file_.reset();
    try {
        auto file = std::make_unique<File>(paths_.journal());
        head_ = file->verified_head(id_, file->start(id_));
        file_ = std::move(file);
        shut_.reset();
        return {};
    } catch (const sqlite::Failure& thrown) {
        shut_ = describe(thrown, paths_);
    } catch (const Foreign& thrown) {
        shut_ = JournalFailure{Kind::foreign, thrown.what()};
    } catch (const Damage& thrown) {
        shut_ = JournalFailure{Kind::corrupt, thrown.what()};
    } catch (const std::exception& thrown) {
        shut_ = JournalFailure{Kind::other, "Cannot open the journal: " + std::string(thrown.what()) + "."};
    }
    return tl::unexpected(*shut_);
}

JournalResult<std::vector<std::uint64_t>> Journal::append(std::span<const EventBody> events,
                                                          std::span<const SealedAttachment> attachments) {
    if (shut_) return tl::unexpected(*shut_);
    const auto refused = [](std::string why) { return tl::unexpected(JournalFailure{Kind::refused, std::move(why)}); };
    if (events.empty()) return refused("There is no event to store.");
    for (const auto& attachment : attachments) {
        if (attachment.bytes.size() > max_attachment_bytes || blake2b(attachment.bytes) != attachment.hash) {
            return refused("An attachment is too long or was changed after it was sealed.");
        }
    }
    Head head = head_;
    const Timestamp at = clock_->now();
    std::vector<std::uint64_t> seqs;
    std::vector<std::string> lines;
    for (const auto& event : events) {
        const std::string body = encode(event);
        if (body.size() > max_body_bytes) return refused("An event is too long to be stored.");
        lines.push_back(write_event_line(id_, head.seq + 1, head.hash, at, kind_of(event), body));
        head = {head.seq + 1, blake2b(lines.back())};
        seqs.push_back(head.seq);
    }
    auto stored = guarded([&](File& file) {
        sqlite::Transaction transaction(file.database);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            file.insert_event.bind(1, static_cast<std::int64_t>(seqs[i])).bind(2, kind_of(events[i])).bind(3, lines[i]);
            file.insert_event.run();
        }
        for (const auto& attachment : attachments) {
            file.insert_attachment.bind_blob(1, as_bytes(attachment.hash))
                .bind(2, static_cast<std::int64_t>(seqs.front()));
            file.insert_attachment.bind_blob(3, attachment.bytes).run();
        }
        transaction.commit();
    });
    if (!stored) return tl::unexpected(stored.error());
    head_ = head;
    return seqs;
}

JournalResult<void> Journal::tidy() {
    return guarded([](File& file) {
        auto checkpoint = file.database.prepare("PRAGMA wal_checkpoint(PASSIVE)");
        while (checkpoint.step()) {
        }
    });
}

JournalResult<std::uint64_t> Journal::prune(std::uint64_t acknowledged, Timestamp now, std::uint64_t limit) {
    return guarded([&](File& file) -> std::uint64_t {
        auto oldest = file.database.prepare("SELECT seq, line FROM event WHERE seq <= ? ORDER BY seq LIMIT ?");
        oldest.bind(1, static_cast<std::int64_t>(std::min(acknowledged, head_.seq)));
        oldest.bind(2, static_cast<std::int64_t>(limit));
        std::uint64_t removed = 0;
        Head start;
        while (oldest.step()) {
            const auto event = read_event_line(oldest.text(1));
            if (!event) throw Damage("The chain of events is damaged: a line is unreadable.");
            if (event->at >= now - events_are_kept) break;
            start = {event->seq, blake2b(oldest.text(1))};
            ++removed;
        }
        oldest.reset();
        if (removed == 0) return 0;
        const auto last = static_cast<std::int64_t>(start.seq);
        sqlite::Transaction transaction(file.database);
        file.database.prepare("DELETE FROM event WHERE seq <= ?").bind(1, last).run();
        file.database.prepare("DELETE FROM attachment WHERE seq <= ?").bind(1, last).run();
        file.database.prepare("UPDATE journal SET start_seq = ?, start_hash = ?")
            .bind(1, last)
            .bind_blob(2, as_bytes(start.hash))
            .run();
        transaction.commit();
        return removed;
    });
}

JournalResult<Journal::PinTries> Journal::pin_tries(const std::string& who) {
    return guarded([&](File& file) {
        PinTries tries;
        file.read_tries.bind(1, who);
        if (file.read_tries.step()) {
            tries.failures = static_cast<int>(file.read_tries.integer(0));
            if (!file.read_tries.is_null(1)) tries.locked_until = Timestamp(Milliseconds(file.read_tries.integer(1)));
        }
        file.read_tries.reset();
        return tries;
    });
}

JournalResult<void> Journal::keep_pin_tries(const std::string& who, const PinTries& tries) {
    return guarded([&](File& file) {
        sqlite::Transaction transaction(file.database);
        if (tries.failures == 0) {
            file.forget_tries.bind(1, who).run();
        } else {
            file.keep_tries.bind(1, who).bind(2, static_cast<std::int64_t>(tries.failures));
            if (tries.locked_until) {
                file.keep_tries.bind(3, static_cast<std::int64_t>(tries.locked_until->time_since_epoch().count()));
            } else {
                file.keep_tries.bind_null(3);
            }
            file.keep_tries.run();
        }
        transaction.commit();
    });
}

}  // namespace rancak::kiosk
