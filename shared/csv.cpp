#include "shared/csv.h"

#include <algorithm>
#include <array>

namespace rancak {
namespace {

bool is_number(std::string_view field) {
    if (field.starts_with('-') || field.starts_with('+')) field.remove_prefix(1);
    return !field.empty() && std::all_of(field.begin(), field.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

// Also as some languages' spreadsheets read it: in full width (U+FF1D, U+FF0B, U+FF0D, U+FF20).
bool begins_formula(std::string_view field) {
    if (field.empty()) return false;
    switch (field.front()) {
        case '=': case '+': case '-': case '@': case '\t': case '\r': case '\n': return true;
        default: break;
    }
    constexpr std::array<std::string_view, 4> wide{"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return field.front() == '\xEF' && std::find(wide.begin(), wide.end(), field.substr(0, 3)) != wide.end();
}

// Cells are many and short: by table, where find_first_of() would call for each letter.
constexpr auto needs_quotes = [] {
    std::array<bool, 256> needs{};
    for (const unsigned char c : {'"', ',', '\r', '\n'}) needs[c] = true;
    return needs;
}();

}  // namespace

void append_csv_cell(std::string& record, std::string_view value) {
    const bool formula = begins_formula(value) && !is_number(value);
    if (!formula && std::none_of(value.begin(), value.end(), [](unsigned char c) { return needs_quotes[c]; })) {
        record += value;
        return;
    }
    record += formula ? "\"'" : "\"";
    for (const char c : value) record.append(c == '"' ? 2 : 1, c);
    record += '"';
}

}  // namespace rancak
