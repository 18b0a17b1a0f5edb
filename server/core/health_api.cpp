#include "server/core/health_api.h"

#include "server/core/metrics.h"
#include "server/core/silence.h"

#include <algorithm>

namespace rancak::server {
namespace {

void add_kiosks(const std::vector<DeviceState>& kiosks, const CatalogueFacts& facts, Timestamp now, std::vector<MetricFamily>& told) {
    const auto standing = [](const DeviceState& kiosk) { return !kiosk.device.revoked; };
    const auto count = [&](auto which) { return static_cast<double>(std::count_if(kiosks.begin(), kiosks.end(), which)); };
    told.push_back(gauge("rancak_kiosks", "Kiosks that are enrolled and not revoked.", count(standing)));
    told.push_back(gauge("rancak_kiosks_silent", "Of those, the ones not heard of while their office was open for more than an hour.",
                         count([&](const DeviceState& kiosk) {
                             return standing(kiosk) && is_silent(facts.office(kiosk.device.id.office), last_heard(kiosk), now);
                         })));
    told.push_back(gauge("rancak_kiosks_alarming", "Of those, the ones with an alarm of the server's or of their own.",
                         count([&](const DeviceState& kiosk) {
                             return standing(kiosk) && (!kiosk.alarms.empty() || (kiosk.heartbeat && !kiosk.heartbeat->alarms.empty()));
                         })));
    double waiting = 0;
    for (const auto& kiosk : kiosks)
        if (standing(kiosk) && kiosk.heartbeat) waiting += static_cast<double>(kiosk.heartbeat->waiting);
    told.push_back(gauge("rancak_kiosks_events_waiting", "Events that kiosks said were still to be sent.", waiting));
}

}  // namespace

Reply healthy(const Centre&, const Call&) { return json_reply(R"({"status":"ok"})"); }

Reply ready(const Centre& centre, const Call&) {
    // The smallest question that every store has to look up. Whether it takes writes shows only when one is tried, and
    // a server that is asked for nothing would never find out that its disk has room again.
    const auto answered = centre.store.catalogue_after(centre.clock.now());
    if (!answered) return centre.failed(answered.error());
    return json_reply(R"({"status":"ready"})");
}

Reply metrics(const Centre& centre, const Call&) {
    auto told = families(centre.metrics);
    // Without its store the server still tells what it counted itself.
    const auto kiosks = centre.store.devices();
    told.push_back(gauge("rancak_store_answers", "1: the store answered this very question.", kiosks ? 1 : 0));
    if (kiosks) add_kiosks(*kiosks, centre.catalogue.current()->facts, centre.clock.now(), told);
    if (const auto waiting = centre.store.messages_waiting())
        told.push_back(gauge("rancak_webhook_messages_waiting", "Webhook messages that are still to be delivered.", static_cast<double>(*waiting)));
    Reply reply;
    reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = centre.metrics_text(told);
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

}  // namespace rancak::server
