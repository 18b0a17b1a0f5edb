#include "kiosk/core/words.h"

#include <algorithm>
#include <utility>

namespace rancak::kiosk {
namespace {

// The next {name} at or after `from`: where its braces are, or npos when there is none.
std::pair<std::size_t, std::size_t> next_placeholder(std::string_view pattern, std::size_t from) {
    const std::size_t open = pattern.find('{', from);
    if (open == std::string_view::npos) return {open, open};
    return {open, pattern.find('}', open)};
}

}  // namespace

std::string fill(std::string_view pattern, std::initializer_list<Filling> fillings) {
    std::string text;
    std::size_t done = 0;
    for (;;) {
        const auto [open, close] = next_placeholder(pattern, done);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        text += pattern.substr(done, open - done);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        const auto* found = std::find_if(fillings.begin(), fillings.end(), [&](const Filling& f) { return f.name == name; });
        text += found == fillings.end() ? pattern.substr(open, close + 1 - open) : found->value;
        done = close + 1;
    }
    return text += pattern.substr(done);
}

WordsInForce laid_over(const Words& built_in, const std::vector<Wording>& own) {
    WordsInForce in_force{built_in, {}};
    for (const Wording& wording : own) {
        const auto* const found = std::find(word_keys.begin(), word_keys.end(), wording.id);
        if (found == word_keys.end()) {
            in_force.left_out.push_back("The centre's wording of " + wording.id + " is left out: this program has no such text.");
            continue;
        }
        const auto place = static_cast<std::size_t>(found - word_keys.begin());
        auto& texts = in_force.words.texts;
        if (const std::string wrong = misfit(wording, {texts[0][place], texts[1][place], texts[2][place]}); !wrong.empty()) {
            in_force.left_out.push_back("The centre's wording of " + wording.id + " is left out: it " + wrong + ".");
            continue;
        }
        const std::array own_texts{&wording.text.indonesian, &wording.text.minangkabau, &wording.text.english};
        for (std::size_t language = 0; language < own_texts.size(); ++language)
            if (!own_texts[language]->empty()) texts[language][place] = *own_texts[language];
    }
    return in_force;
}

}  // namespace rancak::kiosk
