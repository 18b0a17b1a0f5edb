#include "admin/centre.h"

#include "shared/protocol.h"

#include <deque>
#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::admin;

namespace {

// Answers with what it was given, in order, and keeps what was asked.
class FakeHttp final : public HttpClient {
public:
    explicit FakeHttp(std::deque<HttpReply> given) : replies(std::move(given)) {}
    Result<HttpReply> send(const HttpRequest& request) override {
        requests.push_back(request);
        if (replies.empty()) return fail("No server answers.");
        HttpReply reply = std::move(replies.front());
        replies.pop_front();
        return reply;
    }
    void stop() override {}

    std::deque<HttpReply> replies;
    std::vector<HttpRequest> requests;
};

HttpReply page_reply(std::string rows, std::string cursor, bool more) {
    HttpReply reply{200, {{"rancak-cursor", std::move(cursor)}}, std::move(rows)};
    if (more) reply.headers["link"] = "</v1/admin/ratings?since=x>; rel=\"next\"";
    return reply;
}

struct Exported {
    Result<std::string> cursor;
    std::string text;
    std::vector<std::uint64_t> progress;
};

Exported export_from(FakeHttp& http, Format format, const std::string& since = {}) {
    Centre centre(http, "secret");
    Exported exported;
    exported.cursor = export_all(
        centre, {Table::ratings, format, false, since, {}, {}, {}},
        [&](std::string_view bytes) -> Result<void> {
            exported.text += bytes;
            return {};
        },
        [&](std::uint64_t rows) { exported.progress.push_back(rows); });
    return exported;
}

}  // namespace

TEST_CASE("centre: export follows the cursor to the last page and names the columns once") {
    FakeHttp http({page_reply("a,b\r\n1,2\r\n3,4\r\n", "c 1", true), page_reply("a,b\r\n5,6\r\n", "c2", false)});
    const auto exported = export_from(http, Format::csv);
    CHECK(exported.cursor.value() == "c2");
    CHECK(exported.text == "a,b\r\n1,2\r\n3,4\r\n5,6\r\n");
    CHECK(exported.progress == std::vector<std::uint64_t>{2, 3});
    REQUIRE(http.requests.size() == 2);
    CHECK(http.requests[0].target == "/v1/admin/ratings?format=csv");
    CHECK(http.requests[1].target == "/v1/admin/ratings?format=csv&since=c%201");
    CHECK(http.requests[1].headers.at(0) == "Authorization: Bearer secret");
}

TEST_CASE("centre: lines of JSON have no first line of their own") {
    FakeHttp http({page_reply("{}\n", "1", true), page_reply("{}\n", "2", false)});
    const auto exported = export_from(http, Format::jsonl, "0");
    CHECK(exported.text == "{}\n{}\n");
    CHECK(http.requests[0].target == "/v1/admin/ratings?format=jsonl&since=0");
}

TEST_CASE("centre: an export with nothing new gives a cursor to go on from") {
    FakeHttp http({page_reply("", "7", false)});
    const auto exported = export_from(http, Format::jsonl, "7");
    CHECK(exported.cursor.value() == "7");
    CHECK(exported.text.empty());
}

TEST_CASE("centre: an export stops when the server leads in a circle or gives no cursor") {
    FakeHttp circle({page_reply("{}\n", "1", true), page_reply("{}\n", "1", true)});
    CHECK_FALSE(export_from(circle, Format::jsonl).cursor);
    FakeHttp without({HttpReply{200, {}, "<html>Please log in</html>"}});
    CHECK_FALSE(export_from(without, Format::jsonl).cursor);
}

TEST_CASE("centre: an export that breaks in the middle or cannot be written is an error") {
    FakeHttp http({page_reply("{}\n", "1", true)});
    CHECK(export_from(http, Format::jsonl).cursor.error().message == "No server answers.");
    FakeHttp full({page_reply("{}\n", "1", false)});
    Centre centre(full, "secret");
    const auto cursor = export_all(
        centre, {Table::events, Format::jsonl, false, {}, {}, {}, {}}, [](std::string_view) -> Result<void> { return fail("full"); },
        [](std::uint64_t) {});
    CHECK(cursor.error().message == "full");
}

TEST_CASE("centre: a refusal carries the server's own words") {
    FakeHttp http({HttpReply{422, {}, encode(Problem{"about:blank", 422, "Wrong", "No office has the id x.", {}})},
                   HttpReply{401, {}, ""}, HttpReply{502, {}, "<html>"}});
    Centre centre(http, "secret");
    CHECK(centre.new_enrolment_code("x", "").error().message == "The server answered 422: No office has the id x.");
    CHECK(centre.new_enrolment_code("x", "").error().message.find("--token-file") != std::string::npos);
    CHECK(centre.new_enrolment_code("x", "").error().message ==
          "The server answered 502 without saying why; look into its log.");
}

TEST_CASE("centre: a redirect is a refusal") {
    FakeHttp http({HttpReply{302, {{"location", "http://elsewhere/"}}, ""}});
    Centre centre(http, "secret");
    CHECK_FALSE(centre.put_photo({Hash{}, "x"}));
}

