#include "server/core/report.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace rancak::server {
namespace {

constexpr std::string_view style = R"css(
@page { size: A4; margin: 22mm 18mm 20mm 22mm; }
* { box-sizing: border-box; }
body { font-family: Inter, "Noto Sans", "Liberation Sans", Arial, sans-serif; font-size: 10.5pt; line-height: 1.5; color: #1d1a16; background: #fff;
  max-width: 176mm; margin: 12mm auto; padding: 0 4mm; }
header { border-top: 1.6mm solid #7a1f2b; border-bottom: .4mm solid #c9992e; padding: 6mm 0 5mm; margin-bottom: 7mm; }
h1 { font-size: 19pt; line-height: 1.2; margin: 0 0 3mm; }
header p { margin: 0; font-size: 12pt; } header .authority { font-size: 10pt; font-weight: 600; color: #7a1f2b; margin-bottom: 2mm; }
h2 { font-size: 13.5pt; margin: 9mm 0 3mm; color: #7a1f2b; break-after: avoid; }
p { margin: 0 0 3mm; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1.5mm 6mm; margin: 0 0 5mm; }
dt { color: #5a5248; } dd { margin: 0; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 6mm; font-size: 9.5pt; break-inside: avoid; }
caption, figcaption { text-align: left; font-weight: 600; padding: 2mm 0 1.5mm; }
th, td { border: .25mm solid #b9b0a2; padding: 1.3mm 2mm; text-align: left; vertical-align: top; }
th { background: #f4eee2; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot td { font-weight: 600; background: #faf6ee; } .hand td { height: 14mm; }
figure { margin: 0 0 6mm; break-inside: avoid; } svg { width: 100%; height: auto; }
.signature { margin: 12mm 0 0 auto; width: 78mm; text-align: center; break-inside: avoid; }
.signature .room { height: 24mm; } .signature .line { border-top: .3mm solid #1d1a16; padding-top: 1mm; color: #5a5248; font-size: 9pt; }
footer { margin-top: 10mm; border-top: .25mm solid #b9b0a2; padding-top: 2mm; font-size: 8.5pt; color: #5a5248; }
@media print { body { margin: 0; max-width: none; padding: 0; } .page { break-before: page; } }
)css";

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            default: html += c;
        }
    return html;
}

// With two decimals, as coordinates need them.
std::string coordinate(double value) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 2).ptr};
}

std::string cells_html(const std::vector<Cell>& cells) {
    std::string html = "<tr>";
    for (const auto& cell : cells) html += (cell.number ? "<td class=\"number\">" : "<td>") + escaped(cell.text) + "</td>";
    return html + "</tr>\n";
}

std::string columns_html(const std::vector<int>& widths) {
    const double sum = std::accumulate(widths.begin(), widths.end(), 0);
    std::string html = "<colgroup>";
    for (const int width : widths) html += "<col style=\"width:" + coordinate(100 * width / sum) + "%\">";
    return html + "</colgroup>\n";
}

struct Html {
    std::string operator()(const Paragraph& one) const { return "<p>" + escaped(one.text) + "</p>\n"; }
    std::string operator()(const Points& one) const {
        std::string html = "<ol>\n";
        for (const auto& text : one.texts) html += "<li>" + escaped(text) + "</li>\n";
        return html + "</ol>\n";
    }
    std::string operator()(const Facts& one) const {
        std::string html = "<dl>\n";
        for (const auto& [name, value] : one.facts) html += "<dt>" + escaped(name) + "</dt><dd>" + escaped(value) + "</dd>\n";
        return html + "</dl>\n";
    }
    std::string operator()(const Table& one) const {
        std::string html = "<div class=\"wide\"><table" + std::string(one.by_hand ? " class=\"hand\"" : "") + "><caption>" + escaped(one.caption) + "</caption>\n" + columns_html(one.widths) + "<thead><tr>";
        for (std::size_t i = 0; i < one.head.size(); ++i) {
            const bool number = !one.rows.empty() && one.rows[0][i].number;
            html += (number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">") + escaped(one.head[i]) + "</th>";
        }
        html += "</tr></thead>\n<tbody>\n";
        for (const auto& row : one.rows) html += cells_html(row);
        html += "</tbody>\n";
        if (one.total) html += "<tfoot>" + cells_html(*one.total) + "</tfoot>\n";
        return html + "</table></div>\n";
    }
    std::string operator()(const Bars& one) const {
        constexpr double row = 26, left = 270, right = 60, width = 720, thick = 15;
        const double height = row * static_cast<double>(one.bars.size()) + 8;
        std::string html = "<figure><figcaption>" + escaped(one.caption) + "</figcaption><svg viewBox=\"0 0 " + coordinate(width) + " " + coordinate(height) +
                           "\" role=\"img\" aria-label=\"" + escaped(one.caption) + "\" font-size=\"12\" font-family=\"inherit\">\n";
        double y = 4;
        for (const auto& bar : one.bars) {
            const double share = std::clamp((bar.value - one.least) / (one.most - one.least), 0.0, 1.0);
            const auto middle = coordinate(y + row / 2 + 4);
            html += "<text x=\"" + coordinate(left - 8) + "\" y=\"" + middle + "\" text-anchor=\"end\">" + escaped(bar.label) + "</text>";
            html += "<rect x=\"" + coordinate(left) + "\" y=\"" + coordinate(y + (row - thick) / 2) + "\" width=\"" + coordinate(width - left - right) + "\" height=\"" + coordinate(thick) + "\" fill=\"#f4eee2\"/>";
            html += "<rect x=\"" + coordinate(left) + "\" y=\"" + coordinate(y + (row - thick) / 2) + "\" width=\"" + coordinate((width - left - right) * share) + "\" height=\"" + coordinate(thick) + "\" fill=\"#7a1f2b\"/>";
            html += "<text x=\"" + coordinate(width - right + 8) + "\" y=\"" + middle + "\">" + escaped(bar.text) + "</text>\n";
            y += row;
        }
        return html + "</svg></figure>\n";
    }
    std::string operator()(const Signature& one) const {
        return "<div class=\"signature\"><p>" + escaped(one.place_and_day) + "<br>" + escaped(one.office) +
               "</p><div class=\"room\"></div><p class=\"line\">Nama dan tanda tangan</p></div>\n";
    }
};

}  // namespace

std::string to_html(const Report& report) {
    std::string html = "<!doctype html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
                       escaped(report.title) + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<header><p class=\"authority\">" + escaped(report.authority) + "</p><h1>" + escaped(report.title) + "</h1>\n";
    for (const auto& line : report.subtitles) html += "<p>" + escaped(line) + "</p>\n";
    html += "</header>\n<main>\n" + Html{}(report.summary);
    for (const auto& section : report.sections) {
        html += std::string(section.new_page ? "<section class=\"page\">" : "<section>") + "<h2>" + escaped(section.title) + "</h2>\n";
        for (const auto& block : section.blocks) html += std::visit(Html{}, block);
        html += "</section>\n";
    }
    return html + "</main>\n<footer>" + escaped(report.footer) + "</footer>\n</body>\n</html>\n";
}

}  // namespace rancak::server
