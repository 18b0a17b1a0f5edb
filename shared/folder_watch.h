#pragma once

#include "shared/file.h"

#include <chrono>
#include <filesystem>

namespace rancak {

// Tells that something in a folder changed: a file written, made, renamed or removed, not in folders below it. What
// changed after open() is not missed, so: open, look, wait, look again. One thread. Through inotify.
class FolderWatch {
public:
    [[nodiscard]] static Result<FolderWatch> open(const std::filesystem::path& folder);

    // Returns at once when something has changed since the last call. False: nothing did before `until`.
    [[nodiscard]] bool wait(std::chrono::steady_clock::time_point until);

private:
    explicit FolderWatch(FileDescriptor changes) : changes_(std::move(changes)) {}
    FileDescriptor changes_;
};

}  // namespace rancak
