// What admins ask of the server, over real HTTP.

#include "tests/server/server_world.h"

#include <doctest/doctest.h>

#include <set>

namespace rancak::server {
namespace {

struct Export {
    std::vector<std::string> lines;
    std::string cursor;
    int pages = 0;
};

Export export_all(ServerWorld& world, const std::string& what, const std::string& since = {}, int limit = 3) {
    Export out{{}, since, 0};
    for (bool more = true; more; ++out.pages) {
        auto target = "/v1/admin/" + what + "?format=jsonl&limit=" + std::to_string(limit);
        if (!out.cursor.empty()) target += "&since=" + out.cursor;
        const auto reply = world.admin("GET", target);
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        std::size_t rows = 0;
        for (std::string_view rest = reply.body; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1), ++rows)
            out.lines.emplace_back(rest.substr(0, rest.find('\n')));
        CHECK(rows <= static_cast<std::size_t>(limit));
        out.cursor = reply.header("rancak-cursor");
        const auto link = reply.header("link");
        more = !link.empty();
        if (more) CHECK(link == "</v1/admin/" + what + "?format=jsonl&limit=" + std::to_string(limit) + "&since=" + out.cursor + ">; rel=\"next\"");
    }
    return out;
}

std::vector<int> seqs(const Export& exported) {
    std::vector<int> seqs;
    for (const auto& line : exported.lines) seqs.push_back(nlohmann::json::parse(line).at("seq"));
    return seqs;
}

}  // namespace

TEST_CASE("everything for admins needs the token") {
    ServerWorld world;
    for (const auto& [method, target] : std::vector<std::pair<std::string, std::string>>{
             {"GET", "/v1/admin/ratings"}, {"GET", "/v1/admin/events"}, {"GET", "/v1/admin/journals"},
             {"GET", "/v1/admin/officers/o-1/standing"}, {"POST", "/v1/admin/journals/x/revocation"}}) {
        for (const char* header : {"X-Nothing: 1", "Authorization: Bearer wrong", "Authorization: Bearer ", "Authorization: secret"}) {
            const auto reply = world.send({method, target, {header}, ""});
            check_problem(reply, 401);
            CHECK(reply.header("www-authenticate") == "Bearer");
        }
    }
}

TEST_CASE("a catalogue with a mistake is refused whole and the last good one stays") {
    ServerWorld world;
    auto wrong = small_catalogue();
    wrong.officers[0].office = "nowhere";
    const auto before = world.catalogue->current()->etag("dukcapil");
    check_problem(world.admin("PUT", "/v1/admin/catalogue", encode(wrong)), 422);
    check_problem(world.admin("PUT", "/v1/admin/catalogue", "{"), 422);
    CHECK(world.catalogue->current()->etag("dukcapil") == before);
}

TEST_CASE("a kiosk of an office without a catalogue is told so") {
    ServerWorld::Options options;
    options.with_catalogue = false;
    ServerWorld world(options);
    check_problem(world.admin("POST", "/v1/admin/enrolment-codes", R"({"office":"dukcapil"})"), 422);
}

