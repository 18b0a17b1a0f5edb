#include "shared/language.h"

namespace rancak {

std::string_view code(Language language) {
    switch (language) {
        case Language::minangkabau: return "min";
        case Language::english: return "en";
        case Language::indonesian: break;
    }
    return "id";
}

std::optional<Language> parse_language(std::string_view text) {
    for (Language language : languages)
        if (code(language) == text) return language;
    return std::nullopt;
}

const std::string& LocalText::in(Language language) const {
    const std::string& text = language == Language::minangkabau ? minangkabau
                              : language == Language::english   ? english
                                                                : indonesian;
    return text.empty() ? indonesian : text;
}

}  // namespace rancak
