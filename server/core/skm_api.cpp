#include "server/core/skm_api.h"

#include "server/core/query.h"
#include "server/core/skm_report.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"

#include <algorithm>
#include <charconv>

namespace rancak::server {
namespace {

// What figures are asked for, whichever way they were asked.
using Wish = SkmFigures;

// The days on which the office asks, else this year to today.
Period usual_period(const Office* office, LocalDay today) {
    if (office && office->survey) return {office->survey->from, office->survey->until};
    return {LocalDay{std::chrono::year_month_day{today}.year() / std::chrono::January / 1}, today};
}

std::optional<Reply> refuse_service(const Catalogue& catalogue, const Wish& wish) {
    if (wish.service.empty()) return std::nullopt;
    const auto* service = catalogue.service(wish.service);
    if (service && service->office == wish.office) return std::nullopt;
    return problem_reply(404, "Office " + wish.office + " has no service " + wish.service + ".");
}

tl::expected<Wish, Reply> read_wish(const Centre& centre, const Call& call) {
    const auto edition = centre.catalogue.current();
    Wish wish;
    auto office = read_office(centre, call);
    if (!office) return tl::unexpected<Reply>(office.error());
    auto service = read_id(call, "service");
    if (!service) return tl::unexpected<Reply>(service.error());
    wish.office = std::move(*office);
    wish.service = std::move(*service);
    if (auto refusal = refuse_service(edition->catalogue, wish)) return tl::unexpected<Reply>(std::move(*refusal));
    const auto* known = edition->catalogue.office(wish.office);
    const auto today = local_day(centre.clock.now(), known ? known->utc_offset : Office{}.utc_offset);
    const auto period = read_period(call, usual_period(known, today));
    if (!period) return tl::unexpected<Reply>(period.error());
    wish.period = *period;
    if (const auto text = call.query_value("population"); !text.empty()) {
        std::uint64_t population = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), population);
        if (error != std::errc{} || end != text.data() + text.size() || population < 1 || population > max_population)
            return tl::unexpected<Reply>(problem_reply(400, "population is how many were served: 1 to " + std::to_string(max_population) + "."));
        wish.population = population;
    }
    return wish;
}

// The surveys of the office's days from the first to the last.
Stored<SkmFigures> figures_of(const Centre& centre, Wish wish, const Catalogue& catalogue) {
    const auto* office = catalogue.office(wish.office);
    const auto midnight = [&](LocalDay day) { return Timestamp{day.time_since_epoch()} - (office ? office->utc_offset : Office{}.utc_offset); };
    const auto read = centre.store.surveys_between(wish.office, midnight(wish.period.from), midnight(wish.period.until + std::chrono::days{1}),
                                                   [&](const SurveyRow& row) { return wish.add(row.told.body), true; });
    if (!read) return tl::unexpected<StoreFailure>(read.error());
    return wish;
}

Reply nobody_answered() { return problem_reply(409, "Nobody has answered the survey in this time, so there is nothing to report or to publish."); }

std::string publication_json(const Publication& one) {
    std::string json = "{\"id\":" + json_string(one.id) + ",\"office\":" + json_string(one.office) + ",\"service\":" + json_string(one.service);
    json += ",\"from\":\"" + to_iso_date(one.period.from) + "\",\"until\":\"" + to_iso_date(one.period.until) + "\",\"n\":" + std::to_string(one.n);
    json += ",\"ikm\":" + index_text(one.hundredths, '.') + ",\"quality\":\"" + skm_quality(one.hundredths) + "\"";
    return json + ",\"published\":\"" + to_rfc3339(one.published) + "\",\"who\":" + json_string(one.who) + ",\"figures\":" + one.figures + "}";
}

Reply file_reply(std::string type, std::string body, const std::string& name, bool to_keep) {
    Reply reply;
    reply.content_type = std::move(type);
    reply.body = std::move(body);
    reply.headers = {{"Cache-Control", "no-store"}, {"Content-Disposition", std::string(to_keep ? "attachment" : "inline") + "; filename=\"" + name + "\""}};
    return reply;
}

tl::expected<Wish, Reply> read_publication(const Centre& centre, const Call& call) {
    const auto refuse = [](std::string why) { return tl::unexpected<Reply>(problem_reply(422, std::move(why))); };
    const auto json = parse_json(call.request.body);
    if (!json) return refuse(json.error().message);
    JsonFields fields(*json, "");
    Wish wish;
    wish.office = fields.id("office");
    wish.service = fields.optional_id("service");
    wish.period = {fields.date("from"), fields.date("until")};
    if (fields.has("population")) wish.population = fields.number("population", 1, max_population);
    if (!fields.error().empty()) return refuse(fields.error());
    if (wish.period.until < wish.period.from) return refuse("from is later than until.");
    const auto edition = centre.catalogue.current();
    if (!call.caller.sees(wish.office) || !edition->catalogue.office(wish.office)) return tl::unexpected<Reply>(no_such_office());
    if (auto refusal = refuse_service(edition->catalogue, wish)) return tl::unexpected<Reply>(std::move(*refusal));
    return wish;
}

