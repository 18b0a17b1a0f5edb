#include "server/core/webhook_api.h"

#include "server/core/export_cursor.h"
#include "server/core/webhook_messages.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"

namespace rancak::server {
namespace {

constexpr std::size_t max_type = 32;

tl::unexpected<Reply> refuse(int status, std::string why) { return tl::unexpected<Reply>(problem_reply(status, std::move(why))); }
Reply unknown() { return problem_reply(404, "There is no such webhook."); }

std::string kinds_json(std::uint8_t kinds) {
    std::string json = "[";
    for (const auto kind : webhook_kinds_in_order)
        if (kinds & static_cast<std::uint8_t>(kind)) json += (json.size() > 1 ? "," : "") + json_string(code(kind));
    return json + "]";
}

std::string subscription_json(const Subscription& one, std::string_view secret = {}) {
    std::string json = "{\"id\":" + json_string(one.id) + ",\"url\":" + json_string(one.url) + ",\"kinds\":" + kinds_json(one.kinds);
    json += ",\"office\":" + json_string(one.office) + ",\"who\":" + json_string(one.who) + ",\"created\":" + time_json(one.created);
    json += ",\"state\":" + json_string(code(one.state)) + ",\"former_secret_until\":" + time_json(one.former_until);
    json += ",\"last_success\":" + time_json(one.last_success) + ",\"last_failure\":" + time_json(one.last_failure);
    json += ",\"failure\":" + json_string(one.failure);
    if (!secret.empty()) json += ",\"secret\":" + json_string(secret);
    return json + "}";
}

// What the receiver is given, and what is kept of it.
struct FreshSecret {
    std::string text, sealed;
};
FreshSecret fresh_secret(const Centre& centre) {
    std::array<std::uint8_t, webhook_secret_bytes> bytes;
    centre.random.fill(bytes);
    const std::string_view view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return {webhook_secret_text(view), seal(centre.seal_key.seal, view)};
}

tl::expected<Subscription, Reply> read_new_subscription(const Centre& centre, const Call& call) {
    const auto json = parse_json(call.request.body);
    if (!json) return refuse(422, json.error().message);
    JsonFields fields(*json, "");
    Subscription one;
    one.url = fields.text("url", max_webhook_url);
    for (const auto& text : fields.texts("kinds", webhook_kinds_in_order.size(), max_type)) {
        const auto kind = parse_webhook_kind(text);
        if (kind) one.kinds |= static_cast<std::uint8_t>(*kind);
        else fields.wrong("kinds", "a list of case.received, case.changed, comment.waiting, survey.published, kiosk.alarm, catalogue.changed, ratings.arrived");
    }
    if (one.kinds == 0) fields.wrong("kinds", "one kind at least");
    one.office = fields.optional_id("office");
    if (!fields.error().empty()) return refuse(422, fields.error());
    if (const auto address = read_webhook_url(one.url, centre.webhook_rules); !address) return refuse(422, "url must be " + address.error() + ".");
    if (!one.office.empty() && !centre.catalogue.current()->catalogue.office(one.office))
        return refuse(422, "The catalogue has no office " + one.office + ".");
    return one;
}

// Of ratings it hears what comes from now on.
Stored<std::string> present_watermark(const Centre& centre, const std::string& office) {
    const auto arrivals = centre.store.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    ExportCursor cursor;
    for (const auto& [id, newest] : *arrivals)
        if (office.empty() || office == id) cursor.places.emplace(id, Place{newest + 1, 0});
    return encode(cursor);
}

// For the audit log: where to, without a path, which may hold somebody's secret.
std::string origin_of(const Centre& centre, const std::string& url) {
    const auto address = read_webhook_url(url, centre.webhook_rules);
    return address ? address->origin : std::string();
}

}  // namespace

Reply list_webhooks(const Centre& centre, const Call&) {
    const auto all = centre.store.subscriptions();
    if (!all) return centre.failed(all.error());
    std::string json = "{\"webhooks\":[";
    for (const auto& one : *all) json += (json.back() == '}' ? "," : "") + subscription_json(one);
    return not_kept(json_reply(json + "]}"));
}

Reply add_webhook(const Centre& centre, const Call& call) {
    auto one = read_new_subscription(centre, call);
    if (!one) return one.error();
    auto watermark = present_watermark(centre, one->office);
    if (!watermark) return centre.failed(watermark.error());
    auto secret = fresh_secret(centre);
    one->id = random_id(centre.random);
    one->who = call.caller.name;
    one->created = centre.clock.now();
    one->secret = std::move(secret.sealed);
    one->watermark = std::move(*watermark);
    const auto added = centre.store.add_subscription(*one, centre.entry(call.caller, "webhook.add", one->id, one->office, origin_of(centre, one->url)));
    if (!added) return centre.failed(added.error());
    if (!*added) return problem_reply(409, "There are " + std::to_string(max_subscriptions) + " webhooks already; remove one first.");
    return not_kept(json_reply(subscription_json(*one, secret.text), 201));
}

Reply change_webhook(const Centre& centre, const Call& call) {
    const auto json = parse_json(call.request.body);
    if (!json) return problem_reply(422, json.error().message);
    JsonFields fields(*json, "");
    SubscriptionChange change;
    change.active = fields.boolean("active");
    if (!fields.error().empty()) return problem_reply(422, fields.error());
    const auto entry = centre.entry(call.caller, *change.active ? "webhook.on" : "webhook.off", call.parameters[0]);
    const auto done = centre.store.change_subscription(call.parameters[0], change, entry);
    if (!done) return centre.failed(done.error());
    if (!*done) return unknown();
    return not_kept(json_reply(subscription_json(**done)));
}

Reply remove_webhook(const Centre& centre, const Call& call) {
    const auto gone = centre.store.remove_subscription(call.parameters[0], centre.entry(call.caller, "webhook.remove", call.parameters[0]));
    if (!gone) return centre.failed(gone.error());
    if (!*gone) return unknown();
    Reply reply;
    reply.status = 204;
    return reply;
}

Reply test_webhook(const Centre& centre, const Call& call) {
    const auto one = centre.store.subscription(call.parameters[0]);
    if (!one) return centre.failed(one.error());
    if (!*one) return unknown();
    const auto told = webhook_test(random_id(centre.random), centre.clock.now());
    const auto written = centre.store.announce_to((*one)->id, told, centre.entry(call.caller, "webhook.test", (*one)->id, (*one)->office));
    if (!written) return centre.failed(written.error());
    if (!*written) return problem_reply(409, "This webhook is not active; switch it on first.");
    return not_kept(json_reply("{\"id\":" + json_string(told.id) + "}", 202));
}

Reply rotate_webhook(const Centre& centre, const Call& call) {
    auto secret = fresh_secret(centre);
    SubscriptionChange change;
    change.secret = NewWebhookSecret{std::move(secret.sealed), centre.clock.now() + former_secret_signs};
    const auto done = centre.store.change_subscription(call.parameters[0], change, centre.entry(call.caller, "webhook.rotate", call.parameters[0]));
    if (!done) return centre.failed(done.error());
    if (!*done) return unknown();
    return not_kept(json_reply(subscription_json(**done, secret.text)));
}

}  // namespace rancak::server
