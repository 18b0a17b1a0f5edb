#pragma once

#include "shared/spreadsheet.h"

namespace rancak {

// Office Open XML by libxlsxwriter, in its mode of constant memory: what is written waits in a temporary file.
// Above the columns of which is_time_column() holds stands "at (UTC)". `name` is the sheets': at most 25 bytes, a number is added from the second on.
[[nodiscard]] Result<std::unique_ptr<Spreadsheet>> make_xlsx(const std::string& name, std::vector<std::string> columns);

inline constexpr std::size_t max_sheet_rows = 1'048'576;  // the format's, the names of the columns included

}  // namespace rancak
