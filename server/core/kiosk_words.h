#pragma once

#include "shared/catalogue.h"

#include <span>
#include <string_view>

namespace rancak::server {

// A text that kiosks of this version bring. What the centre words itself is held against it: a kiosk leaves out what does not fit.
struct KioskWord {
    std::string_view key;
    LocalText text;
};
// All of assets/words, in the order of the files. server/core/CMakeLists.txt makes the table.
[[nodiscard]] std::span<const KioskWord> kiosk_words();

// A catalogue as somebody sends it: as decode_catalogue, and each of its words must fit.
[[nodiscard]] Result<Catalogue> read_sent_catalogue(std::string_view json);
// One that was stored, perhaps by a server of another version: words that no longer fit are left out, or nobody could change it.
[[nodiscard]] Result<Catalogue> read_stored_catalogue(std::string_view json);

// Those that may be reworded, as admins get them: [{"id","text":{"id","min","en"},"most","word"}].
[[nodiscard]] std::string kiosk_words_json();

}  // namespace rancak::server
