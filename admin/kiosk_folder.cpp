#include "admin/kiosk_folder.h"

#include "admin/commands.h"
#include "admin/output_file.h"
#include "admin/print.h"
#include "kiosk/adapters/data_folder.h"
#include "kiosk/adapters/journal_reader.h"

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

std::string describe(const JournalExtent& extent) {
    std::string out = fmt::format("Journal    {}\nEvents     {}", extent.journal, thousands(extent.events()));
    if (extent.events() > 0) out += fmt::format(", {} to {}", extent.start.seq + 1, extent.head.seq);
    return out + fmt::format("\nHead       {} {}\n", extent.head.seq, to_hex(extent.head.hash));
}

}  // namespace

int journal_status(World& world, const std::filesystem::path& data) {
    auto reader = JournalReader::open(DataPaths{data}.journal());
    if (!reader) return say_failed(world, reader.error().message);
    const auto extent = reader->extent();
    if (!extent) return say_failed(world, extent.error().message);
    world.out << describe(*extent);

    ChainCheck check;
    Progress progress(world, "events rechecked");
    for (std::uint64_t checked = 0;;) {
        const auto outcome = check.step(*reader, events_at_once);
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

int journal_export(World& world, const std::filesystem::path& data, const std::filesystem::path& out) {
    auto reader = JournalReader::open(DataPaths{data}.journal());
    if (!reader) return say_failed(world, reader.error().message);
    const auto extent = reader->extent();
    if (!extent) return say_failed(world, extent.error().message);
    auto output = Output::to(world, out);
    if (!output) return say_failed(world, output.error().message);

    Progress progress(world, "events");
    for (std::uint64_t next = extent->start.seq + 1; next <= extent->head.seq;) {
        const auto limit = std::min<std::uint64_t>(events_at_once, extent->head.seq - next + 1);
        const auto lines = reader->read_from(next, {static_cast<std::size_t>(limit), bytes_at_once});
        if (!lines) return say_failed(world, lines.error().message);
        if (lines->count == 0) return say_failed(world, "The journal ends before its own head; it is damaged.");
        if (const auto written = output->write(lines->text); !written) return say_failed(world, written.error().message);
        next += lines->count;
        progress.at(next - extent->start.seq - 1);
    }
    if (const auto done = output->finish(); !done) return say_failed(world, done.error().message);
    world.err << fmt::format("Exported {} events of journal {}, head {} {}\n", thousands(extent->events()), extent->journal,
                             extent->head.seq, to_hex(extent->head.hash));
    return exit_ok;
}

}  // namespace rancak::admin
