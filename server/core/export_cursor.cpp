#include "server/core/export_cursor.h"

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

}  // namespace rancak::server
