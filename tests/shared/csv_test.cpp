#include "shared/csv.h"

#include <doctest/doctest.h>

using namespace rancak;

namespace {
std::string row(std::initializer_list<std::string_view> cells) {
    std::string out;
    for (std::string_view cell : cells) {
        if (cell.data() != cells.begin()->data()) out += ',';
        append_csv_cell(out, cell);
    }
    return out;
}
}  // namespace

TEST_CASE("fields are quoted only where RFC 4180 demands it") {
    CHECK(row({"a", "", "b c"}) == "a,,b c");
    CHECK(row({"a,b", "say \"yes\"", "two\nlines"}) == "\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\"");
}

TEST_CASE("nothing that a spreadsheet would run as a formula stays one") {
    CHECK(row({"=1+1", "@cmd", "+a", "-a", "\tx"}) == "\"'=1+1\",\"'@cmd\",\"'+a\",\"'-a\",\"'\tx\"");
    CHECK(row({"\n=1", "\xEF\xBC\x9D" "1"}) == "\"'\n=1\",\"'\xEF\xBC\x9D" "1\"");
    CHECK(row({"-3", "+62", "-1.5"}) == "-3,+62,-1.5");
}