TEST_CASE("an officer who left the catalogue keeps a standing") {
    ServerWorld world;
    auto device = world.enrolled();
    device.chain().add(rating_body(4, "v", "o-gone"), world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    CHECK(world.admin("GET", "/v1/admin/officers/o-gone/standing").status == 200);
}

// ---- Export ------------------------------------------------------------------------------------------------------------

TEST_CASE("a full export has each rating once with its present state, page by page") {
    ServerWorld world;
    auto one = world.enrolled(1), two = world.enrolled(2);
    for (int i = 0; i < 5; ++i) {
        rate(one, 1 + i % 5, world.clock.now());
        rate(two, 1 + i % 5, world.clock.now());
        REQUIRE(world.send_events(one, one.chain().head().seq).status == 200);
    }
    REQUIRE(world.send_events(two, 1).status == 200);
    one.chain().add(WithdrawalBody{2, WithdrawalWhy::undo}, world.clock.now());
    REQUIRE(world.send_events(one, 6).status == 200);

    const auto exported = export_all(world, "ratings");
    CHECK(exported.pages == 4);
    REQUIRE(exported.lines.size() == 10);
    std::set<std::pair<std::string, int>> seen;
    for (const auto& line : exported.lines) {
        const auto json = nlohmann::json::parse(line);
        CHECK(seen.emplace(json["journal"], json["seq"]).second);
        const bool withdrawn = json["journal"] == one.journal() && json["seq"] == 2;
        CHECK(json["withdrawn"] == (withdrawn ? "undo" : ""));
    }
    CHECK(export_all(world, "ratings", exported.cursor).lines.empty());
}

TEST_CASE("an incremental export has what is new and repeats what changed since, once") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 4; ++i) rate(device, 4, world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto full = export_all(world, "ratings");
    CHECK(seqs(full) == std::vector{1, 2, 3, 4});

    device.chain().add(RatingDetailBody{3, {"lama"}, std::nullopt}, world.clock.now());  // 5
    device.chain().add(WithdrawalBody{1, WithdrawalWhy::undo}, world.clock.now());        // 6
    rate(device, 2, world.clock.now());                                                   // 7
    device.chain().add(RatingDetailBody{7, {"lama"}, std::nullopt}, world.clock.now());   // 8
    device.chain().add(RatingDetailBody{3, {"ramah"}, std::nullopt}, world.clock.now());  // 9
    for (std::uint64_t seq = 5; seq <= 9; ++seq)
        REQUIRE(world.send(device.events(seq, device.chain().batch(seq, seq), world.clock.now())).status == 200);
    const auto since = export_all(world, "ratings", full.cursor, 1);
    CHECK(seqs(since) == std::vector{1, 7, 3});
    CHECK(nlohmann::json::parse(since.lines[2])["reasons"] == "ramah");
    CHECK(export_all(world, "ratings", since.cursor).lines.empty());
    CHECK(seqs(export_all(world, "ratings")) == std::vector{1, 2, 3, 4, 7});
}

TEST_CASE("what changes while a full export runs is repeated by it") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 4; ++i) rate(device, 4, world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto first = world.admin("GET", "/v1/admin/ratings?limit=2");
    device.chain().add(WithdrawalBody{1, WithdrawalWhy::undo}, world.clock.now());
    REQUIRE(world.send_events(device, 5).status == 200);
    CHECK(seqs(export_all(world, "ratings", first.header("rancak-cursor"))) == std::vector{3, 4, 1});
}

TEST_CASE("exported events are the raw lines in order and verify as a chain") {
    ServerWorld world;
    auto device = world.enrolled();
    for (int i = 0; i < 7; ++i) rate(device, 4, world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto exported = export_all(world, "events");
    ChainReader chain;
    for (const auto& line : exported.lines) CHECK(!chain.add(line));
    CHECK(chain.head() == device.chain().head());
    rate(device, 4, world.clock.now());
    REQUIRE(world.send_events(device, 8).status == 200);
    CHECK(export_all(world, "events", exported.cursor).lines == std::vector{device.chain().line(8)});
}

TEST_CASE("csv names its columns on each page and quotes the raw line") {
    ServerWorld world;
    auto device = world.enrolled();
    rate(device, 4, world.clock.now());
    device.chain().add_line("=cmd()");
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto ratings = world.admin("GET", "/v1/admin/ratings?format=csv");
    CHECK(ratings.header("content-type") == "text/csv; charset=utf-8; header=present");
    CHECK(ratings.body == "journal,seq,at,received_at,office,counter,officer,visit,score,language,cause,reasons,withdrawn,flags,comment,unread\r\n" +
                              device.journal() + ",1,2026-11-24T03:00:00.000Z,2026-11-24T03:00:00.000Z,dukcapil,a-1,o-1,v0,4,id,,,,,,\r\n");
    const auto events = world.admin("GET", "/v1/admin/events?format=csv").body;
    CHECK(events.starts_with("journal,seq,received_at,hash,parked,line\r\n"));
    CHECK(events.find(",\"{\"\"v\"\":1,") != std::string::npos);
    CHECK(events.find(to_hex(blake2b("=cmd()")) + ",is no event line,\"'=cmd()\"\r\n") != std::string::npos);
}

TEST_CASE("a wish for an export that cannot be met is told") {
    ServerWorld world;
    for (const char* query : {"format=xml", "limit=0", "limit=40001", "limit=many", "since=nonsense", "sinces=x", "limit=1&limit=2", "limit"})
        check_problem(world.admin("GET", std::string("/v1/admin/ratings?") + query), 400);
}

}  // namespace rancak::server
