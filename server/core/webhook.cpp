#include "server/core/webhook.h"

#include "shared/encoding.h"
#include "shared/keys.h"

#include <algorithm>
#include <charconv>

namespace rancak::server {
namespace {

using namespace std::chrono;
using std::string_view;

constexpr seconds first_pause{5};
constexpr hours longest_pause{1};
constexpr std::array<string_view, 3> states{"active", "off", "stopped"};

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A name, an address in digits, or [an IPv6 address].
bool is_host(string_view host) {
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
        return std::all_of(host.begin(), host.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.'; });
    }
    return !host.empty() && host.front() != '-' && host.front() != '.' &&
           std::all_of(host.begin(), host.end(), [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-'; });
}

bool is_port(string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return !text.empty() && error == std::errc{} && end == text.data() + text.size() && port > 0;
}

// What may stand in a path or query as it is sent (RFC 3986).
bool is_target(string_view target) {
    return std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 127 && string_view("\"<>\\^`{|}#").find(c) == string_view::npos; });
}

bool is_loopback(string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "[::1]"; }

}  // namespace

string_view code(WebhookKind kind) {
    switch (kind) {
        case WebhookKind::case_received: return "case.received";
        case WebhookKind::case_changed: return "case.changed";
        case WebhookKind::comment_waiting: return "comment.waiting";
        case WebhookKind::survey_published: return "survey.published";
        case WebhookKind::kiosk_alarm: return "kiosk.alarm";
        case WebhookKind::catalogue_changed: return "catalogue.changed";
        case WebhookKind::ratings_arrived: break;
    }
    return "ratings.arrived";
}

std::optional<WebhookKind> parse_webhook_kind(string_view text) {
    const auto& all = webhook_kinds_in_order;
    const auto found = std::find_if(all.begin(), all.end(), [&](WebhookKind one) { return code(one) == text; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

string_view code(SubscriptionState state) { return states[static_cast<std::size_t>(state)]; }

std::optional<SubscriptionState> parse_subscription_state(string_view text) {
    const auto found = std::find(states.begin(), states.end(), text);
    if (found == states.end()) return std::nullopt;
    return static_cast<SubscriptionState>(found - states.begin());
}

Subscription changed(Subscription subscription, const SubscriptionChange& change) {
    if (change.active == false) subscription.state = SubscriptionState::off;
    if (change.active == true) {
        subscription.state = SubscriptionState::active;
        subscription.failing_since.reset();
        subscription.failures = 0;
        subscription.retry_at = {};
    }
    if (change.secret) {
        subscription.former = std::exchange(subscription.secret, change.secret->sealed);
        subscription.former_until = change.secret->former_until;
    }
    return subscription;
}

tl::expected<WebhookAddress, std::string> read_webhook_url(string_view url, const WebhookRules& rules) {
    const auto expected = [](const char* what) { return tl::unexpected<std::string>(what); };
    if (url.size() > max_webhook_url) return expected("an address of at most 400 characters");
    const bool plain = url.starts_with("http://");
    if (!plain && !url.starts_with("https://")) return expected("an address that starts with https://");
    const auto begin = url.find("//") + 2;
    const auto end = std::min(url.find_first_of("/?", begin), url.size());
    const auto authority = url.substr(begin, end - begin);
    const auto colon = authority.ends_with(']') ? string_view::npos : authority.rfind(':');
    const auto host = authority.substr(0, colon);
    if (!is_host(host) || (colon != string_view::npos && !is_port(authority.substr(colon + 1))))
        return expected("https:// and then a host, perhaps a port, and a path: https://receiver.example/rancak");
    if (!is_target(url.substr(end))) return expected("a path and query without spaces, # and characters that have to be percent-encoded");
    if (plain && !(rules.allow_private && is_loopback(host)))
        return expected("https://; plain http is for this machine itself, and only with webhooks.allow_private in server.toml");
    const auto rest = url.substr(end);
    return WebhookAddress{std::string(url.substr(0, end)), rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest)};
}

std::string webhook_secret_text(string_view bytes) { return "whsec_" + to_base64(bytes); }

std::string webhook_signature(string_view secret, string_view id, std::int64_t seconds, string_view body) {
    std::string message(id);
    message.append(".").append(std::to_string(seconds)).append(".").append(body);
    const auto mac = hmac_sha256(secret, message);
    return "v1," + to_base64({reinterpret_cast<const char*>(mac.data()), mac.size()});
}

Milliseconds webhook_pause(int failures, double jitter) {
    constexpr int doublings = 10;  // beyond the hour
    const auto most = std::min<Milliseconds>(first_pause * (1 << std::clamp(failures - 1, 0, doublings)), longest_pause);
    return std::max<Milliseconds>(seconds{1}, duration_cast<Milliseconds>(most * std::clamp(jitter, 0.0, 1.0)));
}

Settled settled(Subscription subscription, const WebhookMessage& message, const WebhookAnswer& answer, Timestamp now, double jitter) {
    if (answer.delivered()) {
        subscription.last_success = now;
        subscription.failing_since.reset();
        subscription.failures = 0;
        subscription.retry_at = {};
        return {std::move(subscription), std::nullopt, false, 0};
    }
    subscription.last_failure = now;
    subscription.failure = answer.status ? "status " + std::to_string(answer.status) : answer.why;
    if (!subscription.failing_since) subscription.failing_since = now;
    ++subscription.failures;
    subscription.retry_at = now + webhook_pause(subscription.failures, jitter);
    const bool active = subscription.state == SubscriptionState::active;
    if (active && (answer.gone() || now - *subscription.failing_since >= webhook_patience)) {
        subscription.state = SubscriptionState::stopped;
        return {std::move(subscription), std::nullopt, true, 0};
    }
    return {std::move(subscription), now + webhook_pause(message.attempts + 1, jitter), false, 0};
}

}  // namespace rancak::server
