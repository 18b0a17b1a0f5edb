#pragma once

#include "admin/world.h"
#include "shared/output_file.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace rancak::admin {

// Where a command's data goes: to a file, or to standard output when no file is named.
class Output {
public:
    [[nodiscard]] static Result<Output> to(World&, const std::filesystem::path& file);

    [[nodiscard]] bool is_file() const { return file_.has_value(); }
    [[nodiscard]] Result<void> write(std::string_view);
    [[nodiscard]] Result<void> finish();  // only now does a file appear

private:
    explicit Output(World& world) : world_(world) {}

    World& world_;
    std::optional<OutputFile> file_;
};

}  // namespace rancak::admin
