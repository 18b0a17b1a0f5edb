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

std::vector<std::string> placeholders(std::string_view pattern) {
    std::vector<std::string> names;
    for (std::size_t from = 0;;) {
        const auto [open, close] = next_placeholder(pattern, from);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        names.emplace_back(pattern.substr(open + 1, close - open - 1));
        from = close + 1;
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace rancak::kiosk
