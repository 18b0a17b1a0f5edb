#include "admin/figures.h"

#include "shared/file.h"
#include "tests/admin/admin_fixture.h"
#include "tests/support/canned_server.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::admin;
using rancak::test::CannedServer;
using rancak::test::http_reply;

namespace {

constexpr const char* figures_json =
    R"({"as_of":"2026-11-24T03:12:45.123Z","office":"dukcapil","from":"2026-11-01","until":"2026-11-30",)"
    R"("all":{"n":12,"flagged":2,"mean":4.25,"interval":{"low":3.1,"high":4.8},"distribution":[0,1,1,4,6]},)"
    R"("without_flagged":{"n":10,"flagged":0,"mean":4.1,"interval":{"low":3,"high":4.7},"distribution":[0,1,1,4,4]},)"
    R"("previous":{"all":{"n":0,"flagged":0,"distribution":[0,0,0,0,0]},"without_flagged":{"n":0,"flagged":0,"distribution":[0,0,0,0,0]}},)"
    R"("reasons":[{"reason":"lama","text":{"id":"Lama"},"cause":"queue","times":3}],"causes":{"officer":0,"rule":0,"queue":3,"place":0},)"
    R"("flags":[{"flag":"burst","times":2}],"trend":[],"heat":null,"officers":[{"officer":"o-1","name":"Contoh Satu",)"
    R"("all":{"n":0,"flagged":0,"distribution":[0,0,0,0,0]},"without_flagged":{"n":0,"flagged":0,"distribution":[0,0,0,0,0]},"in_catalogue":true}]})";

constexpr const char* skm_json =
    R"({"office":"dukcapil","service":"","from":"2026-11-01","until":"2026-12-31","n":6,"population":10,"needed":10,)"
    R"("elements":[{"element":"time","name":"Waktu Penyelesaian","n":6,"sum":19,"nrr":3.1666,"weighted":0.35,"quality":"B"}],)"
    R"("ikm":69.91,"quality":"C","by":{},"lowest":["time"]})";

}  // namespace

TEST_CASE("figures: an office's figures are told with interval and n, without flagged ratings too, and why") {
    const auto text = describe_figures(figures_json);
    REQUIRE_MESSAGE(text, text.error().message);
    CHECK(*text ==
          "Office    dukcapil\n"
          "Period    2026-11-01 to 2026-11-30, as of 2026-11-24T03:12:45.123Z\n"
          "All       4.25   95 % interval 3.10 to 4.80   n 12\n"
          "Unflagged 4.10   95 % interval 3.00 to 4.70   n 10\n"
          "Before    no mean   n 0\n"
          "\nReasons\n"
          "  lama                               3  about the queue\n"
          "\nFlagged because\n"
          "  burst                              2\n"
          "\nOfficers, by name\n"
          "  o-1                       no mean   n 0  Contoh Satu\n");
    CHECK_FALSE(describe_figures("{}"));
    CHECK_FALSE(describe_figures("["));
}

TEST_CASE("figures: a survey is told by element, with the sample that is needed and without an answer") {
    const auto text = describe_skm(skm_json);
    REQUIRE_MESSAGE(text, text.error().message);
    CHECK(*text ==
          "SKM       dukcapil\n"
          "Period    2026-11-01 to 2026-12-31\n"
          "Answered  6\n"
          "Served    10, needed 10\n"
          "IKM       69.91, C\n"
          "\nElements\n"
          "  time            3.1666  B  Waktu Penyelesaian\n");
    const auto none = describe_skm(R"({"office":"a","service":"b","from":"2026-11-01","until":"2026-12-31","n":0,"population":null,"needed":null,)"
                                   R"("elements":[{"element":"time","name":"Waktu","n":0,"sum":0,"nrr":null,"weighted":null,"quality":null}],"ikm":null,"quality":null})");
    REQUIRE_MESSAGE(none, none.error().message);
    CHECK(none->find("SKM       a, service b\n") == 0);
    CHECK(none->find("Served    not told, needed not told\nIKM       none without an answer\n") != std::string::npos);
    CHECK(none->find("  time            Waktu\n") != std::string::npos);
}

