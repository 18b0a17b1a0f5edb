// Files of reports, read again by other programs than those that wrote them.

#include "server/adapters/pdf_report.h"
#include "server/adapters/xlsx_skm_report.h"
#include "server/core/skm_report.h"
#include "shared/file.h"
#include "tests/server/ingest_world.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <filesystem>

namespace rancak::server {
namespace {

Report some_report() {
    SkmFigures figures{"dukcapil", "", {*parse_iso_date("2026-11-01"), *parse_iso_date("2026-12-31")}};
    for (int i = 0; i < 40; ++i) {
        SurveyBody body{"dukcapil", i % 2 ? "ktp" : "kk", i % 3 ? Sex::female : Sex::male, educations[static_cast<std::size_t>(i) % 6],
                        occupations[static_cast<std::size_t>(i) % 6], Language::indonesian, {}};
        for (std::size_t element = 0; element < body.answers.size(); ++element) body.answers[element] = static_cast<std::uint8_t>(3 + (static_cast<std::size_t>(i) + element) % 2);
        figures.add(body);
    }
    auto catalogue = small_catalogue();
    catalogue.offices[0].name.indonesian = "=HYPERLINK(\"x\") Disdukcapil (contoh)";
    return skm_report(figures, catalogue, morning());
}

// What the program prints; it must end well.
std::string output_of(const std::vector<std::string>& command) {
    const auto ran = test::run_process(command);
    REQUIRE_MESSAGE(ran.exit_code == 0, command[0], ": ", ran.err);
    return ran.out;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the report as PDF holds its words as text, on numbered pages of A4") {
    const test::TemporaryFolder folder;
    const auto pdf = PdfReportWriter().write(some_report());
    REQUIRE_MESSAGE(pdf, pdf.error().message);
    REQUIRE(write_atomically(folder / "skm.pdf", *pdf));
    const auto info = output_of({"pdfinfo", (folder / "skm.pdf").string()});
    CHECK(has(info, "A4"));
    CHECK(has(info, "Laporan Hasil Survei Kepuasan Masyarakat (SKM)"));
    const auto text = output_of({"pdftotext", "-layout", (folder / "skm.pdf").string(), "-"});
    for (const char* part : {"Indeks Kepuasan Masyarakat (IKM)", "87,50", "Halaman 1 dari ", "Rencana tindak lanjut", "Kompetensi Pelaksana", "Sawahlunto, 24 November 2026"})
        CHECK_MESSAGE(has(text, part), part);
    const auto pages = std::stoi(info.substr(info.find("Pages:") + 6));
    CHECK(pages >= 3);
    CHECK(has(text, "Halaman " + std::to_string(pages) + " dari " + std::to_string(pages)));
}

TEST_CASE("the report as a spreadsheet has a sheet a section, numbers as numbers and no formula, and leaves nothing behind") {
    const test::TemporaryFolder folder;
    const auto xlsx = XlsxReportWriter(folder.path()).write(some_report());
    REQUIRE_MESSAGE(xlsx, xlsx.error().message);
    CHECK(std::filesystem::is_empty(folder.path()));
    REQUIRE(write_atomically(folder / "skm.xlsx", *xlsx));
    const auto file = (folder / "skm.xlsx").string();
    const auto book = output_of({"unzip", "-p", file, "xl/workbook.xml"});
    for (const char* sheet : {"Ringkasan", "Pendahuluan", "Metodologi", "Hasil", "Saran", "Kesimpulan dan RTL", "Lampiran"})
        CHECK_MESSAGE(has(book, "name=\"" + std::string(sheet) + "\""), sheet);
    const auto results = output_of({"unzip", "-p", file, "xl/worksheets/sheet4.xml"});
    CHECK(has(results, "<v>87.5</v>"));
    CHECK(has(output_of({"unzip", "-p", file, "xl/charts/chart1.xml"}), "Hasil"));
    for (int sheet = 1; sheet <= 7; ++sheet)
        CHECK_FALSE(has(output_of({"unzip", "-p", file, "xl/worksheets/sheet" + std::to_string(sheet) + ".xml"}), "<f>"));
    CHECK_FALSE(XlsxReportWriter(folder / "nowhere").write(some_report()));
}

}  // namespace rancak::server
