// Tables over real HTTP: which rows, in which form.

#include "server/core/export.h"
#include "shared/encoding.h"
#include "shared/statistics.h"
#include "tests/server/teller.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

std::vector<nlohmann::json> rows_of(ServerWorld& world, const std::string& target) {
    const auto reply = world.admin("GET", "/v1/admin/" + target);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    std::vector<nlohmann::json> rows;
    for (std::string_view rest = reply.body; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
        rows.push_back(nlohmann::json::parse(rest.substr(0, rest.find('\n'))));
    return rows;
}

// A rating, a case and a survey on each of three days, the first at the very end of its day in the office.
struct ThreeDays {
    ThreeDays() : device(world.enrolled()) {
        auto& chain = device.chain();
        for (const char* at : {"2026-11-22T16:59:59.999Z", "2026-11-22T17:00:00.000Z", "2026-11-24T02:00:00.000Z"}) {
            const auto when = *parse_rfc3339(at);
            chain.add(rating_body(4, "v" + std::to_string(chain.head().seq)), when);
            CaseBody told;
            told.office = "dukcapil";
            chain.add(told, when);
            SurveyBody survey;
            survey.office = "dukcapil";
            survey.answers.fill(3);
            chain.add(survey, when);
        }
        REQUIRE(world.send_events(device, 1).status == 200);
    }
    ServerWorld world;
    test::SignedDevice device;
};

}  // namespace

TEST_CASE("days and office choose the rows of a table, by the day in the office, and raw events by when they came in") {
    ThreeDays told;
    for (const std::string table : {"ratings", "cases", "surveys"}) {
        CAPTURE(table);
        CHECK(rows_of(told.world, table).size() == 3);
        CHECK(rows_of(told.world, table + "?until=2026-11-22").size() == 1);
        CHECK(rows_of(told.world, table + "?from=2026-11-23&until=2026-11-23").size() == 1);
        CHECK(rows_of(told.world, table + "?from=2026-11-23").size() == 2);
        CHECK(rows_of(told.world, table + "?office=dukcapil").size() == 3);
        CHECK(rows_of(told.world, table + "?office=mpp").empty());
    }
    CHECK(rows_of(told.world, "events?from=2026-11-24&until=2026-11-24").size() == 9);
    CHECK(rows_of(told.world, "events?until=2026-11-23").empty());
    for (const char* wrong : {"from=soon", "until=2026-13-01", "from=2026-11-24&until=2026-11-23", "office=%2E%2E", "bom=yes", "format=pdf"})
        check_problem(told.world.admin("GET", std::string("/v1/admin/ratings?") + wrong), 400);
}

TEST_CASE("pages of chosen rows lead on with the same choice, past rows that nobody wants") {
    ThreeDays told;
    const auto first = told.world.admin("GET", "/v1/admin/surveys?from=2026-11-23&limit=1");
    const auto link = first.header("link");
    REQUIRE(link.find("from=2026-11-23") != std::string::npos);
    const auto second = told.world.admin("GET", link.substr(1, link.find('>') - 1));
    CHECK(second.status == 200);
    CHECK(second.header("link").empty());
    CHECK(nlohmann::json::parse(first.body).at("seq") == 6);
    CHECK(nlohmann::json::parse(second.body).at("seq") == 9);
}

TEST_CASE("who sees one office gets no row of another, whatever they ask for") {
    ThreeDays told;
    const auto detail = told.device.chain().add(RatingDetailBody{1, {"lama"}, std::nullopt}, told.world.clock.now());
    REQUIRE(told.world.send_events(told.device, detail).status == 200);
    auto& store = *told.world.store;
    const auto catalogue = small_catalogue();
    const ExportSource source{store, store, {store, told.world.seal_key}, catalogue};
    for (const PageOf page_of : {ratings_page, details_page, cases_page, surveys_page, events_page}) {
        for (const auto& [seen, office, some] : {std::tuple{"dukcapil", "", true}, std::tuple{"mpp", "", false}, std::tuple{"mpp", "dukcapil", false}}) {
            ExportWish wish;
            wish.seen = seen;
            wish.office = office;
            std::string out;
            TextCells cells(ExportFormat::jsonl, {}, false, out);
            const auto page = page_of(source, wish, cells);
            REQUIRE(page);
            CHECK(out.empty() != some);
            CHECK(page->next.places.empty() != some);
        }
    }
    ExportWish wish;
    wish.seen = "mpp";
    std::string out;
    TextCells cells(ExportFormat::jsonl, {}, false, out);
    REQUIRE(standings_table(source, wish, *parse_iso_date("2026-11-01"), *parse_iso_date("2026-11-30"), cells));
    CHECK(out.empty());
}

