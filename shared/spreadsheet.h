#pragma once

#include "shared/result.h"
#include "shared/time.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {

// A table for a spreadsheet program, written from top to bottom and never held whole in memory. What is too long for one
// sheet goes on in the next one, under the same columns.
//
// Cells of a row from left to right, end_row(), …, finish(). What is written is text, a number or a time, never a formula. After
// an Error it is of no more use.
class Spreadsheet {
public:
    virtual ~Spreadsheet() = default;
    virtual void text(std::string_view) = 0;
    virtual void number(double) = 0;
    virtual void time(Timestamp) = 0;  // as a spreadsheet program reckons with it, in UTC; as text before March 1900
    virtual void nothing() = 0;        // an empty cell
    [[nodiscard]] virtual Result<void> end_row() = 0;
    // Hands over the whole file, piece by piece.
    [[nodiscard]] virtual Result<void> finish(const std::function<Result<void>(std::string_view)>& write) = 0;
};

// Whether a table's column of this name holds times. Above it a spreadsheet says that they are UTC's: its rows may be of offices
// with different clocks, and are found again in CSV and at the server by the same time.
[[nodiscard]] constexpr bool is_time_column(std::string_view name) { return name == "at" || name == "received_at"; }

// How one is made; an adapter's. The first row of each sheet names the columns.
using MakeSpreadsheet = Result<std::unique_ptr<Spreadsheet>> (*)(const std::string& name, std::vector<std::string> columns);

}  // namespace rancak
