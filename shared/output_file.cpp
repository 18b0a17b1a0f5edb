#include "shared/output_file.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace rancak {

namespace {

tl::unexpected<Error> cannot_write(const std::filesystem::path& path) {
    return fail("Cannot write " + path.string() + ": " + system_message(errno) + ".");
}

}  // namespace

Result<OutputFile> OutputFile::create(std::filesystem::path path) {
    std::error_code error;
    // A link stays one: what it leads to is replaced.
    if (std::filesystem::is_symlink(path, error)) {
        const bool leads_somewhere = std::filesystem::exists(path, error);
        error.clear();
        path = leads_somewhere ? std::filesystem::canonical(path, error)
                               : path.parent_path() / std::filesystem::read_symlink(path, error);
        if (error) return fail("Cannot write " + path.string() + ": " + error.message() + ".");
    }
    if (std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error))
        return fail(path.string() + " is no file, and would be replaced by one. Name a file.");
    std::filesystem::path part = path;
    part += ".part";
    FileDescriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file) return cannot_write(part);
    return OutputFile(std::move(path), std::move(part), std::move(file));
}

OutputFile::~OutputFile() {
    if (!file_) return;
    std::error_code ignored;
    std::filesystem::remove(part_, ignored);
}

Result<void> OutputFile::write(std::string_view bytes) { return write_all(file_, bytes, part_); }

Result<void> OutputFile::commit() {
    if (::fsync(file_.get()) != 0) return cannot_write(part_);
    if (::rename(part_.c_str(), path_.c_str()) != 0) return cannot_write(path_);
    file_ = FileDescriptor();
    return sync_folder(path_.has_parent_path() ? path_.parent_path() : std::filesystem::path("."));
}

}  // namespace rancak
