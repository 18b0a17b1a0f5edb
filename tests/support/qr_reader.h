#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rancak::test {

// What a telephone reads from a picture of one QR code, upright and with its light margin: grey from 0 to 255, row by
// row. By another library than the one that makes ours; empty when there is none to read.
[[nodiscard]] std::string read_qr_code(const std::vector<std::uint8_t>& grey, int width, int height);

}  // namespace rancak::test
