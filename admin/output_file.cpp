#include "admin/output_file.h"

#include <cerrno>
#include <fcntl.h>
#include <ostream>
#include <unistd.h>

namespace rancak::admin {

namespace {

tl::unexpected<Error> cannot_write(const std::filesystem::path& path) {
    return fail("Cannot write " + path.string() + ": " + system_message(errno) + ".");
}

}  // namespace

Result<OutputFile> OutputFile::create(std::filesystem::path path) {
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

Result<Output> Output::to(World& world, const std::filesystem::path& file) {
    Output output(world);
    if (file.empty()) return output;
    auto created = OutputFile::create(file);
    if (!created) return tl::unexpected(created.error());
    output.file_.emplace(std::move(*created));
    return output;
}

Result<void> Output::write(std::string_view bytes) {
    if (file_) return file_->write(bytes);
    if (world_.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return {};
    return fail("Standard output takes no more.");
}

Result<void> Output::finish() {
    if (file_) return file_->commit();
    if (world_.out.flush()) return {};
    return fail("Standard output takes no more.");
}

}  // namespace rancak::admin
