#pragma once

#include "shared/result.h"
#include "shared/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rancak::server {

// A report as people read, print and sign it, before it becomes HTML, PDF or a spreadsheet. Words and numbers are ready to be
// shown; a spreadsheet takes a cell's number as a number.

struct Cell {
    std::string text;
    std::optional<double> number{};
    int decimals = 0;  // that the text shows of the number
};

struct Paragraph {
    std::string text;
};
struct Points {
    std::vector<std::string> texts;
};
// A name and what it is, one a line.
struct Facts {
    std::vector<std::pair<std::string, std::string>> facts;
};
struct Table {
    std::string caption;
    std::vector<std::string> head;
    std::vector<std::vector<Cell>> rows;     // each as long as the head; what is empty is there to be written into by hand
    std::vector<int> widths;                 // of the columns, beside each other
    std::optional<std::vector<Cell>> total{};
    bool by_hand = false;                    // leaves room for what is written by hand
};
// A bar for each value, from `least` to `most`.
struct Bars {
    struct Bar {
        std::string label;
        double value = 0;
        std::string text;  // of the value
    };
    std::string caption;
    std::vector<Bar> bars;
    double least = 0, most = 1;
};
struct Signature {
    std::string place_and_day, office;
};
using Block = std::variant<Paragraph, Points, Facts, Table, Bars, Signature>;

struct Section {
    std::string title;
    std::string short_title;  // of a spreadsheet's tab: at most 31 characters
    std::vector<Block> blocks;
    bool new_page = false;    // begins on one
};

struct Report {
    std::string authority;    // whose report it is, above the title
    std::string title;
    std::vector<std::string> subtitles;
    Facts summary;            // what the report comes to, on its first page
    std::vector<Section> sections;
    std::string footer;       // of each page
    Timestamp made{};
};

// Makes a file of a report. Callable from any thread.
class ReportWriter {
public:
    virtual ~ReportWriter() = default;
    [[nodiscard]] virtual Result<std::string> write(const Report&) const = 0;  // the file's bytes
};

// The report as one HTML page: no script, nothing from elsewhere, printable.
[[nodiscard]] std::string to_html(const Report&);

}  // namespace rancak::server
