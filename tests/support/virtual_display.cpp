#include "tests/support/virtual_display.h"

#include <stdexcept>

namespace rancak::test {

VirtualDisplay::VirtualDisplay(int width, int height)
    : server_({"sh", "-c",
               "exec Xvfb -displayfd 1 -nolisten tcp -screen 0 " + std::to_string(width) + "x" + std::to_string(height) +
                   "x24 2>/dev/null"}) {
    const auto number = server_.wait_for_line("", std::chrono::seconds{60});
    if (!number) throw std::runtime_error("Xvfb did not start");
    name_ = ":" + *number;
}

}  // namespace rancak::test
