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
    constexpr std::array<std::string_view, 11> signs{"=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return field.starts_with(sign); });
}

}  // namespace

void append_csv_cell(std::string& record, std::string_view value) {
    const bool formula = begins_formula(value) && !is_number(value);
    if (!formula && value.find_first_of("\",\r\n") == value.npos) {
        record += value;
        return;
    }
    record += formula ? "\"'" : "\"";
    for (const char c : value) record.append(c == '"' ? 2 : 1, c);
    record += '"';
}

}  // namespace rancak
