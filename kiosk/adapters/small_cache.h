#pragma once

namespace rancak::kiosk {

// For each of the kiosk's connections: SQLite would keep up to 2 MB of pages, which fill over the months though hardly any
// is read twice.
inline constexpr const char* small_cache = "PRAGMA cache_size = -256";  // in KiB

}  // namespace rancak::kiosk
