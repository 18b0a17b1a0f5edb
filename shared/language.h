#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace rancak {

// Indonesian stands first (UU 24/2009); Minangkabau and English accompany it.
enum class Language { indonesian, minangkabau, english };
inline constexpr std::array languages{Language::indonesian, Language::minangkabau, Language::english};

// Codes as files and events carry them: id, min, en (ISO 639).
[[nodiscard]] std::string_view code(Language);
[[nodiscard]] std::optional<Language> parse_language(std::string_view code);

// A text of the catalogue in each language. Indonesian is always there; an empty other falls back to it.
struct LocalText {
    std::string indonesian, minangkabau, english;
    [[nodiscard]] const std::string& in(Language) const;
    friend bool operator==(const LocalText&, const LocalText&) = default;
};

}  // namespace rancak
