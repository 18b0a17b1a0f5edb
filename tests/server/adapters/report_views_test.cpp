// What other tools read from the stores: the views of docs/operations.md, and every query of config/grafana.

#include "server/adapters/postgres_connection.h"
#include "shared/sqlite/sqlite.h"
#include "shared/tracking_code.h"
#include "tests/server/adapters/store_fixture.h"
#include "tests/support/places.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;
using Table = std::vector<std::vector<std::string>>;

Table rows_of(const SqliteFixture& fixture, const std::string& sql) {
    auto database = sqlite::Database::open_reader(fixture.folder / "server.db");
    auto found = database.prepare(sql);
    Table table;
    while (found.step()) {
        table.emplace_back();
        for (int i = 0; i < found.columns(); ++i) table.back().emplace_back(found.text(i));
    }
    return table;
}

// The role of docs/operations.md, which sees the views and nothing else.
constexpr const char* reader =
    "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rancak_report') THEN CREATE ROLE rancak_report; END IF; END $$;"
    "DO $$ DECLARE v TEXT; BEGIN FOR v IN SELECT table_name FROM information_schema.views WHERE table_name LIKE 'report\\_v1\\_%' LOOP"
    " EXECUTE format('GRANT SELECT ON %I TO rancak_report', v); END LOOP; END $$;";

struct ReportReader {
    explicit ReportReader(const PostgresFixture& fixture) : connection(fixture.address) {
        connection.execute(reader);
        connection.execute("SET ROLE rancak_report");
        connection.execute("SET TIME ZONE 'UTC'");
    }
    postgres::Rows operator()(const std::string& sql) { return connection.execute(sql); }
    postgres::Connection connection;
};

Table rows_of(const PostgresFixture& fixture, const std::string& sql) {
    ReportReader ask(fixture);
    // As texts, one column: execute() tells no types.
    const auto found = ask("SELECT to_json(t)::text FROM (" + sql + ") t");
    Table table;
    for (const auto row : found) {
        table.emplace_back();
        const auto cells = nlohmann::ordered_json::parse(row.text(0));
        for (const auto& [name, value] : cells.items())
            table.back().push_back(value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump());
    }
    return table;
}

// Two ratings of one officer, one of them flagged, one withdrawn of another; a case that is answered; a survey; a kiosk.
void fill(Store& store) {
    const auto code = open_code();
    REQUIRE(*store.add_code(code.code, entry("code")));
    REQUIRE(store.enrol(attempt(code.text, journal_a)));
    test::EventChain chain(journal_a);
    chain.add(rating_body(5, "v1"), morning());
    chain.add(rating_body(2, "v1"), morning() + 1min);  // of the same visit: flagged
    const auto withdrawn = chain.add(rating_body(1, "v3", "o-2"), morning() + 2min);
    chain.add(WithdrawalBody{withdrawn, WithdrawalWhy::undo}, morning() + 3min);
    chain.add(RatingDetailBody{1, {"ramah"}, Cause::officer, blake2b("c")}, morning() + 3min);
    CaseBody told;
    told.office = "dukcapil";
    told.code = tracking_hash("A");
    chain.add(told, morning() + 4min);
    chain.add(SurveyBody{"dukcapil", "ktp", Sex::female, Education::s1, Occupation::civil_servant, Language::indonesian, {4, 4, 4, 4, 4, 4, 4, 4, 3}}, morning() + 5min);
    static_cast<void>(take_in(store, batch_of(id_a, 1, chain.batch())));
    const auto file = *store.case_file(journal_a, 6);
    REQUIRE(file);
    REQUIRE(*store.add_case_step(*file, {morning() + 1h, "admin", CaseAction::answer, "Ya.", ""}, entry("answer")));
}

}  // namespace

