// The survey of an office, its report and its publication, over real HTTP.

#include "server/core/skm_api.h"
#include "tests/server/server_world.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

json ask(ServerWorld& world, const std::string& target) {
    const auto reply = world.admin("GET", target);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return json::parse(reply.body);
}

HttpReply publish(ServerWorld& world, const json& what) { return world.admin("POST", "/v1/admin/skm/publications", what.dump()); }

// `n` people answer at `at`, all nine elements alike.
void answer(test::SignedDevice& device, int n, std::uint8_t with, Timestamp at, const std::string& service = "ktp") {
    for (int i = 0; i < n; ++i) {
        SurveyBody body{"dukcapil", service, Sex::female, Education::s1, Occupation::other, Language::indonesian, {}};
        body.answers.fill(with);
        device.chain().add(body, at);
    }
}

const json november{{"office", "dukcapil"}, {"from", "2026-11-01"}, {"until", "2026-11-30"}};

}  // namespace

TEST_CASE("a survey is counted by the office's own days, the first and the last included") {
    ServerWorld world;
    auto device = world.enrolled();
    answer(device, 1, 4, *parse_rfc3339("2026-10-31T17:00:00.000Z"));  // 1 November, 0:00 in WIB
    answer(device, 1, 3, *parse_rfc3339("2026-11-30T16:59:59.999Z"), "kk");
    answer(device, 1, 1, *parse_rfc3339("2026-10-31T16:59:59.999Z"));
    answer(device, 1, 1, *parse_rfc3339("2026-11-30T17:00:00.000Z"));
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto skm = ask(world, "/v1/admin/skm?office=dukcapil&from=2026-11-01&until=2026-11-30&population=100");
    CHECK(skm.at("n") == 2);
    CHECK(skm.at("ikm") == 87.5);
    CHECK(skm.at("quality") == "B");
    CHECK(skm.at("needed") == 80);
    CHECK(skm.at("by").at("service") == json{{"kk", 1}, {"ktp", 1}});
    CHECK(ask(world, "/v1/admin/skm?office=dukcapil&service=kk&from=2026-11-01&until=2026-11-30").at("ikm") == 75.0);
}

TEST_CASE("without days asked for, a survey is that of the days on which the office asks, else of the year") {
    ServerWorld world;
    CHECK(ask(world, "/v1/admin/skm?office=dukcapil").at("from") == "2026-01-01");
    auto catalogue = small_catalogue();
    catalogue.offices[0].survey = SurveyPeriod{*parse_iso_date("2026-11-05"), *parse_iso_date("2026-12-05")};
    world.put(catalogue);
    const auto skm = ask(world, "/v1/admin/skm?office=dukcapil");
    CHECK(skm.at("from") == "2026-11-05");
    CHECK(skm.at("until") == "2026-12-05");
    CHECK(skm.at("n") == 0);
    CHECK(skm.at("ikm").is_null());
}

TEST_CASE("the report comes in each format under a name that says what it is, and runs nothing") {
    ServerWorld world;
    auto device = world.enrolled();
    answer(device, 3, 3, morning());
    REQUIRE(world.send_events(device, 1).status == 200);
    const std::string target = "/v1/admin/skm/report?office=dukcapil&from=2026-11-01&until=2026-11-30&format=";
    const auto html = world.admin("GET", target + "html"), pdf = world.admin("GET", target + "pdf"), xlsx = world.admin("GET", target + "xlsx");
    CHECK(html.status == 200);
    CHECK(html.header("content-type") == "text/html; charset=utf-8");
    CHECK(html.header("content-security-policy").starts_with("default-src 'none'"));
    CHECK(html.body.find("Disdukcapil (contoh)") != std::string::npos);
    CHECK(pdf.header("content-type") == "application/pdf");
    CHECK(pdf.body.starts_with("%PDF-"));
    CHECK(xlsx.body.starts_with("PK"));
    CHECK(xlsx.header("content-disposition") == "attachment; filename=\"skm-dukcapil-2026-11-01-2026-11-30.xlsx\"");
    for (const auto& reply : {html, pdf, xlsx}) CHECK(reply.header("cache-control") == "no-store");
    check_problem(world.admin("GET", "/v1/admin/skm/report?office=dukcapil&from=2020-01-01&until=2020-12-31&format=pdf"), 409);
}

