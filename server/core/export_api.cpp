#include "server/core/export_api.h"

#include "server/core/export.h"
#include "server/core/query.h"
#include "server/core/standings.h"
#include "shared/encoding.h"

namespace rancak::server {
namespace {

// So many pages' rows in one reply, and of so many rows each; rancak-admin writes larger ones page by page.
constexpr std::size_t spreadsheet_pages = 10, spreadsheet_page_rows = 10'000;

struct Asked {
    ExportFormat format = ExportFormat::jsonl;
    bool mark = false;
    ExportWish wish;
};

tl::unexpected<Reply> refuse(std::string why) { return tl::unexpected<Reply>(problem_reply(400, std::move(why))); }

tl::expected<std::optional<LocalDay>, Reply> read_day(const Call& call, std::string_view key) {
    const auto text = call.query_value(key);
    if (text.empty()) return std::nullopt;
    const auto day = parse_iso_date(text);
    if (!day) return refuse(std::string(key) + " is a date such as 2026-11-24.");
    return day;
}

tl::expected<ExportFormat, Reply> read_format(std::string_view text) {
    if (text == "csv") return ExportFormat::csv;
    if (text == "xlsx") return ExportFormat::xlsx;
    if (text.empty() || text == "jsonl") return ExportFormat::jsonl;
    return refuse("format is csv, jsonl or xlsx.");
}

tl::expected<Asked, Reply> read_asked(const Call& call) {
    Asked asked;
    const auto format = read_format(call.query_value("format"));
    if (!format) return tl::unexpected<Reply>(format.error());
    asked.format = *format;
    auto& wish = asked.wish;
    const auto from = read_day(call, "from"), until = read_day(call, "until");
    if (!from) return tl::unexpected<Reply>(from.error());
    if (!until) return tl::unexpected<Reply>(until.error());
    wish.days = {*from, *until};
    if (*from && *until && **until < **from) return refuse("from is later than until.");
    auto office = read_id(call, "office");
    if (!office) return tl::unexpected<Reply>(std::move(office.error()));
    wish.office = std::move(*office);
    wish.seen = call.caller.office;
    if (const auto mark = call.query_value("bom"); !mark.empty() && mark != "0" && mark != "1") return refuse("bom is 1 or 0.");
    asked.mark = call.query_value("bom") == "1";
    if (const auto since = call.query_value("since"); !since.empty()) {
        auto cursor = decode_cursor(since);
        if (!cursor) return refuse("since is a cursor that the server gave in Rancak-Cursor.");
        wish.since = std::move(*cursor);
    }
    const auto limit = read_limit(call, wish.max_rows, max_page_rows);
    if (!limit) return tl::unexpected<Reply>(limit.error());
    wish.max_rows = *limit;
    return asked;
}

struct ExportTable {
    std::string_view name;
    Columns columns;
    bool texts;  // what citizens wrote is in it: nobody on the way may keep it
};

Reply table_reply(const Call& call, const ExportTable& table, ExportFormat format, std::string body) {
    Reply reply;
    switch (format) {
        case ExportFormat::csv: reply.content_type = "text/csv; charset=utf-8; header=present"; break;
        case ExportFormat::jsonl: reply.content_type = "application/x-ndjson"; break;
        case ExportFormat::xlsx:
            reply.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(table.name) + ".xlsx\"");
    }
    reply.headers.emplace_back("Cache-Control", table.texts ? "no-store" : "private, no-cache");
    // A spreadsheet holds the time at which it was made, and is another one each time.
    if (format == ExportFormat::xlsx) {
        reply.body = std::move(body);
        return reply;
    }
    const auto etag = to_hex(blake2b(body));
    reply.headers.emplace_back("ETag", "\"" + etag + "\"");
    if (call.request.if_none_match.find(etag) != std::string::npos) reply.status = 304;
    else reply.body = std::move(body);
    return reply;
}

// The same question, going on behind the cursor.
std::string next_link(const Call& call, const std::string& cursor) {
    std::string link = "<" + call.request.path + "?";
    for (const auto& [key, value] : call.query)  // each was found to be a word, a number or a date
        if (key != "since") link += key + "=" + value + "&";
    return link + "since=" + cursor + ">; rel=\"next\"";
}

Reply page_reply(const Call& call, const ExportTable& table, ExportFormat format, std::string body, const ExportPage& page) {
    auto reply = table_reply(call, table, format, std::move(body));
    const auto cursor = encode(page.next);
    reply.headers.emplace_back("Rancak-Cursor", cursor);
    if (page.more) reply.headers.emplace_back("Link", next_link(call, cursor));
    return reply;
}

Reply no_spreadsheet(const Centre& centre, const Error& error) {
    centre.log(Severity::error, error.message);
    return with_retry_after(problem_reply(503, "The spreadsheet cannot be made at the moment. Try again later, or take CSV."),
                            std::chrono::seconds{5});
}

// `fill` puts the rows, and answers a reply when it cannot.
template <class Fill>
Reply spreadsheet_reply(const Centre& centre, const Call& call, const ExportTable& table, Fill fill) {
    auto sheet = centre.make_spreadsheet(std::string(table.name), {table.columns.begin(), table.columns.end()});
    if (!sheet) return no_spreadsheet(centre, sheet.error());
    SheetCells cells(**sheet);
    if (std::optional<Reply> failed = fill(cells)) return std::move(*failed);
    if (!cells.written()) return no_spreadsheet(centre, cells.written().error());
    std::string body;
    const auto finished = (*sheet)->finish([&](std::string_view bytes) -> Result<void> { return body += bytes, Result<void>(); });
    if (!finished) return no_spreadsheet(centre, finished.error());
    return table_reply(call, table, ExportFormat::xlsx, std::move(body));
}

Reply whole_spreadsheet(const Centre& centre, const Call& call, const ExportTable& table, PageOf page_of, const ExportSource& source, ExportWish wish) {
    wish.max_rows = std::min(wish.max_rows, spreadsheet_page_rows);
    return spreadsheet_reply(centre, call, table, [&](SheetCells& cells) -> std::optional<Reply> {
        for (;;) {
            if (cells.rows() >= spreadsheet_pages * wish.max_rows)
                return problem_reply(422, std::string("This is more than a spreadsheet of one reply holds: ask for fewer days or one office, or ") +
                                          (page_of == events_page ? "take CSV." : "let rancak-admin write it."));
            auto page = page_of(source, wish, cells);
            if (!page) return centre.failed(page.error());
            if (!page->more) return std::nullopt;
            wish.since = std::move(page->next);
        }
    });
}

Reply export_table(const Centre& centre, const Call& call, const ExportTable& table, PageOf page_of) {
    const auto asked = read_asked(call);
    if (!asked) return asked.error();
    const auto edition = centre.catalogue.current();
    const ExportSource source{centre.store, centre.store, {centre.store, centre.seal_key}, edition->catalogue};
    if (asked->format == ExportFormat::xlsx) return whole_spreadsheet(centre, call, table, page_of, source, asked->wish);
    std::string body;
    TextCells cells(asked->format, table.columns, asked->mark, body);
    auto page = page_of(source, asked->wish, cells);
    if (!page) return centre.failed(page.error());
    return page_reply(call, table, asked->format, std::move(body), *page);
}

}  // namespace

