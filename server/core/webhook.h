#pragma once

#include "shared/time.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace rancak::server {

// Signed messages to other systems, as Standard Webhooks has them (standardwebhooks.com, version 1.0.0): who subscribed, what
// is told, how it is signed, and what becomes of an answer. All pure.

// ---- What is told ----------------------------------------------------------------------------------------------------------

// Bits of Subscription::kinds.
enum class WebhookKind : std::uint8_t {
    case_received = 1,
    case_changed = 2,
    comment_waiting = 4,    // for somebody to decide whether it may be shown
    survey_published = 8,
    kiosk_alarm = 16,
    catalogue_changed = 32,
    ratings_arrived = 64,   // told of the arrival log, at most once a minute, never of a single rating
};
inline constexpr std::array webhook_kinds_in_order{
    WebhookKind::case_received, WebhookKind::case_changed,      WebhookKind::comment_waiting, WebhookKind::survey_published,
    WebhookKind::kiosk_alarm,   WebhookKind::catalogue_changed, WebhookKind::ratings_arrived};
[[nodiscard]] std::string_view code(WebhookKind);  // case.received … as messages carry it in their type
[[nodiscard]] std::optional<WebhookKind> parse_webhook_kind(std::string_view);
inline constexpr std::string_view webhook_test_type = "webhook.test";  // of the message that an admin asks for

// Something that happened. Whoever makes it so writes it into the outbox in the same transaction, a row for each subscription
// that wants it; without such a one nothing is written. It is thin: no text of a citizen, no contact, nobody's name.
struct Announcement {
    // city: whoever sees the whole city alone. office: whoever sees that office alone.
    enum class Audience : std::uint8_t { all, city, office };
    std::string type;    // code(kind)
    std::uint8_t kind = 0;  // its bit
    std::string id;      // made of what happened: told again it is the same message (webhook-id)
    std::string office;  // whose it is; empty: nobody's, then for the city
    Audience audience = Audience::all;
    Timestamp at{};
    std::string body;    // {"type":…,"timestamp":…,"data":{…}}
    friend bool operator==(const Announcement&, const Announcement&) = default;

    [[nodiscard]] bool for_city() const { return audience != Audience::office; }
    [[nodiscard]] bool for_office() const { return audience != Audience::city && !office.empty(); }
};

// ---- Who is told -----------------------------------------------------------------------------------------------------------

// active <-> off (by an admin); active -> stopped when the receiver said 410 or nothing went through for three days; an admin
// makes it active again.
enum class SubscriptionState : std::uint8_t { active, off, stopped };
[[nodiscard]] std::string_view code(SubscriptionState);  // active, off, stopped
[[nodiscard]] std::optional<SubscriptionState> parse_subscription_state(std::string_view);

struct Subscription {
    std::string id;  // random
    std::string url;
    std::uint8_t kinds = 0;
    std::string office;  // the only one that it hears of; empty: the whole city
    std::string who;     // made it: Caller::name
    Timestamp created{};
    SubscriptionState state = SubscriptionState::active;
    std::string secret;  // 32 random bytes, sealed to the server's key
    std::string former;  // the one before it, which signs too until `former_until`; empty: none
    std::optional<Timestamp> former_until;
    std::string watermark;  // the export cursor behind which ratings are still to be told of
    std::optional<Timestamp> last_success, last_failure;
    std::string failure;  // of last_failure: what was answered, or why nothing was
    std::optional<Timestamp> failing_since;  // none: the last try succeeded
    int failures = 0;     // since the last success
    Timestamp retry_at{}; // nothing is tried before
    friend bool operator==(const Subscription&, const Subscription&) = default;

    [[nodiscard]] bool wants(WebhookKind kind) const { return (kinds & static_cast<std::uint8_t>(kind)) != 0; }
};
inline constexpr std::size_t max_subscriptions = 50;  // one thread serves them all

struct NewWebhookSecret {
    std::string sealed;
    Timestamp former_until{};
};
struct SubscriptionChange {
    std::optional<bool> active;
    std::optional<NewWebhookSecret> secret;
};
[[nodiscard]] Subscription changed(Subscription, const SubscriptionChange&);

// ---- Where to --------------------------------------------------------------------------------------------------------------

struct WebhookRules {
    // Addresses of private networks and of this machine may be reached, the latter by plain http too: for receivers within the
    // city's own network. Otherwise an admin's mistake or a name's owner could make the server call what only it can reach.
    bool allow_private = false;
};
struct WebhookAddress {
    std::string origin;  // https://host[:port]
    std::string target;  // path and query
};
inline constexpr std::size_t max_webhook_url = 400;  // bytes
// The sentence says what is expected. What the name leads to is looked at when it is called.
[[nodiscard]] tl::expected<WebhookAddress, std::string> read_webhook_url(std::string_view, const WebhookRules&);

// ---- Signing ---------------------------------------------------------------------------------------------------------------

inline constexpr std::size_t webhook_secret_bytes = 32;
inline constexpr std::chrono::hours former_secret_signs{24};
[[nodiscard]] std::string webhook_secret_text(std::string_view bytes);  // whsec_ and base64, as it is shown once
// "v1,…": HMAC-SHA256 over id.seconds.body.
[[nodiscard]] std::string webhook_signature(std::string_view secret, std::string_view id, std::int64_t seconds, std::string_view body);

// ---- Delivering ------------------------------------------------------------------------------------------------------------

// A message on its way to one receiver.
struct WebhookMessage {
    std::string subscription, id, body;
    Timestamp created{};
    int attempts = 0;  // that failed
    friend bool operator==(const WebhookMessage&, const WebhookMessage&) = default;
};
// How long one who took a message has it for himself. Dies he meanwhile, it is sent again afterwards, with the same id.
inline constexpr std::chrono::seconds webhook_lease{30};
inline constexpr std::chrono::seconds webhook_timeout{15};
inline constexpr std::chrono::hours webhook_patience{72};  // a message and a receiver that fails are given up after it

// What came of a try.
struct WebhookAnswer {
    int status = 0;   // 0: nothing was answered
    std::string why;  // then: what went wrong
    bool broken_off = false;  // because the server stops: nothing is known, and it is sent again
    [[nodiscard]] bool delivered() const { return status >= 200 && status < 300; }
    [[nodiscard]] bool gone() const { return status == 410; }
};

// Full jitter: `jitter`, in [0, 1), of 5 s after the first failure, twice as much after each, at most an hour; never under a
// second.
[[nodiscard]] Milliseconds webhook_pause(int failures, double jitter);

struct Settled {
    Subscription subscription;
    std::optional<Timestamp> again;  // when the message is tried again; none: it is done with
    bool stopped = false;            // by this very answer: what else waits for it goes too
    std::uint64_t dropped = 0;       // how many that were, as the store tells
};
[[nodiscard]] Settled settled(Subscription, const WebhookMessage&, const WebhookAnswer&, Timestamp now, double jitter);

}  // namespace rancak::server
