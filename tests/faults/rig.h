#pragma once

#include "tests/faults/centre.h"
#include "tests/support/fault/fault_environment.h"
#include "tests/support/fault/fault_log.h"
#include "tests/support/places.h"

#include <functional>
#include <string>
#include <vector>

namespace rancak::test {

// A rating that a visitor was thanked for.
struct Thanked {
    std::string journal;
    std::uint64_t seq = 0;
    friend auto operator<=>(const Thanked&, const Thanked&) = default;
};
[[nodiscard]] std::vector<Thanked> thanked_in(const std::string& driver_output);

// The invariant: every thanked rating is on the server exactly once, and what is there is a whole chain. One sentence
// for each violation.
[[nodiscard]] std::vector<std::string> violations(Centre&, const std::vector<Thanked>&);

// What was durable of a journal after a power cut must hold every thanked rating. One sentence for each that is lost.
[[nodiscard]] std::vector<std::string> lost_in_cut(const DurableFolder&, const std::vector<Thanked>&);

inline constexpr int killed = 128 + 9;

// Programs that drive a kiosk (kiosk_driver.cpp): the real one and the mutants.
inline const std::string driver = build_folder() + "/bin/faults-kiosk";
inline const std::string driver_without_syncs = build_folder() + "/bin/faults-kiosk-without-syncs";
inline const std::string driver_that_believes_all = build_folder() + "/bin/faults-kiosk-that-believes-all";

}  // namespace rancak::test
