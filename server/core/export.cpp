#include "server/core/export.h"

#include "shared/citizen_case.h"
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
    "journal,seq,at,received_at,office,counter,officer,visit,score,language,cause,reasons,withdrawn,flags,comment,unread\r\n";
constexpr std::string_view case_columns =
    "journal,seq,at,received_at,office,kind,about,service,officer,privacy,language,state,code_hash,text,contact,unread\r\n";
constexpr std::string_view survey_columns =
    "journal,seq,at,received_at,office,service,language,sex,education,occupation,requirements,procedure,time,cost,product,"
    "competence,conduct,complaints,facilities\r\n";
constexpr std::string_view event_columns = "journal,seq,received_at,hash,parked,line\r\n";

std::string flags_text(std::uint8_t flags) {
    std::string text;
    for (const Flag flag : all_flags)
        if (has(flags, flag)) text.append(text.empty() ? "" : ";").append(code(flag));
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

// What a citizen wrote, each in a cell of its own, and in the last cell which of it cannot be told and why.
class OpenedCells {
public:
    OpenedCells(RowWriter& cells, const TextOpener& opener, const std::string& office)
        : cells_(cells), opener_(opener), office_(office) {}
    [[nodiscard]] Stored<void> add(std::string_view name, const std::optional<Hash>& hash, std::size_t max_code_points) {
        auto opened = hash ? opener_.open(office_, *hash, max_code_points) : Stored<OpenedText>{};
        if (!opened) return tl::unexpected<StoreFailure>(opened.error());
        cells_.text(name, opened->text);
        if (!opened->unread.empty()) unread_.append(unread_.empty() ? "" : ";").append(name).append(" ").append(opened->unread);
        return {};
    }
    void end() {
        cells_.text("unread", unread_);
        cells_.end();
    }

private:
    RowWriter& cells_;
    const TextOpener& opener_;
    const std::string& office_;
    std::string unread_;
};

// The cells with which the row of an event begins.
void add_origin(RowWriter& cells, const JournalId& id, std::uint64_t seq, Timestamp at, Timestamp received) {
    cells.text("journal", id.journal);
    cells.number("seq", seq);
    cells.text("at", to_rfc3339(at));
    cells.text("received_at", to_rfc3339(received));
    cells.text("office", id.office);
}

Stored<void> append_rating(const RatingRow& row, const TextOpener& opener, ExportFormat format, std::string& out) {
    const auto& rating = row.rating;
    RowWriter cells(format, out);
    add_origin(cells, row.id, rating.seq, rating.at, row.received);
    cells.text("counter", rating.counter);
    cells.text("officer", rating.officer);
    cells.text("visit", rating.visit);
    cells.number("score", static_cast<std::uint64_t>(rating.score));
    cells.text("language", code(rating.language));
    cells.text("cause", rating.cause ? code(*rating.cause) : "");
    cells.text("reasons", joined(rating.reasons));
    cells.text("withdrawn", rating.withdrawn ? code(*rating.withdrawn) : "");
    cells.text("flags", flags_text(rating.flags));
    OpenedCells opened(cells, opener, row.id.office);
    if (auto added = opened.add("comment", rating.comment, max_free_text); !added) return added;
    opened.end();
    return {};
}

Stored<void> append_case(const CaseRow& row, const TextOpener& opener, ExportFormat format, std::string& out) {
    const auto& told = row.told.body;
    RowWriter cells(format, out);
    add_origin(cells, row.id, row.told.seq, row.told.at, row.received);
    cells.text("kind", code(told.kind));
    cells.text("about", code(told.about));
    cells.text("service", told.service);
    cells.text("officer", told.officer);
    cells.text("privacy", code(told.privacy));
    cells.text("language", code(told.language));
    cells.text("state", case_received);
    cells.text("code_hash", to_hex(told.code.bytes));
    OpenedCells opened(cells, opener, row.id.office);
    if (auto added = opened.add("text", told.text, max_free_text); !added) return added;
    if (auto added = opened.add("contact", told.contact, max_contact); !added) return added;
    opened.end();
    return {};
}

void append_survey(const SurveyRow& row, ExportFormat format, std::string& out) {
    const auto& told = row.told.body;
    RowWriter cells(format, out);
    add_origin(cells, row.id, row.told.seq, row.told.at, row.received);
    cells.text("service", told.service);
    cells.text("language", code(told.language));
    cells.text("sex", code(told.sex));
    cells.text("education", code(told.education));
    cells.text("occupation", code(told.occupation));
    for (const SurveyElement element : survey_elements)
        cells.number(code(element), static_cast<std::uint64_t>(told.answer(element)));
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

Place place_of(const EventRow& row) { return row.place; }
template <class Body>
Place place_of(const ToldRow<Body>& row) {
    return {row.told.arrival, row.told.seq};
}

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

Stored<ExportPage> ratings_page(Reports& reports, const TextOpener& opener, ExportFormat format, const ExportCursor& cursor,
                                std::size_t max_rows, std::string_view seen) {
    const auto arrivals = reports.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    ExportPage page{format == ExportFormat::csv ? std::string(rating_columns) : "", cursor, false};
    page.next.run.reset();
    Room room{page.body, 0, max_rows};
    for (const auto& [office, newest] : *arrivals) {
        if (!(seen.empty() || seen == office) || (cursor.run && office < cursor.run->office)) continue;
        auto& place = page.next.places[office];
        const bool resumed = cursor.run && office == cursor.run->office;
        const Place start = resumed ? cursor.run->start : place;
        const auto until = resumed ? cursor.run->until : newest;
        Stored<void> opened;
        const auto read = reports.ratings_after(office, place, [&](const RatingRow& row) {
            if (is_told(row, start, until)) {
                if (!room.left()) {
                    page.more = true;
                    return false;
                }
                opened = append_rating(row, opener, format, page.body);
                if (!opened) return false;
                ++room.rows;
            }
            place = row.place;
            return true;
        });
        if (!read) return tl::unexpected<StoreFailure>(read.error());
        if (!opened) return tl::unexpected<StoreFailure>(opened.error());
        if (page.more) {
            page.next.run = ExportCursor::Run{office, start, until};
            return page;
        }
        place = std::max(place, behind(newest));
    }
    return page;
}

namespace {

// Rows that never change: each once, an office after the other. `read` is a method of Reports, `append` adds a row.
template <class Row, class Read, class Append>
Stored<ExportPage> lasting_rows(Reports& reports, std::string_view columns, const ExportCursor& cursor, std::size_t max_rows,
                                std::string_view seen, Read read, Append append) {
    const auto arrivals = reports.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    ExportPage page{std::string(columns), {cursor.places, std::nullopt}, false};
    Room room{page.body, 0, max_rows};
    for (const auto& [office, newest] : *arrivals) {
        if (!(seen.empty() || seen == office)) continue;
        auto& place = page.next.places[office];
        Stored<void> appended;
        const auto done = (reports.*read)(office, place, [&](const Row& row) {
            page.more = !room.left();
            if (page.more) return false;
            appended = append(row, page.body);
            if (!appended) return false;
            ++room.rows;
            place = place_of(row);
            return true;
        });
        if (!done) return tl::unexpected<StoreFailure>(done.error());
        if (!appended) return tl::unexpected<StoreFailure>(appended.error());
        if (page.more) return page;
        place = std::max(place, behind(newest));
    }
    return page;
}

}  // namespace

Stored<ExportPage> events_page(Reports& reports, ExportFormat format, const ExportCursor& cursor, std::size_t max_rows, std::string_view seen) {
    const auto append = [&](const EventRow& row, std::string& out) -> Stored<void> {
        append_event(row, format, out);
        return {};
    };
    return lasting_rows<EventRow>(reports, format == ExportFormat::csv ? event_columns : "", cursor, max_rows, seen,
                                  &Reports::events_after, append);
}

Stored<ExportPage> cases_page(Reports& reports, const TextOpener& opener, ExportFormat format, const ExportCursor& cursor,
                              std::size_t max_rows, std::string_view seen) {
    const auto append = [&](const CaseRow& row, std::string& out) { return append_case(row, opener, format, out); };
    return lasting_rows<CaseRow>(reports, format == ExportFormat::csv ? case_columns : "", cursor, max_rows, seen,
                                 &Reports::cases_after, append);
}

Stored<ExportPage> surveys_page(Reports& reports, ExportFormat format, const ExportCursor& cursor, std::size_t max_rows, std::string_view seen) {
    const auto append = [&](const SurveyRow& row, std::string& out) -> Stored<void> {
        append_survey(row, format, out);
        return {};
    };
    return lasting_rows<SurveyRow>(reports, format == ExportFormat::csv ? survey_columns : "", cursor, max_rows, seen,
                                   &Reports::surveys_after, append);
}

}  // namespace rancak::server
