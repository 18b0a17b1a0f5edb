#include "admin/centre.h"

#include "shared/encoding.h"
#include "shared/json_fields.h"
#include "shared/protocol.h"

#include <algorithm>
#include <limits>
#include <type_traits>

namespace rancak::admin {

namespace {

// What the server said, as a sentence.
std::string refusal(const HttpReply& reply) {
    if (reply.status == 401) {
        return "The server does not accept this token. It wrote the right one to admin.token in its data folder; name "
               "that file with --token-file.";
    }
    const std::string status = "The server answered " + std::to_string(reply.status);
    const auto problem = decode_problem(reply.body);
    if (!problem) return status + " without saying why; look into its log.";
    return status + ": " + (problem->detail.empty() ? problem->title : problem->detail);
}

tl::unexpected<Error> unexpected_reply(const std::string& why) {
    return fail("The server's answer is not one of a Rancak server: " + why);
}

// What `read` makes of the members of a reply, unless one of them is not as it must be.
template <class Read>
auto read_reply(const Result<HttpReply>& reply, Read read) -> Result<std::invoke_result_t<Read, JsonFields&>> {
    if (!reply) return tl::unexpected(reply.error());
    const auto json = parse_json(reply->body);
    if (!json) return unexpected_reply(json.error().message);
    JsonFields fields(*json, "");
    auto value = read(fields);
    if (!fields.error().empty()) return unexpected_reply(fields.error());
    return value;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) { return letter > ' ' && letter < 127; });
}

std::optional<Timestamp> optional_time(JsonFields& fields, const char* member) {
    if (!fields.has(member)) return std::nullopt;
    return fields.time(member);
}

constexpr std::uint64_t any_number = std::numeric_limits<std::uint64_t>::max();

KioskReport read_kiosk(JsonFields& fields) {
    KioskReport kiosk;
    kiosk.journal = fields.text("journal", journal_id_length);
    kiosk.office = fields.id("office");
    kiosk.counter = fields.optional_id("counter");
    kiosk.head = {fields.number("seq", 0, any_number), fields.hash("head")};
    kiosk.last_batch = optional_time(fields, "last_batch");
    kiosk.last_heartbeat = optional_time(fields, "last_heartbeat");
    kiosk.revoked = optional_time(fields, "revoked");
    kiosk.version = fields.optional_text("version", 100);
    fields.each("alarms", 1000, [&](JsonFields& alarm) {
        kiosk.alarms.push_back(alarm.text("kind", 40) + " since " + to_rfc3339(alarm.time("raised")) + ": " + alarm.text("detail", 2000));
    });
    if (!fields.has("heartbeat")) return kiosk;
    fields.inside("heartbeat", [&](JsonFields& heartbeat) {
        kiosk.waiting = heartbeat.number("waiting", 0, any_number);
        kiosk.parked = heartbeat.number("parked", 0, any_number);
        kiosk.disk_free_bytes = heartbeat.number("disk_free_bytes", 0, any_number);
        for (std::string& alarm : heartbeat.texts("alarms", 100, 2000)) kiosk.alarms.push_back(std::move(alarm));
    });
    return kiosk;
}

}  // namespace

Result<HttpReply> Centre::ask(std::string method, std::string target, std::string type, std::string body) {
    if (!is_token(token_)) return fail("The token is not one that a Rancak server makes; check the token file.");
    HttpRequest request{std::move(method), std::move(target), {"Authorization: Bearer " + token_}, std::move(body)};
    if (!type.empty()) request.headers.push_back("Content-Type: " + type);
    auto reply = http_.send(request);
    if (reply && reply->too_large) return fail("The server sent more than a reply may hold.");
    if (reply && (reply->status < 200 || reply->status > 299)) return fail(refusal(*reply));
    return reply;
}

Result<void> Centre::put_photo(const Photo& photo) {
    const auto reply = ask("PUT", "/v1/admin/media/" + to_hex(photo.hash), "application/octet-stream", photo.bytes);
    if (!reply) return tl::unexpected(reply.error());
    return {};
}

Result<std::string> Centre::put_catalogue(const Catalogue& catalogue) {
    // The folder is all that there is: an officer who has no PIN in it loses the one that the server knows.
    auto body = parse_json(encode(catalogue)).value();
    for (auto& officer : body["officers"])
        if (!officer.contains("pin_hash")) officer["pin_hash"] = "";
    return read_reply(ask("PUT", "/v1/admin/catalogue", "application/json", body.dump()),
                      [](JsonFields& fields) { return fields.text("etag", 100); });
}

Result<EnrolmentCode> Centre::new_enrolment_code(const std::string& office, const std::string& counter) {
    std::string body = "{\"office\":" + json_string(office);
    if (!counter.empty()) body += ",\"counter\":" + json_string(counter);
    return read_reply(ask("POST", "/v1/admin/enrolment-codes", "application/json", body + "}"), [](JsonFields& fields) {
        return EnrolmentCode{fields.text("code", 20), fields.time("expires")};
    });
}

