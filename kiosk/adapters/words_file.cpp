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

std::array<std::filesystem::path, languages.size()> word_files(const std::filesystem::path& folder) {
    std::array<std::filesystem::path, languages.size()> files;
    for (const Language language : languages)
        files[static_cast<std::size_t>(language)] = folder / (std::string(code(language)) + ".toml");
    return files;
}

tl::expected<Words, std::vector<std::string>> load_words(const std::filesystem::path& folder) {
    Words words;
    std::vector<std::string> mistakes;
    const auto files = word_files(folder);
    const Texts* first = nullptr;
    for (const Language language : languages) {
        auto table = TomlTable::load(files[static_cast<std::size_t>(language)]);
        if (!table) {
            mistakes.push_back(table.error().message);
            continue;
        }
        Texts& texts = words.texts[static_cast<std::size_t>(language)];
        read(*table, texts, first);
        if (language == Language::indonesian) first = &texts;
        for (std::string& mistake : table->mistakes()) mistakes.push_back(std::move(mistake));
    }
    if (!mistakes.empty()) return tl::unexpected(std::move(mistakes));
    return words;
}

}  // namespace rancak::kiosk
