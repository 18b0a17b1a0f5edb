#pragma once

#include "shared/result.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {

// A table for a spreadsheet program, written from top to bottom and never held whole in memory. What is too long for one
// sheet goes on in the next one, under the same columns.
//
// Cells of a row from left to right, end_row(), …, finish(). What is written is text or a number, never a formula. After an
// Error it is of no more use.
class Spreadsheet {
public:
    virtual ~Spreadsheet() = default;
    virtual void text(std::string_view) = 0;
    virtual void number(double) = 0;
    virtual void nothing() = 0;  // an empty cell
    [[nodiscard]] virtual Result<void> end_row() = 0;
    // Hands over the whole file, piece by piece.
    [[nodiscard]] virtual Result<void> finish(const std::function<Result<void>(std::string_view)>& write) = 0;
};

// How one is made; an adapter's. The first row of each sheet names the columns.
using MakeSpreadsheet = Result<std::unique_ptr<Spreadsheet>> (*)(const std::string& name, std::vector<std::string> columns);

}  // namespace rancak
