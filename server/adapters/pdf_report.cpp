#include "server/adapters/pdf_report.h"

#include <algorithm>
#include <cairo-pdf.h>
#include <memory>
#include <numeric>
#include <pango/pangocairo.h>

#ifdef __SANITIZE_ADDRESS__
// Fontconfig keeps what it knows of fonts as long as the program lives and finds it by offsets, which the checker for leaks does
// not follow.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
#endif

namespace rancak::server {
namespace {

// Points, 72 an inch.
constexpr double mm = 72 / 25.4;
constexpr double paper_width = 210 * mm, paper_height = 297 * mm;
constexpr double left = 22 * mm, right = paper_width - 18 * mm, top = 20 * mm, bottom = paper_height - 22 * mm;
constexpr double body_size = 10, table_size = 8.5, small_size = 8;
constexpr const char* font = "Inter, Noto Sans, DejaVu Sans";

struct Colour {
    double red, green, blue;
};
constexpr Colour ink{.11, .10, .09}, soft{.35, .32, .28}, maroon{.48, .12, .17}, gold{.79, .60, .18}, line{.72, .69, .64}, shade{.957, .933, .886};

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};
using Surface = std::unique_ptr<cairo_surface_t, Release<cairo_surface_destroy>>;
using Cairo = std::unique_ptr<cairo_t, Release<cairo_destroy>>;
using FontMap = std::unique_ptr<PangoFontMap, Release<g_object_unref>>;
using Context = std::unique_ptr<PangoContext, Release<g_object_unref>>;
using Layout = std::unique_ptr<PangoLayout, Release<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Release<pango_font_description_free>>;
using Iterator = std::unique_ptr<PangoLayoutIter, Release<pango_layout_iter_free>>;

struct Look {
    double size = body_size;
    bool bold = false;
    Colour colour = ink;
    PangoAlignment align = PANGO_ALIGN_LEFT;
};
constexpr Look plain{}, head{table_size, true}, cell{table_size}, caption{9, true};

// Pages that are filled from top to bottom. What does not fit goes on on the next one.
class Paper {
public:
    // `pages`: how many there will be, as the foot of each says.
    Paper(cairo_surface_t* surface, std::string footer, int pages)
        : cairo_(cairo_create(surface)), footer_(std::move(footer)), pages_(pages) {
        pango_cairo_update_context(cairo_.get(), context_.get());
    }

    [[nodiscard]] int pages() const { return page_; }
    [[nodiscard]] double y() const { return y_; }
    void skip(double height) { y_ += height; }
    void need(double height) {
        if (y_ + height > bottom) next_page();
    }
    void next_page() {
        finish_page();
        ++page_;
        y_ = top;
    }
    void finish_page() {
        const Look foot{small_size, false, soft};
        rule(bottom + 4 * mm, line, .5);
        draw(footer_, left, bottom + 6 * mm, right - left - 35 * mm, foot);
        auto number = foot;
        number.align = PANGO_ALIGN_RIGHT;
        draw("Halaman " + std::to_string(page_) + " dari " + std::to_string(pages_), right - 34 * mm, bottom + 6 * mm, 34 * mm, number);
        cairo_show_page(cairo_.get());
    }

