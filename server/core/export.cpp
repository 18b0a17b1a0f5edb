#include "server/core/export.h"

#include "shared/csv.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"

#include <algorithm>
#include <charconv>

namespace rancak::server {
namespace {

constexpr std::uint64_t beyond = std::uint64_t{1} << 62;

// ---- The cursor: "office:arrival.seq,…|office:arrival.seq:until" in base64url ---------------------------------------------

std::optional<std::uint64_t> take_number(std::string_view& text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value > beyond) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

bool take_char(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

std::string text_of(const std::string& office, Place place) {
    return office + ":" + std::to_string(place.arrival) + "." + std::to_string(place.seq);
}

std::optional<std::pair<std::string, Place>> take_place(std::string_view& text) {
    const std::string office(text.substr(0, text.find(':')));
    text.remove_prefix(std::min(office.size(), text.size()));
    if (!is_id(office) || !take_char(text, ':')) return std::nullopt;
    const auto arrival = take_number(text);
    if (!arrival || !take_char(text, '.')) return std::nullopt;
    const auto seq = take_number(text);
    if (!seq) return std::nullopt;
    return std::pair{office, Place{*arrival, *seq}};
}

// ---- Rows --------------------------------------------------------------------------------------------------------------

constexpr std::string_view rating_columns =
    "journal,seq,at,received_at,office,counter,officer,visit,score,language,cause,reasons,withdrawn,flags\r\n";
constexpr std::string_view event_columns = "journal,seq,received_at,hash,parked,line\r\n";

std::string flags_text(std::uint8_t flags) {
    constexpr std::pair<Flag, std::string_view> names[] = {{Flag::burst, "burst"}, {Flag::shut, "shut"},
        {Flag::rhythm, "rhythm"}, {Flag::same_visit, "same_visit"}, {Flag::clock, "clock"}};
    std::string text;
    for (const auto& [flag, name] : names)
        if (flags & static_cast<std::uint8_t>(flag)) text.append(text.empty() ? "" : ";").append(name);
    return text;
}

std::string joined(const std::vector<std::string>& reasons) {
    std::string text;
    for (const auto& reason : reasons) text.append(text.empty() ? "" : ";").append(reason);
    return text;
}

// The same cells as CSV or as a JSON object.
class RowWriter {
public:
    RowWriter(ExportFormat format, std::string& out) : csv_(format == ExportFormat::csv), out_(out) {}
    void text(std::string_view name, std::string_view value) {
        begin(name);
        if (csv_) append_csv_cell(out_, value);
        else out_ += json_string(value);
    }
    void number(std::string_view name, std::uint64_t value) {
        begin(name);
        out_ += std::to_string(value);
    }
    void end() { out_ += csv_ ? "\r\n" : "}\n"; }

private:
    void begin(std::string_view name) {
        if (csv_) out_ += first_ ? "" : ",";
        else out_.append(first_ ? "{\"" : ",\"").append(name).append("\":");
        first_ = false;
    }
    bool csv_;
    bool first_ = true;
    std::string& out_;
};

void append_rating(const RatingRow& row, ExportFormat format, std::string& out) {
    const auto& rating = row.rating;
    RowWriter cells(format, out);
    cells.text("journal", row.id.journal);
    cells.number("seq", rating.seq);
    cells.text("at", to_rfc3339(rating.at));
    cells.text("received_at", to_rfc3339(row.received));
    cells.text("office", row.id.office);
    cells.text("counter", rating.counter);
    cells.text("officer", rating.officer);
    cells.text("visit", rating.visit);
    cells.number("score", static_cast<std::uint64_t>(rating.score));
    cells.text("language", code(rating.language));
    cells.text("cause", rating.cause ? code(*rating.cause) : "");
    cells.text("reasons", joined(rating.reasons));
    cells.text("withdrawn", rating.withdrawn ? code(*rating.withdrawn) : "");
    cells.text("flags", flags_text(rating.flags));
    cells.end();
}

void append_event(const EventRow& row, ExportFormat format, std::string& out) {
    if (format == ExportFormat::jsonl) {
        out.append(row.line).append("\n");
        return;
    }
    RowWriter cells(format, out);
    cells.text("journal", row.id.journal);
    cells.number("seq", row.place.seq);
    cells.text("received_at", to_rfc3339(row.received));
    cells.text("hash", to_hex(blake2b(row.line)));
    cells.text("parked", row.parked);
    cells.text("line", row.line);
    cells.end();
}

// How much a page may still take.
struct Room {
    const std::string& body;
    std::size_t rows = 0, max_rows = 0;
    [[nodiscard]] bool left() const { return rows < max_rows && body.size() < max_page_bytes; }
};

// The place behind all that had arrived when `newest` was asked for.
Place behind(std::uint64_t newest) { return {newest + 1, 0}; }

bool is_told(const RatingRow& row, Place start, std::uint64_t until) {
    const Place arrived{row.rating.arrival, row.rating.seq};
    const bool is_new = row.place.seq == row.rating.seq;
    return is_new || arrived <= start || row.place.arrival > until;
}

}  // namespace

std::string encode(const ExportCursor& cursor) {
    std::string text;
    for (const auto& [office, place] : cursor.places) text.append(text.empty() ? "" : ",").append(text_of(office, place));
    if (cursor.run)
        text.append("|").append(text_of(cursor.run->office, cursor.run->start)).append(":").append(std::to_string(cursor.run->until));
    std::string word = to_base64(text.empty() ? "," : text);
    word.erase(word.find_last_not_of('=') + 1);
    std::replace(word.begin(), word.end(), '+', '-');
    std::replace(word.begin(), word.end(), '/', '_');
    return word;
}

std::optional<ExportCursor> decode_cursor(std::string_view word) {
    if (word.empty()) return std::nullopt;
    std::string padded(word);
    std::replace(padded.begin(), padded.end(), '-', '+');
    std::replace(padded.begin(), padded.end(), '_', '/');
    padded.append((4 - padded.size() % 4) % 4, '=');
    const auto bytes = from_base64(padded);
    if (!bytes) return std::nullopt;
    std::string_view text = *bytes;
    ExportCursor cursor;
    if (text == ",") return cursor;
    while (!text.empty() && text.front() != '|') {
        if (!cursor.places.empty() && !take_char(text, ',')) return std::nullopt;
        auto place = take_place(text);
        if (!place || !cursor.places.insert(std::move(*place)).second) return std::nullopt;
    }
    if (text.empty()) return cursor;
    text.remove_prefix(1);
    auto start = take_place(text);
    if (!start || !take_char(text, ':')) return std::nullopt;
    const auto until = take_number(text);
    if (!until || !text.empty()) return std::nullopt;
    cursor.run = ExportCursor::Run{start->first, start->second, *until};
    return cursor;
}

Stored<ExportPage> ratings_page(Reports& reports, ExportFormat format, const ExportCursor& cursor, std::size_t max_rows) {
    const auto arrivals = reports.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    ExportPage page{format == ExportFormat::csv ? std::string(rating_columns) : "", cursor, false};
    page.next.run.reset();
    Room room{page.body, 0, max_rows};
    for (const auto& [office, newest] : *arrivals) {
        if (cursor.run && office < cursor.run->office) continue;
        auto& place = page.next.places[office];
        const bool resumed = cursor.run && office == cursor.run->office;
        const Place start = resumed ? cursor.run->start : place;
        const auto until = resumed ? cursor.run->until : newest;
        const auto read = reports.ratings_after(office, place, [&](const RatingRow& row) {
            if (is_told(row, start, until)) {
                if (!room.left()) {
                    page.more = true;
                    return false;
                }
                append_rating(row, format, page.body);
                ++room.rows;
            }
            place = row.place;
            return true;
        });
        if (!read) return tl::unexpected<StoreFailure>(read.error());
        if (page.more) {
            page.next.run = ExportCursor::Run{office, start, until};
            return page;
        }
        place = std::max(place, behind(newest));
    }
    return page;
}

Stored<ExportPage> events_page(Reports& reports, ExportFormat format, const ExportCursor& cursor, std::size_t max_rows) {
    const auto arrivals = reports.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    ExportPage page{format == ExportFormat::csv ? std::string(event_columns) : "", {cursor.places, std::nullopt}, false};
    Room room{page.body, 0, max_rows};
    for (const auto& [office, newest] : *arrivals) {
        auto& place = page.next.places[office];
        const auto read = reports.events_after(office, place, [&](const EventRow& row) {
            if (!room.left()) {
                page.more = true;
                return false;
            }
            append_event(row, format, page.body);
            ++room.rows;
            place = row.place;
            return true;
        });
        if (!read) return tl::unexpected<StoreFailure>(read.error());
        if (page.more) return page;
        place = std::max(place, behind(newest));
    }
    return page;
}

}  // namespace rancak::server