TEST_CASE("centre: asks for an enrolment code and reads it") {
    FakeHttp http({HttpReply{201, {}, R"({"code":"ABCD123456","expires":"2026-11-24T03:12:45.123Z"})"},
                   HttpReply{201, {}, R"({"code":"ABCD123456"})"}, HttpReply{201, {}, "[1]"}});
    Centre centre(http, "secret");
    const auto code = centre.new_enrolment_code("disdukcapil", "dukcapil-\"1");
    REQUIRE(code);
    CHECK(code->code == "ABCD123456");
    CHECK(to_rfc3339(code->expires) == "2026-11-24T03:12:45.123Z");
    CHECK(http.requests[0].method == "POST");
    CHECK(http.requests[0].body == R"({"office":"disdukcapil","counter":"dukcapil-\"1"})");
    CHECK_FALSE(centre.new_enrolment_code("disdukcapil", ""));
    CHECK(http.requests[1].body == R"({"office":"disdukcapil"})");
    CHECK_FALSE(centre.new_enrolment_code("disdukcapil", ""));
}

TEST_CASE("centre: reads a standing of a period") {
    const LocalDay day = *parse_iso_date("2026-11-16");
    const Standing standing = whole_standing("petugas-01", day, day, {{day, {{0, 0, 0, 1, 0}}}}, {}, 0);
    const std::string body = R"({"as_of":"2026-11-24T03:12:45.123Z","standing":)";
    FakeHttp http({HttpReply{200, {}, body + encode(standing) + "}"}, HttpReply{200, {}, body + "{}}"},
                   HttpReply{200, {}, R"({"as_of":"2026-11-24T03:12:45.123Z"})"}});
    Centre centre(http, "secret");
    const auto reply = centre.standing("a/b", day, day);
    REQUIRE(reply);
    CHECK(reply->standing.n == 1);
    CHECK(http.requests[0].target == "/v1/admin/officers/a%2Fb/standing?from=2026-11-16&until=2026-11-16");
    CHECK_FALSE(centre.standing("a", std::nullopt, day));
    CHECK(http.requests[1].target == "/v1/admin/officers/a/standing?until=2026-11-16");
    CHECK_FALSE(centre.standing("a", {}, {}));
}

TEST_CASE("centre: reads how often topics were supported, and nothing that is no such answer") {
    FakeHttp http({HttpReply{200, {}, R"({"supports":[{"office":"a","forum":"fkp","topic":"sabtu","times":3}]})"},
                   HttpReply{200, {}, R"({"supports":[{"office":"a","forum":"fkp","topic":"sabtu","times":-1}]})"}});
    Centre centre(http, "secret");
    const auto supports = centre.supports();
    REQUIRE(supports);
    REQUIRE(supports->size() == 1);
    CHECK((*supports)[0].topic == "sabtu");
    CHECK((*supports)[0].times == 3);
    CHECK(http.requests[0].target == "/v1/admin/supports");
    CHECK_FALSE(centre.supports());
}

TEST_CASE("centre: reads what kiosks last said, and the alarms of both sides") {
    const std::string journal(26, 'a'), head(64, '0');
    const std::string fixed = R"({"journals":[{"journal":")" + journal + R"(","office":"o","counter":"","version":"0.1.0","enrolled":)" +
                              R"("2026-11-24T03:12:45.123Z","revoked":null,"seq":7,"head":")" + head + R"(","last_batch":null,)";
    FakeHttp http({HttpReply{200, {}, fixed + R"("last_heartbeat":null,"heartbeat":null,"alarms":[]}]})"},
                   HttpReply{200, {}, fixed + R"("last_heartbeat":"2026-11-24T03:12:45.123Z","heartbeat":{"waiting":3,"parked":1,)" +
                                          R"("disk_free_bytes":2097152,"alarms":["disk"]},"alarms":[{"kind":"fork",)" +
                                          R"("raised":"2026-11-24T03:12:45.123Z","detail":"two histories"}]}]})"},
                   HttpReply{200, {}, R"({"journals":[{}]})"}});
    Centre centre(http, "secret");
    const auto silent = centre.kiosks();
    REQUIRE(silent);
    CHECK(silent->at(0).journal == journal);
    CHECK(silent->at(0).head.seq == 7);
    CHECK_FALSE(silent->at(0).last_heartbeat);
    const auto speaking = centre.kiosks();
    REQUIRE(speaking);
    CHECK(speaking->at(0).waiting == 3);
    CHECK(speaking->at(0).disk_free_bytes == 2097152);
    CHECK(speaking->at(0).alarms == std::vector<std::string>{"fork since 2026-11-24T03:12:45.123Z: two histories", "disk"});
    CHECK_FALSE(centre.kiosks());
}

TEST_CASE("centre: takes a kiosk's key back, and tells why it could not") {
    FakeHttp http({HttpReply{204, {}, ""}, HttpReply{404, {}, R"({"type":"about:blank","title":"Not found","status":404,"detail":"There is no such journal."})"}});
    Centre centre(http, "secret");
    CHECK(centre.revoke("a/b"));
    CHECK(http.requests[0].method == "POST");
    CHECK(http.requests[0].target == "/v1/admin/journals/a%2Fb/revocation");
    const auto refused = centre.revoke("x");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("There is no such journal.") != std::string::npos);
}

TEST_CASE("centre: a token that could break out of its header is never sent") {
    FakeHttp http({});
    for (const char* token : {"", "a b", "a\r\nX: 1", "\xc3\xbc"}) {
        Centre centre(http, token);
        CHECK_FALSE(centre.put_photo({Hash{}, "x"}));
    }
    CHECK(http.requests.empty());
}
