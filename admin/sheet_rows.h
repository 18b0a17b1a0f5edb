#pragma once

#include "shared/spreadsheet.h"

#include <memory>
#include <string>
#include <string_view>

namespace rancak::admin {

// JSON Lines put into a spreadsheet, row by row: the members of the first line name the columns, and each line has the same.
// add() …, finish(). Without a line it is a sheet without columns.
class SheetRows {
public:
    SheetRows(std::string name, MakeSpreadsheet make) : name_(std::move(name)), make_(make) {}
    [[nodiscard]] Result<void> add(std::string_view lines);  // whole ones
    [[nodiscard]] Result<void> finish(const std::function<Result<void>(std::string_view)>& write);

private:
    [[nodiscard]] Result<void> add_line(std::string_view line);
    void add_words(std::string_view column, std::string_view words);
    [[nodiscard]] Result<void> begin(std::vector<std::string> columns);

    const std::string name_;
    const MakeSpreadsheet make_;
    std::unique_ptr<Spreadsheet> sheet_;
    std::size_t columns_ = 0;
};

}  // namespace rancak::admin
