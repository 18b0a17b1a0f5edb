#pragma once

#include <string>
#include <string_view>

namespace rancak {

// Adds one cell of a CSV record (RFC 4180: quoted where needed; the caller writes the commas and ends records by CRLF).
// One that a spreadsheet would run as a formula (it starts with = + - @, a tab or a carriage return) gets an apostrophe
// before it (OWASP, "CSV Injection"); a plain number does not.
void append_csv_cell(std::string& record, std::string_view value);

}  // namespace rancak
