#include "server/adapters/webhook_sender.h"

namespace rancak::server {
namespace {

constexpr std::size_t max_answer_bytes = 64 * 1024;
constexpr std::chrono::seconds connect_within{5};

WebhookAnswer nothing(std::string why) { return {0, std::move(why), false}; }

}  // namespace

WebhookAnswer CurlWebhookSender::post(const WebhookRequest& request) {
    const auto address = read_webhook_url(request.url, rules_);
    if (!address) return nothing("The address must be " + address.error() + ".");
    HttpSettings settings;
    settings.server = address->origin;
    settings.ca_file = ca_file_;
    settings.agent = "rancak-server/" RANCAK_VERSION;
    settings.connect_within = connect_within;
    settings.reply_within = webhook_timeout;
    settings.max_reply_bytes = max_answer_bytes;
    settings.public_only = !rules_.allow_private;
    const auto client = make_http_client(std::move(settings));
    if (!client) return nothing(client.error().message);
    {
        const std::lock_guard lock(mutex_);
        if (stopped_) return {0, {}, true};
        under_way_ = client->get();
    }
    const auto reply = (*client)->send({"POST", address->target,
                                        {"Content-Type: application/json", "webhook-id: " + request.id, "webhook-timestamp: " + request.timestamp,
                                         "webhook-signature: " + request.signature},
                                        request.body});
    {
        const std::lock_guard lock(mutex_);
        under_way_ = nullptr;
        if (!reply && stopped_) return {0, {}, true};
    }
    if (!reply) return nothing(reply.error().message);
    return {reply->status, {}, false};
}

void CurlWebhookSender::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    if (under_way_) under_way_->stop();
}

}  // namespace rancak::server
