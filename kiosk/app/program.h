#pragma once

namespace rancak::kiosk {

// The program rancak-kiosk: 0 ended as asked, 1 failed, 2 used wrongly. SIGINT and SIGTERM end it.
[[nodiscard]] int run_program(int argc, const char* const* argv);

}  // namespace rancak::kiosk
