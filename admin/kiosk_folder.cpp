#include "admin/kiosk_folder.h"

#include "admin/commands.h"
#include "admin/output_file.h"
#include "admin/print.h"
#include "kiosk/adapters/courier_memory.h"
#include "kiosk/adapters/data_folder.h"
#include "kiosk/adapters/journal_reader.h"
#include "shared/folder_watch.h"

#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace rancak::admin {

namespace {

using kiosk::ChainCheck;
using kiosk::DataPaths;
using kiosk::JournalExtent;
using kiosk::JournalReader;

constexpr std::size_t events_at_once = 1000;
constexpr std::size_t bytes_at_once = 1024 * 1024;
constexpr const char* where_data_is = "--data names the folder that stands in kiosk.toml under [data], or one below its former/.";

// What the journal holds and how far the courier has come with it.
struct KioskStanding {
    JournalExtent extent;
    std::optional<kiosk::CourierGlance> courier;  // none: nothing was ever sent, or its memory was lost

    [[nodiscard]] std::uint64_t acknowledged() const { return courier ? courier->sending.acknowledged.seq : 0; }
    [[nodiscard]] std::uint64_t waiting() const { return extent.head.seq - std::min(extent.head.seq, acknowledged()); }
};

Result<KioskStanding> how_it_stands(JournalReader& reader, const std::filesystem::path& data) {
    auto extent = reader.extent();
    if (!extent) return tl::unexpected(extent.error());
    auto courier = kiosk::glance_at_courier(DataPaths{data}.courier(), extent->journal);
    if (!courier) return tl::unexpected(courier.error());
    return KioskStanding{std::move(*extent), std::move(*courier)};
}

// How it stands when nothing waits, or when `patience` is over. Looks again whenever the kiosk writes.
Result<KioskStanding> wait_until_sent(JournalReader& reader, const std::filesystem::path& data, std::chrono::seconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    auto watch = FolderWatch::open(data);
    if (!watch) return tl::unexpected(watch.error());
    for (;;) {
        auto standing = how_it_stands(reader, data);
        if (!standing || standing->waiting() == 0 || !watch->wait(until)) return standing;
    }
}

std::string describe(const KioskStanding& standing) {
    const JournalExtent& extent = standing.extent;
    std::string out = fmt::format("Journal    {}\nEvents     {}", extent.journal, thousands(extent.events()));
    if (extent.events() > 0) out += fmt::format(", {} to {}", extent.start.seq + 1, extent.head.seq);
    out += fmt::format("\nHead       {} {}\n", extent.head.seq, to_hex(extent.head.hash));
    if (const auto& courier = standing.courier; courier && courier->sending.last_receipt) {
        out += fmt::format("Receipt    {} {}, at {}\n", courier->sending.acknowledged.seq,
                           to_hex(courier->sending.acknowledged.hash), to_rfc3339(*courier->sending.last_receipt));
        if (courier->parked > 0) out += fmt::format("Parked     {} by the server: stored, not understood\n", thousands(courier->parked));
        if (!courier->sending.fork.empty()) out += fmt::format("FORK       {}\n", courier->sending.fork);
    } else {
        out += "Receipt    none yet\n";
    }
    return out + fmt::format("Waiting    {}\n", thousands(standing.waiting()));
}

// The folder's journal, or what to do about a folder that has none.
Result<JournalReader> open_journal(const std::filesystem::path& data) {
    const auto file = DataPaths{data}.journal();
    std::error_code unknown;
    if (!std::filesystem::is_directory(data, unknown)) return fail(data.string() + " is no folder. " + where_data_is);
    if (!std::filesystem::exists(file, unknown))
        return fail(data.string() + " is not the data folder of a kiosk that was enrolled: it holds no journal.db. " + where_data_is);
    return JournalReader::open(file);
}

int recheck_chain(World& world, JournalReader& reader) {
    ChainCheck check;
    Progress progress(world, "events rechecked");
    for (std::uint64_t checked = 0;;) {
        const auto outcome = check.step(reader, events_at_once);
        if (!outcome) return say_failed(world, outcome.error().message);
        if (*outcome == ChainCheck::Outcome::damaged) {
            world.out << "Chain      BROKEN: " << check.damage() << '\n';
            return exit_failed;
        }
        if (*outcome == ChainCheck::Outcome::whole) break;
        progress.at(checked += events_at_once);
    }
    world.out << "Chain      whole\n";
    return exit_ok;
}

// The events up to the extent's head, unless the token asks to stop.
Result<void> write_lines(World& world, JournalReader& reader, const JournalExtent& extent, Output& output,
                         const std::stop_token& told) {
    Progress progress(world, "events");
    for (std::uint64_t next = extent.start.seq + 1; next <= extent.head.seq;) {
        if (told.stop_requested()) return fail(told_to_end);
        const auto limit = std::min<std::uint64_t>(events_at_once, extent.head.seq - next + 1);
        const auto lines = reader.read_from(next, {static_cast<std::size_t>(limit), bytes_at_once});
        if (!lines) return tl::unexpected(lines.error());
        if (lines->count == 0) return fail("The journal ends before its own head; it is damaged.");
        if (auto written = output.write(lines->text); !written) return written;
        next += lines->count;
        progress.at(next - extent.start.seq - 1);
    }
    return {};
}

}  // namespace

int journal_status(World& world, const std::filesystem::path& data, std::optional<std::chrono::seconds> until_sent) {
    auto reader = open_journal(data);
    if (!reader) return say_failed(world, reader.error().message);
    const auto standing = until_sent ? wait_until_sent(*reader, data, *until_sent) : how_it_stands(*reader, data);
    if (!standing) return say_failed(world, standing.error().message);
    world.out << describe(*standing);
    const int chain = recheck_chain(world, *reader);
    if (chain != exit_ok || !until_sent || standing->waiting() == 0) return chain;
    return say_failed(world, thousands(standing->waiting()) + " events still wait to be sent.");
}

int journal_export(World& world, const std::filesystem::path& data, const std::filesystem::path& out) {
    const auto told = world.take_signals();
    auto reader = open_journal(data);
    if (!reader) return say_failed(world, reader.error().message);
    const auto extent = reader->extent();
    if (!extent) return say_failed(world, extent.error().message);
    auto output = Output::to(world, out);
    if (!output) return say_failed(world, output.error().message);
    if (const auto written = write_lines(world, *reader, *extent, *output, told); !written)
        return say_failed(world, written.error().message);
    if (const auto done = output->finish(); !done) return say_failed(world, done.error().message);
    world.err << fmt::format("Exported {} events of journal {}, head {} {}\n", thousands(extent->events()), extent->journal,
                             extent->head.seq, to_hex(extent->head.hash));
    return exit_ok;
}

}  // namespace rancak::admin
