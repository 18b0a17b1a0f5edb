#pragma once

#include "kiosk/core/search_words.h"
#include "shared/catalogue.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace rancak::kiosk {

// What people find services by: their names in three languages, other words for them, category and product.
//
// Lifecycle: made for one catalogue and one office when a visitor begins to search, kept for the visit. Immutable; holds
// numbers, not pointers into the catalogue. Pure.
class ServiceIndex {
public:
    ServiceIndex(const Catalogue&, std::string_view office);

    // Services by their place in the catalogue, the best first; equal ones by name, then id: the order of the catalogue
    // does not matter.
    struct Found {
        std::vector<std::size_t> services;
        bool nearly = false;  // nothing has all the words; these have some
    };
    // As typed so far: the last word may be a beginning, and any word may have slips (edits_allowed).
    [[nodiscard]] Found find(std::string_view typed) const;

private:
    struct Entry {
        std::size_t place;        // in the catalogue
        std::size_t name_words;
    };
    struct Posting {
        std::uint32_t entry;
        std::uint16_t weight;     // per cent
    };
    struct Form {
        SearchWord text;
        std::uint64_t letters;    // which it has
        std::uint32_t first, count;  // of its postings
    };
    using Scores = std::vector<std::uint16_t>;  // by entry

    void score(const SearchWord& typed, Scores&) const;

    std::vector<Entry> entries_;  // by name and id
    std::vector<Form> forms_;
    std::vector<Posting> postings_;
};

inline constexpr std::size_t max_typed_words = 8;  // more do not count
inline constexpr std::size_t max_words_of_service = 48;

}  // namespace rancak::kiosk
