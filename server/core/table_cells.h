#pragma once

#include "shared/spreadsheet.h"
#include "shared/time.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace rancak::server {

enum class ExportFormat { csv, jsonl, xlsx };

// The names of a table's columns, in their order.
using Columns = std::span<const std::string_view>;

// Takes a table cell by cell; each row has one for every column, in their order.
class Cells {
public:
    virtual ~Cells() = default;
    virtual void text(std::string_view column, std::string_view value) = 0;
    virtual void number(std::string_view column, std::uint64_t value) = 0;
    virtual void number(std::string_view column, double value) = 0;
    virtual void time(std::string_view column, Timestamp) = 0;  // the column is one of which is_time_column() holds
    virtual void nothing(std::string_view column) = 0;          // not known
    virtual void end_row() = 0;
    [[nodiscard]] virtual std::size_t bytes() const = 0;  // so far; 0 when they are not kept in memory
};

// CSV (RFC 4180; the names of the columns first) or JSON Lines, appended to a string.
class TextCells final : public Cells {
public:
    // `out` outlives it. `mark`: CSV begins with U+FEFF, by which spreadsheet programs know UTF-8.
    TextCells(ExportFormat format, Columns columns, bool mark, std::string& out);
    void text(std::string_view column, std::string_view value) override;
    void number(std::string_view column, std::uint64_t value) override;
    void number(std::string_view column, double value) override;
    void time(std::string_view column, Timestamp) override;  // to the millisecond, in UTC
    void nothing(std::string_view column) override;
    void end_row() override;
    [[nodiscard]] std::size_t bytes() const override { return out_.size(); }

private:
    void begin(std::string_view column);
    const bool csv_;
    bool first_ = true;
    std::string& out_;
};

// Rows of a spreadsheet.
class SheetCells final : public Cells {
public:
    explicit SheetCells(Spreadsheet& sheet) : sheet_(sheet) {}
    void text(std::string_view, std::string_view value) override { sheet_.text(value); }
    void number(std::string_view, std::uint64_t value) override { sheet_.number(static_cast<double>(value)); }
    void number(std::string_view, double value) override { sheet_.number(value); }
    void time(std::string_view, Timestamp value) override { sheet_.time(value); }
    void nothing(std::string_view) override { sheet_.nothing(); }
    void end_row() override;
    [[nodiscard]] std::size_t bytes() const override { return 0; }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] const Result<void>& written() const { return written_; }  // the first failure

private:
    Spreadsheet& sheet_;
    std::size_t rows_ = 0;
    Result<void> written_;
};

}  // namespace rancak::server
