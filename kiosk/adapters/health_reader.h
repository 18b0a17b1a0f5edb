#pragma once

#include "kiosk/adapters/alarms.h"
#include "kiosk/adapters/courier.h"
#include "kiosk/adapters/data_folder.h"
#include "kiosk/adapters/journal_reader.h"
#include "kiosk/core/state.h"

#include <optional>

namespace rancak::kiosk {

// Puts together what the caretaker sees. The reader is the caller's own; nullptr when the journal cannot be read.
[[nodiscard]] Health read_health(const DataPaths&, JournalReader*, const CourierStatus&, const Alarms&);

}  // namespace rancak::kiosk
