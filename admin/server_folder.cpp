#include "admin/server_folder.h"

#include "admin/commands.h"
#include "admin/print.h"
#include "shared/file.h"
#include "shared/sqlite/sqlite.h"

#include <ostream>
#include <sys/stat.h>

namespace rancak::admin {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_key_file = 1000;

Result<void> copy_into(const fs::path& data, const fs::path& folder) {
    const auto key = read_file(data / "seal.key", longest_key_file);
    if (!key) return tl::unexpected<Error>(key.error());
    std::error_code error;
    fs::create_directory(folder, error);
    if (error || chmod(folder.c_str(), 0700) != 0) return fail("Cannot make the folder " + folder.string() + ".");
    const auto file = folder / "server.db";
    try {
        sqlite::Database::open_reader(data / "server.db").back_up_to(file);
    } catch (const sqlite::Failure& failure) {
        return fail("Cannot copy " + (data / "server.db").string() + ": " + failure.what());
    }
    if (chmod(file.c_str(), 0600) != 0) return fail("Cannot protect " + file.string() + ".");
    return write_atomically(folder / "seal.key", *key, 0600);
}

}  // namespace

int back_up(World& world, const fs::path& data, const fs::path& out) {
    std::error_code error;
    if (!fs::exists(data / "server.db", error))
        return say_failed(world, "There is no server.db in " + data.string() + ". --data names the folder that stands in server.toml. A store "
                                 "in PostgreSQL is backed up by PostgreSQL's own programs: see docs/operations.md.");
    if (fs::exists(out, error)) return say_failed(world, out.string() + " is there already. Name a new folder.");
    const auto whole = fs::absolute(out, error).lexically_normal();
    auto part = whole;
    part += ".part";
    fs::remove_all(part, error);  // of one that was ended in the middle
    if (const auto copied = copy_into(data, part); !copied) {
        fs::remove_all(part, error);
        return say_failed(world, copied.error().message);
    }
    const auto bytes = fs::file_size(part / "server.db", error);
    fs::rename(part, whole, error);
    if (error) return say_failed(world, "Cannot make " + out.string() + ": " + error.message() + ".");
    if (const auto kept = sync_folder(whole.parent_path()); !kept) return say_failed(world, kept.error().message);
    world.out << "Backed up to " << out.string() << ": server.db, " << thousands(bytes)
              << " bytes, checked, and seal.key. Keep it as carefully as a password.\n";
    return exit_ok;
}

}  // namespace rancak::admin