TEST_CASE("figures: the commands ask for what is named and for nothing else") {
    CannedServer server({http_reply(200, figures_json), http_reply(200, skm_json)});
    const auto figures = run_admin({"figures", "--office", "dukcapil", "--officer", "o-1", "--from", "2026-11-01", "--by", "week", "--json", "--server", server.address()}, {{"RANCAK_TOKEN", "t"}});
    CHECK(figures.exit_code == exit_ok);
    CHECK(figures.out == std::string(figures_json) + "\n");
    const auto skm = run_admin({"skm", "--office", "dukcapil", "--population", "10", "--server", server.address()}, {{"RANCAK_TOKEN", "t"}});
    CHECK(skm.exit_code == exit_ok);
    CHECK(skm.out.find("IKM       69.91, C\n") != std::string::npos);
    REQUIRE(server.requests().size() == 2);
    CHECK(server.requests()[0].starts_with("GET /v1/admin/figures?office=dukcapil&officer=o-1&from=2026-11-01&by=week HTTP"));
    CHECK(server.requests()[1].starts_with("GET /v1/admin/skm?office=dukcapil&population=10 HTTP"));
}

TEST_CASE("figures: a report becomes a file whole or not at all") {
    const test::TemporaryFolder folder;
    const auto path = (folder / "skm.pdf").string();
    CannedServer server({http_reply(200, std::string("%PDF\0x", 6)), http_reply(409, R"({"type":"about:blank","status":409,"title":"Conflict","detail":"Nobody has answered."})")});
    const std::vector<std::string> arguments{"skm", "--office", "a", "--format", "pdf", "--out", path, "--server", server.address()};
    CHECK(run_admin(arguments, {{"RANCAK_TOKEN", "t"}}).exit_code == exit_ok);
    CHECK(read_file(path, 100).value() == std::string("%PDF\0x", 6));
    CHECK(server.requests()[0].starts_with("GET /v1/admin/skm/report?office=a&format=pdf HTTP"));
    std::filesystem::remove(path);
    const auto refused = run_admin(arguments, {{"RANCAK_TOKEN", "t"}});
    CHECK(refused.exit_code == exit_failed);
    CHECK(refused.err.find("Nobody has answered.") != std::string::npos);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("figures: publishing says what was published and names its days") {
    CannedServer server({http_reply(201, R"({"id":"0000000000000000000000000a","office":"a","service":"","n":1200,"ikm":75,"quality":"C"})")});
    const auto ran = run_admin({"skm", "--office", "a", "--from", "2026-11-01", "--until", "2026-11-30", "--population", "5000", "--publish", "--server", server.address()}, {{"RANCAK_TOKEN", "t"}});
    CHECK(ran.exit_code == exit_ok);
    CHECK(ran.out == "Published IKM 75.00, C, of 1,200 answers as 0000000000000000000000000a. The office's kiosks show it with their next contact.\n");
    CHECK(server.requests()[0].starts_with("POST /v1/admin/skm/publications HTTP"));
    CHECK(server.requests()[0].find(R"({"office":"a","service":"","from":"2026-11-01","until":"2026-11-30","population":5000})") != std::string::npos);
    CHECK(run_admin({"skm", "--office", "a", "--publish"}, {{"RANCAK_TOKEN", "t"}}).exit_code == exit_used_wrongly);
}

TEST_CASE("figures: used wrongly is 2") {
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"figures"}, {"figures", "--office", "a", "--by", "year"}, {"skm", "--office", "a", "--format", "doc"},
                                                  {"skm", "--office", "a", "--population", "0"}, {"skm", "--office", "a", "--from", "2026-02-30"}})
        CHECK(run_admin(wrong, {{"RANCAK_TOKEN", "t"}}).exit_code == exit_used_wrongly);
}
