#include "shared/csv.h"

#include <algorithm>

namespace rancak {
namespace {

bool is_number(std::string_view field) {
    if (field.starts_with('-') || field.starts_with('+')) field.remove_prefix(1);
    return !field.empty() && std::all_of(field.begin(), field.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

}  // namespace

void append_csv_cell(std::string& record, std::string_view value) {
    const bool formula = !value.empty() && std::string_view{"=+-@\t\r"}.find(value.front()) != std::string_view::npos &&
                         !is_number(value);
    if (!formula && value.find_first_of("\",\r\n") == value.npos) {
        record += value;
        return;
    }
    record += formula ? "\"'" : "\"";
    for (const char c : value) record.append(c == '"' ? 2 : 1, c);
    record += '"';
}

}  // namespace rancak
