// docs/openapi.yaml, `webhooks:`, against what is put into the outbox: one message of every kind.

#include "server/core/webhook_messages.h"
#include "tests/server/docs/openapi.h"
#include "tests/server/ingest_world.h"
#include "tests/support/places.h"

#include <doctest/doctest.h>

#include <set>

namespace rancak::server {

TEST_CASE("every message to a webhook is as docs/openapi.yaml describes it") {
    const test::OpenApi document(test::source_folder() + "/docs/openapi.yaml");
    const JournalId id{"dukcapil", journal_a};
    const auto now = morning();
    const CaseFile file{{id, now, {1, 0, now, {}}}, {}};
    const Heartbeat alarmed{"0.1.0", {}, 0, 0, 1, 1, {"alarm"}};
    Subscription city;
    city.id = journal_a;
    std::vector<Announcement> all{case_received(id, 1, {}, now), comment_waiting(id, 1, 2, now),
                                  survey_published({"dukcapil", "abc", "ktp", {}, 1, 8000, "{}", now, "upik"}), kiosk_alarm({id, "fork", now, "x"}),
                                  *kiosk_alarm(id, std::nullopt, alarmed, now), ratings_arrived(city, "LA", {{"dukcapil", 1}, {"mpp", 2}}, now),
                                  webhook_test("x", now)};
    for (const auto action : all_case_actions) all.push_back(case_changed(file, {now, "upik", action, {}, {}}));
    const auto changed = catalogue_changed(now, {"dukcapil"}, now);
    all.insert(all.end(), changed.begin(), changed.end());
    std::set<std::string> seen;
    for (const auto& told : all) {
        CAPTURE(told.body);
        for (const auto& mistake : document.message_mistakes(told.type, told.body)) FAIL_CHECK(mistake);
        CHECK(told.id.starts_with("msg_"));
        CHECK(told.id.size() == 30);
        seen.insert(told.type);
    }
    const auto types = document.message_types();
    CHECK(seen == std::set<std::string>(types.begin(), types.end()));
    for (const auto kind : webhook_kinds_in_order) CHECK(seen.contains(std::string(code(kind))));
}

}  // namespace rancak::server
