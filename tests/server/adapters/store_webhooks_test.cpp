// The contract of WebhookStore and of the outbox that everything else writes to, held by every implementation.

#include "server/core/rebuild.h"
#include "server/core/webhook_messages.h"
#include "tests/server/adapters/store_fixture.h"

#include <nlohmann/json.hpp>

#include <array>
#include <atomic>
#include <set>
#include <thread>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

constexpr std::uint8_t every_kind = 127;

Subscription subscription(std::string id, std::string office = {}, std::uint8_t kinds = every_kind) {
    Subscription one;
    one.id = std::move(id);
    one.url = "https://receiver.example/";
    one.kinds = kinds;
    one.office = std::move(office);
    one.who = "upik";
    one.created = morning();
    one.secret = std::string("sealed\0secret", 13);
    one.watermark = "LA";
    return one;
}

void add(Store& store, const Subscription& one) { REQUIRE(*store.add_subscription(one, entry("webhook.add " + one.id))); }

SubscriptionChange active(bool is) {
    SubscriptionChange change;
    change.active = is;
    return change;
}

// What waits, as "subscription type", with the offices or the case that it tells of; takes it for good.
std::vector<std::string> take_all(Store& store, Timestamp now = morning() + 24h) {
    std::vector<std::string> told;
    for (;;) {
        const auto message = store.take_message(now).value();
        if (!message) break;
        told.push_back(message->subscription + " " + nlohmann::json::parse(message->body).at("type").get<std::string>());
        REQUIRE(store.settle(*message, {200, {}, false}, now, 0.5).value());
    }
    std::sort(told.begin(), told.end());
    return told;
}

using Heard = std::vector<std::string>;

CaseBody told_case(CasePrivacy privacy = CasePrivacy::anonymous, const std::string& office = "dukcapil") {
    CaseBody body;
    body.office = office;
    body.privacy = privacy;
    return body;
}

template <class Body>
void take_in_one(Store& store, const JournalId& id, const Body& body) {
    test::EventChain chain(id.journal);
    chain.add(body, morning());
    REQUIRE(std::holds_alternative<Receipt>(take_in(store, batch_of(id, 1, chain.batch()))));
}

Heartbeat said(std::vector<std::string> alarms) { return {"0.1.0", {}, 0, 0, 1, 1, std::move(alarms)}; }

}  // namespace

TEST_CASE_TEMPLATE("webhooks: keeps subscriptions as they are, over a restart, and what was done to them in the audit log", T, STORES) {
    T fixture;
    auto later = subscription("b", "dukcapil", 1);
    later.created += 1ms;
    later.former = "former";
    later.former_until = morning() + 24h;
    later.last_success = morning() + 1h;
    later.last_failure = morning() + 2h;
    later.failure = "status 500";
    later.failing_since = morning() + 3h;
    later.failures = 4;
    later.retry_at = morning() + 5h;
    {
        auto store = fixture.open();
        add(*store, later);
        add(*store, subscription("a"));
    }
    auto store = fixture.open();
    CHECK(store->subscriptions().value() == std::vector{subscription("a"), later});
    CHECK(store->subscription("b").value() == later);
    CHECK(!store->subscription("c").value());
    CHECK(!store->subscription(std::string("a\0b", 3)).value());

    const auto off = store->change_subscription("b", active(false), entry("webhook.off")).value();
    REQUIRE(off);
    CHECK(off->state == SubscriptionState::off);
    CHECK(store->subscription("b").value() == off);
    CHECK(!store->change_subscription("c", active(false), entry("nothing")).value());
    CHECK(*store->remove_subscription("b", entry("webhook.remove")));
    CHECK(!*store->remove_subscription("b", entry("nothing")));
    CHECK(!*store->remove_subscription(std::string("a\0b", 3), entry("nothing")));
    std::set<std::string> noted;
    const auto entries = store->audit({}).value();
    for (const auto& one : entries) noted.insert(one.what);
    CHECK(noted == std::set<std::string>{"webhook.add a", "webhook.add b", "webhook.off", "webhook.remove"});
}

TEST_CASE_TEMPLATE("webhooks: there is an end to how many may subscribe", T, STORES) {
    T fixture;
    auto store = fixture.open();
    for (std::size_t i = 0; i < max_subscriptions; ++i) add(*store, subscription("s" + std::to_string(i)));
    CHECK(!*store->add_subscription(subscription("more"), entry("more")));
    CHECK(store->subscriptions()->size() == max_subscriptions);
}

