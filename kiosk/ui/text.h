#pragma once

#include "kiosk/ui/fonts.h"

#include <string_view>
#include <vector>

namespace rancak::kiosk {

// A text broken into lines that are no wider than asked for: between words, and inside a word that is wider alone.
struct BrokenText {
    std::vector<std::string_view> lines;  // into the text that was given
    float widest = 0;
    float line_height = 0;
    [[nodiscard]] float height() const { return line_height * static_cast<float>(lines.size()); }
};

// Where a word is torn of which the first `fits` bytes have room, 1 or more: an address before a dot or behind a slash, so that
// it can still be read and typed; any other word as late as it can be.
[[nodiscard]] std::size_t where_to_tear(std::string_view word, std::size_t fits);

[[nodiscard]] float text_width(const Fonts&, Type, std::string_view);
[[nodiscard]] float line_height(const Fonts&, Type);

// `balanced`: lines about equally long, for headings; else each as full as possible.
[[nodiscard]] BrokenText break_lines(const Fonts&, Type, std::string_view, float width, bool balanced = false);

// The widest word: narrower than this a text breaks inside words.
[[nodiscard]] float widest_word(const Fonts&, Type, std::string_view);

// From the top of a line to the top of its capitals, and to its baseline.
[[nodiscard]] float capital_top(const Fonts&, Type);
[[nodiscard]] float baseline(const Fonts&, Type);

}  // namespace rancak::kiosk
