#pragma once

#include "admin/centre.h"
#include "admin/world.h"

#include <filesystem>
#include <optional>
#include <string>

namespace rancak::admin {

// Each command says what it did or why it could not, and answers the exit code.

[[nodiscard]] int import_catalogue(World&, Centre&, const std::filesystem::path& folder);
[[nodiscard]] int enrol(World&, Centre&, const std::string& office, const std::string& counter);

struct ExportWish {
    TableWish rows;
    bool spreadsheet = false;   // XLSX, made here of JSON Lines; of raw events, whose lines are no rows, made by the server
    std::filesystem::path out;  // empty: standard output
};
// To a file: the last cursor goes to standard output. To standard output: to standard error.
[[nodiscard]] int export_table(World&, Centre&, const ExportWish&);

struct StandingWish {
    std::string officer;
    std::optional<LocalDay> from, until;
    bool json = false;
};
[[nodiscard]] int show_standing(World&, Centre&, const StandingWish&);

[[nodiscard]] int show_kiosks(World&, Centre&);
[[nodiscard]] int show_supports(World&, Centre&);
[[nodiscard]] int revoke(World&, Centre&, const std::string& journal);
[[nodiscard]] int verify_file(World&, const std::filesystem::path&);  // "-": standard input; without an event it fails
[[nodiscard]] int hash_pin(World&);

[[nodiscard]] int say_failed(World&, const std::string& message);
inline constexpr const char* told_to_end =
    "It was told to end before the export was whole. Export again; a file named with --out is as it was.";

}  // namespace rancak::admin
