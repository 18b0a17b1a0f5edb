#include "server/adapters/data_folder.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>

namespace rancak::server {
namespace {

tl::unexpected<Error> failed(const std::string& what, const std::filesystem::path& path) {
    return fail(what + " " + path.string() + ": " + system_message(errno) + ".");
}

}  // namespace

Result<DataFolder> DataFolder::open(std::filesystem::path path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        std::filesystem::create_directories(path, error);
        if (error) return fail("Cannot create the data folder " + path.string() + ": " + error.message() + ".");
        if (chmod(path.c_str(), 0700) != 0) return failed("Cannot protect the data folder", path);
    }
    const auto lock = path / "lock";
    FileDescriptor file(::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file) return failed("Cannot open", lock);
    if (flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        return fail("Another rancak-server uses " + path.string() + ". Stop it, or choose another folder with --data.");
    return DataFolder(std::move(path), std::move(file));
}

Result<std::string> kept_secret(const std::filesystem::path& path, const std::string& fresh) {
    if (!std::filesystem::exists(path))
        if (auto written = write_atomically(path, fresh + "\n", 0600); !written) return tl::unexpected<Error>(written.error());
    std::ifstream file(path);
    std::string text;
    if (!std::getline(file, text) || text.empty())
        return fail(path.string() + " cannot be read or is empty. Put back the file that was there.");
    return text;
}

}  // namespace rancak::server
