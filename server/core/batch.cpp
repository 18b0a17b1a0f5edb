#include "server/core/batch.h"

#include "shared/encoding.h"

#include <algorithm>

namespace rancak::server {
namespace {

tl::unexpected<BatchProblem> problem(BatchProblem::Kind kind, std::string message) {
    return tl::unexpected<BatchProblem>(BatchProblem{kind, std::move(message)});
}

// Ratings, shifts, cases, surveys and supports may only be about the office that the device was enrolled for.
std::string foreign_office(const DecodedBody& body, const std::string& office) {
    const std::string* said = nullptr;
    if (const auto* rating = std::get_if<RatingBody>(&body)) said = &rating->office;
    if (const auto* shift = std::get_if<ShiftBody>(&body)) said = &shift->office;
    if (const auto* told = std::get_if<CaseBody>(&body)) said = &told->office;
    if (const auto* support = std::get_if<SupportBody>(&body)) said = &support->office;
    if (const auto* survey = std::get_if<SurveyBody>(&body)) said = &survey->office;
    if (!said || *said == office) return {};
    return "is about office " + *said + ", but this kiosk stands in " + office;
}

// A reason travels in receipts: short, and text whatever the line held.
std::string reason(std::string message) {
    constexpr std::size_t most = 300;
    return message.size() <= most && is_utf8(message) ? std::move(message) : "its body cannot be understood";
}

Event read_event(std::string_view line, const JournalId& id, std::uint64_t seq) {
    Event event;
    event.line = line;
    event.hash = blake2b(line);
    const auto view = read_event_line(line);
    if (!view) {
        event.parked = "is no event line";
        return event;
    }
    event.prev = view->prev;
    event.at = view->at;
    if (view->journal != id.journal) {
        event.parked = "names another journal";
    } else if (view->seq != seq) {
        event.parked = "says seq " + std::to_string(view->seq) + ", stands at " + std::to_string(seq);
    } else if (auto body = decode_body(view->kind, view->body); !body) {
        event.parked = reason(std::move(body.error().message));
    } else if (auto foreign = foreign_office(*body, id.office); !foreign.empty()) {
        event.parked = std::move(foreign);
    } else {
        event.body = std::move(*body);
    }
    return event;
}

}  // namespace

tl::expected<std::unique_ptr<Batch>, BatchProblem> read_batch(JournalId id, Timestamp enrolled, Timestamp received,
                                                             std::uint64_t first, std::string bytes) {
    using Kind = BatchProblem::Kind;
    if (bytes.size() > max_batch_bytes)
        return problem(Kind::too_large, "A batch has at most " + std::to_string(max_batch_bytes) + " bytes; send fewer events.");
    if (bytes.empty() || bytes.back() != '\n')
        return problem(Kind::malformed, "A batch is one or more lines, each ended by a line feed.");
    const auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    if (lines > max_batch_events)
        return problem(Kind::too_large, "A batch has at most " + std::to_string(max_batch_events) + " events; send fewer.");
    if (first == 0 || first > max_seq - lines)
        return problem(Kind::malformed, "first is the sequence number of the first line, from 1.");

    auto batch = std::make_unique<Batch>();
    batch->id = std::move(id);
    batch->enrolled = enrolled;
    batch->received = received;
    batch->first = first;
    batch->bytes = std::move(bytes);
    batch->events.reserve(lines);
    std::string_view rest = batch->bytes;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        auto event = read_event(rest.substr(0, end), batch->id, first + batch->events.size());
        if (!batch->events.empty() && event.prev && *event.prev != batch->events.back().hash) break;
        batch->events.push_back(std::move(event));
        rest.remove_prefix(end + 1);
    }
    return batch;
}

}  // namespace rancak::server
