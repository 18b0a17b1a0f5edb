#pragma once

#include "shared/random.h"
#include "shared/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace rancak::server {

// The server's data folder, held by one process: a second one is refused until this object ends.
class DataFolder {
public:
    // Creates the folder (0700) when it is missing.
    [[nodiscard]] static Result<DataFolder> open(std::filesystem::path);
    ~DataFolder();
    DataFolder(DataFolder&&) noexcept;
    DataFolder& operator=(DataFolder&&) = delete;

    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    DataFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}
    std::filesystem::path path_;
    int lock_ = -1;
};

// The secret text in the file, without its line feed. Writes `fresh` there first (0600, durable, whole or not at all)
// when there is no such file.
[[nodiscard]] Result<std::string> kept_secret(const std::filesystem::path&, const std::string& fresh);

}  // namespace rancak::server
