#include "admin/commands.h"

#include "admin/output_file.h"
#include "admin/print.h"
#include "admin/sheet_rows.h"
#include "shared/encoding.h"
#include "shared/keys.h"
#include "shared/xlsx/xlsx.h"

#include <fstream>
#include <iostream>

namespace rancak::admin {

int say_failed(World& world, const std::string& message) {
    world.err << "rancak-admin: " << message << '\n';
    return exit_failed;
}

int import_catalogue(World& world, Centre& centre, const std::filesystem::path& folder) {
    const auto read = read_catalogue_folder(folder);
    if (!read) {
        for (const std::string& mistake : read.error()) (void)say_failed(world, mistake);
        return say_failed(world, "nothing was imported; mend the " + std::to_string(read.error().size()) +
                                     " mistake(s) above first.");
    }
    {
        Progress progress(world, "photos sent");
        std::uint64_t sent = 0;
        for (const Photo& photo : read->photos) {
            if (const auto put = centre.put_photo(photo); !put) return say_failed(world, put.error().message);
            progress.at(++sent);
        }
    }
    const auto etag = centre.put_catalogue(read->catalogue);
    if (!etag) return say_failed(world, etag.error().message);
    const Catalogue& catalogue = read->catalogue;
    world.out << "Imported " << catalogue.offices.size() << " offices, " << catalogue.counters.size() << " counters, "
              << catalogue.officers.size() << " officers, " << catalogue.services.size() << " services, "
              << catalogue.reasons.size() << " reasons and " << read->photos.size() << " photos as catalogue " << *etag
              << ".\n";
    return exit_ok;
}

int enrol(World& world, Centre& centre, const std::string& office, const std::string& counter) {
    const auto code = centre.new_enrolment_code(office, counter);
    if (!code) return say_failed(world, code.error().message);
    world.err << "Give this code to the kiosk before " << to_rfc3339(code->expires)
              << ": rancak-kiosk --config FILE --enrol " << code->code << '\n';
    world.out << code->code << '\n';
    return exit_ok;
}

namespace {

Result<std::string> servers_spreadsheet(Centre& centre, TableWish wish, const std::function<Result<void>(std::string_view)>& write) {
    wish.format = Format::xlsx;
    const auto page = centre.page(wish);
    if (!page) return tl::unexpected<Error>(page.error());
    if (auto written = write(page->rows); !written) return tl::unexpected<Error>(written.error());
    return page->cursor;
}

}  // namespace

int export_table(World& world, Centre& centre, const ExportWish& wish) {
    const auto told = world.take_signals();
    const std::stop_callback stop_asking(told, [&] { centre.stop(); });
    auto output = Output::to(world, wish.out);
    if (!output) return say_failed(world, output.error().message);
    const auto write = [&](std::string_view bytes) { return output->write(bytes); };
    SheetRows sheet(std::string(table_names[static_cast<std::size_t>(wish.rows.table)]), make_xlsx);
    const auto cursor = [&] {
        Progress progress(world, "rows");
        const auto told_rows = [&](std::uint64_t rows) { progress.at(rows); };
        if (!wish.spreadsheet) return export_all(centre, wish.rows, write, told_rows);
        auto rows = wish.rows;
        if (rows.table == Table::events) return servers_spreadsheet(centre, rows, write);
        rows.format = Format::jsonl;
        auto read = export_all(centre, rows, [&](std::string_view lines) { return sheet.add(lines); }, told_rows);
        if (!read) return read;
        if (auto finished = sheet.finish(write); !finished) read = tl::unexpected(finished.error());
        return read;
    }();
    if (!cursor) return say_failed(world, told.stop_requested() ? told_to_end : cursor.error().message);
    if (const auto done = output->finish(); !done) return say_failed(world, done.error().message);
    if (cursor->empty()) return exit_ok;
    if (output->is_file()) {
        world.out << *cursor << '\n';
    } else {
        world.err << "To export only what is new next time: --since " << *cursor << '\n';
    }
    return exit_ok;
}

int show_standing(World& world, Centre& centre, const StandingWish& wish) {
    const auto reply = centre.standing(wish.officer, wish.from, wish.until);
    if (!reply) return say_failed(world, reply.error().message);
    if (wish.json) {
        world.out << "{\"as_of\":" << json_string(to_rfc3339(reply->as_of))
                  << ",\"standing\":" << encode(reply->standing) << "}\n";
    } else {
        world.out << describe(*reply);
    }
    return exit_ok;
}

int show_kiosks(World& world, Centre& centre) {
    const auto kiosks = centre.kiosks();
    if (!kiosks) return say_failed(world, kiosks.error().message);
    world.out << describe(*kiosks);
    return exit_ok;
}

int show_supports(World& world, Centre& centre) {
    const auto supports = centre.supports();
    if (!supports) return say_failed(world, supports.error().message);
    world.out << describe(*supports);
    return exit_ok;
}

int revoke(World& world, Centre& centre, const std::string& journal) {
    if (const auto done = centre.revoke(journal); !done) return say_failed(world, done.error().message);
    world.out << "Journal " << journal << " is revoked: the server takes nothing more from this kiosk.\n";
    return exit_ok;
}

int verify_file(World& world, const std::filesystem::path& path) {
    std::ifstream file;
    if (path != "-") {
        file.open(path, std::ios::binary);
        std::error_code error;
        if (!file || !std::filesystem::is_regular_file(path, error)) {
            return say_failed(world, "Cannot read " + path.string() + ". Check that the file exists and may be read.");
        }
    }
    std::istream& lines = path == "-" ? std::cin : file;
    Progress progress(world, "lines");
    const Verification found = verify_lines(lines, [&](std::uint64_t read) { progress.at(read); });
    if (lines.bad()) return say_failed(world, "Reading " + path.string() + " failed before its end.");
    world.out << describe(found);
    const bool something = !found.journals.empty();
    return something && found.whole() ? exit_ok : exit_failed;
}

int hash_pin(World& world) {
    const auto pin = world.read_secret("PIN");
    if (!pin || !is_pin(*pin)) return say_failed(world, std::string("A PIN has ") + pin_expected + ".");
    const auto hash = hash_password(*pin);
    if (!hash) return say_failed(world, hash.error().message);
    world.out << *hash << '\n';
    return exit_ok;
}

}  // namespace rancak::admin
