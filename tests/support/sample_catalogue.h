#pragma once

#include "shared/catalogue.h"
#include "shared/time.h"

#include <memory>

namespace rancak::kiosk::test {

// What the sample screens show.

inline constexpr const char* sample_office = "mpp";
// A Tuesday, 10:12 in the office.
[[nodiscard]] Timestamp sample_moment();

// An office of Sawahlunto with nine counters, twelve officers, nine services and a full list of reasons; every person is marked
// "contoh".
[[nodiscard]] std::shared_ptr<const Catalogue> office_catalogue();

// Names of 60 letters, 40 officers, 12 reasons for every score, 70 services whose texts are as long as they may be.
[[nodiscard]] std::shared_ptr<const Catalogue> crowded_catalogue();

}  // namespace rancak::kiosk::test