TEST_CASE("details tell what was said behind each mark as it stands, without its words, and nothing of a rating without any") {
    ServerWorld world;
    Teller teller(world);
    auto& chain = teller.device.chain();
    const auto now = world.clock.now();
    for (const int score : {5, 2, 1, 4, 3}) rate(teller.device, score, now);
    const auto words = teller.sealed("Telepon saya 0812 (contoh)");
    chain.add(RatingDetailBody{1, {"lama"}, std::nullopt}, now);
    chain.add(RatingDetailBody{2, {"lama", "ramah"}, Cause::queue, words, true}, now);
    chain.add(RatingDetailBody{3, {"ramah"}, std::nullopt}, now);
    chain.add(WithdrawalBody{3, WithdrawalWhy::undo}, now);
    chain.add(RatingDetailBody{1, {"ramah"}, std::nullopt}, now);  // instead of the one before it
    chain.add(WithdrawalBody{4, WithdrawalWhy::undo}, now);        // of which nothing was told
    REQUIRE(world.send_events(teller.device, 1).status == 200);

    const auto full = world.admin("GET", "/v1/admin/details?format=csv");
    const auto begin = [&](int seq) { return teller.device.journal() + "," + std::to_string(seq) + ",2026-11-24T03:00:00.000Z,2026-11-24T03:00:00.000Z,dukcapil,a-1,o-1,"; };
    CHECK(full.body == "journal,seq,at,received_at,office,counter,officer,cause,reasons,pressed,comment,withdrawn\r\n" + begin(1) + ",ramah,0,,\r\n" +
                           begin(2) + "queue,lama;ramah,1,pending,\r\n" + begin(3) + ",ramah,0,,undo\r\n");
    CHECK(full.header("cache-control") == "private, no-cache");
    REQUIRE(world.admin("POST", "/v1/admin/comments/" + teller.device.journal() + ".2", R"({"decision":"hide"})").status == 204);
    CHECK(rows_of(world, "details")[1]["comment"] == "hidden");

    const auto since = "details?since=" + full.header("rancak-cursor");
    CHECK(rows_of(world, since).empty());
    const auto next = chain.add(RatingDetailBody{5, {"lama"}, std::nullopt}, now);
    chain.add(WithdrawalBody{2, WithdrawalWhy::wrong_officer}, now);
    REQUIRE(world.send_events(teller.device, next).status == 200);
    const auto changed = rows_of(world, since);
    REQUIRE(changed.size() == 2);
    CHECK(changed[0]["seq"] == 5);
    CHECK(changed[1]["seq"] == 2);
    CHECK(changed[1]["withdrawn"] == "wrong_officer");
    CHECK(changed[1]["comment"] == "");
}

