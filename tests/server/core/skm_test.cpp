#include "server/core/skm.h"
#include "server/core/skm_report.h"
#include "tests/server/ingest_world.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace rancak::server {
namespace {

using nlohmann::json;

SurveyBody answered(std::uint8_t answer, std::string service = "ktp") {
    SurveyBody body{"dukcapil", std::move(service), Sex::female, Education::s1, Occupation::employee, Language::indonesian, {}};
    body.answers.fill(answer);
    return body;
}

SkmFigures some_figures() {
    SkmFigures figures{"dukcapil", "", {*parse_iso_date("2026-11-01"), *parse_iso_date("2026-12-31")}};
    for (int i = 0; i < 6; ++i) {
        auto body = answered(i == 0 ? 4 : 3, i < 2 ? "" : i < 4 ? "ktp" : "kk");
        body.answers[static_cast<std::size_t>(SurveyElement::facilities)] = 2;
        body.answers[static_cast<std::size_t>(SurveyElement::complaints)] = 1;
        if (i == 5) body.sex = Sex::male;
        figures.add(body);
    }
    return figures;
}

// Every text of a report, a line each.
std::string words_of(const Report& report) {
    struct Words {
        std::string text;
        void operator()(const Paragraph& one) { text += one.text + "\n"; }
        void operator()(const Points& one) {
            for (const auto& point : one.texts) text += point + "\n";
        }
        void operator()(const Facts& one) {
            for (const auto& [name, value] : one.facts) text += name + ": " + value + "\n";
        }
        void operator()(const Table& one) {
            text += one.caption + "\n";
            auto rows = one.rows;
            if (one.total) rows.push_back(*one.total);
            for (const auto& row : rows) {
                CHECK(row.size() == one.head.size());
                for (const auto& cell : row) text += cell.text + " | ";
                text += "\n";
            }
            CHECK(one.widths.size() == one.head.size());
        }
        void operator()(const Bars& one) {
            for (const auto& bar : one.bars) text += bar.label + " = " + bar.text + "\n";
        }
        void operator()(const Signature& one) { text += one.place_and_day + "\n" + one.office + "\n"; }
    } words;
    words.text = report.title + "\n";
    for (const auto& line : report.subtitles) words.text += line + "\n";
    words(report.summary);
    for (const auto& section : report.sections) {
        words.text += section.title + "\n";
        CHECK(section.short_title.size() <= 31);
        for (const auto& block : section.blocks) std::visit(words, block);
    }
    return words.text;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an office's survey counts respondents by what they said of themselves, and only those of the service asked for") {
    const auto figures = some_figures();
    CHECK(figures.tally.n == 6);
    CHECK(figures.of_sex == std::array<std::uint64_t, 2>{1, 5});
    CHECK(figures.of_service == std::map<std::string, std::uint64_t>{{"", 2}, {"kk", 2}, {"ktp", 2}});
    SkmFigures of_ktp{"dukcapil", "ktp", {}};
    for (const char* service : {"ktp", "kk", ""}) of_ktp.add(answered(4, service));
    CHECK(of_ktp.tally.n == 1);
}

TEST_CASE("the three lowest elements stand lowest first, equal ones in the order of the regulation") {
    const auto low = lowest(some_figures().tally);
    CHECK(low == std::vector{SurveyElement::complaints, SurveyElement::facilities, SurveyElement::requirements});
    CHECK(lowest(SkmTally{}).empty());
}

TEST_CASE("the survey's figures as JSON name elements by their code, and hold no index without an answer") {
    auto figures = some_figures();
    figures.population = 10;
    const auto told = json::parse(encode(figures));
    // Seven elements of 19, one of 12 and one of 6: 151 / 6 / 9 * 25 = 69.907
    CHECK(told.at("ikm") == 69.91);
    CHECK(told.at("quality") == "C");
    CHECK(told.at("needed") == 10);
    CHECK(told.at("elements").size() == 9);
    CHECK(told.at("elements")[0].at("element") == "requirements");
    CHECK(told.at("elements")[0].at("nrr") == doctest::Approx(19.0 / 6));
    CHECK(told.at("elements")[0].at("weighted") == doctest::Approx(19.0 / 54));
    CHECK(told.at("elements")[0].at("quality") == "B");
    CHECK(told.at("lowest") == json{"complaints", "facilities", "requirements"});
    CHECK(told.at("by").at("sex") == json{{"male", 1}, {"female", 5}});
    CHECK(told.at("by").at("education").at("s1") == 6);
    const auto none = json::parse(encode(SkmFigures{"dukcapil", "", {}}));
    CHECK(none.at("ikm").is_null());
    CHECK(none.at("quality").is_null());
    CHECK(none.at("population").is_null());
    CHECK(none.at("needed").is_null());
    CHECK(none.at("elements")[8].at("nrr").is_null());
    CHECK(none.at("lowest").empty());
}

TEST_CASE("the report says the index, what is lowest, whether the sample is enough, and leaves the plan to be written") {
    auto figures = some_figures();
    figures.population = 500;
    const auto report = skm_report(figures, small_catalogue(), morning());
    const auto words = words_of(report);
    CHECK(has(words, "Disdukcapil (contoh)\nPeriode 1 November 2026 sampai dengan 31 Desember 2026\n"));
    CHECK(has(words, "Indeks Kepuasan Masyarakat (IKM): 69,91\nMutu pelayanan: C\nKinerja unit pelayanan: Kurang baik\n"));
    CHECK(has(words, "diperlukan paling sedikit 217 responden"));
    CHECK(has(words, "belum terpenuhi"));
    CHECK(has(words, "1 | Persyaratan | 19 | 3,1667 | 0,3519 | 79,17 | B | \n"));
    CHECK(has(words, "8 | Penanganan Pengaduan, Saran dan Masukan | 6 | 1,0000 | 0,1111 | 25,00 | D | \n"));
    CHECK(has(words, "Penanganan Pengaduan, Saran dan Masukan (NRR 1,000): "));
    CHECK(has(words, "1 | Penanganan Pengaduan, Saran dan Masukan |  |  |  | \n"));
    CHECK(has(words, "Kartu Keluarga | 2 | 33,3 | \n"));
    CHECK(has(words, "Sawahlunto, 24 November 2026\nKepala Disdukcapil (contoh)\n"));
    for (const char* title : {"I. Pendahuluan", "II. Metodologi", "III. Hasil Survei", "IV. Saran Perbaikan", "V. Kesimpulan dan Rencana Tindak Lanjut", "Lampiran"})
        CHECK(has(words, std::string(title) + "\n"));
    figures.population = std::nullopt;
    CHECK(has(words_of(skm_report(figures, small_catalogue(), morning())), "belum diisi"));
    figures.population = 6;
    CHECK(has(words_of(skm_report(figures, small_catalogue(), morning())), "jumlah sampel terpenuhi."));
}

TEST_CASE("the report as HTML holds no script, shows names as they are, and draws the bars") {
    auto catalogue = small_catalogue();
    catalogue.offices[0].name.indonesian = "Kantor <b>\"A\" & B";
    const auto html = to_html(skm_report(some_figures(), catalogue, morning()));
    CHECK(has(html, "<!doctype html>"));
    CHECK(has(html, "Kantor &lt;b&gt;&quot;A&quot; &amp; B"));
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(html, "<b>"));
    CHECK(has(html, "Pemerintah Kota Sawahlunto"));
    CHECK(has(html, "<svg"));
    std::size_t bars = 0;
    for (auto at = html.find("fill=\"#7a1f2b\""); at != std::string::npos; at = html.find("fill=\"#7a1f2b\"", at + 1)) ++bars;
    CHECK(bars == 9);
}

}  // namespace rancak::server
