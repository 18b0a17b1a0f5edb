#pragma once

#include "server/core/log.h"
#include "server/core/metrics.h"
#include "server/core/store.h"
#include "server/core/webhook.h"
#include "shared/keys.h"
#include "shared/random.h"
#include "shared/time.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace rancak::server {

// What is posted: the body, and Standard Webhooks' three headers.
struct WebhookRequest {
    std::string url, id, timestamp, signature, body;
};

class WebhookSender {
public:
    virtual ~WebhookSender() = default;
    // Posts it once, within webhook_timeout, following no redirect; of the answer only the status is read. Of one thread at a time.
    [[nodiscard]] virtual WebhookAnswer post(const WebhookRequest&) = 0;
    // Ends what is under way and all later at once. From any thread.
    virtual void stop() = 0;
};

// What delivering works with; all outlive it.
struct WebhookPost {
    Store& store;
    const OpenKey& key;  // the secrets are sealed to it
    WebhookSender& sender;
    const Clock& clock;
    Random& random;
    Metrics& metrics;
    Log log;
};

// Takes the message that is due longest, sends it and notes what came of it. False: none is due. Whoever dies between sending
// and noting leaves it to be sent again, with the same id.
[[nodiscard]] Stored<bool> deliver_next(const WebhookPost&);
// A message for each subscription that wants to hear of ratings and whose watermark is behind what has arrived.
[[nodiscard]] Stored<void> announce_new_ratings(const WebhookPost&);
// Throws away what nobody took in webhook_patience.
[[nodiscard]] Stored<void> drop_old_messages(const WebhookPost&);

// Does all three: looks each second for what is due, each minute at ratings and old messages. The thread ends with the object,
// within the moment it takes to break off what is being sent.
class WebhookDelivery {
public:
    explicit WebhookDelivery(WebhookPost);
    ~WebhookDelivery();
    WebhookDelivery(const WebhookDelivery&) = delete;
    WebhookDelivery& operator=(const WebhookDelivery&) = delete;

private:
    void run();
    [[nodiscard]] bool is_ending();
    [[nodiscard]] Stored<void> round();

    const WebhookPost post_;
    std::optional<Monotonic> looked_;  // at ratings
    bool failing_ = false;             // the store, since the last round that succeeded
    std::mutex mutex_;
    std::condition_variable told_;
    bool ending_ = false;  // guarded by mutex_
    std::thread thread_;   // last: it uses all the others
};

}  // namespace rancak::server
