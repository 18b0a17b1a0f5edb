#include "kiosk/adapters/courier.h"

#include "kiosk/core/retry.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"
#include "shared/message_signature.h"

#include <algorithm>
#include <filesystem>

namespace rancak::kiosk {

namespace {

using std::chrono::seconds;

// The time that the server told because ours is too far off; nullopt when that is not what the reply says.
std::optional<Timestamp> told_time(const HttpReply& reply) {
    if (reply.status != 401) return std::nullopt;
    const auto problem = decode_problem(reply.body);
    if (!problem || problem->type != problem::clock) return std::nullopt;
    const auto now = problem->extra.find("now");
    return now == problem->extra.end() ? std::nullopt : parse_rfc3339(now->second);
}

bool names_hash(const std::string& body, const Hash& hash) {
    const auto json = parse_json(body);
    if (!json) return false;
    JsonFields fields(*json, "");
    return fields.hash("hash") == hash && fields.error().empty();
}

}  // namespace

Courier::Courier(CourierParts parts) : parts_(std::move(parts)), started_(parts_.clock.monotonic()) {
    remember_sending();
    agenda_.catalogue_wanted = true;
    agenda_.chain_unchecked = true;
    agenda_.media_missing = parts_.catalogue.missing_media();
    raise_alarms();
}

// Takes up where the last life ended, as far as its memory fits to the journal.
void Courier::remember_sending() {
    const auto record = parts_.memory.sending();
    if (!record) return parts_.alarms.raise(Alarms::Topic::courier_memory, record.error().message);
    const auto ours = parts_.reader.hash_of(record->acknowledged.seq);
    if (ours && *ours == record->acknowledged.hash) acknowledged_ = record->acknowledged;
    Sending& sending = agenda_.sending;
    sending.acknowledged = acknowledged_.seq;
    sending.fork = record->fork;
    sending.attempts.failures = record->failures;
    if (record->next_try) {
        // The wall clock may have been set meanwhile: never later than the longest wait there is.
        const auto wait =
            std::clamp<Milliseconds>(*record->next_try - parts_.clock.now(), Milliseconds(0), longest_wait);
        sending.attempts.next = parts_.clock.monotonic() + wait;
    }
    const auto parked = parts_.memory.parked_count();
    const std::lock_guard lock(mutex_);
    status_.acknowledged = acknowledged_.seq;
    status_.last_receipt = record->last_receipt;
    status_.parked = parked.value_or(0);
}

// Takes in what came since the last step.
void Courier::look_around() {
    if (const auto extent = parts_.reader.extent()) agenda_.newest = extent->head.seq;
    // A new alarm does not wait for its minute.
    if (agenda_.heartbeat.failures == 0 && parts_.alarms.sentences() != alarms_told_) agenda_.heartbeat.next = {};
    const std::lock_guard lock(mutex_);
    for (auto& officer : standings_wanted_) agenda_.standings_wanted.push_back(std::move(officer));
    standings_wanted_.clear();
}

std::optional<Milliseconds> Courier::step() {
    look_around();
    const Errand errand = next_errand(agenda_, parts_.clock.monotonic());
    return std::visit([&](const auto& one) { return run(one); }, errand);
}

std::optional<Milliseconds> Courier::run(const Rest& rest) {
    if (!rest.until) return heartbeat_every;
    return std::max(*rest.until - parts_.clock.monotonic(), Milliseconds(0));
}

// ---- Events
// ----------------------------------------------------------------------------------------------------------

std::optional<Milliseconds> Courier::run(const SendEvents& errand) {
    auto lines = parts_.reader.read_from(errand.first, {errand.events, max_batch_bytes});
    Verdict verdict;
    std::size_t count = 1;
    if (!lines) {
        verdict = RetryLater{.why = lines.error().message, .after = {}, .needs_a_person = true};
    } else if (lines->count == 0) {
        verdict = RetryLater{.why = "The journal holds less than it did.", .after = {}, .needs_a_person = true};
    } else {
        count = lines->count;
        const auto refused = send_attachments(errand.first, lines->head.seq);
        std::string body = std::move(lines->text);
        verdict = refused ? Verdict(*refused) : post(*lines, std::move(body));
    }
    agenda_.sending =
        after(std::move(agenda_.sending), verdict, count, parts_.clock.monotonic(), uniform(parts_.random));
    keep(verdict);
    return std::nullopt;
}

Verdict Courier::post(const Lines& lines, std::string body) {
    const auto reply =
        exchange("POST", "/v1/journals/" + parts_.identity.journal + "/events", "first=" + std::to_string(lines.first),
                 std::move(body), {"Content-Type: application/x-ndjson"});
    if (!reply) return unanswered(reply.error());
    const auto our_hash = [&](std::uint64_t seq) -> std::optional<Hash> {
        if (seq == lines.head.seq) return lines.head.hash;
        return parts_.reader.hash_of(seq).value_or(std::nullopt);
    };
    const SentBatch sent{parts_.identity.journal, lines.first, lines.count};
    return judge(sent,
                 {reply->status, reply->body, parse_retry_after(reply->header("retry-after"), parts_.clock.now())},
                 our_hash);
}

// A cable out heals by itself; a certificate that cannot be trusted does not, and nobody sees it from the centre.
RetryLater Courier::unanswered(const Error& error) const {
    return {.why = error.message, .after = {}, .needs_a_person = parts_.http->distrusts()};
}

// Before the events that name them. nullopt: all are on the server, or refused for ever and told so.
std::optional<RetryLater> Courier::send_attachments(std::uint64_t first, std::uint64_t last) {
    auto attachments = parts_.reader.attachments(first, last);
    if (!attachments) return RetryLater{.why = attachments.error().message, .after = {}, .needs_a_person = true};
    for (auto& attachment : *attachments) {
        const auto reply = exchange("PUT", "/v1/attachments/" + to_hex(attachment.hash), "",
                                    std::move(attachment.bytes), {"Content-Type: application/octet-stream"});
        if (!reply) return unanswered(reply.error());
        const bool stored = reply->status >= 200 && reply->status < 300 && names_hash(reply->body, attachment.hash);
        if (stored) continue;
        if (reply->status == 422 && decode_problem(reply->body)) {
            parts_.alarms.raise(Alarms::Topic::attachment, "The server does not take attachment " +
                                                               to_hex(attachment.hash) + "; it is kept here.");
            continue;
        }
        return RetryLater{.why = describe(reply),
                          .after = parse_retry_after(reply->header("retry-after"), parts_.clock.now())};
    }
    return std::nullopt;
}

// Makes the state after a verdict outlive this process, and tells about it.
void Courier::keep(const Verdict& verdict) {
    const Sending& sending = agenda_.sending;
    std::vector<Parked> parked;
    SendingRecord record;
    if (const auto* receipt = std::get_if<Delivered>(&verdict)) {
        acknowledged_ = receipt->head;
        parked = receipt->parked;
        record.last_receipt = parts_.clock.now();
        noticed_catalogue(receipt->catalogue);
        went_well();
    } else if (std::holds_alternative<GoBack>(verdict)) {
        const auto ours = parts_.reader.hash_of(sending.acknowledged);
        acknowledged_ = {sending.acknowledged, ours ? ours->value_or(Hash{}) : Hash{}};
    } else if (!std::holds_alternative<HalveBatch>(verdict)) {
        went_wrong(sending.last_error);
    }
    record.acknowledged = acknowledged_;
    record.failures = sending.attempts.failures;
    record.fork = sending.fork;
    if (record.failures > 0) {
        record.next_try = parts_.clock.now() + (sending.attempts.next - parts_.clock.monotonic());
    }
    if (!record.last_receipt) record.last_receipt = status().last_receipt;
    const auto kept = parts_.memory.keep(record, parked);
    kept ? parts_.alarms.clear(Alarms::Topic::courier_memory)
         : parts_.alarms.raise(Alarms::Topic::courier_memory, kept.error().message);
    const auto parked_now = parked.empty() ? Result<std::uint64_t>(status().parked) : parts_.memory.parked_count();
    raise_alarms();
    const std::lock_guard lock(mutex_);
    status_.acknowledged = acknowledged_.seq;
    status_.last_receipt = record.last_receipt;
    status_.parked = parked_now.value_or(status_.parked + parked.size());
}

void Courier::raise_alarms() {
    const Sending& sending = agenda_.sending;
    if (!sending.fork.empty()) {
        parts_.alarms.raise(Alarms::Topic::fork, sending.fork + " Nothing more is sent; all events are kept here.");
    }
    sending.needs_a_person ? parts_.alarms.raise(Alarms::Topic::sending, sending.last_error)
                           : parts_.alarms.clear(Alarms::Topic::sending);
}

// ---- Exchanges
// -------------------------------------------------------------------------------------------------------

Result<HttpReply> Courier::exchange(std::string method, std::string path, std::string query, std::string body,
                                    std::vector<std::string> headers) {
    const auto created = std::chrono::floor<seconds>(parts_.clock.now() + server_ahead_.value_or(Milliseconds(0)));
    const auto signature = sign_request({method, path, query}, body, created.time_since_epoch().count(),
                                        parts_.identity.journal, parts_.identity.key);
    headers.push_back("Content-Digest: " + signature.content_digest);
    headers.push_back("Signature-Input: " + signature.signature_input);
    headers.push_back("Signature: " + signature.signature);
    std::string target = query.empty() ? std::move(path) : path + "?" + query;
    auto reply = parts_.http->send({std::move(method), std::move(target), std::move(headers), std::move(body)});
    server_spoke_ = reply && reply->status >= 400 && reply->status < 500 && decode_problem(reply->body);
    return reply;
}

// A call that the server refuses when our clock is far off: then it tells the time, and we ask again with that.
Result<HttpReply> Courier::control(const std::string& method, const std::string& path, const std::string& body,
                                   std::vector<std::string> headers) {
    auto reply = exchange(method, path, "", body, headers);
    if (!reply) return reply;
    const auto time = told_time(*reply);
    if (!time) return reply;
    learn_time(*time);
    return exchange(method, path, "", body, std::move(headers));
}

void Courier::learn_time(Timestamp server) {
    server_ahead_ = server - parts_.clock.now();
    const std::lock_guard lock(mutex_);
    status_.server_ahead = server_ahead_;
}

Attempts Courier::failed(const Attempts& before, const Result<HttpReply>& reply) {
    const auto wait = reply ? parse_retry_after(reply->header("retry-after"), parts_.clock.now()) : std::nullopt;
    return failed_again(before, wait, parts_.clock.monotonic(), uniform(parts_.random));
}

std::string Courier::describe(const Result<HttpReply>& reply) {
    if (!reply) return reply.error().message;
    const auto problem = decode_problem(reply->body);
    return "The server answered " + std::to_string(reply->status) +
           (problem && !problem->title.empty() ? ", " + problem->title + "." : ".");
}

void Courier::went_well() { set_online(true, {}); }
void Courier::went_wrong(const std::string& why) { set_online(server_spoke_, why); }

void Courier::set_online(bool online, const std::string& why) {
    bool changed;
    {
        const std::lock_guard lock(mutex_);
        changed = status_.online != online || !status_.online_changed;
        if (changed) status_.online_changed = parts_.clock.now();
        status_.online = online;
        status_.last_error = why;
    }
    if (changed) parts_.mailbox.post(OnlineChanged{online, why});
}

void Courier::ask_standing(std::string officer) {
    const std::lock_guard lock(mutex_);
    standings_wanted_.push_back(std::move(officer));
}

CourierStatus Courier::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

void Courier::stop() { parts_.http->stop(); }

}  // namespace rancak::kiosk
