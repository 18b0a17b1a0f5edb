// Cells of CSV. Whatever was put in must come out of a reader of RFC 4180 as one cell, the same but for the apostrophe, and
// never as something that a spreadsheet would run.

#include "shared/csv.h"
#include "tests/fuzz/check.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

// RFC 4180, as strictly as it is written; a record without its end.
std::vector<std::string> cells_of(std::string_view record) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const char c = record[i];
        if (quoted) {
            if (c != '"') cells.back() += c;
            else if (i + 1 < record.size() && record[i + 1] == '"') cells.back() += record[++i];
            else quoted = false;
        } else if (c == '"') {
            FUZZ_CHECK(cells.back().empty() && (i == 0 || record[i - 1] == ','));
            quoted = true;
        } else if (c == ',') {
            cells.emplace_back();
        } else {
            FUZZ_CHECK(c != '\r' && c != '\n');
            FUZZ_CHECK(i == 0 || record[i - 1] != '"');  // nothing follows a closing quote
            cells.back() += c;
        }
    }
    FUZZ_CHECK(!quoted);
    return cells;
}

bool is_number(std::string_view text) {
    return text.find_first_not_of("+-0123456789.") == std::string_view::npos && text.find_first_of("+-", 1) == std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto half = text.substr(0, size / 2), rest = text.substr(size / 2);
    std::string record;
    rancak::append_csv_cell(record, half);
    record += ',';
    rancak::append_csv_cell(record, rest);
    const auto cells = cells_of(record);
    FUZZ_CHECK(cells.size() == 2);
    for (const auto& [cell, given] : {std::pair{std::string_view(cells[0]), half}, std::pair{std::string_view(cells[1]), rest}}) {
        FUZZ_CHECK(cell == given || cell == "'" + std::string(given));
        if (!cell.empty() && std::string_view("=+-@\t\r\n").find(cell.front()) != std::string_view::npos) FUZZ_CHECK(is_number(cell));
    }
    return 0;
}
