#include "server/core/kiosk_words.h"

#include "shared/service_json.h"

#include <algorithm>

namespace rancak::server {
namespace {

// As the end of a sentence; empty: it fits.
std::string mistake(const Wording& wording) {
    const auto words = kiosk_words();
    const auto found = std::find_if(words.begin(), words.end(), [&](const KioskWord& one) { return one.key == wording.id; });
    return found == words.end() ? "is none of the kiosk's texts" : misfit(wording, found->text);
}

}  // namespace

Result<Catalogue> read_sent_catalogue(std::string_view json) {
    auto catalogue = decode_catalogue(json);
    if (!catalogue) return catalogue;
    for (const Wording& wording : catalogue->words)
        if (const auto wrong = mistake(wording); !wrong.empty()) return fail("The word \"" + wording.id + "\" " + wrong + ".");
    return catalogue;
}

Result<Catalogue> read_stored_catalogue(std::string_view json) {
    auto catalogue = decode_catalogue(json);
    if (catalogue) std::erase_if(catalogue->words, [](const Wording& wording) { return !mistake(wording).empty(); });
    return catalogue;
}

std::string kiosk_words_json() {
    auto list = nlohmann::json::array();
    for (const auto& [key, text] : kiosk_words()) {
        if (!may_be_reworded(key)) continue;
        const auto room = room_for(text);
        list.push_back({{"id", key}, {"text", to_json(text)}, {"most", room.text}, {"word", room.word}});
    }
    return list.dump();
}

}  // namespace rancak::server
