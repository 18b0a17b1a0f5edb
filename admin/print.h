#pragma once

#include "admin/centre.h"
#include "admin/verify.h"

#include <cstdint>
#include <string>

namespace rancak::admin {

// What the commands write for a person, ended by a line feed.
[[nodiscard]] std::string describe(const StandingReply&);
[[nodiscard]] std::string describe(const Verification&);
[[nodiscard]] std::string describe(const std::vector<KioskReport>&);
[[nodiscard]] std::string describe(const std::vector<TopicSupport>&);

[[nodiscard]] std::string thousands(std::uint64_t);        // 1234567 -> 1,234,567
[[nodiscard]] std::string bar(double share, int columns);  // of blocks, to an eighth of a column; share 0 to 1

}  // namespace rancak::admin
