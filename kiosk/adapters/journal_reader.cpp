#include "kiosk/adapters/journal_reader.h"

#include "kiosk/adapters/journal_schema.h"
#include "kiosk/adapters/small_cache.h"

#include <algorithm>

namespace rancak::kiosk {

struct JournalReader::File {
    explicit File(const std::filesystem::path& path) : database(sqlite::Database::open_reader(path)) {
        if (database.user_version() != static_cast<std::int64_t>(journal_steps.size()))
            throw std::runtime_error("it was written by another version of the program, or never finished");
        if (const auto what = sqlite::difference(database, journal_schema))
            throw std::runtime_error("it was laid down by another build of rancak-kiosk (its " + *what + " is another); read it with that one");
        database.execute(small_cache);
        read_start = database.prepare("SELECT id, start_seq, start_hash FROM journal");
        read_newest = database.prepare("SELECT seq, line FROM event ORDER BY seq DESC LIMIT 1");
        read_lines = database.prepare("SELECT seq, line FROM event WHERE seq >= ? ORDER BY seq LIMIT ?");
        read_line = database.prepare("SELECT line FROM event WHERE seq = ?");
        read_attachments =
            database.prepare("SELECT hash, sealed FROM attachment WHERE seq BETWEEN ? AND ? ORDER BY seq, hash");
        read_shifts = database.prepare(
            "SELECT line FROM (SELECT seq, line FROM event WHERE kind = 'shift' ORDER BY seq DESC LIMIT 1000) "
            "ORDER BY seq");
    }

    std::pair<std::string, Head> start() {
        if (!read_start.step()) throw std::runtime_error("it has no identity");
        std::string journal(read_start.text(0));
        const auto hash = hash_from_bytes(read_start.text(2));
        const Head head{static_cast<std::uint64_t>(read_start.integer(1)), hash.value_or(Hash{})};
        read_start.reset();
        if (!hash) throw std::runtime_error("its first head is damaged");
        return {std::move(journal), head};
    }