TEST_CASE_TEMPLATE("webhooks: without a subscription that wants it nothing is written", T, STORES) {
    T fixture;
    auto store = fixture.open();
    take_in_one(*store, id_a, told_case());
    CHECK(store->messages_waiting() == 0u);
    add(*store, subscription("off"));
    add(*store, subscription("other kind", {}, static_cast<std::uint8_t>(WebhookKind::kiosk_alarm)));
    add(*store, subscription("other office", "mpp"));
    REQUIRE(store->change_subscription("off", active(false), entry("off")).value());
    take_in_one(*store, id_b, told_case());
    CHECK(store->messages_waiting() == 0u);
}

TEST_CASE_TEMPLATE("webhooks: a case that comes in is told to whoever may hear of it, a confidential one to the city alone", T, STORES) {
    T fixture;
    auto store = fixture.open();
    add(*store, subscription("city"));
    add(*store, subscription("here", "dukcapil"));
    add(*store, subscription("there", "mpp"));
    take_in_one(*store, id_a, told_case());
    CHECK(take_all(*store) == Heard{"city case.received", "here case.received"});
    take_in_one(*store, id_b, told_case(CasePrivacy::confidential));
    CHECK(take_all(*store) == Heard{"city case.received"});
}

TEST_CASE_TEMPLATE("webhooks: the same batch again, a conflict and a rebuild tell nobody a second time", T, STORES) {
    T fixture;
    auto store = fixture.open();
    add(*store, subscription("city"));
    test::EventChain chain(journal_a);
    chain.add(rating_body(5, "v"), morning());
    chain.add(RatingDetailBody{1, {}, std::nullopt, blake2b("comment")}, morning());
    chain.add(told_case(), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    CHECK(take_all(*store) == Heard{"city case.received", "city comment.waiting"});
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    const auto stale = batch_of(id_a, 1, chain.batch());
    const Batch* group[] = {stale.get()};
    Found nothing;
    nothing.journals.resize(1);
    CHECK(store->append(decide(group, needs_of(group), std::move(nothing), CatalogueFacts(small_catalogue())).changes) == Appended::conflict);
    REQUIRE(rebuild(*store, "dukcapil"));
    CHECK(take_all(*store).empty());
}

TEST_CASE_TEMPLATE("webhooks: what people do at the centre is told with it, once", T, STORES) {
    T fixture;
    auto store = fixture.open();
    take_in_one(*store, id_a, told_case());
    add(*store, subscription("city"));
    add(*store, subscription("here", "dukcapil"));
    add(*store, subscription("there", "mpp"));

    const auto file = store->case_file(journal_a, 1).value().value();
    const CaseStep step{morning(), "upik", CaseAction::verify, {}, {}};
    CHECK(*store->add_case_step(file, step, entry("verify")));
    CHECK(take_all(*store) == Heard{"city case.changed", "here case.changed"});
    CHECK(!*store->add_case_step(file, {morning(), "buyuang", CaseAction::verify, {}, {}}, entry("too late")));  // somebody was faster

    const Publication one{"dukcapil", "p", "", {LocalDay{1 * std::chrono::days{1}}, LocalDay{2 * std::chrono::days{1}}}, 1, 8000, "{}", morning(), "upik"};
    for (int i = 0; i < 2; ++i) REQUIRE(store->put_publication(one, entry("publish")));
    CHECK(take_all(*store) == Heard{"city survey.published", "here survey.published"});

    const StoredCatalogue catalogue{morning(), encode(small_catalogue()), "upik"};
    CHECK(*store->put_catalogue(catalogue, std::nullopt, {"dukcapil"}, entry("import")));
    const StoredCatalogue late{morning() + 1s, catalogue.json, "buyuang"};
    CHECK(!*store->put_catalogue(late, std::nullopt, {"dukcapil"}, entry("late")));
    CHECK(take_all(*store) == Heard{"city catalogue.changed", "here catalogue.changed"});
}

TEST_CASE_TEMPLATE("webhooks: an alarm is told when it is raised, the server's own and the kiosk's", T, STORES) {
    T fixture;
    auto store = fixture.open();
    add(*store, subscription("city"));
    add(*store, subscription("there", "mpp"));
    test::EventChain chain(journal_a), other(journal_a);
    chain.add(rating_body(5, "v"), morning());
    other.add(rating_body(1, "w"), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    static_cast<void>(take_in(*store, batch_of(id_a, 1, other.batch(), morning() + 31min)));
    CHECK(take_all(*store) == Heard{"city kiosk.alarm"});
    static_cast<void>(take_in(*store, batch_of(id_a, 1, other.batch(), morning() + 32min)));
    CHECK(take_all(*store).empty());

    REQUIRE(store->heard_from(id_a, said({}), morning()));
    CHECK(take_all(*store).empty());
    REQUIRE(store->heard_from(id_a, said({"one"}), morning() + 1s));
    REQUIRE(store->heard_from(id_a, said({"one"}), morning() + 2s));
    CHECK(take_all(*store) == Heard{"city kiosk.alarm"});
    REQUIRE(store->heard_from(id_a, said({"one", "two"}), morning() + 3s));
    REQUIRE(store->heard_from(id_a, said({}), morning() + 4s));
    REQUIRE(store->heard_from(id_a, said({"one"}), morning() + 5s));
    CHECK(take_all(*store) == Heard{"city kiosk.alarm", "city kiosk.alarm"});
}

TEST_CASE_TEMPLATE("webhooks: whoever takes a message has it alone for a while; not noted, it comes again as it was, over a restart", T, STORES) {
    T fixture;
    std::optional<WebhookMessage> taken;
    const auto now = morning() + 1h;
    {
        auto store = fixture.open();
        add(*store, subscription("city"));
        take_in_one(*store, id_a, told_case());
        CHECK(!store->take_message(morning() + 29min).value());  // it came in at half past
        taken = store->take_message(now).value();
        REQUIRE(taken);
        CHECK(taken->created == morning() + 30min);
        CHECK(!store->take_message(now + webhook_lease - 1ms).value());
    }
    auto store = fixture.open();
    CHECK(!store->take_message(now + webhook_lease - 1ms).value());
    CHECK(store->take_message(now + webhook_lease).value() == taken);
    CHECK(store->messages_waiting() == 1u);
}

TEST_CASE_TEMPLATE("webhooks: what fails is tried later, and its receiver left alone meanwhile, while others are served", T, STORES) {
    T fixture;
    auto store = fixture.open();
    add(*store, subscription("a"));
    add(*store, subscription("b"));
    take_in_one(*store, id_a, told_case());
    take_in_one(*store, id_b, told_case());
    const auto now = morning() + 1h;
    const auto first = store->take_message(now).value().value();
    const auto done = store->settle(first, {500, {}, false}, now, 0.5).value();
    REQUIRE(done);
    CHECK(done->again == now + 2500ms);
    CHECK(store->subscription(first.subscription).value() == done->subscription);
    CHECK(done->subscription.failure == "status 500");
    const auto other = first.subscription == "a" ? "b" : "a";
    for (int i = 0; i < 2; ++i) {
        const auto message = store->take_message(now).value().value();
        CHECK(message.subscription == other);
        REQUIRE(store->settle(message, {204, {}, false}, now, 0.5).value());
    }
    CHECK(store->subscription(other).value()->last_success == now);
    CHECK(!store->take_message(now + 2499ms).value());
    std::set<std::pair<std::string, int>> again;
    for (int i = 0; i < 2; ++i) {
        const auto message = store->take_message(now + 2500ms).value().value();
        CHECK(message.subscription == first.subscription);
        again.emplace(message.id, message.attempts);
    }
    CHECK(again.contains({first.id, 1}));
    CHECK(again.size() == 2);
    CHECK(store->messages_waiting() == 2u);
}

TEST_CASE_TEMPLATE("webhooks: a receiver that is gone is stopped, and what waits for it goes with it", T, STORES) {
    T fixture;
    auto store = fixture.open();
    add(*store, subscription("a"));
    take_in_one(*store, id_a, told_case());
    take_in_one(*store, id_b, told_case());
    const auto now = morning() + 1h;
    const auto message = store->take_message(now).value().value();
    const auto done = store->settle(message, {410, {}, false}, now, 0.5).value();
    REQUIRE(done);
    CHECK(done->stopped);
    CHECK(done->dropped == 1);
    CHECK(store->messages_waiting() == 0u);
    CHECK(store->subscription("a").value()->state == SubscriptionState::stopped);
    CHECK(!store->settle(message, {200, {}, false}, now, 0.5).value());
    CHECK(!*store->announce_to("a", webhook_test("x", now), entry("test")));
    REQUIRE(store->change_subscription("a", active(true), entry("on")).value());
    CHECK(*store->announce_to("a", webhook_test("x", now), entry("test")));
    CHECK(!*store->announce_to("b", webhook_test("x", now), entry("test")));
    CHECK(take_all(*store) == Heard{"a webhook.test"});
}

TEST_CASE_TEMPLATE("webhooks: what nobody took in time is thrown away, and what waited for one that was removed", T, STORES) {
    T fixture;
    auto store = fixture.open();
    add(*store, subscription("a"));
    add(*store, subscription("b"));
    take_in_one(*store, id_a, told_case());
    CHECK(store->drop_messages(morning() + 30min) == 0u);
    REQUIRE(*store->remove_subscription("b", entry("remove")));
    CHECK(store->messages_waiting() == 1u);
    const auto message = store->take_message(morning() + 1h).value().value();
    CHECK(store->drop_messages(morning() + 30min + 1ms) == 1u);
    CHECK(!store->settle(message, {200, {}, false}, morning() + 1h, 0.5).value());
}

TEST_CASE_TEMPLATE("webhooks: counts how often ratings came in or were changed, arrival by arrival", T, STORES) {
    T fixture;
    auto store = fixture.open();
    CHECK(store->ratings_between("dukcapil", 0, 9) == 0u);
    test::EventChain a(journal_a), b(journal_b);
    a.add(rating_body(5, "v"), morning());
    a.add(rating_body(4, "w"), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, a.batch())));
    b.add(SurveyBody{"dukcapil", "ktp", Sex::female, Education::s1, Occupation::other, Language::indonesian, {1, 1, 1, 1, 1, 1, 1, 1, 1}}, morning());
    static_cast<void>(take_in(*store, batch_of(id_b, 1, b.batch())));
    const auto changes = a.add(RatingDetailBody{1, {"ramah"}, std::nullopt, {}}, morning());
    a.add(rating_body(3, "x"), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, changes, a.batch(changes), morning() + std::chrono::days{40})));  // in another month
    CHECK(store->ratings_between("dukcapil", 0, 3) == 4u);
    CHECK(store->ratings_between("dukcapil", 0, 1) == 2u);
    CHECK(store->ratings_between("dukcapil", 1, 2) == 0u);
    CHECK(store->ratings_between("dukcapil", 2, 3) == 2u);
    CHECK(store->ratings_between("mpp", 0, 3) == 0u);
}

