#include "tests/bench/screen/painting.h"

namespace rancak::bench {

std::optional<Change> change_of(std::uint64_t picture_before, std::span<const Painting> paintings) {
    std::optional<Change> change;
    for (const Painting& painting : paintings) {
        if (painting.picture == picture_before) continue;
        picture_before = painting.picture;
        if (!change) change = Change{painting.at, painting.at};
        change->last = painting.at;
    }
    return change;
}

}  // namespace rancak::bench
