#pragma once

// The catalogue's announcements, forums, changes, awards, indexes and shut days as JSON (docs/protocol.md). Heavy: include it in .cpp
// files only.

#include "shared/json_fields.h"
#include "shared/participation.h"

namespace rancak {

[[nodiscard]] nlohmann::json to_json(const Forum&);
[[nodiscard]] nlohmann::json to_json(const Change&);
[[nodiscard]] nlohmann::json to_json(const Announcement&);
[[nodiscard]] nlohmann::json to_json(const Award&);
[[nodiscard]] nlohmann::json to_json(const PublishedIndex&);
[[nodiscard]] nlohmann::json to_json(const ShutDay&);

[[nodiscard]] Forum read_forum(JsonFields&);
[[nodiscard]] Change read_change(JsonFields&);
[[nodiscard]] Announcement read_announcement(JsonFields&);
[[nodiscard]] Award read_award(JsonFields&);
[[nodiscard]] PublishedIndex read_index(JsonFields&);
[[nodiscard]] ShutDay read_shut_day(JsonFields&);

}  // namespace rancak
