#pragma once

#include "server/core/batch.h"
#include "server/core/catalogue_facts.h"
#include "server/core/store.h"

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

namespace rancak::server {

// What a group of batches does to the store, decided without touching it:
//   needs_of(batches) -> store.look_up() -> decide() -> store.append()
// All pure. The same events in the same order give the same projections, however they were cut into batches.

struct Gap {
    std::uint64_t expected = 0;  // the next seq that the server can take
};
struct Fork {
    std::uint64_t seq = 0;  // the first of the batch's events that is not ours or does not follow ours
};
// The receipt's catalogue is left empty: it is not ingest's to know.
using Outcome = std::variant<Receipt, Gap, Fork>;

using Group = std::span<const Batch* const>;

[[nodiscard]] Needs needs_of(Group);

struct Decision {
    Changes changes;                // views point into the batches
    std::vector<Outcome> outcomes;  // one a batch, true once the changes are stored
    std::vector<Found::OfJournal> after;  // the journals of `needs` once they are, without events
};
// Batches of one journal are taken in the order of the group. `found` answers `needs`.
[[nodiscard]] Decision decide(Group, const Needs& needs, Found found, const CatalogueFacts&);

}  // namespace rancak::server
