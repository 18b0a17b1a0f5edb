#include "server/core/query.h"

#include "shared/json_fields.h"

#include <charconv>

namespace rancak::server {

tl::expected<Period, Reply> read_period(const Call& call, Period period) {
    for (const auto& [key, day] : {std::pair{"from", &period.from}, std::pair{"until", &period.until}}) {
        const auto text = call.query_value(key);
        if (text.empty()) continue;
        const auto date = parse_iso_date(text);
        if (!date) return tl::unexpected<Reply>(problem_reply(400, std::string(key) + " is a date such as 2026-11-24."));
        *day = *date;
    }
    if (period.until < period.from) return tl::unexpected<Reply>(problem_reply(400, "from is later than until."));
    return period;
}

Period last_days(LocalDay today, int days) { return {today - std::chrono::days{days - 1}, today}; }

tl::expected<std::size_t, Reply> read_limit(const Call& call, std::size_t otherwise, std::size_t most) {
    const auto text = call.query_value("limit");
    if (text.empty()) return otherwise;
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (error != std::errc{} || end != text.data() + text.size() || limit < 1 || limit > most)
        return tl::unexpected<Reply>(problem_reply(400, "limit is a number of rows from 1 to " + std::to_string(most) + "."));
    return limit;
}

tl::expected<std::string, Reply> read_id(const Call& call, std::string_view key) {
    const auto text = call.query_value(key);
    if (!text.empty() && !is_id(text))
        return tl::unexpected<Reply>(problem_reply(400, std::string(key) + " is an id: 1 to 40 of a-z, 0-9 and -."));
    return std::string(text);
}

Reply no_such_office() {
    return problem_reply(404, "There is no such office. The ids are the names of the folders in the catalogue that was imported.");
}

std::chrono::minutes utc_offset_of(const Catalogue& catalogue, std::string_view office) {
    const auto* known = catalogue.office(office);
    return known ? known->utc_offset : Office{}.utc_offset;
}

tl::expected<std::string, Reply> read_office(const Centre& centre, const Call& call) {
    auto office = read_id(call, "office");
    if (!office) return office;
    if (office->empty()) *office = call.caller.office;
    if (office->empty()) return tl::unexpected<Reply>(problem_reply(400, "office=ID must name an office."));
    if (!call.caller.sees(*office)) return tl::unexpected<Reply>(no_such_office());
    if (centre.catalogue.current()->catalogue.office(*office)) return office;
    const auto arrivals = centre.store.arrivals();  // an office that left the catalogue keeps its figures
    if (!arrivals) return tl::unexpected<Reply>(centre.failed(arrivals.error()));
    if (!arrivals->contains(*office)) return tl::unexpected<Reply>(no_such_office());
    return office;
}

}  // namespace rancak::server
