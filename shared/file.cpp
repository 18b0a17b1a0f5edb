#include "shared/file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rancak {

namespace {

tl::unexpected<Error> failed(std::string_view what, const std::filesystem::path& path) {
    const int error_number = errno;
    return fail(std::string(what) + " " + path.string() + ": " + system_message(error_number) + ".");
}

Result<void> sync_file(const FileDescriptor& file, const std::filesystem::path& path) {
    if (fsync(file.get()) != 0) return failed("Cannot bring to the disk", path);
    return {};
}

Result<void> write_whole(const std::filesystem::path& path, std::string_view bytes, mode_t mode) {
    const FileDescriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!file) return failed("Cannot write", path);
    // A file left behind by a power cut keeps its own mode, and the umask takes bits away.
    if (fchmod(file.get(), mode) != 0) return failed("Cannot set the permissions of", path);
    if (auto written = write_all(file, bytes, path); !written) return written;
    return sync_file(file, path);
}

}  // namespace

FileDescriptor::~FileDescriptor() {
    if (descriptor_ >= 0) close(descriptor_);
}

std::string system_message(int error_number) {
    switch (error_number) {
        case ENOSPC:
        case EDQUOT:
            return "the disk is full";
        case EROFS:
            return "the disk can only be read";
        case EACCES:
        case EPERM:
            return "this user has no permission";
        case ENOENT:
            return "it does not exist";
        case EIO:
            return "the disk reports an error";
        default: {
            std::array<char, 128> buffer{};
            return strerror_r(error_number, buffer.data(), buffer.size());  // the GNU form returns the text
        }
    }
}

Result<void> write_all(const FileDescriptor& file, std::string_view bytes, const std::filesystem::path& name) {
    while (!bytes.empty()) {
        const ssize_t written = write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed("Cannot write", name);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> sync_folder(const std::filesystem::path& path) {
    const FileDescriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) return failed("Cannot open the folder", path);
    return sync_file(folder, path);
}

Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes, mode_t mode) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const std::filesystem::path temporary = folder / ("." + path.filename().string() + ".new");
    auto written = write_whole(temporary, bytes, mode);
    if (written && rename(temporary.c_str(), path.c_str()) != 0) written = failed("Cannot replace", path);
    if (!written) {
        unlink(temporary.c_str());
        return written;
    }
    return sync_folder(folder);
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
    const FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return failed("Cannot read", path);
    struct stat found {};
    if (fstat(file.get(), &found) != 0) return failed("Cannot read", path);
    if (!S_ISREG(found.st_mode)) return fail("Cannot read " + path.string() + ": it is no file.");
    std::string bytes;
    std::array<char, 64 * 1024> buffer;
    while (true) {
        const ssize_t count = read(file.get(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failed("Cannot read", path);
        if (count == 0) return bytes;
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        if (bytes.size() > max_bytes) {
            return fail("Cannot read " + path.string() + ": it is longer than " + std::to_string(max_bytes) +
                        " bytes.");
        }
    }
}

}  // namespace rancak
