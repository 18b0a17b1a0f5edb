#include "server/core/export_rows.h"

#include "shared/citizen_case.h"
#include "shared/encoding.h"

#include <array>

namespace rancak::server {
namespace {

constexpr std::array<std::string_view, 16> rating_names{"journal", "seq", "at", "received_at", "office", "counter", "officer", "visit",
                                                        "score", "language", "cause", "reasons", "withdrawn", "flags", "comment", "unread"};
constexpr std::array<std::string_view, 12> detail_names{"journal", "seq", "at", "received_at", "office", "counter",
                                                        "officer", "cause", "reasons", "pressed", "comment", "withdrawn"};
constexpr std::array<std::string_view, 16> case_names{"journal", "seq", "at", "received_at", "office", "kind", "about", "service",
                                                      "officer", "privacy", "language", "state", "code_hash", "text", "contact", "unread"};
constexpr std::array<std::string_view, 19> survey_names{"journal", "seq", "at", "received_at", "office", "service", "language", "sex",
                                                        "education", "occupation", "requirements", "procedure", "time", "cost", "product",
                                                        "competence", "conduct", "complaints", "facilities"};
constexpr std::array<std::string_view, 6> event_names{"journal", "seq", "received_at", "hash", "parked", "line"};

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

// What a citizen wrote, each in a cell of its own, and in the last cell which of it cannot be told and why.
class OpenedCells {
public:
    OpenedCells(Cells& cells, const TextOpener& opener, const std::string& office, bool withheld = false)
        : cells_(cells), opener_(opener), office_(office), withheld_(withheld) {}
    [[nodiscard]] Stored<void> add(std::string_view name, const std::optional<Hash>& hash, std::size_t max_code_points) {
        auto opened = !hash ? Stored<OpenedText>{} : withheld_ ? OpenedText{{}, "withheld"} : opener_.open(office_, *hash, max_code_points);
        if (!opened) return tl::unexpected<StoreFailure>(opened.error());
        cells_.text(name, opened->text);
        if (!opened->unread.empty()) unread_.append(unread_.empty() ? "" : ";").append(name).append(" ").append(opened->unread);
        return {};
    }
    void end() {
        cells_.text("unread", unread_);
        cells_.end_row();
    }

private:
    Cells& cells_;
    const TextOpener& opener_;
    const std::string& office_;
    bool withheld_;  // from who asks
    std::string unread_;
};

// The cells with which the row of an event begins.
void put_origin(Cells& cells, const JournalId& id, std::uint64_t seq, Timestamp at, Timestamp received) {
    cells.text("journal", id.journal);
    cells.number("seq", seq);
    cells.time("at", at);
    cells.time("received_at", received);
    cells.text("office", id.office);
}

}  // namespace

const Columns rating_columns = rating_names, detail_columns = detail_names, case_columns = case_names, survey_columns = survey_names, event_columns = event_names;

Stored<void> put_rating(const RatingRow& row, const TextOpener& opener, Cells& cells) {
    const auto& rating = row.rating;
    put_origin(cells, row.id, rating.seq, rating.at, row.received);
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

Stored<void> put_detail(const RatingRow& row, std::optional<CommentState> comment, Cells& cells) {
    const auto& rating = row.rating;
    put_origin(cells, row.id, rating.seq, rating.at, row.received);
    cells.text("counter", rating.counter);
    cells.text("officer", rating.officer);
    cells.text("cause", rating.cause ? code(*rating.cause) : "");
    cells.text("reasons", joined(rating.reasons));
    cells.number("pressed", std::uint64_t{has(rating.flags, Flag::pressed)});
    cells.text("comment", comment ? code(*comment) : "");
    cells.text("withdrawn", rating.withdrawn ? code(*rating.withdrawn) : "");
    cells.end_row();
    return {};
}

Stored<void> put_case(const CaseRow& row, CaseState state, bool withheld, const TextOpener& opener, Cells& cells) {
    const auto& told = row.told.body;
    put_origin(cells, row.id, row.told.seq, row.told.at, row.received);
    cells.text("kind", code(told.kind));
    cells.text("about", code(told.about));
    cells.text("service", told.service);
    cells.text("officer", told.officer);
    cells.text("privacy", code(told.privacy));
    cells.text("language", code(told.language));
    cells.text("state", code(state));
    cells.text("code_hash", to_hex(told.code.bytes));
    OpenedCells opened(cells, opener, row.id.office, withheld);
    if (auto added = opened.add("text", told.text, max_free_text); !added) return added;
    if (auto added = opened.add("contact", told.contact, max_contact); !added) return added;
    opened.end();
    return {};
}

Stored<void> put_survey(const SurveyRow& row, Cells& cells) {
    const auto& told = row.told.body;
    put_origin(cells, row.id, row.told.seq, row.told.at, row.received);
    cells.text("service", told.service);
    cells.text("language", code(told.language));
    cells.text("sex", code(told.sex));
    cells.text("education", code(told.education));
    cells.text("occupation", code(told.occupation));
    for (const SurveyElement element : survey_elements)
        cells.number(code(element), static_cast<std::uint64_t>(told.answer(element)));
    cells.end_row();
    return {};
}

Stored<void> put_event(const EventRow& row, Cells& cells) {
    cells.text("journal", row.id.journal);
    cells.number("seq", row.place.seq);
    cells.time("received_at", row.received);
    cells.text("hash", to_hex(blake2b(row.line)));
    cells.text("parked", row.parked);
    cells.text("line", row.line);
    cells.end_row();
    return {};
}

}  // namespace rancak::server
