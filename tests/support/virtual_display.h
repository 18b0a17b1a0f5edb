#pragma once

#include "tests/support/process.h"

#include <string>

namespace rancak::test {

// X without a screen of glass, on a free display number; ends with the object. Throws when Xvfb does not start.
class VirtualDisplay {
public:
    VirtualDisplay(int width, int height);
    [[nodiscard]] const std::string& name() const { return name_; }  // ":7"

private:
    Process server_;
    std::string name_;
};

}  // namespace rancak::test
