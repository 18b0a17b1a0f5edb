#include "kiosk/adapters/words_file.h"

#include "shared/config/toml_file.h"

namespace rancak::kiosk {
namespace {

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "{" : ", {") + name + "}";
    return text.empty() ? "no placeholder" : text;
}

using Texts = std::array<std::string, word_keys.size()>;

// `first`: the language read before, whose placeholders count; null for itself.
void read(TomlTable& table, Texts& texts, const Texts* first) {
    for (std::size_t i = 0; i < word_keys.size(); ++i) {
        texts[i] = table.text(word_keys[i]);
        if (texts[i].empty() && table.has(word_keys[i])) table.mistake(word_keys[i], "an empty text", "words");
        if (first == nullptr || texts[i].empty()) continue;
        const auto expected = placeholders((*first)[i]), found = placeholders(texts[i]);
        if (expected != found) table.mistake(word_keys[i], listed(found), listed(expected) + " as in Indonesian");
    }
}

}  // namespace

Result<Words> load_words(const std::filesystem::path& folder) {
    Words words;
    std::string mistakes;
    for (const Language language : languages) {
        auto table = TomlTable::load(folder / (std::string(code(language)) + ".toml"));
        if (!table) return tl::unexpected(table.error());
        Texts& texts = words.texts[static_cast<std::size_t>(language)];
        read(*table, texts, language == Language::indonesian ? nullptr : &words.texts.front());
        for (const std::string& mistake : table->mistakes()) mistakes += (mistakes.empty() ? "" : "\n") + mistake;
    }
    if (!mistakes.empty()) return fail(mistakes);
    return words;
}

}  // namespace rancak::kiosk
