#include "server/core/webhook.h"

#include "server/core/webhook_messages.h"
#include "shared/encoding.h"
#include "tests/server/ingest_world.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;
using Audience = Announcement::Audience;

Subscription subscription() {
    Subscription one;
    one.id = "s";
    one.url = "https://receiver.example/";
    one.kinds = 1;
    return one;
}
WebhookMessage message(int attempts = 0) { return {"s", "msg_1", "{}", morning(), attempts}; }
WebhookAnswer answer(int status) { return {status, {}, false}; }

nlohmann::json data_of(const Announcement& told) {
    const auto body = nlohmann::json::parse(told.body);
    CHECK(body.at("type") == told.type);
    CHECK(body.at("timestamp") == to_rfc3339(told.at));
    return body.at("data");
}

CaseBody told_case(CasePrivacy privacy) {
    CaseBody body{"dukcapil", CaseKind::complaint, CaseAbout::officer, "ktp", "o-1", privacy, Language::indonesian, {}, {}, {}};
    if (privacy == CasePrivacy::confidential) body.contact = Hash{};
    return body;
}

}  // namespace

TEST_CASE("webhook: signs as the example of Standard Webhooks") {
    // The secret, message and signature of the reference implementations' tests (github.com/standard-webhooks, libraries).
    const auto secret = from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").value();
    CHECK(webhook_signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})") ==
          "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    CHECK(webhook_secret_text(secret) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
}

TEST_CASE("webhook: takes https addresses, and plain http to this machine alone where the city allows it") {
    const WebhookRules usual{}, inside{true};
    struct Good {
        const char *url, *origin, *target;
    };
    for (const auto& [url, origin, target] : {Good{"https://receiver.example", "https://receiver.example", "/"},
                                              {"https://receiver.example:8443/a/b?c=d", "https://receiver.example:8443", "/a/b?c=d"},
                                              {"https://receiver.example?x=1", "https://receiver.example", "/?x=1"},
                                              {"https://[2001:db8::1]:443/", "https://[2001:db8::1]:443", "/"},
                                              {"https://192.0.2.1/", "https://192.0.2.1", "/"}}) {
        CAPTURE(url);
        const auto read = read_webhook_url(url, usual);
        REQUIRE(read);
        CHECK(read->origin == origin);
        CHECK(read->target == target);
    }
    for (const std::string url : {"", "receiver.example", "ftp://receiver.example/", "https://", "https:///x", "https://a b/", "https://user@receiver.example/",
                                  "https://user:pass@receiver.example/", "https://receiver.example:0/", "https://receiver.example:65536/",
                                  "https://receiver.example:/", "https://receiver.example:80x/", "https://receiver.example/#part", "https://receiver.example/a b",
                                  "https://receiver.example/\\", "https://receiver.example\\@inside/", "https://-a/", "https://.a/", "https://[::1", "https://[x]/",
                                  "https://receiver.example/\r\nHost:", "https://receiver.example/\xc3\xa9", "HTTPS://receiver.example/", "https://receiver.example/|"}) {
        CAPTURE(url);
        CHECK(!read_webhook_url(url, usual));
        CHECK(!read_webhook_url(url, inside));
    }
    CHECK(read_webhook_url("https://receiver.example/" + std::string(375, 'a'), usual));
    CHECK(!read_webhook_url("https://receiver.example/" + std::string(376, 'a'), usual));
    for (const char* url : {"http://127.0.0.1:8000/x", "http://localhost/", "http://[::1]:1/"}) {
        CAPTURE(url);
        CHECK(!read_webhook_url(url, usual));
        CHECK(read_webhook_url(url, inside));
    }
    for (const char* url : {"http://receiver.example/", "http://10.0.0.1/", "http://127.0.0.1.receiver.example/"}) CHECK(!read_webhook_url(url, inside));
}

TEST_CASE("webhook: waits longer after each failure, by full jitter, from 5 s to an hour and never under a second") {
    constexpr double most = 0.9999999;
    CHECK(webhook_pause(1, 0) == 1s);
    CHECK(webhook_pause(1, 0.5) == 2500ms);
    for (int failures = 1; failures <= 9; ++failures) CHECK(webhook_pause(failures, most) == std::chrono::ceil<std::chrono::seconds>(webhook_pause(failures, most)) - 1ms);
    CHECK(webhook_pause(2, 0.5) == 5s);
    CHECK(webhook_pause(9, 0.5) == 640s);
    CHECK(webhook_pause(10, 0.5) == 1280s);
    CHECK(webhook_pause(11, 0.5) == 30min);
    CHECK(webhook_pause(1'000'000, most) < 1h);
    CHECK(webhook_pause(0, 0.5) == 2500ms);
}