    [[nodiscard]] double height_of(const std::string& text, double width, const Look& look) const {
        int height = 0;
        pango_layout_get_size(layout(text, width, look).get(), nullptr, &height);
        return static_cast<double>(height) / PANGO_SCALE;
    }
    void draw(const std::string& text, double x, double y, double width, const Look& look) const {
        set(look.colour);
        cairo_move_to(cairo_.get(), x, y);
        pango_cairo_show_layout(cairo_.get(), layout(text, width, look).get());
    }
    // Line by line, over as many pages as it takes; `below` is left free behind it.
    void flow(const std::string& text, double x, const Look& look, double below) {
        const auto lines = layout(text, right - x, look);
        const Iterator at(pango_layout_get_iter(lines.get()));
        do {
            PangoRectangle extents;
            pango_layout_iter_get_line_extents(at.get(), nullptr, &extents);
            const double height = static_cast<double>(extents.height) / PANGO_SCALE;
            need(height);
            const double ascent = static_cast<double>(pango_layout_iter_get_baseline(at.get()) - extents.y) / PANGO_SCALE;
            set(look.colour);
            cairo_move_to(cairo_.get(), x + static_cast<double>(extents.x) / PANGO_SCALE, y_ + ascent);
            pango_cairo_show_layout_line(cairo_.get(), pango_layout_iter_get_line_readonly(at.get()));
            y_ += height;
        } while (pango_layout_iter_next_line(at.get()));
        y_ += below;
    }
    void fill(double x, double y, double width, double height, const Colour& colour) const {
        set(colour);
        cairo_rectangle(cairo_.get(), x, y, width, height);
        cairo_fill(cairo_.get());
    }
    void frame(double x, double y, double width, double height) const {
        set(line);
        cairo_set_line_width(cairo_.get(), .5);
        cairo_rectangle(cairo_.get(), x, y, width, height);
        cairo_stroke(cairo_.get());
    }
    void rule(double y, const Colour& colour, double thick, double from = left, double to = right) const { fill(from, y, to - from, thick, colour); }

private:
    void set(const Colour& colour) const { cairo_set_source_rgb(cairo_.get(), colour.red, colour.green, colour.blue); }
    [[nodiscard]] Layout layout(const std::string& text, double width, const Look& look) const {
        Layout made(pango_layout_new(context_.get()));
        const Font description(pango_font_description_from_string(font));
        pango_font_description_set_absolute_size(description.get(), look.size * PANGO_SCALE);
        pango_font_description_set_weight(description.get(), look.bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(made.get(), description.get());
        pango_layout_set_width(made.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(made.get(), look.align);
        pango_layout_set_line_spacing(made.get(), 1.25F);
        pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
        return made;
    }

    Cairo cairo_;
    // Of its own: the one that pango keeps for each thread would hold its fonts as long as the thread lives.
    FontMap fonts_{pango_cairo_font_map_new()};
    Context context_{pango_font_map_create_context(fonts_.get())};
    std::string footer_;
    int pages_;
    int page_ = 1;
    double y_ = top;
};

// ---- Blocks ------------------------------------------------------------------------------------------------------------

class TableDrawing {
public:
    TableDrawing(Paper& paper, const Table& table) : paper_(paper), table_(table) {
        const double sum = std::accumulate(table.widths.begin(), table.widths.end(), 0);
        for (const int width : table.widths) widths_.push_back((right - left) * width / sum);
    }
    void draw() {
        double whole = caption_height() + head_height();
        for (const auto& row : table_.rows) whole += row_height(row, cell);
        if (table_.total) whole += row_height(*table_.total, head);
        // On one page when it fits; else at least its beginning with a row.
        const double first = table_.rows.empty() ? 0 : row_height(table_.rows[0], cell);
        paper_.need(whole <= bottom - top ? whole : caption_height() + head_height() + first);
        paper_.flow(table_.caption, left, caption, 1.5 * mm);
        draw_head();
        for (const auto& row : table_.rows) draw_row(row, cell, nullptr);
        if (table_.total) draw_row(*table_.total, head, &shade);
        paper_.skip(5 * mm);
    }

private:
    static constexpr double padding = 1.4 * mm, hand_height = 15 * mm;

    [[nodiscard]] double caption_height() const { return paper_.height_of(table_.caption, right - left, caption) + 1.5 * mm; }
    [[nodiscard]] double head_height() const { return row_height(head_cells(), head); }
    [[nodiscard]] std::vector<Cell> head_cells() const {
        std::vector<Cell> cells;
        for (std::size_t i = 0; i < table_.head.size(); ++i)
            cells.push_back({table_.head[i], !table_.rows.empty() && table_.rows[0][i].number ? std::optional(0.0) : std::nullopt});
        return cells;
    }
    [[nodiscard]] double row_height(const std::vector<Cell>& row, const Look& look) const {
        double height = table_.by_hand && &look == &cell ? hand_height : 0;
        for (std::size_t i = 0; i < row.size(); ++i)
            height = std::max(height, paper_.height_of(row[i].text, widths_[i] - 2 * padding, look) + 2 * padding);
        return height;
    }
    void draw_head() { put(head_cells(), head, &shade, head_height()); }
    void draw_row(const std::vector<Cell>& row, const Look& look, const Colour* ground) {
        const double height = row_height(row, look);
        if (paper_.y() + height > bottom) {
            paper_.next_page();
            draw_head();
        }
        put(row, look, ground, height);
    }
    void put(const std::vector<Cell>& row, Look look, const Colour* ground, double height) {
        double x = left;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (ground) paper_.fill(x, paper_.y(), widths_[i], height, *ground);
            paper_.frame(x, paper_.y(), widths_[i], height);
            look.align = row[i].number ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
            paper_.draw(row[i].text, x + padding, paper_.y() + padding, widths_[i] - 2 * padding, look);
            x += widths_[i];
        }
        paper_.skip(height);
    }

    Paper& paper_;
    const Table& table_;
    std::vector<double> widths_;
};

struct Drawing {
    Paper& paper;

