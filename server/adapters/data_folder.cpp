#include "server/adapters/data_folder.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace rancak::server {
namespace {

tl::unexpected<Error> failed(const std::string& what, const std::filesystem::path& path) {
    return fail(what + " " + path.string() + ": " + std::strerror(errno) + ".");
}

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Result<void> write_secret(const std::filesystem::path& path, const std::string& text) {
    auto draft = path;
    draft += ".new";
    {
        const File file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (file.get() < 0 || !write_all(file.get(), text + "\n") || fsync(file.get()) != 0)
            return failed("Cannot write", draft);
    }
    const File folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (rename(draft.c_str(), path.c_str()) != 0 || folder.get() < 0 || fsync(folder.get()) != 0)
        return failed("Cannot write", path);
    return {};
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
    const int file = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return failed("Cannot open", lock);
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        close(file);
        return fail("Another rancak-server uses " + path.string() + ". Stop it, or choose another folder with --data.");
    }
    return DataFolder(std::move(path), file);
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataFolder::~DataFolder() {
    if (lock_ >= 0) close(lock_);
}

Result<std::string> kept_secret(const std::filesystem::path& path, const std::string& fresh) {
    if (!std::filesystem::exists(path))
        if (auto written = write_secret(path, fresh); !written) return tl::unexpected<Error>(written.error());
    std::ifstream file(path);
    std::string text;
    if (!std::getline(file, text) || text.empty())
        return fail(path.string() + " cannot be read or is empty. Put back the file that was there.");
    return text;
}

}  // namespace rancak::server
