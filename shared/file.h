#pragma once

#include "shared/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>

namespace rancak {

// Owns a file descriptor; closes it when it ends. -1: none.
class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
    FileDescriptor(FileDescriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~FileDescriptor();

    [[nodiscard]] int get() const { return descriptor_; }
    explicit operator bool() const { return descriptor_ >= 0; }

private:
    int descriptor_ = -1;
};

// Replaces the file by these bytes so that a power cut leaves the old or the new one whole: a temporary file beside it,
// fsync, rename, fsync of the folder. Durable when it returns without an Error. The temporary file is
// `.NAME.new`; one left behind by a cut is overwritten by the next write.
[[nodiscard]] Result<void> write_atomically(const std::filesystem::path&, std::string_view bytes, mode_t mode = 0644);

// The whole file; an Error when it is missing, unreadable or longer than `max_bytes`.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path&, std::size_t max_bytes);

// Makes renames and removals in the folder durable.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path&);

// Writes all the bytes, whatever the number of calls it takes.
[[nodiscard]] Result<void> write_all(const FileDescriptor&, std::string_view bytes, const std::filesystem::path& name);

// "Disk full" and the like: what errno means to a person.
[[nodiscard]] std::string system_message(int error_number);

}  // namespace rancak
