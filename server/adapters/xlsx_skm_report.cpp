#include "server/adapters/xlsx_skm_report.h"

#include "shared/file.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <unistd.h>
#include <xlsxwriter.h>

namespace rancak::server {
namespace {

constexpr std::size_t max_file_bytes = 64 * 1024 * 1024;
constexpr int columns = 7;  // over which what is no table goes

// A file of one's own, gone with the object.
class Passing {
public:
    explicit Passing(const std::filesystem::path& folder) : path_((folder / ".report-XXXXXX").string()) {
        const int file = mkstemp(path_.data());
        made_ = file >= 0;
        if (made_) close(file);
    }
    ~Passing() {
        if (made_) unlink(path_.c_str());
    }
    Passing(const Passing&) = delete;
    Passing& operator=(const Passing&) = delete;
    [[nodiscard]] bool made() const { return made_; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
    bool made_ = false;
};

struct Formats {
    lxw_format *title, *heading, *caption, *text, *name, *head, *cell, *total;
    std::array<lxw_format *, 5> number, total_number;  // by decimals

    explicit Formats(lxw_workbook* book) {
        const auto make = [&](double size, bool bold, bool bordered) {
            auto* format = workbook_add_format(book);
            format_set_font_size(format, size);
            format_set_text_wrap(format);
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
            if (bold) format_set_bold(format);
            if (bordered) format_set_border(format, LXW_BORDER_THIN);
            return format;
        };
        title = make(16, true, false);
        heading = make(13, true, false);
        caption = make(11, true, false);
        text = make(11, false, false);
        name = make(11, false, false);
        head = make(10, true, true);
        format_set_bg_color(head, 0xF4EEE2);
        cell = make(10, false, true);
        total = make(10, true, true);
        constexpr std::array patterns{"#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000"};
        for (std::size_t i = 0; i < patterns.size(); ++i) {
            number[i] = make(10, false, true);
            total_number[i] = make(10, true, true);
            for (auto* format : {number[i], total_number[i]}) format_set_num_format(format, patterns[i]);
        }
    }
};

// One sheet, filled from above.
class Sheet {
public:
    Sheet(lxw_workbook* book, const Formats& formats, const std::string& name) : book_(book), formats_(formats), sheet_(workbook_add_worksheet(book, name.c_str())), name_(name) {
        worksheet_set_column(sheet_, 0, 0, 8, nullptr);
        worksheet_set_column(sheet_, 1, 1, 40, nullptr);
        worksheet_set_column(sheet_, 2, columns - 1, 16, nullptr);
        worksheet_set_paper(sheet_, 9);  // A4
        worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);
    }
    void line(const std::string& text, lxw_format* format) {
        worksheet_merge_range(sheet_, row_, 0, row_, columns - 1, text.c_str(), format);
        // Merged cells do not grow by themselves: some 120 characters fit into a line of them.
        const double lines = 1 + static_cast<double>(text.size() / 120);
        worksheet_set_row(sheet_, row_++, 16.0 * lines + (format == formats_.title ? 10 : 2), nullptr);
    }
    void gap() { ++row_; }
    void operator()(const Paragraph& one) { line(one.text, formats_.text); }
    void operator()(const Points& one) {
        for (std::size_t i = 0; i < one.texts.size(); ++i) line(std::to_string(i + 1) + ". " + one.texts[i], formats_.text);
    }
    void operator()(const Facts& one) {
        for (const auto& [name, value] : one.facts) {
            worksheet_merge_range(sheet_, row_, 0, row_, 1, name.c_str(), formats_.name);
            worksheet_merge_range(sheet_, row_, 2, row_, columns - 1, value.c_str(), formats_.caption);
            ++row_;
        }
        gap();
    }
    void operator()(const Table& one) {
        gap();
        line(one.caption, formats_.caption);
        // The first column is narrow, for numbers: a table without them begins beside it.
        const lxw_col_t from = !one.head.empty() && one.head[0] == "No." ? 0 : 1;
        for (std::size_t i = 0; i < one.head.size(); ++i) worksheet_write_string(sheet_, row_, column(from, i), one.head[i].c_str(), formats_.head);
        ++row_;
        for (const auto& row : one.rows) put(row, from, formats_.cell, formats_.number, one.by_hand);
        if (one.total) put(*one.total, from, formats_.total, formats_.total_number, false);
    }
    void operator()(const Bars& one) {
        gap();
        line(one.caption, formats_.caption);
        const auto first = row_;
        for (const auto& bar : one.bars) {
            worksheet_write_string(sheet_, row_, 1, bar.label.c_str(), formats_.cell);
            worksheet_write_number(sheet_, row_++, 2, bar.value, formats_.number[3]);
        }
        auto* chart = workbook_add_chart(book_, LXW_CHART_BAR);
        auto* series = chart_add_series(chart, nullptr, nullptr);
        chart_series_set_categories(series, name_.c_str(), first, 1, row_ - 1, 1);
        chart_series_set_values(series, name_.c_str(), first, 2, row_ - 1, 2);
        lxw_chart_fill fill{};
        fill.color = 0x7A1F2B;
        chart_series_set_fill(series, &fill);
        chart_title_set_name(chart, one.caption.c_str());
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        chart_axis_set_min(chart->x_axis, one.least);  // of the values: lying bars have them along x
        chart_axis_set_max(chart->x_axis, one.most);
        chart_axis_set_reverse(chart->y_axis);
        lxw_chart_options options{};
        options.x_scale = 1.6;
        options.y_scale = 1.3;
        worksheet_insert_chart_opt(sheet_, row_ + 1, 1, chart, &options);
        row_ += 21;
    }
    void operator()(const Signature& one) {
        gap();
        for (const auto& text : {one.place_and_day, one.office}) at_the_right(text);
        row_ += 5;
        at_the_right("Nama dan tanda tangan");
    }

private:
    void at_the_right(const std::string& text) {
        worksheet_merge_range(sheet_, row_, 4, row_, columns - 1, text.c_str(), formats_.text);
        ++row_;
    }
    static lxw_col_t column(lxw_col_t from, std::size_t i) { return static_cast<lxw_col_t>(from + i); }
    void put(const std::vector<Cell>& row, lxw_col_t from, lxw_format* text, const std::array<lxw_format*, 5>& numbers, bool by_hand) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto& one = row[i];
            if (one.number) worksheet_write_number(sheet_, row_, column(from, i), *one.number, numbers.at(static_cast<std::size_t>(one.decimals)));
            else worksheet_write_string(sheet_, row_, column(from, i), one.text.c_str(), text);
        }
        if (by_hand) worksheet_set_row(sheet_, row_, 40, nullptr);
        ++row_;
    }

