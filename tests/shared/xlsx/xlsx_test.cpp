#include "shared/xlsx/xlsx.h"

#include "shared/file.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

using namespace rancak;

namespace {

std::unique_ptr<Spreadsheet> begun(const std::string& name, std::vector<std::string> columns) {
    auto sheet = make_xlsx(name, std::move(columns));
    REQUIRE_MESSAGE(sheet, sheet.error().message);
    return std::move(*sheet);
}

// The finished file, and its parts as unzip sees them.
class Finished {
public:
    explicit Finished(Spreadsheet& sheet) {
        std::string bytes;
        const auto done = sheet.finish([&](std::string_view piece) -> Result<void> { return bytes += piece, Result<void>(); });
        REQUIRE_MESSAGE(done, done.error().message);
        REQUIRE(write_atomically(file(), bytes));
    }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "table.xlsx"; }
    [[nodiscard]] std::string part(const std::string& name) const {
        const auto ran = test::run_process({"unzip", "-p", file().string(), name});
        REQUIRE_MESSAGE(ran.exit_code == 0, name, ran.err);
        return ran.out;
    }

private:
    test::TemporaryFolder folder_;
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("xlsx: words, numbers and empty cells stand under the names of their columns, and nothing is a formula") {
    auto sheet = begun("ratings", {"officer", "score", "comment"});
    sheet->text("o-1");
    sheet->number(5);
    sheet->text("=1+1");
    REQUIRE(sheet->end_row());
    sheet->text("<b>&");
    sheet->nothing();
    sheet->text("");
    REQUIRE(sheet->end_row());
    const Finished finished(*sheet);
    const auto rows = finished.part("xl/worksheets/sheet1.xml");
    CHECK(has(finished.part("xl/workbook.xml"), "name=\"ratings\""));
    for (const char* word : {">officer<", ">score<", ">comment<", ">o-1<", ">=1+1<", "&lt;b&gt;&amp;"}) CHECK_MESSAGE(has(rows, word), rows);
    CHECK(has(rows, "<c r=\"B2\"><v>5</v></c>"));
    CHECK(!has(rows, "r=\"B3\""));
    CHECK(!has(rows, "<f>"));
}

TEST_CASE("xlsx: times are cells of their own kind in UTC, wide enough to be seen, and text where programs disagree about them") {
    auto sheet = begun("ratings", {"at", "officer", "received_at"});
    sheet->time(*parse_rfc3339("2026-11-24T18:00:00.500Z"));
    sheet->text("2026-11-24T18:00:00.500Z");
    sheet->time(*parse_rfc3339("1900-03-01T00:00:00.000Z"));
    REQUIRE(sheet->end_row());
    sheet->time(*parse_rfc3339("1900-02-28T23:59:59.999Z"));
    sheet->text("");
    sheet->time(*parse_rfc3339("9999-12-31T23:59:59.000Z"));
    REQUIRE(sheet->end_row());
    const Finished finished(*sheet);
    const auto rows = finished.part("xl/worksheets/sheet1.xml");
    for (const char* word : {">at (UTC)<", ">officer<", ">received_at (UTC)<", ">2026-11-24T18:00:00.500Z<", ">1900-02-28T23:59:59.999Z<"}) CHECK_MESSAGE(has(rows, word), rows);
    CHECK_MESSAGE(has(rows, "<c r=\"A2\" s=\"2\"><v>46350.7500057870"), rows);  // days from the end of 1899, and three quarters of one
    CHECK_MESSAGE(has(rows, "<c r=\"C2\" s=\"2\"><v>61</v>"), rows);
    CHECK_MESSAGE(has(rows, "<c r=\"C3\" s=\"2\"><v>2958465.99998842"), rows);
    CHECK_MESSAGE(has(rows, "<col min=\"1\" max=\"1\" width=\"20."), rows);
    CHECK_MESSAGE(has(rows, "<col min=\"3\" max=\"3\" width=\"20."), rows);
    CHECK(!has(rows, "<col min=\"2\""));
    CHECK(has(finished.part("xl/styles.xml"), "formatCode=\"yyyy-mm-dd hh:mm:ss\""));
}

TEST_CASE("xlsx: a word that is longer than a cell takes is cut between two characters") {
    auto sheet = begun("long", {"text"});
    std::string word(32'766, 'x');
    sheet->text(word + "\xC3\xA9\xC3\xA9");
    REQUIRE(sheet->end_row());
    const auto rows = Finished(*sheet).part("xl/worksheets/sheet1.xml");
    CHECK(has(rows, word + "<"));
    CHECK(!has(rows, "\xC3"));
}

TEST_CASE("xlsx: more rows than a sheet takes go on in the next one, under the same columns") {
    auto sheet = begun("rows", {"n"});
    for (std::size_t i = 0; i < max_sheet_rows; ++i) {
        sheet->number(static_cast<double>(i));
        REQUIRE(sheet->end_row());
    }
    const Finished finished(*sheet);
    CHECK(has(finished.part("xl/workbook.xml"), "name=\"rows 2\""));
    const auto second = finished.part("xl/worksheets/sheet2.xml");
    CHECK(has(second, ">n<"));
    CHECK(has(second, "<v>1048575</v>"));
    CHECK(!has(second, "<v>1048574</v>"));
}

TEST_CASE("xlsx: whoever takes the file may refuse, and is told what they said") {
    auto sheet = begun("full", {"n"});
    const auto finished = sheet->finish([](std::string_view) -> Result<void> { return fail("The disk is full."); });
    REQUIRE(!finished);
    CHECK(finished.error().message == "The disk is full.");
    CHECK(!make_xlsx("a name [that] no sheet may have", {"n"}));
}