Reply export_ratings(const Centre& centre, const Call& call) { return export_table(centre, call, {"ratings", rating_columns, true}, ratings_page); }
Reply export_details(const Centre& centre, const Call& call) { return export_table(centre, call, {"details", detail_columns, false}, details_page); }
Reply export_cases(const Centre& centre, const Call& call) { return export_table(centre, call, {"cases", case_columns, true}, cases_page); }
Reply export_surveys(const Centre& centre, const Call& call) { return export_table(centre, call, {"surveys", survey_columns, false}, surveys_page); }

Reply export_events(const Centre& centre, const Call& call) {
    const ExportTable table{"events", event_columns, false};
    const auto asked = read_asked(call);
    if (!asked) return asked.error();
    if (asked->format != ExportFormat::jsonl) return export_table(centre, call, table, events_page);
    const auto edition = centre.catalogue.current();
    std::string body;
    const auto page = event_lines_page({centre.store, centre.store, {centre.store, centre.seal_key}, edition->catalogue}, asked->wish, body);
    if (!page) return centre.failed(page.error());
    return page_reply(call, table, asked->format, std::move(body), *page);
}

Reply export_standings(const Centre& centre, const Call& call) {
    const ExportTable table{"standings", standing_columns, false};
    const auto asked = read_asked(call);
    if (!asked) return asked.error();
    const auto edition = centre.catalogue.current();
    const auto* office = edition->catalogue.office(asked->wish.office);
    const auto year = admin_period(local_day(centre.clock.now(), office ? office->utc_offset : Office{}.utc_offset));
    const auto until = asked->wish.days.until.value_or(year.until);
    const auto from = asked->wish.days.from.value_or(std::min(year.from, until));
    const ExportSource source{centre.store, centre.store, {centre.store, centre.seal_key}, edition->catalogue};
    if (until < from) return problem_reply(400, "from is later than until.");
    if (asked->format == ExportFormat::xlsx)
        return spreadsheet_reply(centre, call, table, [&](SheetCells& cells) -> std::optional<Reply> {
            const auto put = standings_table(source, asked->wish, from, until, cells);
            if (!put) return centre.failed(put.error());
            return std::nullopt;
        });
    std::string body;
    TextCells cells(asked->format, table.columns, asked->mark, body);
    const auto put = standings_table(source, asked->wish, from, until, cells);
    if (!put) return centre.failed(put.error());
    return table_reply(call, table, asked->format, std::move(body));
}

}  // namespace rancak::server