TEST_CASE("what is published is kept as it was, stands in the kiosks' catalogue, and is the same when it is published again") {
    ServerWorld world;
    auto device = world.enrolled();
    answer(device, 3, 3, morning());
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto first = publish(world, november);
    REQUIRE_MESSAGE(first.status == 201, first.body);
    const auto published = json::parse(first.body);
    CHECK(published.at("ikm") == 75.0);
    CHECK(published.at("quality") == "C");
    CHECK(published.at("n") == 3);
    CHECK(published.at("who") == "admin.token");
    CHECK(published.at("figures").at("elements").size() == 9);
    const auto& index = world.catalogue->current()->catalogue.office("dukcapil")->index;
    REQUIRE(index);
    CHECK(index->hundredths == 7500);
    CHECK(index->respondents == 3);
    CHECK(index->period == DaySpan{*parse_iso_date("2026-11-01"), *parse_iso_date("2026-11-30")});
    CHECK_FALSE(index->sample);

    const auto etag = world.catalogue->current()->etag("dukcapil");
    const std::string before(etag);
    world.clock.advance(1h);
    CHECK(json::parse(publish(world, november).body) == published);
    CHECK(world.catalogue->current()->etag("dukcapil") == before);
    CHECK(ask(world, "/v1/admin/skm/publications?office=dukcapil").at("publications").size() == 1);

    answer(device, 1, 4, morning());
    REQUIRE(world.send_events(device, 4).status == 200);
    world.clock.advance(1h);
    const auto second = json::parse(publish(world, november).body);
    CHECK(second.at("ikm") == 81.25);
    const auto all = ask(world, "/v1/admin/skm/publications").at("publications");
    REQUIRE(all.size() == 2);
    CHECK(all[0].at("id") == second.at("id"));
    CHECK(all[1] == published);
    CHECK(world.catalogue->current()->catalogue.office("dukcapil")->index->hundredths == 8125);
}

TEST_CASE("a service's index and that of an earlier time do not take the place of the office's newest") {
    ServerWorld world;
    auto device = world.enrolled();
    answer(device, 1, 4, morning());
    answer(device, 1, 1, morning() - 24h * 60);
    REQUIRE(world.send_events(device, 1).status == 200);
    REQUIRE(publish(world, november).status == 201);
    REQUIRE(publish(world, {{"office", "dukcapil"}, {"from", "2026-09-01"}, {"until", "2026-09-30"}}).status == 201);
    REQUIRE(publish(world, {{"office", "dukcapil"}, {"service", "ktp"}, {"from", "2026-11-01"}, {"until", "2026-12-30"}}).status == 201);
    CHECK(world.catalogue->current()->catalogue.office("dukcapil")->index->hundredths == 10000);
    CHECK(world.catalogue->current()->catalogue.office("dukcapil")->index->period.until == *parse_iso_date("2026-11-30"));
    CHECK(ask(world, "/v1/admin/skm/publications").at("publications").size() == 3);
}

TEST_CASE("nothing is published that nobody answered, or of what is not there") {
    ServerWorld world;
    check_problem(publish(world, november), 409);
    check_problem(publish(world, {{"office", "nowhere"}, {"from", "2026-11-01"}, {"until", "2026-11-30"}}), 404);
    check_problem(publish(world, {{"office", "dukcapil"}, {"service", "nothing"}, {"from", "2026-11-01"}, {"until", "2026-11-30"}}), 404);
    check_problem(publish(world, {{"office", "dukcapil"}, {"from", "2026-11-30"}, {"until", "2026-11-01"}}), 422);
    check_problem(publish(world, {{"office", "dukcapil"}, {"from", "soon"}, {"until", "2026-11-01"}}), 422);
    CHECK_FALSE(world.catalogue->current()->catalogue.office("dukcapil")->index);
}

TEST_CASE("whoever may see one office neither reads nor publishes the survey of another") {
    ServerWorld world;
    auto two = small_catalogue();
    two.offices.push_back({"mpp", {"MPP (contoh)", "", ""}});
    world.put(two);
    auto device = world.enrolled();
    answer(device, 1, 4, morning());
    REQUIRE(world.send_events(device, 1).status == 200);
    REQUIRE(publish(world, november).status == 201);
    const auto as_mpp = [&](Reply (*call)(const Centre&, const Call&), const Query& query, const json& body = {}) {
        Request request;
        if (!body.is_null()) request.body = body.dump();
        return call(*world.centre, Call{request, {}, query, nullptr, Caller{"somebody", all_rights, "mpp"}});
    };
    using Asking = std::pair<Reply (*)(const Centre&, const Call&), Query>;
    for (const auto& [call, query] : {Asking{get_skm, {}}, Asking{get_skm_report, {{"format", "html"}}}, Asking{list_publications, {}}}) {
        auto theirs = query, unknown = query;
        theirs["office"] = "dukcapil";
        unknown["office"] = "nowhere";
        CHECK(as_mpp(call, theirs).status == 404);
        CHECK(as_mpp(call, theirs).body == as_mpp(call, unknown).body);
    }
    CHECK(json::parse(as_mpp(get_skm, {}).body).at("office") == "mpp");
    CHECK(json::parse(as_mpp(list_publications, {}).body).at("publications").empty());
    auto nowhere = november;
    nowhere["office"] = "nowhere";
    const auto refused = as_mpp(publish_skm, {}, november);
    CHECK(refused.status == 404);
    CHECK(refused.body == as_mpp(publish_skm, {}, nowhere).body);
}

}  // namespace rancak::server
