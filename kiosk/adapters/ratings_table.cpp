#include "kiosk/adapters/ratings_table.h"

#include "shared/csv.h"
#include "shared/event_body.h"

namespace rancak::kiosk {
namespace {

struct Detail {
    std::string cause, reasons;
};

Result<Detail> read_detail(JournalReader& reader, std::uint64_t seq) {
    const auto lines = reader.read_from(seq, {1, 1});
    if (!lines) return tl::unexpected(lines.error());
    std::string_view line = lines->text;
    if (line.ends_with('\n')) line.remove_suffix(1);
    const auto event = read_event_line(line);
    const auto body = event ? decode_body(event->kind, event->body) : Result<DecodedBody>{fail("unreadable")};
    const auto* detail = body ? std::get_if<RatingDetailBody>(&*body) : nullptr;
    if (!detail) return fail("Event " + std::to_string(seq) + " of the journal cannot be read.");
    Detail found;
    if (detail->cause) found.cause = code(*detail->cause);
    for (const std::string& reason : detail->reasons) found.reasons += (found.reasons.empty() ? "" : ";") + reason;
    return found;
}

}  // namespace

void RatingsTable::learn(std::string_view line) {
    const auto event = read_event_line(line);
    if (!event) return;
    const auto body = decode_body(event->kind, event->body);
    if (!body) return;
    if (const auto* detail = std::get_if<RatingDetailBody>(&*body)) later_[detail->rating].detail = event->seq;
    if (const auto* withdrawal = std::get_if<WithdrawalBody>(&*body))
        later_[withdrawal->rating].withdrawn = code(withdrawal->why);
}

Result<void> RatingsTable::row(std::string_view line, JournalReader& reader, std::string& out) const {
    const auto event = read_event_line(line);
    if (!event || event->kind != "rating") return {};
    const auto body = decode_body(event->kind, event->body);
    const auto* rating = body ? std::get_if<RatingBody>(&*body) : nullptr;
    if (!rating) return {};
    Detail detail;
    std::string_view withdrawn;
    if (const auto later = later_.find(event->seq); later != later_.end()) {
        withdrawn = later->second.withdrawn;
        if (later->second.detail != 0) {
            auto read = read_detail(reader, later->second.detail);
            if (!read) return tl::unexpected(read.error());
            detail = std::move(*read);
        }
    }
    const std::string seq = std::to_string(event->seq), at = to_rfc3339(event->at), score = std::to_string(rating->score);
    const std::array<std::string_view, 14> cells{
        event->journal, seq, at, "", rating->office, rating->counter, rating->officer, rating->visit, score,
        code(rating->language), detail.cause, detail.reasons, withdrawn, ""};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += ',';
        append_csv_cell(out, cells[i]);
    }
    out += "\r\n";
    return {};
}

}  // namespace rancak::kiosk
