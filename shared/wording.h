#pragma once

#include "shared/language.h"

#include <string>
#include <string_view>
#include <vector>

namespace rancak {

// The centre's own wording of a text of the kiosk's screens, laid over the words that the kiosk brings (assets/words).
struct Wording {
    std::string id;  // a key of those words, [a-z0-9_]{1,40}
    LocalText text;  // an empty language keeps the kiosk's own; one at least is told
    friend bool operator==(const Wording&, const Wording&) = default;
};

inline constexpr std::size_t max_wording = 300;  // code points, whatever the key

[[nodiscard]] bool is_word_key(std::string_view);

// The names in braces, sorted, each once.
[[nodiscard]] std::vector<std::string> placeholders(std::string_view pattern);

// Some texts are no office's to reword: wording.cpp says which, and why.
[[nodiscard]] bool may_be_reworded(std::string_view key);

// How long a wording of a key may be, by the built-in texts of that key: as long as the longest of them, so that the screens stay
// whole in every size (tests/kiosk/ui/audit_test.cpp). `word`: the longest word, which no line can break. Both count code points,
// and four capital letters as five, as they are wider.
struct WordingRoom {
    std::size_t text = 0, word = 0;
};
[[nodiscard]] WordingRoom room_for(const LocalText& built_in);

// Why a wording may not stand where these built-in texts stand, as "may have 7 characters"; empty: it may.
[[nodiscard]] std::string misfit(const Wording&, const LocalText& built_in);

}  // namespace rancak
