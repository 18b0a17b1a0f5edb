#include "server/core/export.h"

#include "server/core/export_rows.h"

#include <algorithm>

namespace rancak::server {
namespace {

// How much a page may still take.
class Room {
public:
    Room(std::size_t max_rows, const Cells& cells) : max_rows_(max_rows), cells_(cells) {}
    // False: the page ends before this row.
    [[nodiscard]] bool take(bool told) {
        if (reads_ >= max_page_reads || (told && (rows_ >= max_rows_ || cells_.bytes() >= max_page_bytes))) return false;
        ++reads_;
        if (told) ++rows_;
        return true;
    }

private:
    const std::size_t max_rows_;
    const Cells& cells_;
    std::size_t rows_ = 0, reads_ = 0;
};

// The place behind all that had arrived when `newest` was asked for.
Place behind(std::uint64_t newest) { return {newest + 1, 0}; }

Place place_of(const EventRow& row) { return row.place; }
template <class Body>
Place place_of(const ToldRow<Body>& row) {
    return {row.told.arrival, row.told.seq};
}
Timestamp time_of(const EventRow& row) { return row.received; }
template <class Body>
Timestamp time_of(const ToldRow<Body>& row) {
    return row.told.at;
}

bool is_told(const RatingRow& row, Place start, std::uint64_t until) {
    const Place arrived{row.rating.arrival, row.rating.seq};
    const bool is_new = row.place.seq == row.rating.seq;
    return is_new || arrived <= start || row.place.arrival > until;
}

std::chrono::minutes offset_of(const ExportSource& source, std::string_view id) {
    const auto* office = source.catalogue.office(id);
    return office ? office->utc_offset : Office{}.utc_offset;
}

// Raw lines alone: nothing else of a row is asked for.
class Lines final : public Cells {
public:
    explicit Lines(std::string& out) : out_(out) {}
    void line(std::string_view raw) { out_.append(raw).append("\n"); }
    void text(std::string_view, std::string_view) override {}
    void number(std::string_view, std::uint64_t) override {}
    void number(std::string_view, double) override {}
    void time(std::string_view, Timestamp) override {}
    void nothing(std::string_view) override {}
    void end_row() override {}
    [[nodiscard]] std::size_t bytes() const override { return out_.size(); }

private:
    std::string& out_;
};

// Rows that never change: each once, an office after the other. `read` is a method of Reports, `put` adds a row.
template <class Row, class Read, class Put>
Stored<ExportPage> lasting_rows(const ExportSource& source, const ExportWish& wish, const Cells& cells, Read read, Put put) {
    const auto arrivals = source.reports.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    ExportPage page{{wish.since.places, std::nullopt}, false};
    Room room(wish.max_rows, cells);
    for (const auto& [office, newest] : *arrivals) {
        if (!wish.wants(office)) continue;
        auto& place = page.next.places[office];
        const auto offset = offset_of(source, office);
        Stored<void> added;
        const auto tell = [&](const Row& row) {
            const bool told = wish.days.hold(local_day(time_of(row), offset));
            page.more = !room.take(told);
            if (page.more) return false;
            if (told) added = put(row);
            place = place_of(row);
            return added.has_value();
        };
        const auto done = (source.reports.*read)(office, place, tell, wish.days);
        if (!done) return tl::unexpected<StoreFailure>(done.error());
        if (!added) return tl::unexpected<StoreFailure>(added.error());
        if (page.more) return page;
        place = std::max(place, behind(newest));
    }
    return page;
}

// Ratings that may change: each as it stands, an office after the other. `wanted`: those of which there is a row; `put` adds it.
template <class Wanted, class Put>
Stored<ExportPage> standing_rows(const ExportSource& source, const ExportWish& wish, const Cells& cells, Wanted wanted, Put put) {
    const auto arrivals = source.reports.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    const auto& resumed = wish.since.run;
    ExportPage page{{wish.since.places, std::nullopt}, false};
    Room room(wish.max_rows, cells);
    for (const auto& [office, newest] : *arrivals) {
        if (!wish.wants(office) || (resumed && office < resumed->office)) continue;
        auto& place = page.next.places[office];
        const bool here = resumed && office == resumed->office;
        const Place start = here ? resumed->start : place;
        const auto until = here ? resumed->until : newest;
        Stored<void> added;
        const auto tell = [&](const RatingRow& row) {
            const bool told = is_told(row, start, until) && wish.days.hold(row.rating.day) && wanted(row);
            page.more = !room.take(told);
            if (page.more) return false;
            if (told) added = put(row);
            place = row.place;
            return added.has_value();
        };
        const auto read = source.reports.ratings_after(office, place, tell, wish.days);
        if (!read) return tl::unexpected<StoreFailure>(read.error());
        if (!added) return tl::unexpected<StoreFailure>(added.error());
        if (page.more) {
            page.next.run = ExportCursor::Run{office, start, until};
            return page;
        }
        place = std::max(place, behind(newest));
    }
    return page;
}

// Whether something was told of it that stands. Of one that was taken back: also when it may have been told before, so that
// who has the row learns of it.
bool has_detail(const RatingRow& row) {
    const auto& rating = row.rating;
    if (!rating.withdrawn) return rating.changed != rating.seq;
    return row.place.seq != rating.seq || rating.cause || !rating.reasons.empty() || rating.comment || has(rating.flags, Flag::pressed);
}

}  // namespace

Stored<ExportPage> ratings_page(const ExportSource& source, const ExportWish& wish, Cells& cells) {
    return standing_rows(source, wish, cells, [](const RatingRow&) { return true; },
                         [&](const RatingRow& row) { return put_rating(row, source.opener, cells); });
}

Stored<ExportPage> details_page(const ExportSource& source, const ExportWish& wish, Cells& cells) {
    return standing_rows(source, wish, cells, has_detail, [&](const RatingRow& row) -> Stored<void> {
        std::optional<CommentState> state;
        if (row.rating.comment) {
            const auto comment = source.desk.comment(row.id.journal, row.rating.seq);
            if (!comment) return tl::unexpected<StoreFailure>(comment.error());
            if (*comment) state = (*comment)->state;
        }
        return put_detail(row, state, cells);
    });
}

Stored<ExportPage> events_page(const ExportSource& source, const ExportWish& wish, Cells& cells) {
    return lasting_rows<EventRow>(source, wish, cells, &Reports::events_after, [&](const EventRow& row) { return put_event(row, cells); });
}

Stored<ExportPage> event_lines_page(const ExportSource& source, const ExportWish& wish, std::string& out) {
    Lines lines(out);
    return lasting_rows<EventRow>(source, wish, lines, &Reports::events_after, [&](const EventRow& row) -> Stored<void> {
        lines.line(row.line);
        return {};
    });
}

Stored<ExportPage> cases_page(const ExportSource& source, const ExportWish& wish, Cells& cells) {
    return lasting_rows<CaseRow>(source, wish, cells, &Reports::cases_after, [&](const CaseRow& row) -> Stored<void> {
        const auto file = source.desk.case_file(row.id.journal, row.told.seq);
        if (!file) return tl::unexpected<StoreFailure>(file.error());
        return put_case(row, *file ? (*file)->status.state : CaseState::received, is_withheld(row.told.body.privacy, wish.seen), source.opener, cells);
    });
}

Stored<ExportPage> surveys_page(const ExportSource& source, const ExportWish& wish, Cells& cells) {
    return lasting_rows<SurveyRow>(source, wish, cells, &Reports::surveys_after, [&](const SurveyRow& row) { return put_survey(row, cells); });
}

}  // namespace rancak::server
