#include "shared/sqlite/sqlite.h"
#include "tests/kiosk/adapters/courier_fixture.h"

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

bool is_events(const HttpRequest& request) { return request.target.find("/events?") != std::string::npos; }

// Answers every batch, and nothing else, in this way.
auto for_events(HttpReply reply) {
    return [reply = std::move(reply)](const HttpRequest& request) {
        return is_events(request) ? std::optional(reply) : std::nullopt;
    };
}

std::string first_of(const HttpRequest& request) { return request.target.substr(request.target.rfind('=') + 1); }

}  // namespace

TEST_CASE("brings what is waiting to the server, once, and knows that it is there") {
    CourierFixture kiosk;
    kiosk.store(1200);
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
    CHECK(kiosk.batches() == 3);
    const auto status = kiosk.courier->status();
    CHECK(status.online);
    CHECK(status.acknowledged == 1200);
    CHECK(status.last_receipt == kiosk.clock.now());
    kiosk.settle();
    CHECK(kiosk.batches() == 3);
}

TEST_CASE("a batch holds no more than 500 events and 256 KiB") {
    CourierFixture kiosk;
    const std::vector<EventBody> long_ones(500,
                                           RatingDetailBody{1, std::vector<std::string>(20, std::string(40, 'r')), {}});
    REQUIRE(kiosk.journal.append(long_ones));
    kiosk.store(600);
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
    for (const auto& request : kiosk.server.requests) {
        CHECK(request.body.size() <= max_batch_bytes);
        CHECK(std::count(request.body.begin(), request.body.end(), '\n') <= std::ptrdiff_t(max_batch_events));
    }
}

TEST_CASE("goes on after a restart where it ended, without sending again") {
    CourierFixture kiosk;
    kiosk.store(10);
    kiosk.settle();
    kiosk.server.requests.clear();
    kiosk.start_courier();
    CHECK(kiosk.courier->status().acknowledged == 10);
    kiosk.store(1);
    kiosk.settle();
    CHECK(kiosk.batches() == 1);
    CHECK(kiosk.server_holds_all());
}

TEST_CASE("sends everything again when its memory is lost, and the server recognises it") {
    CourierFixture kiosk;
    kiosk.store(700);
    kiosk.settle();
    kiosk.courier.reset();
    std::filesystem::remove(kiosk.folder.paths().courier());
    kiosk.start_courier();
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
    CHECK(kiosk.courier->status().acknowledged == 700);
}

TEST_CASE("begins anew when its memory is rubbish, of another build or of another journal") {
    CourierFixture kiosk;
    kiosk.store(5);
    kiosk.settle();
    kiosk.courier.reset();
    REQUIRE(write_atomically(kiosk.folder.paths().courier(), std::string(5000, 'x')));
    kiosk.start_courier();
    CHECK(kiosk.courier->status().acknowledged == 0);
    kiosk.settle();
    CHECK(kiosk.courier->status().acknowledged == 5);
    kiosk.courier.reset();
    sqlite::Database::open_writer(kiosk.folder.paths().courier(), sqlite::Durability::normal).execute("DROP TABLE standing");
    CHECK_FALSE(*glance_at_courier(kiosk.folder.paths().courier(), sample_journal));
    kiosk.start_courier();
    CHECK(kiosk.courier->status().acknowledged == 0);
    kiosk.settle();
    CHECK(kiosk.courier->status().acknowledged == 5);
    { REQUIRE(CourierMemory::open(kiosk.folder, "zzzzzzzzzzzzzzzzzzzzzzzzzz")); }
    CHECK(CourierMemory::open(kiosk.folder, sample_journal)->sending()->acknowledged.seq == 0);
}

TEST_CASE("fault 30: a reply lost after the commit is asked for again and gives the same receipt") {
    CourierFixture kiosk;
    kiosk.store(3);
    kiosk.http->lose_reply = true;
    const auto rest = kiosk.settle();
    CHECK(kiosk.on_server().size() == 3);
    CHECK(kiosk.courier->status().acknowledged == 0);
    kiosk.http->lose_reply = false;
    kiosk.clock.advance(rest);
    kiosk.settle();
    CHECK(kiosk.courier->status().acknowledged == 3);
    CHECK(kiosk.on_server().size() == 3);
}

TEST_CASE("faults 22, 23, 26, 29: HTML, a redirect, a 500, a cut-off or a foreign receipt acknowledge nothing") {
    CourierFixture kiosk;
    kiosk.store(3);
    const auto extent = *kiosk.reader().extent();
    const std::string receipt = encode(Receipt{sample_journal, extent.head, {}, ""});
    const std::string foreign = encode(Receipt{"zzzzzzzzzzzzzzzzzzzzzzzzzz", extent.head, {}, ""});
    const std::string wrong_head = encode(Receipt{sample_journal, {3, Hash{}}, {}, ""});
    for (const auto& reply : {HttpReply{200, {}, "<html>Login (contoh)</html>"},
                              HttpReply{302, {{"location", "http://127.0.0.1:1/"}}, receipt},
                              HttpReply{500, {}, receipt}, HttpReply{200, {}, receipt.substr(0, receipt.size() - 1)},
                              HttpReply{200, {}, foreign}, HttpReply{200, {}, wrong_head}, HttpReply{204, {}, ""}}) {
        CAPTURE(reply.status);
        CAPTURE(reply.body);
        kiosk.server.instead = for_events(reply);
        kiosk.clock.advance(kiosk.settle());
        kiosk.clock.advance(kiosk.settle());
        CHECK(kiosk.courier->status().acknowledged == 0);
    }
    const auto refused = kiosk.batches();
    CHECK(refused >= 7);
    kiosk.server.instead = nullptr;
    while (kiosk.batches() == refused) kiosk.clock.advance(kiosk.settle());
    CHECK(kiosk.courier->status().acknowledged == 3);
    CHECK(kiosk.server_holds_all());
}

