#include "kiosk/ui/text.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr float leading = 1.06F;  // of the font's own ascender and descender

// Length of the UTF-8 sequence that starts here; 1 for what is no start, so that a walk always goes on.
std::size_t sequence_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

float width_of(ImFont& font, std::string_view text) {
    return font.CalcTextSizeA(font.FontSize, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

// A beginning of a text. Advances are whole pixels, so the widths of its parts add up to its own.
struct Beginning {
    std::size_t end = 0;
    float width = 0;
};
Beginning longer(ImFont& font, std::string_view text, const Beginning& before, std::size_t end) {
    return {end, before.width + width_of(font, text.substr(before.end, end - before.end))};
}

// As many characters as fit, at least one.
Beginning characters_that_fit(ImFont& font, std::string_view word, float width) {
    Beginning fits = longer(font, word, {}, sequence_length(word));
    while (fits.end < word.size()) {
        const Beginning next = longer(font, word, fits, fits.end + sequence_length(word.substr(fits.end)));
        if (next.width > width) break;
        fits = next;
    }
    return fits;
}

Beginning part_that_fits(ImFont& font, std::string_view word, float width) {
    const Beginning fits = characters_that_fit(font, word, width);
    const std::size_t torn = where_to_tear(word, fits.end);
    return torn == fits.end ? fits : longer(font, word, {}, torn);
}

Beginning first_line(ImFont& font, std::string_view text, float width) {
    Beginning line;
    while (line.end < text.size()) {
        const Beginning next = longer(font, text, line, std::min(text.find(' ', line.end + 1), text.size()));
        if (next.width > width) return line.end == 0 ? part_that_fits(font, text.substr(0, next.end), width) : line;
        line = next;
    }
    return line;
}

BrokenText fill_lines(ImFont& font, std::string_view text, float width) {
    BrokenText broken;
    broken.line_height = std::ceil(font.FontSize * leading);
    while (!text.empty()) {
        const Beginning line = first_line(font, text, width);
        broken.lines.push_back(text.substr(0, line.end));
        broken.widest = std::max(broken.widest, line.width);
        text.remove_prefix(line.end);
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    }
    return broken;
}

}  // namespace

std::size_t where_to_tear(std::string_view word, std::size_t fits) {
    for (std::size_t at = std::min(fits, word.size()); at > 0; --at)
        if (word[at - 1] == '/' || (at < word.size() && word[at] == '.')) return at;
    return fits;
}

float text_width(const Fonts& fonts, Type type, std::string_view text) { return width_of(*fonts.font(type), text); }

float line_height(const Fonts& fonts, Type type) { return std::ceil(fonts.font(type)->FontSize * leading); }

BrokenText break_lines(const Fonts& fonts, Type type, std::string_view text, float width, bool balanced) {
    ImFont& font = *fonts.font(type);
    // Widths add up from rounded advances: a text measured alone must fit into its own width.
    width = std::ceil(width) + 0.5F;
    BrokenText best = fill_lines(font, text, width);
    if (!balanced || best.lines.size() < 2) return best;
    float narrow = widest_word(fonts, type, text), wide = width;
    if (narrow > width) return best;
    while (wide - narrow > font.FontSize / 4) {
        const float middle = (wide + narrow) / 2;
        BrokenText tried = fill_lines(font, text, middle);
        if (tried.lines.size() > best.lines.size()) {
            narrow = middle;
        } else {
            wide = middle;
            best = std::move(tried);
        }
    }
    return best;
}

float widest_word(const Fonts& fonts, Type type, std::string_view text) {
    float widest = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        widest = std::max(widest, text_width(fonts, type, text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return widest;
}

float capital_top(const Fonts& fonts, Type type) {
    ImFont& font = *fonts.font(type);
    return (line_height(fonts, type) - font.FontSize) / 2 + font.FindGlyph('H')->Y0;
}

float baseline(const Fonts& fonts, Type type) {
    ImFont& font = *fonts.font(type);
    return (line_height(fonts, type) - font.FontSize) / 2 + font.FindGlyph('H')->Y1;
}

}  // namespace rancak::kiosk
