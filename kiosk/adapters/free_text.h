#pragma once

#include "kiosk/adapters/journal.h"
#include "kiosk/core/effect.h"

#include <vector>

namespace rancak::kiosk {

// The events of an Append as the journal takes them: what a person wrote is sealed, and the event names its hash. Nobody
// at the kiosk can open it any more.
struct SealedEvents {
    std::vector<EventBody> events;
    std::vector<SealedAttachment> attachments;
};

// An Error: a text is longer than an attachment may be, or the last event has no place for it.
[[nodiscard]] Result<SealedEvents> seal_texts(const Append&, const SealKey&);

}  // namespace rancak::kiosk
