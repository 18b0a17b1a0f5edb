#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::kiosk {

// Words as they are compared in a search. Pure. Any bytes may come in: what is not UTF-8 separates words.

using SearchWord = std::u16string;

inline constexpr std::size_t max_search_letters = 24;  // of a word; the rest of a longer one does not count
inline constexpr std::size_t max_forms = 12;           // of a word

// The first `most` words in small letters without accents, combining marks and invisible characters. What a hyphen
// joins is there in parts, ktp and el of KTP-el, and where asked also whole, ktpel.
enum class Hyphen { parts, parts_and_whole };
[[nodiscard]] std::vector<SearchWord> search_words(std::string_view text, std::size_t most, Hyphen);

// The word, then what may be left of it without the affixes of Indonesian and Minangkabau: mengurus, urus, kurus.
// A guess: it also answers stems that are no words, so compare forms with forms.
[[nodiscard]] std::vector<SearchWord> forms_of(const SearchWord&);

// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment) that turn `typed` into `word`,
// and into the nearest beginning of `word`; above `limit` it answers limit + 1.
struct Edits {
    std::size_t whole, beginning;
};
[[nodiscard]] Edits edits_between(std::u16string_view typed, std::u16string_view word, std::size_t limit);

// How many edits a typed word of so many letters may need: 1 from 4 letters on, 2 from 8.
[[nodiscard]] constexpr std::size_t edits_allowed(std::size_t letters) { return letters >= 8 ? 2 : letters >= 4 ? 1 : 0; }

// In what people type around the thing that they want: how, get, make, want, for … in three languages. A form.
[[nodiscard]] bool is_filler(std::u16string_view form);

}  // namespace rancak::kiosk
