#include "server/core/table_cells.h"

#include "shared/csv.h"
#include "shared/encoding.h"

#include <array>
#include <charconv>

namespace rancak::server {

TextCells::TextCells(ExportFormat format, Columns columns, bool mark, std::string& out) : csv_(format == ExportFormat::csv), out_(out) {
    if (!csv_ || columns.empty()) return;
    if (mark) out_ += "\xEF\xBB\xBF";
    for (const auto name : columns) out_.append(name.data() == columns.front().data() ? "" : ",").append(name);
    out_ += "\r\n";
}

void TextCells::begin(std::string_view column) {
    if (!csv_) out_.append(first_ ? "{\"" : ",\"").append(column).append("\":");
    else if (!first_) out_ += ',';
    first_ = false;
}

void TextCells::text(std::string_view column, std::string_view value) {
    begin(column);
    if (csv_) append_csv_cell(out_, value);
    else append_json_string(out_, value);
}

void TextCells::number(std::string_view column, std::uint64_t value) {
    begin(column);
    std::array<char, 20> digits;
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out_.append(digits.data(), written.ptr);
}

// With four decimals: more would say more than is known.
void TextCells::number(std::string_view column, double value) {
    begin(column);
    std::array<char, 64> digits;
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 4);
    out_.append(digits.data(), written.ptr);
}

void TextCells::time(std::string_view column, Timestamp value) {
    const auto written = rfc3339(value);
    text(column, {written.data(), written.size()});
}

void TextCells::nothing(std::string_view column) {
    begin(column);
    if (!csv_) out_ += "null";
}

void TextCells::end_row() {
    out_ += csv_ ? "\r\n" : "}\n";
    first_ = true;
}

void SheetCells::end_row() {
    ++rows_;
    if (written_) written_ = sheet_.end_row();
}

}  // namespace rancak::server
