#include "admin/commands.h"
#include "shared/event_line.h"
#include "shared/file.h"
#include "shared/keys.h"
#include "tests/admin/admin_fixture.h"
#include "tests/support/canned_server.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::admin;
using rancak::test::CannedServer;
using rancak::test::http_reply;

TEST_CASE("command line: help and version go to standard output and end well") {
    for (const char* option : {"--help", "--version"}) {
        const auto ran = run_admin({option});
        CHECK(ran.exit_code == exit_ok);
        CHECK_FALSE(ran.out.empty());
        CHECK(ran.err.empty());
    }
    CHECK(run_admin({"--version"}).out == "rancak-admin " RANCAK_VERSION "\n");
    CHECK(run_admin({"export", "--help"}).out.find("--since") != std::string::npos);
}

TEST_CASE("command line: used wrongly is 2, with the reason on standard error") {
    const std::vector<std::vector<std::string>> wrong{{},
                                                      {"fly"},
                                                      {"import"},
                                                      {"export", "ratings"},
                                                      {"export", "people", "--format", "csv"},
                                                      {"export", "ratings", "--format", "xml"},
                                                      {"enrol"},
                                                      {"standing", "a", "--from", "2026-02-30"},
                                                      {"standing", "a", "b"},
                                                      {"journal"},
                                                      {"journal", "status"},
                                                      {"verify", "--wide", "x"}};
    for (const auto& arguments : wrong) {
        const auto ran = run_admin(arguments, {{"RANCAK_TOKEN", "t"}});
        CHECK(ran.exit_code == exit_used_wrongly);
        CHECK(ran.out.empty());
        CHECK_FALSE(ran.err.empty());
    }
}

TEST_CASE("command line: a command for the server needs a token and an address that may be used") {
    CHECK(run_admin({"standing", "a"}).exit_code == exit_used_wrongly);
    const auto no_file = run_admin({"standing", "a", "--token-file", "/nowhere"});
    CHECK(no_file.exit_code == exit_used_wrongly);
    CHECK(no_file.err == "rancak-admin: Cannot read /nowhere: it does not exist. --token-file names a copy of admin.token, "
                         "which the server wrote into its data folder when it first started.\n");
    const auto far = run_admin({"standing", "a", "--server", "http://far.example"}, {{"RANCAK_TOKEN", "t"}});
    CHECK(far.exit_code == exit_used_wrongly);
    CHECK(far.err.find("https") != std::string::npos);
}

TEST_CASE("command line: the token comes from its file, else from the environment") {
    const test::TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "token", "from-file\n"));
    CannedServer server({http_reply(500, "")});
    const std::vector<std::string> arguments{"enrol", "--office", "x", "--server", server.address()};
    CHECK(run_admin(arguments, {{"RANCAK_TOKEN", "from-environment"}}).exit_code == exit_failed);
    auto with_file = arguments;
    with_file.insert(with_file.end(), {"--token-file", (folder / "token").string()});
    CHECK(run_admin(with_file, {{"RANCAK_TOKEN", "from-environment"}}).exit_code == exit_failed);
    REQUIRE(server.requests().size() == 2);
    CHECK(server.requests()[0].find("Authorization: Bearer from-environment\r\n") != std::string::npos);
    CHECK(server.requests()[1].find("Authorization: Bearer from-file\r\n") != std::string::npos);
}

TEST_CASE("command line: an enrolment code is the only thing on standard output") {
    CannedServer server({http_reply(201, R"({"code":"ABCD123456","expires":"2026-11-24T03:12:45.123Z"})")});
    const auto ran = run_admin({"enrol", "--office", "x", "--counter", "y", "--server", server.address()},
                               {{"RANCAK_TOKEN", "t"}});
    CHECK(ran.exit_code == exit_ok);
    CHECK(ran.out == "ABCD123456\n");
    CHECK(ran.err.find("2026-11-24T03:12:45.123Z") != std::string::npos);
}

TEST_CASE("command line: an import with a mistake sends nothing") {
    const test::TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "reasons.toml", "[[reason]]\nid = 3\n"));
    CannedServer server({http_reply(500, "")});
    const auto ran = run_admin({"import", folder.path().string(), "--server", server.address()}, {{"RANCAK_TOKEN", "t"}});
    CHECK(ran.exit_code == exit_failed);
    CHECK(ran.err.find("reasons.toml:2: reason[1].id: found 3, expected a text\n") != std::string::npos);
    CHECK(ran.err.find("nothing was imported") != std::string::npos);
    CHECK(server.requests().empty());
}

