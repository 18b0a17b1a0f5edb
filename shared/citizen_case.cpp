#include "shared/citizen_case.h"

#include <algorithm>
#include <array>

namespace rancak {
namespace {

using std::string_view;

constexpr std::array<string_view, 3> kinds{"complaint", "suggestion", "question"};
constexpr std::array<string_view, 5> abouts{"service", "officer", "place", "illegal_fee", "other"};
constexpr std::array<string_view, 2> privacies{"anonymous", "confidential"};

template <class Value, std::size_t count>
std::optional<Value> parse(const std::array<string_view, count>& names, string_view text) {
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return std::nullopt;
    return static_cast<Value>(found - names.begin());
}

}  // namespace

string_view code(CaseKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
string_view code(CaseAbout about) { return abouts[static_cast<std::size_t>(about)]; }
string_view code(CasePrivacy privacy) { return privacies[static_cast<std::size_t>(privacy)]; }

std::optional<CaseKind> parse_case_kind(string_view text) { return parse<CaseKind>(kinds, text); }
std::optional<CaseAbout> parse_case_about(string_view text) { return parse<CaseAbout>(abouts, text); }
std::optional<CasePrivacy> parse_case_privacy(string_view text) { return parse<CasePrivacy>(privacies, text); }

}  // namespace rancak
