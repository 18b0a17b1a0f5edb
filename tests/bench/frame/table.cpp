#include "tests/bench/frame/table.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace rancak::bench {

namespace {

using Json = nlohmann::json;

std::optional<double> median_or_none(const std::vector<double>& runs) {
    if (runs.empty()) return std::nullopt;
    return median(runs);
}

std::optional<bool> within(const std::optional<double>& value, const std::optional<double>& at_most,
                           const std::optional<double>& at_least) {
    if (!value || (!at_most && !at_least)) return std::nullopt;
    return (!at_most || *value <= *at_most) && (!at_least || *value >= *at_least);
}

// Thousands apart: 131,000.
std::string grouped(double value) {
    const auto digits = fmt::format("{:.0f}", std::abs(value));
    std::string text = value < 0 ? "-" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

// Three digits that count: 2.07, 48.5, 131,000.
std::string rounded(double value) {
    if (value == 0) return "0";
    const auto digits = static_cast<int>(std::floor(std::log10(std::abs(value))));
    if (digits < 3) return fmt::format("{:.{}f}", value, std::clamp(2 - digits, 0, 4));
    const double step = std::pow(10.0, digits - 2);
    return grouped(std::round(value / step) * step);
}

std::string rounded_ratio(double ratio) {
    return ratio > 0 && ratio < 0.75 ? "1/" + rounded(1 / ratio) : rounded(ratio) + "x";
}

// A goal is written as it is: rounding it would make it another.
std::string exact(double value) { return value >= 1000 ? grouped(value) : fmt::format("{:g}", value); }

std::string exact_ratio(double ratio) {
    return ratio < 0.75 ? fmt::format("1/{:g}", std::round(1 / ratio * 100) / 100) : fmt::format("{:g}x", ratio);
}

std::string measured(const std::optional<double>& value, const std::vector<double>& runs, const std::string& unit) {
    if (!value) return "not measured";
    if (runs.size() < 2) return fmt::format("{} {}", rounded(*value), unit);
    const auto [low, high] = std::minmax_element(runs.begin(), runs.end());
    return fmt::format("{} {} ({} - {})", rounded(*value), unit, rounded(*low), rounded(*high));
}

std::string goal_text(const std::optional<double>& at_most, const std::optional<double>& at_least,
                      const std::optional<bool>& met, std::string (*write)(double)) {
    if (!at_most && !at_least) return "";
    std::string text;
    if (at_least) text += ">= " + write(*at_least);
    if (at_least && at_most) text += ", ";
    if (at_most) text += "<= " + write(*at_most);
    return text + (!met ? ": ?" : *met ? ": met" : ": NOT MET");
}

using Cells = std::array<std::string, 6>;

Cells cells_of(const Row& row) {
    const Figure& figure = row.figure;
    const Goal& goal = figure.goal;
    return {figure.name,
            measured(row.value, figure.runs, figure.unit),
            goal_text(goal.at_most, goal.at_least, row.met, exact),
            figure.beside.empty()
                ? ""
                : fmt::format("{}: {}", figure.beside, measured(row.other, figure.beside_runs, figure.unit)),
            row.ratio ? rounded_ratio(*row.ratio) : "",
            goal_text(goal.ratio_at_most, goal.ratio_at_least, row.ratio_met, exact_ratio)};
}

// Columns are counted in code points: a name may hold any letters.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string line_of(const Cells& cells, const std::array<std::size_t, 6>& widths) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += "| " + cells[i] + std::string(widths[i] - width_of(cells[i]), ' ') + ' ';
    }
    return line + "|\n";
}

Goal goal_from(const Json& json) {
    Goal goal;
    for (const auto& [key, value] : json.items()) {
        if (key == "at_most")
            goal.at_most = value.get<double>();
        else if (key == "at_least")
            goal.at_least = value.get<double>();
        else if (key == "ratio_at_most")
            goal.ratio_at_most = value.get<double>();
        else if (key == "ratio_at_least")
            goal.ratio_at_least = value.get<double>();
        else
            throw std::invalid_argument("unknown goal \"" + key + "\"");
    }
    return goal;
}

Figure figure_from(const Json& json) {
    Figure figure;
    for (const auto& [key, value] : json.items()) {
        if (key == "name")
            figure.name = value.get<std::string>();
        else if (key == "unit")
            figure.unit = value.get<std::string>();
        else if (key == "runs")
            figure.runs = value.get<std::vector<double>>();
        else if (key == "beside")
            figure.beside = value.get<std::string>();
        else if (key == "beside_runs")
            figure.beside_runs = value.get<std::vector<double>>();
        else if (key == "goal")
            figure.goal = goal_from(value);
        else if (key == "missing")
            figure.missing = value.get<std::string>();
        else
            throw std::invalid_argument("unknown member \"" + key + "\"");
    }
    if (figure.name.empty()) throw std::invalid_argument("no name");
    if (figure.runs.empty() && figure.missing.empty()) throw std::invalid_argument("no runs and no word why");
    return figure;
}

template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

}  // namespace

Row judge(Figure figure) {
    Row row;
    row.value = median_or_none(figure.runs);
    row.other = median_or_none(figure.beside_runs);
    if (row.value && row.other && *row.other != 0) row.ratio = *row.value / *row.other;
    row.met = within(row.value, figure.goal.at_most, figure.goal.at_least);
    row.ratio_met = within(row.ratio, figure.goal.ratio_at_most, figure.goal.ratio_at_least);
    row.figure = std::move(figure);
    return row;
}

Result<Figure> read_figure(std::string_view line) {
    try {
        return figure_from(Json::parse(line));
    } catch (const std::exception& problem) {
        return fail(fmt::format("not a figure ({}): {}", problem.what(), line.substr(0, 200)));
    }
}

std::string table_of(std::span<const Row> rows) {
    std::vector<Cells> lines{{"figure", "measured, median (lowest - highest run)", "goal", "beside, in the same run",
                              "ratio", "goal of the ratio"}};
    for (const Row& row : rows) lines.push_back(cells_of(row));
    std::array<std::size_t, 6> widths{};
    for (const Cells& cells : lines) {
        for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], width_of(cells[i]));
    }
    std::string text;
    for (const Cells& cells : lines) {
        text += line_of(cells, widths);
        if (&cells != &lines.front()) continue;
        for (const std::size_t width : widths) text += '|' + std::string(width + 2, '-');
        text += "|\n";
    }
    for (const Row& row : rows) {
        const Figure& figure = row.figure;
        if (!figure.missing.empty()) text += fmt::format("Not measured, {}: {}\n", figure.name, figure.missing);
    }
    return text;
}

std::string json_of(std::span<const Row> rows, std::string_view machine) {
    auto figures = Json::array();
    for (const Row& row : rows) {
        figures.push_back({{"name", row.figure.name},
                           {"unit", row.figure.unit},
                           {"value", or_null(row.value)},
                           {"runs", row.figure.runs},
                           {"beside", row.figure.beside},
                           {"beside_value", or_null(row.other)},
                           {"beside_runs", row.figure.beside_runs},
                           {"ratio", or_null(row.ratio)},
                           {"met", or_null(row.met)},
                           {"ratio_met", or_null(row.ratio_met)},
                           {"missing", row.figure.missing}});
    }
    return Json{{"machine", machine}, {"figures", std::move(figures)}}.dump(2) + '\n';
}

}  // namespace rancak::bench