// The office's index becomes this one, unless it shows a later period: its kiosks show it. Whoever changes the catalogue at the
// same time loses nothing.
Stored<void> show_at_kiosks(const Centre& centre, const Publication& one, const AuditEntry& entry) {
    for (;;) {
        const auto edition = centre.catalogue.newest();
        auto catalogue = edition->catalogue;
        for (auto& office : catalogue.offices) {
            if (office.id != one.office || (office.index && !office.index->sample && office.index->period.until > one.period.until)) continue;
            office.index = PublishedIndex{one.hundredths, static_cast<std::uint32_t>(std::min<std::uint64_t>(one.n, max_respondents)), one.period, false};
        }
        const auto put = centre.catalogue.put(*edition, std::move(catalogue), entry);
        if (!put) return tl::unexpected<StoreFailure>(put.error());
        if (*put) return {};
    }
}

}  // namespace

Reply get_skm(const Centre& centre, const Call& call) {
    auto wish = read_wish(centre, call);
    if (!wish) return wish.error();
    const auto figures = figures_of(centre, std::move(*wish), centre.catalogue.current()->catalogue);
    if (!figures) return centre.failed(figures.error());
    return json_reply(encode(*figures));
}

Reply get_skm_report(const Centre& centre, const Call& call) {
    const auto format = call.query_value("format");
    if (format != "html" && format != "pdf" && format != "xlsx") return problem_reply(400, "format is html, pdf or xlsx.");
    auto wish = read_wish(centre, call);
    if (!wish) return wish.error();
    const auto edition = centre.catalogue.current();
    const auto figures = figures_of(centre, std::move(*wish), edition->catalogue);
    if (!figures) return centre.failed(figures.error());
    if (figures->tally.n == 0) return nobody_answered();
    const auto report = skm_report(*figures, edition->catalogue, centre.clock.now());
    const auto name = "skm-" + figures->office + (figures->service.empty() ? "" : "-" + figures->service) + "-" + to_iso_date(figures->period.from) + "-" +
                      to_iso_date(figures->period.until) + "." + std::string(format);
    if (format == "html") {
        auto reply = file_reply("text/html; charset=utf-8", to_html(report), name, false);
        reply.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'");
        return reply;
    }
    const bool pdf = format == "pdf";
    auto file = (pdf ? centre.pdf : centre.xlsx).write(report);
    if (!file) {
        centre.log(Severity::error, "a report could not be written: " + file.error().message);
        return problem_reply(500, "The report could not be written; the server's log says why.");
    }
    return file_reply(pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", std::move(*file), name, true);
}

Reply list_publications(const Centre& centre, const Call& call) {
    std::string office = call.caller.office;
    if (!call.query_value("office").empty()) {
        const auto asked = read_office(centre, call);
        if (!asked) return asked.error();
        office = *asked;
    }
    const auto publications = centre.store.publications(office);
    if (!publications) return centre.failed(publications.error());
    std::string json = "{\"publications\":[";
    for (const auto& one : *publications)
        if (call.caller.sees(one.office)) json += (json.back() == '[' ? "" : ",") + publication_json(one);
    return json_reply(json + "]}");
}

Reply publish_skm(const Centre& centre, const Call& call) {
    auto wish = read_publication(centre, call);
    if (!wish) return wish.error();
    const auto figures = figures_of(centre, std::move(*wish), centre.catalogue.current()->catalogue);
    if (!figures) return centre.failed(figures.error());
    const auto index = index_of(figures->tally);
    if (!index) return nobody_answered();
    auto json = encode(*figures);
    const auto digest = blake2b(json);
    const Publication publication{figures->office, to_base32(digest.bytes).substr(0, journal_id_length), figures->service,
                                  {figures->period.from, figures->period.until}, figures->tally.n, *index, std::move(json), centre.clock.now(), call.caller.name};
    // First what was published, then where it is shown: if that fails, the same call again ends it.
    const auto stored = centre.store.put_publication(publication, centre.entry(call.caller, "skm.publish", publication.id, publication.office));
    if (!stored) return centre.failed(stored.error());
    if (publication.service.empty()) {
        const auto shown = show_at_kiosks(centre, *stored, centre.entry(call.caller, "catalogue.import", stored->id, stored->office, "skm.publish"));
        if (!shown) return centre.failed(shown.error());
    }
    centre.log(Severity::info, "the survey of office " + publication.office + " is published as " + publication.id + " by " + publication.who);
    return json_reply(publication_json(*stored), 201);
}

}  // namespace rancak::server