TEST_CASE("fault 25: Retry-After is honoured as the least wait, at most an hour") {
    for (const auto& [text, least, most] :
         std::vector<std::tuple<std::string, Milliseconds, Milliseconds>>{{"20", 20s, 21s},
                                                                          {"Tue, 24 Nov 2026 03:13:15 GMT", 29s, 31s},
                                                                          {"99999999999", 60min, 60min + 1s},
                                                                          {"-3", 0s, 1s},
                                                                          {"soon", 0s, 1s}}) {
        CAPTURE(text);
        CourierFixture kiosk;
        kiosk.server.instead = for_events({503, {{"retry-after", text}}, ""});
        kiosk.store(1);
        REQUIRE(kiosk.settle() > 0s);
        auto waited = 0ms;
        for (int i = 0; i < 200 && kiosk.batches() < 2; ++i) {
            const auto rest = kiosk.settle();
            waited += kiosk.batches() < 2 ? rest : 0ms;
            kiosk.clock.advance(rest);
        }
        CHECK(waited >= least);
        CHECK(waited <= most);
    }
}

TEST_CASE("attempts and the time of the next one survive a restart") {
    CourierFixture kiosk;
    kiosk.server.instead = for_events({503, {{"retry-after", "30"}}, ""});
    kiosk.store(1);
    kiosk.settle();
    CHECK(kiosk.batches() == 1);
    kiosk.start_courier();
    kiosk.settle();
    CHECK(kiosk.batches() == 1);
    kiosk.clock.advance(31s);
    kiosk.settle();
    CHECK(kiosk.batches() == 2);
    CHECK(CourierMemory::open(kiosk.folder, sample_journal)->sending()->failures == 2);
}

TEST_CASE("a clock that was set back does not make it wait longer than the longest wait") {
    CourierFixture kiosk;
    kiosk.server.instead = for_events({503, {{"retry-after", "30"}}, ""});
    kiosk.store(1);
    kiosk.settle();
    kiosk.clock.set_wall(*parse_rfc3339("1996-01-01T00:00:00.000Z"));
    kiosk.start_courier();
    kiosk.server.instead = nullptr;
    for (auto waited = 0ms; waited < 65min; waited += 1min) {
        kiosk.settle();
        kiosk.clock.advance(1min);
    }
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
}

TEST_CASE("goes back when the server lost events, as after a restore from an old backup, and refills it") {
    CourierFixture kiosk;
    kiosk.store(1200);
    kiosk.settle();
    auto& lines = kiosk.server.devices[sample_journal].lines;
    lines.resize(100);
    kiosk.store(1);
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
    CHECK(kiosk.courier->status().acknowledged == 1201);
}

TEST_CASE("waits between tries when the server asks for the same events again and again") {
    CourierFixture kiosk;
    kiosk.store(10);
    kiosk.settle();
    kiosk.server.instead = for_events(test::problem_reply(409, problem::gap, {{"expected", "1"}}));
    kiosk.store(1);
    CHECK(kiosk.settle() > 0s);
    CHECK(kiosk.batches() < 5);
}

TEST_CASE("says so when the server asks for events that are not kept any more") {
    CourierFixture kiosk;
    kiosk.store(10);
    kiosk.settle();
    REQUIRE(*kiosk.journal.prune(5, kiosk.clock.now() + std::chrono::days(401), 100) == 5);
    kiosk.server.devices[sample_journal].lines.clear();
    kiosk.store(1);
    CHECK(kiosk.settle() > 0s);
    REQUIRE(kiosk.alarms.sentences().size() == 1);
    CHECK(kiosk.alarms.sentences()[0].find("not kept any more") != std::string::npos);
}

TEST_CASE("fault 33: stops at a fork, raises the alarm, keeps everything, and stays so after a restart") {
    CourierFixture kiosk;
    kiosk.store(2);
    kiosk.settle();
    auto& lines = kiosk.server.devices[sample_journal].lines;
    lines.push_back(write_event_line(sample_journal, 3, kiosk.server.head(sample_journal).hash, kiosk.clock.now(),
                                     "rating", encode(rating(4))));
    const auto theirs = lines;
    kiosk.store(2);
    kiosk.settle();
    const auto batches = kiosk.batches();
    CHECK(lines == theirs);
    CHECK(kiosk.reader().extent()->events() == 4);
    REQUIRE(kiosk.alarms.sentences().size() == 1);
    CHECK(kiosk.alarms.sentences()[0].find("another history") != std::string::npos);

    kiosk.start_courier();
    kiosk.store(1);
    kiosk.clock.advance(2h);
    kiosk.settle();
    CHECK(kiosk.batches() == batches);
    CHECK(kiosk.server.heartbeats.back().alarms.size() == 1);
    CHECK(kiosk.server.heartbeats.back().waiting == 3);
}

