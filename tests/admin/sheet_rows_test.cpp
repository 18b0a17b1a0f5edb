#include "admin/sheet_rows.h"

#include <doctest/doctest.h>

#include <sstream>

namespace rancak::admin {
namespace {

// What was written, as one line a row; what finish() hands over.
std::string written;

class FakeSheet final : public Spreadsheet {
public:
    void text(std::string_view value) override { (written += '"').append(value) += "\" "; }
    void number(double value) override {
        std::ostringstream digits;
        digits << value;
        written += digits.str() + " ";
    }
    void time(Timestamp value) override { written += "<" + to_rfc3339(value) + "> "; }
    void nothing() override { written += "- "; }
    Result<void> end_row() override { return written += "\n", Result<void>(); }
    Result<void> finish(const std::function<Result<void>(std::string_view)>& write) override { return write("whole"); }
};

Result<std::unique_ptr<Spreadsheet>> make_fake(const std::string& name, std::vector<std::string> columns) {
    written = name + ":";
    for (const auto& column : columns) written += " " + column;
    written += "\n";
    return std::make_unique<FakeSheet>();
}

std::string taken_from(SheetRows& rows) {
    std::string taken;
    REQUIRE(rows.finish([&](std::string_view bytes) -> Result<void> { return taken += bytes, Result<void>(); }));
    return taken;
}

}  // namespace

TEST_CASE("sheet rows: the first line names the columns, in its own order, and each value keeps its kind") {
    SheetRows rows("standings", make_fake);
    REQUIRE(rows.add("{\"officer\":\"o-1\",\"n\":3,\"mean\":null}\n{\"officer\":\"o-2\",\"n\":4,\"mean\":4.25}\n"));
    REQUIRE(rows.add("{\"officer\":\"7\",\"n\":0,\"mean\":null}\n"));
    CHECK(taken_from(rows) == "whole");
    CHECK(written == "standings: officer n mean\n\"o-1\" 3 - \n\"o-2\" 4 4.25 \n\"7\" 0 - \n");
}

TEST_CASE("sheet rows: what a column of times holds is a time, and a word where it is none") {
    SheetRows rows("ratings", make_fake);
    REQUIRE(rows.add("{\"at\":\"2026-11-24T03:00:00.000Z\",\"name\":\"2026-11-24T03:00:00.000Z\"}\n{\"at\":\"soon\",\"name\":\"\"}\n"));
    CHECK(taken_from(rows) == "whole");
    CHECK(written == "ratings: at name\n<2026-11-24T03:00:00.000Z> \"2026-11-24T03:00:00.000Z\" \n\"soon\" \"\" \n");
}

TEST_CASE("sheet rows: without a row there is an empty sheet") {
    SheetRows rows("cases", make_fake);
    CHECK(taken_from(rows) == "whole");
    CHECK(written == "cases:\n");
}

TEST_CASE("sheet rows: what is no row of words and numbers is an error") {
    for (const char* wrong : {"<html>\n", "[1]\n", "{\"a\":[1]}\n", "{\"a\":1}\n{\"a\":1,\"b\":2}\n"}) {
        SheetRows rows("x", make_fake);
        CHECK_MESSAGE(!rows.add(wrong), wrong);
    }
}

}  // namespace rancak::admin