    void operator()(const Paragraph& one) const { paper.flow(one.text, left, plain, 2.5 * mm); }
    void operator()(const Points& one) const {
        for (std::size_t i = 0; i < one.texts.size(); ++i) {
            paper.need(body_size * 1.5);
            paper.draw(std::to_string(i + 1) + ".", left, paper.y(), 6 * mm, plain);
            paper.flow(one.texts[i], left + 6 * mm, plain, 1.5 * mm);
        }
        paper.skip(2 * mm);
    }
    void operator()(const Facts& one) const {
        for (const auto& [name, value] : one.facts) {
            const double names = 62 * mm, values = right - left - names;
            const Look strong{11, true};
            const double height = std::max(paper.height_of(name, names, plain), paper.height_of(value, values, strong));
            paper.need(height);
            Look quiet;
            quiet.colour = soft;
            paper.draw(name, left, paper.y(), names - 2 * mm, quiet);
            paper.draw(value, left + names, paper.y() - .6, values, strong);
            paper.skip(height + 1.5 * mm);
        }
        paper.skip(2 * mm);
    }
    void operator()(const Table& one) const { TableDrawing(paper, one).draw(); }
    void operator()(const Bars& one) const {
        constexpr double row = 7 * mm, labels = 62 * mm, numbers = 14 * mm;
        paper.need(10 * mm + row * static_cast<double>(one.bars.size()));
        paper.flow(one.caption, left, caption, 2 * mm);
        for (const auto& bar : one.bars) {
            const double width = right - left - labels - numbers, share = std::clamp((bar.value - one.least) / (one.most - one.least), 0.0, 1.0);
            Look label{table_size};
            label.align = PANGO_ALIGN_RIGHT;
            paper.draw(bar.label, left, paper.y() + (row - paper.height_of(bar.label, labels - 3 * mm, label)) / 2, labels - 3 * mm, label);
            paper.fill(left + labels, paper.y() + 1.2 * mm, width, row - 2.4 * mm, shade);
            paper.fill(left + labels, paper.y() + 1.2 * mm, width * share, row - 2.4 * mm, maroon);
            paper.draw(bar.text, right - numbers + 2 * mm, paper.y() + (row - paper.height_of(bar.text, numbers, cell)) / 2, numbers, cell);
            paper.skip(row);
        }
        paper.skip(5 * mm);
    }
    void operator()(const Signature& one) const {
        constexpr double width = 80 * mm, room = 24 * mm;
        Look centred;
        centred.align = PANGO_ALIGN_CENTER;
        paper.need(room + 28 * mm);
        paper.skip(6 * mm);
        for (const auto& text : {one.place_and_day, one.office}) {
            paper.draw(text, right - width, paper.y(), width, centred);
            paper.skip(paper.height_of(text, width, centred) + 1 * mm);
        }
        paper.skip(room);
        paper.rule(paper.y(), ink, .6, right - width, right);
        auto small = centred;
        small.size = small_size;
        small.colour = soft;
        paper.draw("Nama dan tanda tangan", right - width, paper.y() + 1 * mm, width, small);
        paper.skip(6 * mm);
    }
};

void draw_title(Paper& paper, const Report& report) {
    paper.rule(paper.y(), maroon, 1.6 * mm);
    paper.skip(7 * mm);
    paper.flow(report.authority, left, {10, true, maroon}, 2 * mm);
    paper.flow(report.title, left, {19, true}, 3 * mm);
    for (const auto& text : report.subtitles) paper.flow(text, left, {12}, 0);
    paper.skip(5 * mm);
    paper.rule(paper.y(), gold, .4 * mm);
    paper.skip(6 * mm);
}

int draw(cairo_surface_t* surface, const Report& report, int pages) {
    Paper paper(surface, report.footer, pages);
    draw_title(paper, report);
    Drawing{paper}(report.summary);
    for (const auto& section : report.sections) {
        if (section.new_page) paper.next_page();
        paper.need(30 * mm);  // a heading is not left alone
        paper.skip(section.new_page ? 0 : 4 * mm);
        paper.flow(section.title, left, {13.5, true, maroon}, 2.5 * mm);
        for (const auto& block : section.blocks) std::visit(Drawing{paper}, block);
    }
    paper.finish_page();
    return paper.pages();
}

cairo_status_t append(void* file, const unsigned char* bytes, unsigned length) {
    static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Result<std::string> PdfReportWriter::write(const Report& report) const {
    std::string file;
    int pages = 0;
    // Once to know how many pages there are, once to say so on each.
    for (int pass = 0; pass < 2; ++pass) {
        file.clear();
        const Surface surface(cairo_pdf_surface_create_for_stream(append, &file, paper_width, paper_height));
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, report.title.c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, report.footer.c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, (to_rfc3339(report.made).substr(0, 19) + "Z").c_str());
        pages = draw(surface.get(), report, pages);
        cairo_surface_finish(surface.get());
        if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) return fail(cairo_status_to_string(status));
    }
    return file;
}

}  // namespace rancak::server
