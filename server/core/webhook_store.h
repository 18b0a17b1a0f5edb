#pragma once

#include "server/core/audit.h"
#include "server/core/stored.h"
#include "server/core/webhook.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// Who subscribed, and the outbox: what is still to be told to each. What brings a message about is elsewhere in Store and writes
// it in its own transaction. Callable from any thread, and at several servers at once; what was answered with success is durable.
// What takes an AuditEntry stores it in the same transaction, and only when it changed something.
class WebhookStore {
public:
    virtual ~WebhookStore() = default;

    // False: there are max_subscriptions already.
    [[nodiscard]] virtual Stored<bool> add_subscription(const Subscription&, const AuditEntry&) = 0;
    [[nodiscard]] virtual Stored<std::vector<Subscription>> subscriptions() = 0;  // the oldest first
    [[nodiscard]] virtual Stored<std::optional<Subscription>> subscription(std::string_view id) = 0;
    // As it is then, by changed(); nothing: there is none.
    [[nodiscard]] virtual Stored<std::optional<Subscription>> change_subscription(std::string_view id, const SubscriptionChange&, const AuditEntry&) = 0;
    // With what waits for it. False: there is none.
    [[nodiscard]] virtual Stored<bool> remove_subscription(std::string_view id, const AuditEntry&) = 0;

    // To this one alone, whatever it wants. False: there is none, or it is not active.
    [[nodiscard]] virtual Stored<bool> announce_to(std::string_view id, const Announcement&, const AuditEntry&) = 0;
    // Moves the watermark of ratings and writes the message, if there is one. False, and nothing is stored: the watermark is no
    // longer `from`, it is not active, or a message that tells of ratings still waits: who reads from its cursor reads all.
    [[nodiscard]] virtual Stored<bool> announce_ratings(std::string_view id, std::string_view from, std::string_view to,
                                                        const std::optional<Announcement>&) = 0;
    // How often ratings came in or were changed by an office's runs behind arrival `after` up to `until`.
    [[nodiscard]] virtual Stored<std::uint64_t> ratings_between(const std::string& office, std::uint64_t after, std::uint64_t until) = 0;

    // The message that is due longest, of an active subscription that may be tried: nobody else gets it for webhook_lease.
    [[nodiscard]] virtual Stored<std::optional<WebhookMessage>> take_message(Timestamp now) = 0;
    // By settled(), in one transaction. Nothing: message or subscription is gone meanwhile.
    [[nodiscard]] virtual Stored<std::optional<Settled>> settle(const WebhookMessage&, const WebhookAnswer&, Timestamp now, double jitter) = 0;
    // Throws away what was written before then; tells how many.
    [[nodiscard]] virtual Stored<std::uint64_t> drop_messages(Timestamp written_before) = 0;
    [[nodiscard]] virtual Stored<std::uint64_t> messages_waiting() = 0;
};

}  // namespace rancak::server
