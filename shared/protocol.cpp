#include "shared/protocol.h"

#include "shared/encoding.h"
#include "shared/json_fields.h"

#include <set>

namespace rancak {
namespace {

using nlohmann::json;

constexpr std::uint64_t max_seq = INT64_MAX;
constexpr std::uint64_t max_number = 1ull << 53;  // what every JSON reader keeps exactly (RFC 8259 section 6)

// Parses, lets `read` take the members, and answers what it filled or the first mistake.
template <class T, class Read>
Result<T> decode(std::string_view text, const char* what, Read read) {
    const auto value = parse_json(text);
    if (!value) return fail(std::string{what} + " cannot be read: " + value.error().message);
    JsonFields fields{*value, ""};
    T result;
    read(fields, result);
    if (!fields.error().empty()) return fail(std::string{what} + " cannot be read: " + fields.error());
    return result;
}

std::string read_journal(JsonFields& fields) {
    std::string journal = fields.text("journal", journal_id_length);
    if (!is_journal_id(journal)) fields.wrong("journal", "a journal id of 26 characters");
    return journal;
}

Head read_head(JsonFields& fields) {
    const std::uint64_t seq = fields.number("seq", 0, max_seq);
    return {seq, fields.hash("head")};
}

// Each day once: two counts of one day could not both be right.
std::vector<DayVisits> read_visits(JsonFields& fields) {
    std::vector<DayVisits> visits;
    if (!fields.has("visits")) return visits;
    std::set<LocalDay> days;
    fields.each("visits", max_visit_days, [&](JsonFields& entry) {
        DayVisits one;
        one.day = entry.date("day");
        one.count = entry.number("count", 0, max_visits_a_day);
        one.rated = entry.number("rated", 0, one.count);
        if (!days.insert(one.day).second) entry.wrong("day", "a day that is named once");
        visits.push_back(one);
    });
    return visits;
}

}  // namespace

std::string encode(const Receipt& receipt) {
    json parked = json::array();
    for (const Parked& one : receipt.parked) parked.push_back({{"seq", one.seq}, {"reason", one.reason}});
    return json{{"journal", receipt.journal},
                {"seq", receipt.head.seq},
                {"head", to_hex(receipt.head.hash)},
                {"parked", std::move(parked)},
                {"catalogue", receipt.catalogue}}
        .dump();
}

Result<Receipt> decode_receipt(std::string_view text) {
    return decode<Receipt>(text, "The receipt", [](JsonFields& fields, Receipt& receipt) {
        receipt.journal = read_journal(fields);
        receipt.head = read_head(fields);
        fields.each("parked", max_batch_events, [&](JsonFields& entry) {
            const std::uint64_t seq = entry.number("seq", 1, max_seq);
            receipt.parked.push_back({seq, entry.text("reason", 300)});
        });
        receipt.catalogue = fields.optional_text("catalogue", 100);
    });
}

std::string encode(const Problem& problem) {
    json value{{"type", problem.type}, {"status", problem.status}, {"title", problem.title}};
    if (!problem.detail.empty()) value["detail"] = problem.detail;
    for (const auto& [name, text] : problem.extra) value[name] = text;
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Problem> decode_problem(std::string_view text) {
    const auto value = parse_json(text);
    if (!value) return fail("The problem cannot be read: " + value.error().message);
    JsonFields fields{*value, ""};
    Problem problem;
    problem.type = fields.has("type") ? fields.text("type", 200) : "about:blank";
    problem.status = static_cast<int>(fields.number("status", 100, 599));
    problem.title = fields.optional_text("title", 300);
    problem.detail = fields.optional_text("detail", 4000);
    if (!fields.error().empty()) return fail("The problem cannot be read: " + fields.error());
    for (const auto& [name, member] : value->items()) {
        const auto* extra = member.get_ptr<const std::string*>();
        if (!extra || name == "type" || name == "title" || name == "detail" || problem.extra.size() == 16) continue;
        if (extra->size() <= 1000) problem.extra[name] = *extra;
    }
    return problem;
}

std::string encode(const EnrolmentRequest& request) {
    json value{{"code", request.code},
               {"journal", request.journal},
               {"key", to_text(request.key)},
               {"version", request.version}};
    if (!request.placement.empty()) value["placement"] = request.placement;
    return value.dump();
}

Result<EnrolmentRequest> decode_enrolment_request(std::string_view text) {
    return decode<EnrolmentRequest>(text, "The enrolment", [](JsonFields& fields, EnrolmentRequest& request) {
        request.code = fields.text("code", 10);
        request.journal = read_journal(fields);
        const auto key = parse_verify_key(fields.text("key", 64));
        if (!key) fields.wrong("key", "an Ed25519 public key in base64");
        request.key = key.value_or(VerifyKey{});
        request.version = fields.text("version", 40);
        request.placement = fields.optional_text("placement", 10);
        if (!request.placement.empty() && request.placement != "lobby" && request.placement != "counter")
            fields.wrong("placement", "lobby or counter");
    });
}

std::string encode(const EnrolmentReply& reply) {
    return json{{"journal", reply.journal},
                {"office", reply.office},
                {"counter", reply.counter},
                {"seal_key", to_text(reply.seal_key)},
                {"time", to_rfc3339(reply.time)}}
        .dump();
}

Result<EnrolmentReply> decode_enrolment_reply(std::string_view text) {
    return decode<EnrolmentReply>(text, "The reply to the enrolment", [](JsonFields& fields, EnrolmentReply& reply) {
        reply.journal = read_journal(fields);
        reply.office = fields.id("office");
        reply.counter = fields.optional_id("counter");
        const auto key = parse_seal_key(fields.text("seal_key", 64));
        if (!key) fields.wrong("seal_key", "an X25519 public key in base64");
        reply.seal_key = key.value_or(SealKey{});
        reply.time = fields.time("time");
    });
}

std::string encode(const Heartbeat& heartbeat) {
    json value{{"version", heartbeat.version},
               {"seq", heartbeat.head.seq},
               {"head", to_hex(heartbeat.head.hash)},
               {"waiting", heartbeat.waiting},
               {"parked", heartbeat.parked},
               {"disk_free_bytes", heartbeat.disk_free_bytes},
               {"uptime_seconds", heartbeat.uptime_seconds},
               {"alarms", heartbeat.alarms}};
    for (const auto& [day, count, rated] : heartbeat.visits)
        value["visits"].push_back({{"day", to_iso_date(day)}, {"count", count}, {"rated", rated}});
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Heartbeat> decode_heartbeat(std::string_view text) {
    return decode<Heartbeat>(text, "The heartbeat", [](JsonFields& fields, Heartbeat& heartbeat) {
        heartbeat.version = fields.text("version", 40);
        heartbeat.head = read_head(fields);
        heartbeat.waiting = fields.number("waiting", 0, max_number);
        heartbeat.parked = fields.number("parked", 0, max_number);
        heartbeat.disk_free_bytes = fields.number("disk_free_bytes", 0, max_number);
        heartbeat.uptime_seconds = fields.number("uptime_seconds", 0, max_number);
        heartbeat.alarms = fields.texts("alarms", 16, 200);
        heartbeat.visits = read_visits(fields);
    });
}

std::string encode(const HeartbeatReply& reply) {
    return json{{"time", to_rfc3339(reply.time)}, {"catalogue", reply.catalogue}}.dump();
}

Result<HeartbeatReply> decode_heartbeat_reply(std::string_view text) {
    return decode<HeartbeatReply>(text, "The reply to the heartbeat", [](JsonFields& fields, HeartbeatReply& reply) {
        reply.time = fields.time("time");
        reply.catalogue = fields.optional_text("catalogue", 100);
    });
}

}  // namespace rancak
