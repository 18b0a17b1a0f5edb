#pragma once

#include "shared/file.h"
#include "shared/result.h"

#include <filesystem>
#include <string>
#include <utility>

namespace rancak::server {

// The server's data folder, held by one process: a second one is refused until this object ends.
class DataFolder {
public:
    // Creates the folder (0700) when it is missing.
    [[nodiscard]] static Result<DataFolder> open(std::filesystem::path);

    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    DataFolder(std::filesystem::path path, FileDescriptor lock) : path_(std::move(path)), lock_(std::move(lock)) {}
    std::filesystem::path path_;
    FileDescriptor lock_;
};

// The secret text in the file, without its line feed. Writes `fresh` there first (0600, durable, whole or not at all)
// when there is no such file.
[[nodiscard]] Result<std::string> kept_secret(const std::filesystem::path&, const std::string& fresh);

}  // namespace rancak::server