Result<std::vector<KioskReport>> Centre::kiosks() {
    return read_reply(ask("GET", "/v1/admin/journals"), [](JsonFields& fields) {
        std::vector<KioskReport> kiosks;
        fields.each("journals", 100'000, [&](JsonFields& inner) { kiosks.push_back(read_kiosk(inner)); });
        return kiosks;
    });
}

Result<std::vector<TopicSupport>> Centre::supports() {
    return read_reply(ask("GET", "/v1/admin/supports"), [](JsonFields& fields) {
        std::vector<TopicSupport> supports;
        fields.each("supports", 100'000, [&](JsonFields& inner) {
            TopicSupport one{inner.id("office"), inner.id("forum"), inner.id("topic"), inner.number("times", 0, any_number)};
            supports.push_back(std::move(one));
        });
        return supports;
    });
}

Result<std::string> Centre::read(const std::string& target) {
    auto reply = ask("GET", target);
    if (!reply) return tl::unexpected(reply.error());
    return std::move(reply->body);
}

Result<std::string> Centre::post(const std::string& target, std::string json) {
    auto reply = ask("POST", target, "application/json", std::move(json));
    if (!reply) return tl::unexpected(reply.error());
    return std::move(reply->body);
}

Result<void> Centre::revoke(const std::string& journal) {
    const auto reply = ask("POST", "/v1/admin/journals/" + percent_encoded(journal) + "/revocation");
    if (!reply) return tl::unexpected(reply.error());
    return {};
}

Result<Page> Centre::page(const TableWish& wish) {
    std::string target = "/v1/admin/" + std::string(table_names[static_cast<std::size_t>(wish.table)]);
    target += wish.format == Format::csv ? "?format=csv" : wish.format == Format::jsonl ? "?format=jsonl" : "?format=xlsx";
    if (!wish.since.empty()) target += "&since=" + percent_encoded(wish.since);
    if (!wish.office.empty()) target += "&office=" + percent_encoded(wish.office);
    if (wish.from) target += "&from=" + to_iso_date(*wish.from);
    if (wish.until) target += "&until=" + to_iso_date(*wish.until);
    if (wish.mark) target += "&bom=1";
    auto reply = ask("GET", target);
    if (!reply) return tl::unexpected(reply.error());
    Page page;
    page.cursor = reply->header("rancak-cursor");
    if (page.cursor.empty() && wish.table != Table::standings && wish.format != Format::xlsx) return unexpected_reply("it has no Rancak-Cursor.");
    page.more = reply->header("link").find("rel=\"next\"") != std::string::npos;
    if (page.more && page.cursor == wish.since) return unexpected_reply("it leads to the same page again.");
    page.rows = std::move(reply->body);
    return page;
}

Result<StandingReply> Centre::standing(const std::string& officer, std::optional<LocalDay> from,
                                       std::optional<LocalDay> until) {
    std::string target = "/v1/admin/officers/" + percent_encoded(officer) + "/standing";
    char sign = '?';
    if (from) target += std::exchange(sign, '&') + ("from=" + to_iso_date(*from));
    if (until) target += std::exchange(sign, '&') + ("until=" + to_iso_date(*until));
    const auto reply = ask("GET", target);
    if (!reply) return tl::unexpected(reply.error());
    const auto json = parse_json(reply->body);
    if (!json) return unexpected_reply(json.error().message);
    JsonFields fields(*json, "");
    StandingReply result;
    result.as_of = fields.time("as_of");
    if (!fields.error().empty()) return unexpected_reply(fields.error());
    if (!json->contains("standing")) return unexpected_reply("it has no standing.");
    auto standing = decode_standing((*json)["standing"].dump());
    if (!standing) return unexpected_reply(standing.error().message);
    result.standing = std::move(*standing);
    return result;
}

Result<std::string> export_all(Centre& centre, TableWish wish,
                               const std::function<Result<void>(std::string_view)>& write,
                               const std::function<void(std::uint64_t)>& progress) {
    std::uint64_t rows = 0;
    for (bool first = true, more = true; more; first = false) {
        auto page = centre.page(wish);
        if (!page) return tl::unexpected(page.error());
        std::string_view text = page->rows;
        std::uint64_t lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
        if (wish.format == Format::csv && lines > 0) {
            --lines;  // the names of the columns: once in a file
            if (!first) text.remove_prefix(text.find('\n') + 1);
        }
        if (auto written = write(text); !written) return tl::unexpected(written.error());
        progress(rows += lines);
        wish.since = page->cursor;
        more = page->more;
    }
    return wish.since;
}

}  // namespace rancak::admin
