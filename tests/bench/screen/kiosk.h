#pragma once

#include "tests/bench/programs/centre.h"
#include "tests/bench/screen/contestant.h"

#include <filesystem>
#include <string>

namespace rancak::bench {

// rancak-kiosk at a counter of the sample office: the first touch is the rating. It talks to `centre` as in the field
// and keeps its journal in `folder`; both outlive the contestant. Enrolled by its rehearsal.
[[nodiscard]] Result<Contestant> kiosk_at_counter(const Centre& centre, const std::string& display,
                                                  const std::filesystem::path& folder);

// How many ratings the journal in the kiosk's folder holds.
[[nodiscard]] Result<std::uint64_t> ratings_in_journal(const std::filesystem::path& folder);

}  // namespace rancak::bench
