#pragma once

#include <filesystem>

namespace rancak::test {

// A folder of its own under the system's temporary folder, removed with all in it when the object ends.
class TemporaryFolder {
 public:
    TemporaryFolder();
    // In memory where the system offers that (/dev/shm): for tests that sync thousands of times and do not ask whether
    // the disk obeys.
    [[nodiscard]] static TemporaryFolder in_memory();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

 private:
    explicit TemporaryFolder(const std::filesystem::path& parent);
    std::filesystem::path path_;
};

}  // namespace rancak::test