TEST_CASE("who was told of details that are empty by now hears also that their rating was taken back") {
    ServerWorld world;
    auto device = world.enrolled();
    rate(device, 2, world.clock.now());
    device.chain().add(RatingDetailBody{1, {"lama"}, std::nullopt}, world.clock.now());
    device.chain().add(RatingDetailBody{1, {}, std::nullopt}, world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto full = world.admin("GET", "/v1/admin/details");
    CHECK(nlohmann::json::parse(full.body)["reasons"] == "");
    device.chain().add(WithdrawalBody{1, WithdrawalWhy::undo}, world.clock.now());
    REQUIRE(world.send_events(device, 4).status == 200);
    const auto changed = rows_of(world, "details?since=" + full.header("rancak-cursor"));
    REQUIRE(changed.size() == 1);
    CHECK(changed[0]["withdrawn"] == "undo");
    CHECK(rows_of(world, "details").empty());
}

TEST_CASE("standings show each officer with N and interval, count no withdrawn rating, and leave a mean out that nobody gave") {
    ServerWorld world;
    auto device = world.enrolled();
    for (const int score : {5, 5, 4, 1}) rate(device, score, world.clock.now());
    device.chain().add(WithdrawalBody{4, WithdrawalWhy::undo}, world.clock.now());
    REQUIRE(world.send_events(device, 1).status == 200);
    const auto rows = rows_of(world, "standings?office=dukcapil");
    REQUIRE(rows.size() == 2);
    Distribution given;
    for (const int score : {5, 5, 4}) given.add(score);
    const auto& rated = rows[0];
    CHECK(rated["officer"] == "o-1");
    CHECK(rated["name"] == "Contoh Satu");
    CHECK(rated["n"] == 3);
    CHECK(rated["score_1"] == 0);
    CHECK(rated["score_5"] == 2);
    CHECK(rated["mean"].get<double>() == doctest::Approx(mean(given)->value).epsilon(1e-4));
    CHECK(rated["low"].get<double>() == doctest::Approx(mean(given)->interval.low).epsilon(1e-4));
    CHECK(rated["high"].get<double>() == doctest::Approx(mean(given)->interval.high).epsilon(1e-4));
    CHECK(rows[1]["officer"] == "o-2");
    CHECK(rows[1]["n"] == 0);
    CHECK(rows[1]["mean"].is_null());
    CHECK(rows_of(world, "standings?until=2026-11-23")[0]["n"] == 0);
    CHECK(rows_of(world, "standings?office=mpp").empty());
}

TEST_CASE("csv begins with the mark on request, a page that did not change is not sent again, and texts are kept by nobody") {
    ThreeDays told;
    auto& world = told.world;
    CHECK(world.admin("GET", "/v1/admin/surveys?format=csv&bom=1").body.starts_with("\xEF\xBB\xBFjournal,seq,"));
    const auto plain = world.admin("GET", "/v1/admin/surveys?format=csv");
    CHECK(plain.body.starts_with("journal,seq,"));
    CHECK(plain.header("cache-control") == "private, no-cache");
    CHECK(world.admin("GET", "/v1/admin/ratings?format=csv").header("cache-control") == "no-store");
    HttpRequest again{"GET", "/v1/admin/surveys?format=csv", {"Authorization: Bearer secret", "If-None-Match: " + plain.header("etag")}, ""};
    const auto unchanged = world.send(again);
    CHECK(unchanged.status == 304);
    CHECK(unchanged.body.empty());
    SurveyBody survey;
    survey.office = "dukcapil";
    survey.answers.fill(1);
    REQUIRE(world.send_events(told.device, told.device.chain().add(survey, world.clock.now())).status == 200);
    CHECK(world.send(again).status == 200);
}

TEST_CASE("a table comes as one spreadsheet with all its pages, and one that would be too large is refused with what to do") {
    ThreeDays told;
    const auto whole = told.world.admin("GET", "/v1/admin/ratings?format=xlsx&limit=1");
    CHECK(whole.status == 200);
    CHECK(whole.header("content-type") == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    CHECK(whole.header("content-disposition") == "attachment; filename=\"ratings.xlsx\"");
    CHECK(whole.body.starts_with("PK"));
    CHECK(told.world.admin("GET", "/v1/admin/standings?format=xlsx").body.starts_with("PK"));
    CHECK(told.world.admin("GET", "/v1/admin/details?format=xlsx").body.starts_with("PK"));
    for (int i = 0; i < 9; ++i) rate(told.device, 3, told.world.clock.now());
    REQUIRE(told.world.send_events(told.device, 10).status == 200);
    const auto ratings = told.world.admin("GET", "/v1/admin/ratings?format=xlsx&limit=1");
    check_problem(ratings, 422);
    CHECK(ratings.body.find("let rancak-admin write it") != std::string::npos);
    const auto events = told.world.admin("GET", "/v1/admin/events?format=xlsx&limit=1");  // that rancak-admin lets the server write
    check_problem(events, 422);
    CHECK(events.body.find("or take CSV") != std::string::npos);
}

}  // namespace rancak::server
