#include "server/core/desk_query.h"

#include "server/core/query.h"
#include "shared/json_fields.h"

#include <charconv>

namespace rancak::server {
namespace {

std::string_view take_until(std::string_view& text, char end) {
    const auto at = text.find(end);
    const auto word = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return word;
}

std::optional<Timestamp> read_time(std::string_view text) {
    constexpr std::uint64_t latest = std::uint64_t{1} << 53;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value > latest) return std::nullopt;
    return Timestamp{Milliseconds{static_cast<std::int64_t>(value)}};
}

// "time.office.journal.seq"
std::optional<PlaceInTime> read_place(std::string_view text) {
    const auto at = read_time(take_until(text, '.'));
    const auto office = take_until(text, '.');
    const auto event = read_event_name(text);
    if (!at || !is_id(office) || !event) return std::nullopt;
    return PlaceInTime{*at, {std::string(office), event->journal}, event->seq};
}

}  // namespace

std::string place_text(const PlaceInTime& place) {
    return std::to_string(place.at.time_since_epoch().count()) + "." + place.id.office + "." + name_of(place.id, place.seq);
}

tl::expected<DeskPage, Reply> read_desk_page(const Call& call) {
    const auto refuse = [](Reply reply) { return tl::unexpected<Reply>(std::move(reply)); };
    auto office = read_id(call, "office");
    if (!office) return refuse(std::move(office.error()));
    if (!office->empty() && !call.caller.sees(*office)) return refuse(no_such_office());
    const auto limit = read_limit(call, usual_desk_rows, most_desk_rows);
    if (!limit) return refuse(limit.error());
    DeskPage page{office->empty() ? call.caller.office : std::move(*office), {}, *limit};
    const auto before = call.query_value("before");
    if (!before.empty() && !(page.before = read_place(before))) return refuse(problem_reply(400, "before is the \"next\" of a page."));
    return page;
}

}  // namespace rancak::server