TEST_CASE_TEMPLATE("the views show ratings, counts, cases, surveys and kiosks alike in both stores", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    CHECK(rows_of(fixture, "SELECT seq, day, officer, score, cause, reasons, withdrawn FROM report_v1_rating ORDER BY seq") ==
          Table{{"1", "2026-11-24", "o-1", "5", "officer", "ramah", ""}, {"2", "2026-11-24", "o-1", "2", "", "", ""}, {"3", "2026-11-24", "o-2", "1", "", "", "undo"}});
    CHECK(rows_of(fixture, "SELECT count(*) FROM report_v1_rating WHERE flagged AND seq = 2")[0][0] == "1");
    CHECK(rows_of(fixture, "SELECT count(*) FROM report_v1_rating WHERE has_comment")[0][0] == "1");
    CHECK(rows_of(fixture, "SELECT officer, day, sum(n) AS n, sum(n * score) AS points FROM report_v1_daily GROUP BY officer, day") == Table{{"o-1", "2026-11-24", "2", "7"}});
    CHECK(rows_of(fixture, "SELECT officer, month, n, flagged, mean FROM report_v1_officer_month") == Table{{"o-1", "2026-11-01", "2", "1", "3.5"}});
    CHECK(rows_of(fixture, "SELECT reason, cause, n FROM report_v1_reason") == Table{{"ramah", "officer", "1"}});
    CHECK(rows_of(fixture, "SELECT office, kind, state, steps FROM report_v1_case") == Table{{"dukcapil", "complaint", "answered", "1"}});
    CHECK(rows_of(fixture, "SELECT sex, education, facilities FROM report_v1_survey") == Table{{"female", "s1", "3"}});
    CHECK(rows_of(fixture, "SELECT office, counter, seq FROM report_v1_kiosk") == Table{{"dukcapil", "a-1", "7"}});
    const auto at = rows_of(fixture, "SELECT received_at, answered_at FROM report_v1_case")[0];
    CHECK(at[0].starts_with("2026-11-24T03:30:00"));
    CHECK(at[1].starts_with("2026-11-24T04:00:00"));
}

TEST_CASE("the role for reports reads the views and not what lies behind them") {
    PostgresFixture fixture;
    auto store = fixture.open();
    fill(*store);
    ReportReader ask(fixture);
    CHECK(ask("SELECT * FROM report_v1_rating").size() == 3);
    for (const char* table : {"rating", "run", "citizen_case", "case_step", "attachment", "setting", "device"})
        CHECK_THROWS_AS(ask(std::string("SELECT * FROM ") + table), postgres::Failure);
    CHECK_THROWS_AS(ask("DELETE FROM report_v1_daily"), postgres::Failure);
}

TEST_CASE("every query of the Grafana dashboard runs and finds something") {
    PostgresFixture fixture;
    auto store = fixture.open();
    fill(*store);
    std::ifstream file(rancak::test::source_folder() + "/config/grafana/rancak.json");
    const auto dashboard = nlohmann::json::parse(file);
    ReportReader ask(fixture);
    // What Grafana puts in their place.
    const auto in_place = [](std::string sql) {
        const std::string filter = "$__timeFilter(", office = "$office";
        for (auto at = sql.find(filter); at != std::string::npos; at = sql.find(filter)) {
            const auto end = sql.find(')', at);
            const auto column = sql.substr(at + filter.size(), end - at - filter.size());
            sql.replace(at, end + 1 - at, column + " BETWEEN '2026-11-01T00:00:00Z' AND '2026-12-01T00:00:00Z'");
        }
        for (auto at = sql.find(office); at != std::string::npos; at = sql.find(office)) sql.replace(at, office.size(), "'dukcapil'");
        return sql;
    };
    CHECK(ask(dashboard.at("templating").at("list")[0].at("query").get<std::string>()).size() == 1);
    int queries = 0;
    for (const auto& panel : dashboard.at("panels"))
        for (const auto& target : panel.at("targets")) {
            const auto sql = target.at("rawSql").get<std::string>();
            CAPTURE(sql);
            CHECK(ask(in_place(sql)).size() > 0);
            ++queries;
        }
    CHECK(queries == 12);
}

}  // namespace rancak::server
