#include "shared/event_line.h"

#include "shared/encoding.h"

#include <algorithm>
#include <charconv>

namespace rancak {
namespace {

// Reads the fixed form from left to right.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    bool skip(std::string_view expected) {
        if (!rest_.starts_with(expected)) return false;
        rest_.remove_prefix(expected.size());
        return true;
    }
    std::string_view take(std::size_t count) {
        const auto taken = rest_.substr(0, count);
        rest_.remove_prefix(taken.size());
        return taken;
    }
    std::string_view take_until(char end) { return take(std::min(rest_.find(end), rest_.size())); }
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

std::optional<std::uint64_t> read_seq(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '0') return std::nullopt;
    if (value > INT64_MAX) return std::nullopt;  // what every database can hold
    return value;
}

bool is_kind(std::string_view kind) {
    return !kind.empty() && kind.size() <= 32 &&
           std::all_of(kind.begin(), kind.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

bool is_journal_id(std::string_view id) {
    return id.size() == journal_id_length &&
           std::all_of(id.begin(), id.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

std::string write_event_line(std::string_view journal, std::uint64_t seq, const Hash& prev, Timestamp at,
                             std::string_view kind, std::string_view body) {
    std::string line;
    line.reserve(220 + body.size());
    line.append(R"({"v":1,"journal":")").append(journal);
    line.append(R"(","seq":)").append(std::to_string(seq));
    line.append(R"(,"prev":")").append(to_hex(prev));
    line.append(R"(","at":")").append(to_rfc3339(at));
    line.append(R"(","kind":")").append(kind);
    line.append(R"(","body":)").append(body).append("}");
    return line;
}

std::optional<EventView> read_event_line(std::string_view line) {
    if (line.size() > max_line_bytes || line.find('\n') != line.npos) return std::nullopt;
    Cursor at{line};
    EventView event;
    if (!at.skip(R"({"v":1,"journal":")")) return std::nullopt;
    event.journal = at.take(journal_id_length);
    if (!is_journal_id(event.journal) || !at.skip(R"(","seq":)")) return std::nullopt;
    const auto digits = at.take_until(',');
    const auto seq = digits.empty() ? std::nullopt : read_seq(digits);
    if (!seq || !at.skip(R"(,"prev":")")) return std::nullopt;
    event.seq = *seq;
    const auto prev = parse_hash(at.take(64));
    if (!prev || !at.skip(R"(","at":")")) return std::nullopt;
    event.prev = *prev;
    const auto time = parse_rfc3339(at.take(24));
    if (!time || !at.skip(R"(","kind":")")) return std::nullopt;
    event.at = *time;
    event.kind = at.take_until('"');
    if (!is_kind(event.kind) || !at.skip(R"(","body":)")) return std::nullopt;
    event.body = at.rest();
    if (event.body.size() < 3 || event.body.front() != '{' || !event.body.ends_with("}}")) return std::nullopt;
    event.body.remove_suffix(1);
    return event;
}

std::optional<std::string> ChainReader::add(std::string_view line) {
    const auto event = read_event_line(line);
    if (!event) return "this is not an event line";
    if (!journal_.empty() && event->journal != journal_)
        return "the line belongs to journal " + std::string{event->journal} + ", the lines before to " + journal_;
    if (event->seq != head_.seq + 1)
        return "event " + std::to_string(event->seq) + " stands where event " + std::to_string(head_.seq + 1) +
               " is expected";
    if (event->prev != head_.hash)
        return "event " + std::to_string(event->seq) + " does not name the hash of the line before it: one of the two "
               "was changed";
    journal_ = event->journal;
    head_ = {event->seq, blake2b(line)};
    return std::nullopt;
}

}  // namespace rancak