    lxw_workbook* book_;
    const Formats& formats_;
    lxw_worksheet* sheet_;
    std::string name_;
    lxw_row_t row_ = 0;
};

lxw_error fill(lxw_workbook* book, const Report& report) {
    std::string title = report.title, subject = report.footer;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.created = std::chrono::floor<std::chrono::seconds>(report.made).time_since_epoch().count();
    workbook_set_properties(book, &properties);
    const Formats formats(book);
    Sheet first(book, formats, "Ringkasan");
    first.line(report.authority, formats.caption);
    first.line(report.title, formats.title);
    for (const auto& text : report.subtitles) first.line(text, formats.caption);
    first.gap();
    first(report.summary);
    for (const auto& section : report.sections) {
        Sheet sheet(book, formats, section.short_title);
        sheet.line(section.title, formats.heading);
        for (const auto& block : section.blocks) std::visit(sheet, block);
    }
    return workbook_close(book);
}

}  // namespace

Result<std::string> XlsxReportWriter::write(const Report& report) const {
    const Passing passing(folder_);
    if (!passing.made()) return fail("no file can be made in " + folder_.string());
    auto* book = workbook_new(passing.path().c_str());
    if (!book) return fail("the spreadsheet could not be begun");
    if (const auto error = fill(book, report); error != LXW_NO_ERROR) return fail(lxw_strerror(error));
    return read_file(passing.path(), max_file_bytes);
}

}  // namespace rancak::server
