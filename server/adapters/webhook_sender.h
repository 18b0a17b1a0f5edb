#pragma once

#include "server/core/webhook_delivery.h"
#include "shared/http/client.h"

#include <filesystem>
#include <memory>
#include <mutex>

namespace rancak::server {

// Through libcurl, a connection for each message: https with a certificate that can be trusted, straight to the receiver, no
// redirects, at most 64 kB of answer. Where an address may lead is WebhookRules' to say, and is looked at when the name has been
// resolved and before the connection is made, so that no name can lead elsewhere meanwhile.
class CurlWebhookSender final : public WebhookSender {
public:
    // `ca_file`: the only authorities trusted; empty: the system's.
    CurlWebhookSender(WebhookRules rules, std::filesystem::path ca_file) : rules_(rules), ca_file_(std::move(ca_file)) {}

    WebhookAnswer post(const WebhookRequest&) override;
    void stop() override;

private:
    const WebhookRules rules_;
    const std::filesystem::path ca_file_;
    std::mutex mutex_;
    // guarded by mutex_
    HttpClient* under_way_ = nullptr;
    bool stopped_ = false;
};

}  // namespace rancak::server
