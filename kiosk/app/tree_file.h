#pragma once

#include "kiosk/ui/tree.h"
#include "shared/result.h"

#include <filesystem>
#include <optional>

namespace rancak::kiosk {

// Keeps the accessibility tree of what is on the screen in a file, for tests and assistive tools. Replaced by a rename,
// so a reader finds the old tree or the new one whole; not synced to the disk, for it means nothing after a cut.
class TreeFile {
public:
    explicit TreeFile(std::filesystem::path file) : file_(std::move(file)) {}

    // Writes when the tree differs from the last one written.
    [[nodiscard]] Result<void> show(const Tree&);

private:
    std::filesystem::path file_;
    std::optional<Tree> shown_;
};

}  // namespace rancak::kiosk