TEST_CASE_TEMPLATE("webhooks: the watermark of ratings moves once from where it is, and not while a message that tells of them waits", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto one = subscription("a");
    add(*store, one);
    const auto told = ratings_arrived(one, one.watermark, {{"dukcapil", 2}}, morning());
    CHECK(!*store->announce_ratings("a", "other", "next", told));
    CHECK(store->messages_waiting() == 0u);
    CHECK(*store->announce_ratings("a", one.watermark, "next", told));
    CHECK(store->subscription("a").value()->watermark == "next");
    CHECK(!*store->announce_ratings("a", "next", "after", std::nullopt));
    CHECK(take_all(*store) == Heard{"a ratings.arrived"});
    CHECK(*store->announce_ratings("a", "next", "after", std::nullopt));
    CHECK(store->messages_waiting() == 0u);
    CHECK(store->subscription("a").value()->watermark == "after");
    REQUIRE(store->change_subscription("a", active(false), entry("off")).value());
    CHECK(!*store->announce_ratings("a", "after", "last", told));
}

TEST_CASE_TEMPLATE("webhooks: of several who deliver at once no two take the same message", T, STORES) {
    T fixture;
    auto store = fixture.open();
    add(*store, subscription("a"));
    test::EventChain chain(journal_a);
    constexpr std::size_t cases = 300;
    for (std::size_t i = 0; i < cases; ++i) chain.add(told_case(), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    // Each goes on while there is any: one that another holds just now is not offered, so that nothing is told by a single none.
    std::array<std::vector<std::string>, 4> taken;
    std::atomic<std::size_t> left = cases;
    const auto take = [&](std::vector<std::string>& mine) {
        while (left > 0) {
            const auto message = store->take_message(morning() + 1h);
            if (!message) return;
            if (!*message) continue;
            mine.push_back((*message)->id);
            if (left > 0) --left;
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < taken.size(); ++i) others.emplace_back([&, i] { take(taken[i]); });
        take(taken[0]);
    }
    std::set<std::string> all;
    std::size_t times = 0;
    for (const auto& mine : taken) {
        all.insert(mine.begin(), mine.end());
        times += mine.size();
    }
    CHECK(times == cases);
    CHECK(all.size() == cases);
}

}  // namespace rancak::server