TEST_CASE("webhook: what was answered decides about message and receiver") {
    const auto now = morning();
    for (const int status : {200, 204, 299}) {
        auto failing = subscription();
        failing.failures = 3;
        failing.failing_since = now - 1h;
        failing.retry_at = now;
        const auto done = settled(failing, message(), answer(status), now, 0.5);
        CHECK(!done.again);
        CHECK(!done.stopped);
        CHECK(done.subscription.last_success == now);
        CHECK(!done.subscription.failing_since);
        CHECK(done.subscription.failures == 0);
        CHECK(done.subscription.retry_at == Timestamp{});
    }
    for (const int status : {0, 100, 302, 400, 404, 429, 500, 503}) {
        CAPTURE(status);
        const auto done = settled(subscription(), message(3), {status, "No server answers.", false}, now, 0.5);
        CHECK(done.again == now + webhook_pause(4, 0.5));
        CHECK(done.subscription.state == SubscriptionState::active);
        CHECK(done.subscription.last_failure == now);
        CHECK(done.subscription.failure == (status ? "status " + std::to_string(status) : "No server answers."));
        CHECK(done.subscription.failing_since == now);
        CHECK(done.subscription.retry_at == now + webhook_pause(1, 0.5));
    }
    const auto gone = settled(subscription(), message(), answer(410), now, 0.5);
    CHECK(gone.stopped);
    CHECK(!gone.again);
    CHECK(gone.subscription.state == SubscriptionState::stopped);
}

TEST_CASE("webhook: a receiver that takes nothing for three days is stopped; an admin's off stays off") {
    const auto now = morning();
    auto failing = subscription();
    failing.failing_since = now - 72h + 1ms;
    CHECK(!settled(failing, message(), answer(500), now, 0.5).stopped);
    failing.failing_since = now - 72h;
    CHECK(settled(failing, message(), answer(500), now, 0.5).stopped);
    failing.state = SubscriptionState::off;
    const auto off = settled(failing, message(), answer(410), now, 0.5);
    CHECK(!off.stopped);
    CHECK(off.subscription.state == SubscriptionState::off);
}

TEST_CASE("webhook: switching on begins afresh, a new secret leaves the one before it") {
    auto stopped = subscription();
    stopped.state = SubscriptionState::stopped;
    stopped.failing_since = morning();
    stopped.failures = 9;
    stopped.retry_at = morning();
    stopped.secret = "one";
    SubscriptionChange on, off, rotation;
    on.active = true;
    off.active = false;
    rotation.secret = NewWebhookSecret{"two", morning()};
    const auto again = changed(stopped, on);
    CHECK(again.state == SubscriptionState::active);
    CHECK(!again.failing_since);
    CHECK(again.failures == 0);
    CHECK(again.retry_at == Timestamp{});
    CHECK(changed(again, off).state == SubscriptionState::off);
    const auto rotated = changed(stopped, rotation);
    CHECK(rotated.state == SubscriptionState::stopped);
    CHECK(rotated.secret == "two");
    CHECK(rotated.former == "one");
    CHECK(rotated.former_until == morning());
}

TEST_CASE("webhook: a case is told by its name, and a confidential one to the city alone") {
    const auto open = case_received(id_a, 7, told_case(CasePrivacy::anonymous), morning());
    CHECK(data_of(open) == nlohmann::json{{"case", journal_a + ".7"}, {"office", "dukcapil"}, {"kind", "complaint"}, {"about", "officer"},
                                          {"service", "ktp"}, {"privacy", "anonymous"}});
    CHECK(open.type == "case.received");
    CHECK(open.for_city());
    CHECK(open.for_office());
    CHECK(open == case_received(id_a, 7, told_case(CasePrivacy::anonymous), morning()));
    CHECK(open.id != case_received(id_b, 7, told_case(CasePrivacy::anonymous), morning()).id);
    const auto confidential = case_received(id_a, 7, told_case(CasePrivacy::confidential), morning());
    CHECK(confidential.for_city());
    CHECK(!confidential.for_office());

    CaseFile file{{id_a, morning(), {7, 0, morning(), told_case(CasePrivacy::confidential)}}, {}};
    const CaseStep step{morning() + 1h, "upik", CaseAction::answer, "Isi jawaban", {}};
    const auto change = case_changed(file, step);
    CHECK(data_of(change) == nlohmann::json{{"case", journal_a + ".7"}, {"office", "dukcapil"}, {"action", "answer"}, {"state", "answered"}});
    CHECK(!change.for_office());
    CHECK(change.body.find("upik") == std::string::npos);
    CHECK(change.body.find("Isi") == std::string::npos);
    file.row.told.body.privacy = CasePrivacy::anonymous;
    CHECK(case_changed(file, step).for_office());
    file.status.steps = 1;
    CHECK(case_changed(file, step).id != change.id);
}