    sqlite::Database database;
    sqlite::Statement read_start, read_newest, read_lines, read_line, read_attachments, read_shifts;
};

JournalReader::JournalReader(std::unique_ptr<File> file) : file_(std::move(file)) {}
JournalReader::JournalReader(JournalReader&&) noexcept = default;
JournalReader& JournalReader::operator=(JournalReader&&) noexcept = default;
JournalReader::~JournalReader() = default;

template <class Work>
auto JournalReader::guarded(Work&& work) -> Result<decltype(std::declval<Work&>()(std::declval<File&>()))> {
    try {
        return work(*file_);
    } catch (const std::exception& thrown) {
        // A statement left in the middle would hold a read transaction and stop the writer's checkpoints.
        for (auto* statement : {&file_->read_start, &file_->read_newest, &file_->read_lines, &file_->read_line,
                                &file_->read_attachments, &file_->read_shifts}) {
            statement->reset();
        }
        return fail("Cannot read the journal: " + std::string(thrown.what()) + ".");
    }
}

Result<JournalReader> JournalReader::open(const std::filesystem::path& journal_db) {
    try {
        return JournalReader(std::make_unique<File>(journal_db));
    } catch (const std::exception& thrown) {
        return fail("Cannot read the journal " + journal_db.string() + ": " + thrown.what() + ".");
    }
}

Result<JournalExtent> JournalReader::extent() {
    return guarded([](File& file) {
        JournalExtent extent;
        std::tie(extent.journal, extent.start) = file.start();
        extent.head = extent.start;
        if (file.read_newest.step()) {
            extent.head = {static_cast<std::uint64_t>(file.read_newest.integer(0)), blake2b(file.read_newest.text(1))};
        }
        file.read_newest.reset();
        return extent;
    });
}

Result<Lines> JournalReader::read_from(std::uint64_t seq, LinesLimit limit) {
    return guarded([&](File& file) {
        Lines lines{.first = seq, .count = 0, .text = {}, .head = {}};
        lines.text.reserve(std::min<std::size_t>(limit.bytes, limit.events * 400));
        std::size_t last_begin = 0;
        file.read_lines.bind(1, static_cast<std::int64_t>(seq)).bind(2, static_cast<std::int64_t>(limit.events));
        while (file.read_lines.step()) {
            if (file.read_lines.integer(0) != static_cast<std::int64_t>(seq + lines.count)) {
                throw std::runtime_error("event " + std::to_string(seq + lines.count) + " is not kept any more");
            }
            const auto line = file.read_lines.text(1);
            if (lines.count > 0 && lines.text.size() + line.size() + 1 > limit.bytes) break;
            last_begin = lines.text.size();
            lines.text.append(line).push_back('\n');
            ++lines.count;
        }
        file.read_lines.reset();
        if (lines.count > 0) {
            const std::string_view last(lines.text.data() + last_begin, lines.text.size() - last_begin - 1);
            lines.head = {seq + lines.count - 1, blake2b(last)};
        }
        return lines;
    });
}

Result<std::optional<Hash>> JournalReader::hash_of(std::uint64_t seq) {
    return guarded([&](File& file) -> std::optional<Hash> {
        file.read_line.bind(1, static_cast<std::int64_t>(seq));
        std::optional<Hash> hash;
        if (file.read_line.step()) hash = blake2b(file.read_line.text(0));
        file.read_line.reset();
        if (hash) return hash;
        const auto [journal, start] = file.start();
        return start.seq == seq ? std::optional(start.hash) : std::nullopt;
    });
}

Result<std::vector<StoredAttachment>> JournalReader::attachments(std::uint64_t first, std::uint64_t last) {
    return guarded([&](File& file) {
        std::vector<StoredAttachment> found;
        file.read_attachments.bind(1, static_cast<std::int64_t>(first)).bind(2, static_cast<std::int64_t>(last));
        while (file.read_attachments.step()) {
            const auto hash = hash_from_bytes(file.read_attachments.text(0));
            if (!hash) throw std::runtime_error("an attachment's hash is damaged");
            found.push_back({*hash, std::string(file.read_attachments.text(1))});
        }
        file.read_attachments.reset();
        return found;
    });
}

Result<std::vector<ShiftEvent>> JournalReader::shifts() {
    return guarded([](File& file) {
        std::vector<ShiftEvent> shifts;
        while (file.read_shifts.step()) {
            const auto event = read_event_line(file.read_shifts.text(0));
            if (!event) throw std::runtime_error("a shift event is unreadable");
            const auto body = decode_body(event->kind, event->body);
            if (!body) throw std::runtime_error("a shift event is unreadable");
            if (const auto* shift = std::get_if<ShiftBody>(&*body)) shifts.push_back({*shift, event->at});
        }
        file.read_shifts.reset();
        return shifts;
    });
}

ChainCheck::Outcome ChainCheck::damaged(std::string why) {
    damage_ = "The chain of events is damaged: " + std::move(why) + ". Keep the data folder and call for help.";
    return Outcome::damaged;
}

Result<ChainCheck::Outcome> ChainCheck::step(JournalReader& reader, std::size_t events) {
    if (!damage_.empty()) return Outcome::damaged;
    if (!chain_) {
        const auto extent = reader.extent();
        if (!extent) return tl::unexpected(extent.error());
        chain_.emplace(extent->start);
        until_ = extent->head;
    }
    const auto wanted = std::min<std::uint64_t>(events, until_.seq - chain_->head().seq);
    if (wanted == 0) return Outcome::whole;
    const auto lines = reader.read_from(chain_->head().seq + 1, {static_cast<std::size_t>(wanted), SIZE_MAX});
    if (!lines) {
        chain_.reset();  // pruned meanwhile, or the file is out of reach
        return tl::unexpected(lines.error());
    }
    std::string_view rest = lines->text;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        if (auto wrong = chain_->add(rest.substr(0, end))) return damaged(std::move(*wrong));
        rest.remove_prefix(end + 1);
    }
    if (chain_->head().seq < until_.seq) {
        return lines->count == wanted ? Outcome::more : damaged("its newest events are missing");
    }
    return chain_->head() == until_ ? Outcome::whole : damaged("its newest event changed while it was read");
}

}  // namespace rancak::kiosk
