#include "server/core/webhook_delivery.h"

#include "server/core/export_cursor.h"
#include "server/core/webhook_messages.h"

#include <algorithm>

namespace rancak::server {
namespace {

using namespace std::chrono;

constexpr seconds look_every{1};
constexpr minutes ratings_every{1};

std::int64_t seconds_of(Timestamp now) { return floor<seconds>(now).time_since_epoch().count(); }

// By the secret, and by the one before it while that still signs; empty: they cannot be opened.
std::string signatures(const OpenKey& key, const Subscription& to, const WebhookMessage& message, Timestamp now) {
    const auto secret = open(key, to.secret);
    if (!secret) return {};
    auto signature = webhook_signature(*secret, message.id, seconds_of(now), message.body);
    if (to.former.empty() || !to.former_until || now >= *to.former_until) return signature;
    if (const auto former = open(key, to.former)) signature += " " + webhook_signature(*former, message.id, seconds_of(now), message.body);
    return signature;
}

WebhookAnswer send(const WebhookPost& post, const Subscription& to, const WebhookMessage& message) {
    const auto now = post.clock.now();
    const auto signature = signatures(post.key, to, message, now);
    if (signature.empty()) return {0, "Its secret was sealed to another server's key; give it a new one.", false};
    return post.sender.post({to.url, message.id, std::to_string(seconds_of(now)), signature, message.body});
}

void count(const WebhookPost& post, const WebhookAnswer& answer) {
    auto& metrics = post.metrics;
    (answer.delivered() ? metrics.webhooks_delivered : answer.gone() ? metrics.webhooks_gone : metrics.webhooks_failed).add();
}

// How often ratings arrived at the offices that it hears of, since its watermark; and the watermark behind all of that.
struct News {
    std::map<std::string, std::uint64_t> offices;
    ExportCursor behind;
};
Stored<News> news_for(const WebhookPost& post, const Subscription& to, const ExportCursor& watermark, const std::map<std::string, std::uint64_t>& arrivals) {
    News news{{}, watermark};
    for (const auto& [office, newest] : arrivals) {
        if (!to.office.empty() && to.office != office) continue;
        auto& place = news.behind.places[office];
        const Place end{newest + 1, 0};
        if (place >= end) continue;
        const auto came = post.store.ratings_between(office, place.arrival == 0 ? 0 : place.arrival - 1, newest);
        if (!came) return tl::unexpected<StoreFailure>(came.error());
        if (*came > 0) news.offices.emplace(office, *came);
        place = end;
    }
    return news;
}

}  // namespace

Stored<bool> deliver_next(const WebhookPost& post) {
    const auto message = post.store.take_message(post.clock.now());
    if (!message) return tl::unexpected<StoreFailure>(message.error());
    if (!*message) return false;
    const auto to = post.store.subscription((*message)->subscription);
    if (!to) return tl::unexpected<StoreFailure>(to.error());
    if (!*to) return true;  // removed meanwhile
    const auto answer = send(post, **to, **message);
    if (answer.broken_off) return true;
    const auto done = post.store.settle(**message, answer, post.clock.now(), uniform(post.random));
    if (!done) return tl::unexpected<StoreFailure>(done.error());
    count(post, answer);
    if (!*done || !(*done)->stopped) return true;
    post.metrics.webhooks_dropped.add((*done)->dropped);
    post.log(Severity::warning, "webhook " + (*to)->id + " was stopped: " + (answer.gone() ? "its receiver is gone (410)" : "nothing went through for three days"));
    return true;
}

Stored<void> announce_new_ratings(const WebhookPost& post) {
    const auto all = post.store.subscriptions();
    if (!all) return tl::unexpected<StoreFailure>(all.error());
    const auto wants = [](const Subscription& one) { return one.state == SubscriptionState::active && one.wants(WebhookKind::ratings_arrived); };
    if (std::none_of(all->begin(), all->end(), wants)) return {};
    const auto arrivals = post.store.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    for (const auto& one : *all) {
        const auto watermark = wants(one) ? decode_cursor(one.watermark) : std::nullopt;
        if (!watermark) continue;
        const auto news = news_for(post, one, *watermark, *arrivals);
        if (!news) return tl::unexpected<StoreFailure>(news.error());
        if (news->behind == *watermark) continue;
        std::optional<Announcement> told;
        if (!news->offices.empty()) told = ratings_arrived(one, one.watermark, news->offices, post.clock.now());
        const auto done = post.store.announce_ratings(one.id, one.watermark, encode(news->behind), told);
        if (!done) return tl::unexpected<StoreFailure>(done.error());
    }
    return {};
}

Stored<void> drop_old_messages(const WebhookPost& post) {
    const auto dropped = post.store.drop_messages(post.clock.now() - webhook_patience);
    if (!dropped) return tl::unexpected<StoreFailure>(dropped.error());
    post.metrics.webhooks_dropped.add(*dropped);
    if (*dropped > 0) post.log(Severity::warning, std::to_string(*dropped) + " webhook messages were given up: nobody took them for three days");
    return {};
}

WebhookDelivery::WebhookDelivery(WebhookPost post) : post_(std::move(post)), thread_([this] { run(); }) {}

WebhookDelivery::~WebhookDelivery() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    post_.sender.stop();
    told_.notify_all();
    thread_.join();
}

bool WebhookDelivery::is_ending() {
    const std::lock_guard lock(mutex_);
    return ending_;
}

Stored<void> WebhookDelivery::round() {
    const auto now = post_.clock.monotonic();
    if (!looked_ || now - *looked_ >= ratings_every) {
        if (const auto looked = announce_new_ratings(post_); !looked) return looked;
        if (const auto dropped = drop_old_messages(post_); !dropped) return dropped;
        looked_ = now;
    }
    while (!is_ending()) {
        const auto delivered = deliver_next(post_);
        if (!delivered) return tl::unexpected<StoreFailure>(delivered.error());
        if (!*delivered) break;
    }
    return {};
}

void WebhookDelivery::run() {
    while (!is_ending()) {
        const auto done = round();
        if (!done && !failing_) post_.log(Severity::warning, "webhooks wait until the store answers again: " + done.error().message);
        failing_ = !done;
        std::unique_lock lock(mutex_);
        told_.wait_for(lock, look_every, [this] { return ending_; });
    }
}

}  // namespace rancak::server
