#pragma once

#include "tests/bench/screen/program.h"

#include <string>

namespace rancak::bench {

// Xvfb with a free display number, no network and no mouse cursor; it ends with this object.
class VirtualScreen {
public:
    [[nodiscard]] static Result<VirtualScreen> start(int width, int height, const std::filesystem::path& log);
    [[nodiscard]] const std::string& display() const { return display_; }  // ":7"

private:
    VirtualScreen(Program program, std::string display) : program_(std::move(program)), display_(std::move(display)) {}
    Program program_;
    std::string display_;
};

}  // namespace rancak::bench
