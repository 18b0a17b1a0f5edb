#pragma once

#include "shared/file.h"

#include <filesystem>
#include <string_view>

namespace rancak {

// A file that appears whole or not at all, written bit by bit: the bytes go to PATH.part, commit() makes them durable
// and renames. Without a commit the part is removed when the object ends, and what stood at PATH stays. A
// device, a pipe or a folder at PATH is an Error; a link is followed.
class OutputFile {
public:
    [[nodiscard]] static Result<OutputFile> create(std::filesystem::path);
    OutputFile(OutputFile&&) noexcept = default;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    [[nodiscard]] Result<void> write(std::string_view);
    [[nodiscard]] Result<void> commit();

private:
    OutputFile(std::filesystem::path path, std::filesystem::path part, FileDescriptor file)
        : path_(std::move(path)), part_(std::move(part)), file_(std::move(file)) {}

    std::filesystem::path path_, part_;
    FileDescriptor file_;  // none once committed
};

}  // namespace rancak