TEST_CASE("command line: an export to a file prints the cursor, and leaves no file when it fails") {
    const test::TemporaryFolder folder;
    const std::string path = (folder / "ratings.csv").string();
    CannedServer server({http_reply(200, "a\r\n1\r\n", "Rancak-Cursor: c9\r\n"), http_reply(503, "")});
    const std::vector<std::string> arguments{"export", "ratings", "--format", "csv", "--server", server.address(), "--out", path};
    const auto ran = run_admin(arguments, {{"RANCAK_TOKEN", "t"}});
    CHECK(ran.exit_code == exit_ok);
    CHECK(ran.out == "c9\n");
    CHECK(read_file(path, 100).value() == "a\r\n1\r\n");
    std::filesystem::remove(path);
    CHECK(run_admin(arguments, {{"RANCAK_TOKEN", "t"}}).exit_code == exit_failed);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("command line: an export to standard output says the cursor beside it") {
    CannedServer server({http_reply(200, "{}\n", "Rancak-Cursor: c9\r\n")});
    const auto ran = run_admin({"export", "events", "--format", "jsonl", "--server", server.address()}, {{"RANCAK_TOKEN", "t"}});
    CHECK(ran.out == "{}\n");
    CHECK(ran.err == "To export only what is new next time: --since c9\n");
}

TEST_CASE("command line: a spreadsheet of raw events is the server's own, and has no cursor") {
    const test::TemporaryFolder folder;
    const std::string path = (folder / "events.xlsx").string();
    CannedServer server({http_reply(200, "PK\n\n"), http_reply(422, R"({"type":"about:blank","title":"x","status":422,"detail":"Ask for fewer days."})")});
    const std::vector<std::string> arguments{"export", "events", "--format", "xlsx", "--office", "dukcapil", "--from", "2026-11-24", "--server", server.address(), "--out", path};
    const auto ran = run_admin(arguments, {{"RANCAK_TOKEN", "t"}});
    CHECK(ran.exit_code == exit_ok);
    CHECK(ran.out.empty());
    CHECK(read_file(path, 100).value() == "PK\n\n");
    std::filesystem::remove(path);
    const auto refused = run_admin(arguments, {{"RANCAK_TOKEN", "t"}});
    CHECK(refused.exit_code == exit_failed);
    CHECK(refused.err.find("Ask for fewer days.") != std::string::npos);
    CHECK(std::filesystem::is_empty(folder.path()));
    REQUIRE(server.requests().size() == 2);
    CHECK(server.requests()[0].find("GET /v1/admin/events?format=xlsx&office=dukcapil&from=2026-11-24 ") == 0);
}

TEST_CASE("command line: verify ends with 1 on a break and 0 on whole chains") {
    const test::TemporaryFolder folder;
    const std::string journal(26, 'a');
    const std::string first = write_event_line(journal, 1, {}, Timestamp{}, "started", "{\"version\":\"1\"}");
    const std::string second = write_event_line(journal, 2, blake2b(first), Timestamp{}, "started", "{\"version\":\"1\"}");
    const std::string path = (folder / "events.jsonl").string();
    REQUIRE(write_atomically(path, first + "\n" + second + "\n"));
    const auto whole = run_admin({"verify", path});
    CHECK(whole.exit_code == exit_ok);
    CHECK(whole.out == "journal " + journal + ": 2 events, 1 to 2, head " + to_hex(blake2b(second)) + "\n");
    REQUIRE(write_atomically(path, second + "\n" + first + "\n"));
    const auto broken = run_admin({"verify", path});
    CHECK(broken.exit_code == exit_failed);
    CHECK(broken.out.find("BROKEN at line 2: ") != std::string::npos);
    REQUIRE(write_atomically(path, ""));
    const auto empty = run_admin({"verify", path});
    CHECK(empty.exit_code == exit_failed);
    CHECK(empty.out == "The file holds no events.\n");
    CHECK(run_admin({"verify", "/nowhere"}).exit_code == exit_failed);
    CHECK(run_admin({"verify", folder.path().string()}).exit_code == exit_failed);
}

TEST_CASE("command line: hash-pin hashes a PIN and refuses anything else") {
    const auto ran = run_admin({"hash-pin"}, {}, "123456");
    CHECK(ran.exit_code == exit_ok);
    REQUIRE(ran.out.ends_with('\n'));
    CHECK(password_matches("123456", ran.out.substr(0, ran.out.size() - 1)));
    for (const char* wrong : {"", "12345", "1234567890123", "12345a"}) CHECK(run_admin({"hash-pin"}, {}, wrong).exit_code == exit_failed);
    CHECK(run_admin({"hash-pin"}).exit_code == exit_failed);
}