TEST_CASE("webhook: a kiosk's alarm is told when it is new") {
    const auto said = [](std::vector<std::string> alarms) { return Heartbeat{"0.1.0", {}, 0, 0, 1, 1, std::move(alarms)}; };
    CHECK(!kiosk_alarm(id_a, std::nullopt, said({}), morning()));
    CHECK(!kiosk_alarm(id_a, said({"one", "two"}), said({"two"}), morning()));
    CHECK(kiosk_alarm(id_a, said({"one"}), said({"one", "two"}), morning()));
    const auto told = kiosk_alarm(id_a, std::nullopt, said({"Kata-kata kios"}), morning());
    REQUIRE(told);
    CHECK(data_of(*told) == nlohmann::json{{"journal", journal_a}, {"office", "dukcapil"}, {"alarm", "own"}});
    CHECK(data_of(kiosk_alarm(Alarm{id_a, "fork", morning(), "x"})) == nlohmann::json{{"journal", journal_a}, {"office", "dukcapil"}, {"alarm", "fork"}});
}

TEST_CASE("webhook: a change of the catalogue is told once to the city and to each office of itself") {
    const auto told = catalogue_changed(morning(), {"dukcapil", "mpp"}, morning() - 1h);
    REQUIRE(told.size() == 3);
    CHECK(data_of(told[0]).at("offices") == nlohmann::json{"dukcapil", "mpp"});
    CHECK(data_of(told[0]).at("edition") == to_rfc3339(morning()));
    CHECK(told[0].at == morning() - 1h);
    CHECK(told[0].for_city());
    CHECK(!told[0].for_office());
    CHECK(data_of(told[2]).at("offices") == nlohmann::json{"mpp"});
    CHECK(!told[2].for_city());
    CHECK(told[2].for_office());
    CHECK(told[2].office == "mpp");
    CHECK(catalogue_changed(morning(), {}, morning()).size() == 1);
}

TEST_CASE("ingest: a case and a comment are announced, a rating is not") {
    test::EventChain chain(journal_a);
    chain.add(rating_body(5, "v"), morning());
    chain.add(RatingDetailBody{1, {"ramah"}, std::nullopt, {}}, morning());
    const auto quiet = batch_of(id_a, 1, chain.batch());
    const Batch* group[] = {quiet.get()};
    const CatalogueFacts facts(small_catalogue());
    const auto decided = [&](const Batch* batch) {
        const Batch* one[] = {batch};
        const auto needs = needs_of(one);
        Found found;
        found.journals.resize(needs.journals.size());
        found.ratings.resize(needs.ratings.size());
        return decide(one, needs, std::move(found), facts).changes.announcements;
    };
    CHECK(decided(group[0]).empty());
    chain.add(RatingDetailBody{1, {}, std::nullopt, blake2b("comment")}, morning());
    chain.add(RatingDetailBody{1, {"ramah"}, std::nullopt, blake2b("comment")}, morning());  // the same comment again
    chain.add(told_case(CasePrivacy::confidential), morning());
    const auto batch = batch_of(id_a, 1, chain.batch());
    const auto told = decided(batch.get());
    REQUIRE(told.size() == 2);
    CHECK(told[0] == comment_waiting(id_a, 1, 3, batch->received));
    CHECK(told[1] == case_received(id_a, 5, told_case(CasePrivacy::confidential), batch->received));
    CHECK(data_of(told[0]) == nlohmann::json{{"comment", journal_a + ".1"}, {"office", "dukcapil"}});
}

}  // namespace rancak::server
