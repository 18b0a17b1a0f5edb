#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// The catalogue as admins see and change it, its history, and pictures. Who sees one office sees and changes its part alone.
[[nodiscard]] Reply show_catalogue(const Centre&, const Call&);
[[nodiscard]] Reply show_kiosk_words(const Centre&, const Call&);  // that the catalogue's words replace
[[nodiscard]] Reply import_catalogue(const Centre&, const Call&);
[[nodiscard]] Reply list_editions(const Centre&, const Call&);
[[nodiscard]] Reply show_edition(const Centre&, const Call&);
[[nodiscard]] Reply restore_edition(const Centre&, const Call&);
[[nodiscard]] Reply add_photo(const Centre&, const Call&);

}  // namespace rancak::server
