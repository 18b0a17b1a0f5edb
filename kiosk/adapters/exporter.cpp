#include "kiosk/adapters/exporter.h"

#include "kiosk/adapters/journal_reader.h"
#include "kiosk/adapters/ratings_table.h"
#include "shared/output_file.h"

namespace rancak::kiosk {
namespace {

constexpr LinesLimit at_once{500, 256 * 1024};

// Runs `use(lines)` over the whole journal in bounded steps; ends early without an Error when `use` says false.
template <class Use>
Result<void> each_lines(JournalReader& reader, const JournalExtent& extent, Use use) {
    for (std::uint64_t next = extent.start.seq + 1; next <= extent.head.seq;) {
        auto lines = reader.read_from(next, at_once);
        if (!lines) return tl::unexpected(lines.error());
        if (lines->count == 0) return fail("The journal ends before its own head; it is damaged.");
        next += lines->count;
        Result<bool> going = use(*lines);
        if (!going) return tl::unexpected(going.error());
        if (!*going) return {};
    }
    return {};
}

template <class Use>
Result<void> each_line(const Lines& lines, Use use) {
    for (std::string_view rest = lines.text; !rest.empty();) {
        const auto end = rest.find('\n');
        if (auto used = use(rest.substr(0, end)); !used) return used;
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    }
    return {};
}

// One export: what is read, where it goes, how far it is.
struct Job {
    JournalReader reader;
    JournalExtent extent;
    OutputFile file;
    const std::atomic<bool>& stopping;
    Mailbox<Action>& mailbox;

    void tell(std::uint64_t done) { mailbox.post(ExportProgress{done, extent.events()}); }

    // The progress counts the lines written; learning them first is the quicker half.
    Result<void> write_ratings() {
        RatingsTable table;
        auto learnt = each_lines(reader, extent, [&](const Lines& lines) -> Result<bool> {
            (void)each_line(lines, [&](std::string_view line) -> Result<void> {
                table.learn(line);
                return {};
            });
            return !stopping;
        });
        if (!learnt) return learnt;
        if (auto written = file.write(ratings_table_columns); !written) return written;
        return each_lines(reader, extent, [&](const Lines& lines) -> Result<bool> {
            std::string rows;
            auto made = each_line(lines, [&](std::string_view line) { return table.row(line, reader, rows); });
            if (made) made = file.write(rows);
            if (!made) return tl::unexpected(made.error());
            tell(lines.head.seq - extent.start.seq);
            return !stopping;
        });
    }

    Result<void> write_journal() {
        return each_lines(reader, extent, [&](const Lines& lines) -> Result<bool> {
            if (auto written = file.write(lines.text); !written) return tl::unexpected(written.error());
            tell(lines.head.seq - extent.start.seq);
            return !stopping;
        });
    }
};

std::string file_name(ExportKind kind, const JournalExtent& extent, Timestamp now) {
    std::string time = to_rfc3339(now).substr(0, 19);
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    const bool ratings = kind == ExportKind::ratings_csv;
    return "rancak-" + extent.journal.substr(0, 8) + "-" + time + (ratings ? "-ratings.csv" : "-journal.jsonl");
}

}  // namespace

Exporter::Exporter(DataPaths paths, Mailbox<Action>& mailbox, const Clock& clock)
    : paths_(std::move(paths)), mailbox_(mailbox), clock_(clock) {}

Exporter::~Exporter() {
    stop();
    if (thread_.joinable()) thread_.join();
}

void Exporter::start(ExportKind kind, std::string folder) {
    stop();
    if (thread_.joinable()) thread_.join();
    stopping_ = false;
    thread_ = std::thread{[this, kind, folder = std::move(folder)] { run(kind, folder); }};
}

void Exporter::stop() { stopping_ = true; }

void Exporter::run(ExportKind kind, const std::string& folder) {
    const auto failed = [&](const Error& error) {
        mailbox_.post(ExportEnded{ExportEnded::How::failed, error.message});
    };
    auto reader = JournalReader::open(paths_.journal());
    if (!reader) return failed(reader.error());
    auto extent = reader->extent();
    if (!extent) return failed(extent.error());
    const auto path = std::filesystem::path{folder} / file_name(kind, *extent, clock_.now());
    auto file = OutputFile::create(path);
    if (!file) return failed(file.error());

    Job job{std::move(*reader), std::move(*extent), std::move(*file), stopping_, mailbox_};
    job.tell(0);
    const auto written = kind == ExportKind::ratings_csv ? job.write_ratings() : job.write_journal();
    if (!written) return failed(written.error());
    if (stopping_) return mailbox_.post(ExportEnded{ExportEnded::How::cancelled, ""});
    if (const auto whole = job.file.commit(); !whole) return failed(whole.error());
    mailbox_.post(ExportEnded{ExportEnded::How::done, path.string()});
}

}  // namespace rancak::kiosk
