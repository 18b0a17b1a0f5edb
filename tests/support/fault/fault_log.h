#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rancak::test {

// What the preload library (preload.c) wrote down: the calls of one process that changed files of its folder.
struct FileCall {
    enum class Kind { create, write, truncate, sync, rename, unlink } kind;
    std::uint64_t inode = 0;
    std::uint64_t offset = 0;  // of a write; the new size of a truncate
    std::string path, second;  // absolute; second: where a rename leads
    std::string data;          // of a write
};
[[nodiscard]] std::vector<FileCall> read_fault_log(const std::filesystem::path&);

// The files of a folder as a power cut would leave them: of each file what fsync had brought to the disk, under the
// names that an fsync of the folder had brought there; everything else is gone (after LevelDB's fault injection, "drop
// what was not synced"). Folders themselves never get lost.
class DurableFolder {
 public:
    // What is in the folder now counts as durable.
    explicit DurableFolder(const std::filesystem::path&);

    void apply(const FileCall&);
    // Writes what is durable into an empty folder.
    void restore(const std::filesystem::path& to) const;

 private:
    struct Content {
        std::string now, durable;
    };
    struct NameCall {
        FileCall call;
        std::shared_ptr<Content> created;
    };
    using Names = std::map<std::string, std::shared_ptr<Content>>;
    static void rename_in(Names&, const NameCall&);

    std::filesystem::path root_;
    std::map<std::uint64_t, std::shared_ptr<Content>> files_;  // by inode
    Names durable_;                                            // by absolute path
    std::map<std::string, std::vector<NameCall>> pending_;     // by folder: not yet synced
};

}  // namespace rancak::test
