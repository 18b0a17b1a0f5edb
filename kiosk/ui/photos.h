#pragma once

#include "shared/hash.h"

namespace rancak::kiosk {

// Officers' photos as textures for ImGui. Called while drawing, so it only looks up what is already loaded.
class Photos {
public:
    virtual ~Photos() = default;
    // A square picture; null when there is none (yet): initials are drawn instead.
    [[nodiscard]] virtual void* texture(const Hash& photo) = 0;
};

}  // namespace rancak::kiosk
