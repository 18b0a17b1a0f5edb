#include "kiosk/adapters/data_folder.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace rancak::kiosk {

namespace {

Result<void> create(const std::filesystem::path& folder) {
    if (mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return {};
    if (errno == ENOENT && folder.has_parent_path() && folder != folder.parent_path()) {
        if (auto parent = create(folder.parent_path()); !parent) return parent;
        if (mkdir(folder.c_str(), 0700) == 0) return {};
    }
    return fail("Cannot make the data folder " + folder.string() + ": " + system_message(errno) + ".");
}

}  // namespace

Result<DataFolder> DataFolder::open(const std::filesystem::path& given) {
    std::filesystem::path root = std::filesystem::absolute(given).lexically_normal();
    if (!root.has_filename()) root = root.parent_path();  // written with a '/' at the end
    if (auto made = create(root); !made) return tl::unexpected(made.error());
    DataPaths paths{std::move(root)};
    FileDescriptor lock(::open(paths.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock) return fail("Cannot use the data folder " + paths.root.string() + ": " + system_message(errno) + ".");
    if (flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) {
            return fail("Cannot lock the data folder " + paths.root.string() + ": " + system_message(errno) + ".");
        }
        return fail(
            "The data folder " + paths.root.string() +
            " is in use by another running kiosk. Close that one, or give this one its own folder with --data.");
    }
    return DataFolder(std::move(paths), std::move(lock));
}

}  // namespace rancak::kiosk
