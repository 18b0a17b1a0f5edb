#include "admin/webhooks.h"

#include "admin/replies.h"

#include <fmt/format.h>

namespace rancak::admin {
namespace {

using nlohmann::json;

std::string address_of(const std::string& id, const char* more = "") { return "/v1/admin/webhooks/" + percent_encoded(id) + more; }

int told(World& world, const Result<HttpReply>& reply, const std::string& what) {
    if (!reply) return say_failed(world, reply.error().message);
    world.err << what << '\n';
    return exit_ok;
}

// The only time that the server tells it.
auto secret_line(World& world, const std::string& what) {
    return [&world, what](JsonFields& made) {
        world.err << what << "; its secret is printed this once:\n";
        return made.text("secret", 100) + "\n";
    };
}

}  // namespace

int add_webhook(World& world, Centre& centre, const NewWebhook& webhook) {
    const json body{{"url", webhook.url}, {"kinds", webhook.kinds}, {"office", webhook.office}};
    return show(world, centre.ask("POST", "/v1/admin/webhooks", "application/json", body.dump()), [&](JsonFields& made) {
        return secret_line(world, "Webhook " + made.text("id", 40) + " is told of " + or_all(webhook.office))(made);
    });
}

int rotate_webhook(World& world, Centre& centre, const std::string& id) {
    return show(world, centre.ask("POST", address_of(id, "/secret")), secret_line(world, "The secret before signs too for 24 hours"));
}

int list_webhooks(World& world, Centre& centre) {
    return show(world, centre.ask("GET", "/v1/admin/webhooks"), lines_of("webhooks", [](JsonFields& one) {
        std::string kinds;
        for (const auto& kind : one.texts("kinds", 16, 32)) kinds += (kinds.empty() ? "" : ",") + kind;
        const auto id = one.text("id", 40), state = one.text("state", 16), office = or_all(one.optional_id("office")), url = one.text("url", 400);
        const auto success = or_never(one, "last_success"), failure = or_never(one, "last_failure"), why = one.text("failure", 1000);
        return fmt::format("{} {:<7} {:<20} {} {}\n  taken {}, failed {}{}", id, state, office, url, kinds, success, failure, why.empty() ? "" : ": " + why);
    }));
}

int remove_webhook(World& world, Centre& centre, const std::string& id) {
    return told(world, centre.ask("DELETE", address_of(id)), "Webhook " + id + " is removed.");
}

int set_webhook_active(World& world, Centre& centre, const std::string& id, bool active) {
    const json body{{"active", active}};
    return told(world, centre.ask("PATCH", address_of(id), "application/json", body.dump()), "Webhook " + id + (active ? " is on." : " is off."));
}

int test_webhook(World& world, Centre& centre, const std::string& id) {
    return show(world, centre.ask("POST", address_of(id, "/test")), [&](JsonFields& sent) {
        world.err << "Message " << sent.text("id", 40) << " is on its way; `webhook list` will say what came of it.\n";
        return std::string();
    });
}

}  // namespace rancak::admin
