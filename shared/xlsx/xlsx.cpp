#include "shared/xlsx/xlsx.h"

#include "shared/file.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

#include <xlsxwriter.h>

namespace rancak {
namespace {

constexpr std::size_t max_cell_bytes = 32'767;  // the format's limit is that many characters

// A time is the days since the end of 1899; those before March 1900 are reckoned differently by each program, as 1900 is a leap
// year to some of them (ECMA-376 part 1, 18.17.4.1).
constexpr double days_before_1970 = 25'569;
constexpr Timestamp first_time{std::chrono::sys_days{std::chrono::year{1900} / 3 / 1}};
constexpr Timestamp end_of_times{std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1}};
constexpr double time_width = 20;  // in characters

// As much as a cell takes; no character is cut.
std::string_view fitting(std::string_view text) {
    if (text.size() <= max_cell_bytes) return text;
    auto end = max_cell_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

// libxlsxwriter writes to a name. The file is gone with the object.
class TemporaryName {
public:
    TemporaryName() {
        text_ = (std::filesystem::temp_directory_path() / "rancak-XXXXXX").string();
        const int file = mkostemp(text_.data(), O_CLOEXEC);
        if (file >= 0) close(file);
        else text_.clear();
    }
    ~TemporaryName() {
        if (!text_.empty()) unlink(text_.c_str());
    }
    TemporaryName(const TemporaryName&) = delete;
    TemporaryName& operator=(const TemporaryName&) = delete;
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

class Xlsx final : public Spreadsheet {
public:
    Xlsx(std::string name, std::vector<std::string> columns) : name_(std::move(name)), columns_(std::move(columns)) {}
    ~Xlsx() override {
        if (book_) lxw_workbook_free(book_);
    }

    [[nodiscard]] Result<void> begin() {
        if (file_.text().empty()) return fail("A temporary file cannot be made: " + system_message(errno) + ".");
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(file_.text().c_str(), &options);
        if (!book_) return fail("A spreadsheet cannot be begun: there is no memory for it.");
        bold_ = workbook_add_format(book_);
        format_set_bold(bold_);
        time_ = workbook_add_format(book_);
        format_set_num_format(time_, "yyyy-mm-dd hh:mm:ss");
        return begin_sheet();
    }

    void text(std::string_view value) override {
        note(worksheet_write_string(sheet_, row_, column_++, std::string(fitting(value)).c_str(), nullptr));
    }
    void number(double value) override { note(worksheet_write_number(sheet_, row_, column_++, value, nullptr)); }
    void time(Timestamp value) override {
        if (value < first_time || value >= end_of_times) {
            const auto written = rfc3339(value);
            return text({written.data(), written.size()});
        }
        const std::chrono::duration<double, std::chrono::days::period> days = value.time_since_epoch();
        note(worksheet_write_number(sheet_, row_, column_++, days.count() + days_before_1970, time_));
    }
    void nothing() override { ++column_; }

    [[nodiscard]] Result<void> end_row() override {
        if (wrong_ != LXW_NO_ERROR) return fail("The spreadsheet cannot be written: " + std::string(lxw_strerror(wrong_)) + ".");
        ++row_;
        column_ = 0;
        if (row_ < max_sheet_rows) return {};
        return begin_sheet();
    }

    [[nodiscard]] Result<void> finish(const std::function<Result<void>(std::string_view)>& write) override {
        const auto closed = workbook_close(std::exchange(book_, nullptr));  // frees it, too
        if (closed != LXW_NO_ERROR) return fail("The spreadsheet cannot be written: " + std::string(lxw_strerror(closed)) + ".");
        const FileDescriptor file(open(file_.text().c_str(), O_RDONLY | O_CLOEXEC));
        if (!file) return fail("The spreadsheet cannot be read back: " + system_message(errno) + ".");
        std::array<char, 64 * 1024> piece;
        for (;;) {
            const auto got = read(file.get(), piece.data(), piece.size());
            if (got < 0) return fail("The spreadsheet cannot be read back: " + system_message(errno) + ".");
            if (got == 0) return {};
            if (auto written = write({piece.data(), static_cast<std::size_t>(got)}); !written) return written;
        }
    }

private:
    Result<void> begin_sheet() {
        const auto name = sheets_++ == 0 ? name_ : name_ + " " + std::to_string(sheets_);
        sheet_ = workbook_add_worksheet(book_, name.c_str());
        if (!sheet_) return fail("A sheet named \"" + name + "\" cannot be made.");
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            const bool times = is_time_column(columns_[i]);
            // A time that is wider than its column is shown as ####.
            if (times) note(worksheet_set_column(sheet_, column, column, time_width, nullptr));
            note(worksheet_write_string(sheet_, 0, column, (times ? columns_[i] + " (UTC)" : columns_[i]).c_str(), bold_));
        }
        worksheet_freeze_panes(sheet_, 1, 0);
        row_ = 1;
        return {};
    }
    void note(lxw_error code) {
        if (wrong_ == LXW_NO_ERROR) wrong_ = code;
    }

    const std::string name_;
    const std::vector<std::string> columns_;
    const TemporaryName file_;
    lxw_workbook* book_ = nullptr;
    lxw_format* bold_ = nullptr;       // the book's
    lxw_format* time_ = nullptr;       // the book's
    lxw_worksheet* sheet_ = nullptr;   // the book's
    lxw_row_t row_ = 0;
    lxw_col_t column_ = 0;
    int sheets_ = 0;
    lxw_error wrong_ = LXW_NO_ERROR;  // the first
};

}  // namespace

Result<std::unique_ptr<Spreadsheet>> make_xlsx(const std::string& name, std::vector<std::string> columns) {
    auto made = std::make_unique<Xlsx>(name, std::move(columns));
    if (auto begun = made->begin(); !begun) return tl::unexpected<Error>(begun.error());
    return made;
}

}  // namespace rancak