TEST_CASE("fault 34: a poison record is stored and parked with its reason, and the rest flows") {
    CourierFixture kiosk;
    kiosk.store(1);
    const std::vector<EventBody> poison{RatingBody{"visit-1", 9, "a", "", "", Language::indonesian}};
    REQUIRE(kiosk.journal.append(poison));
    kiosk.store(2);
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
    CHECK(kiosk.courier->status().acknowledged == 4);
    CHECK(kiosk.courier->status().parked == 1);
    kiosk.start_courier();
    CHECK(kiosk.courier->status().parked == 1);
    const auto parked = CourierMemory::open(kiosk.folder, sample_journal)->parked();
    REQUIRE(parked->size() == 1);
    CHECK(parked->front().seq == 2);
    CHECK_FALSE(parked->front().reason.empty());
}

TEST_CASE("fault 35: a batch that is too large is halved until it fits") {
    CourierFixture kiosk;
    kiosk.server.most_events_a_batch = 60;
    kiosk.store(400);
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
}

TEST_CASE("a single event that is too large is kept and waits for a person") {
    CourierFixture kiosk;
    kiosk.server.most_events_a_batch = 0;
    kiosk.store(4);
    CHECK(kiosk.settle() > 0s);
    CHECK(kiosk.courier->status().acknowledged == 0);
    CHECK(kiosk.alarms.sentences().size() == 1);
}

TEST_CASE("fault 36: of a batch that was taken in part only that part is acknowledged") {
    CourierFixture kiosk;
    kiosk.server.takes_at_most = 7;
    kiosk.store(20);
    std::vector<std::string> firsts;
    kiosk.settle();
    for (const auto& request : kiosk.server.requests) {
        if (is_events(request)) firsts.push_back(first_of(request));
    }
    CHECK(firsts == std::vector<std::string>{"1", "8", "15"});
    CHECK(kiosk.server_holds_all());
}

TEST_CASE("a kiosk that the server does not know any more keeps its events and asks for a person") {
    CourierFixture kiosk;
    kiosk.server.devices.clear();
    kiosk.store(3);
    CHECK(kiosk.settle() > 0s);
    CHECK(kiosk.reader().extent()->events() == 3);
    REQUIRE_FALSE(kiosk.alarms.sentences().empty());
    CHECK(kiosk.alarms.sentences()[0].find("enrol it again") != std::string::npos);
}

TEST_CASE("sends attachments before the events that name them, and again when they were not believed") {
    CourierFixture kiosk;
    const auto sealed = *seal_attachment(kiosk.server.open_key.seal, "contoh");
    const std::vector<EventBody> one{rating(2)};
    const std::vector<SealedAttachment> attachments{sealed};
    REQUIRE(kiosk.journal.append(one, attachments));
    kiosk.server.instead = [](const HttpRequest& request) {
        return request.method == "PUT" ? std::optional(HttpReply{200, {}, "<html>"}) : std::nullopt;
    };
    kiosk.settle();
    CHECK(kiosk.on_server().empty());
    kiosk.server.instead = nullptr;
    kiosk.clock.advance(5s);
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
    REQUIRE(kiosk.server.attachments.size() == 1);
    CHECK(open(kiosk.server.open_key, kiosk.server.attachments.begin()->second) == "contoh");
}

TEST_CASE("an attachment that the server refuses for ever does not hold up the ratings, and is told") {
    CourierFixture kiosk;
    const std::vector<EventBody> one{rating(2)};
    const std::vector<SealedAttachment> attachments{*seal_attachment(kiosk.server.open_key.seal, "contoh")};
    REQUIRE(kiosk.journal.append(one, attachments));
    kiosk.server.instead = [](const HttpRequest& request) {
        return request.method == "PUT" ? std::optional(test::problem_reply(422, "about:blank")) : std::nullopt;
    };
    kiosk.settle();
    CHECK(kiosk.server_holds_all());
    REQUIRE(kiosk.alarms.sentences().size() == 1);
    CHECK(kiosk.alarms.sentences()[0].find("it is kept here") != std::string::npos);
}

TEST_CASE("sends nothing when there is nothing but heartbeats") {
    CourierFixture kiosk;
    kiosk.server.catalogue = encode(*sample_catalogue());
    kiosk.settle();
    kiosk.server.requests.clear();
    for (int i = 0; i < 10; ++i) kiosk.clock.advance(kiosk.settle());
    for (const auto& request : kiosk.server.requests) CHECK(request.target == "/v1/heartbeat");
    CHECK(kiosk.server.requests.size() <= 10);
}
