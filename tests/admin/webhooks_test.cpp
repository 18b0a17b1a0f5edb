#include "shared/json_fields.h"
#include "tests/admin/admin_fixture.h"
#include "tests/support/canned_server.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::admin;
using test::CannedServer;
using test::http_reply;

namespace {

ProgramRun run_at(const CannedServer& server, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--server", server.address()});
    return run_admin(std::move(arguments), {{"RANCAK_TOKEN", "t"}});
}

nlohmann::json body_of(const std::string& request) { return nlohmann::json::parse(request.substr(request.find("\r\n\r\n") + 4)); }

const std::string id = "00000000000000000000000000";
const std::string listed = "\"id\":\"" + id + R"(","url":"https://receiver.example/x","kinds":["case.received","kiosk.alarm"],"office":"","who":"upik",)"
                           R"("created":"2026-11-24T03:12:45.123Z","state":"stopped","former_secret_until":null,"last_success":null,)"
                           R"("last_failure":"2026-11-24T03:12:45.123Z","failure":"status 500")";

}  // namespace

TEST_CASE("webhooks: a secret is the only thing on standard output") {
    CannedServer server({http_reply(201, "{" + listed + R"(,"secret":"whsec_one"})"), http_reply(200, "{" + listed + R"(,"secret":"whsec_two"})")});
    const auto added = run_at(server, {"webhook", "add", "https://receiver.example/x", "--kind", "case.received", "--kind", "kiosk.alarm", "--office", "dukcapil"});
    CHECK(added.exit_code == exit_ok);
    CHECK(added.out == "whsec_one\n");
    CHECK(added.err.find(id) != std::string::npos);
    CHECK(added.err.find("whsec") == std::string::npos);
    CHECK(body_of(server.requests().at(0)) == nlohmann::json{{"url", "https://receiver.example/x"}, {"kinds", {"case.received", "kiosk.alarm"}}, {"office", "dukcapil"}});
    const auto rotated = run_at(server, {"webhook", "rotate", id});
    CHECK(rotated.out == "whsec_two\n");
    CHECK(server.requests().at(1).starts_with("POST /v1/admin/webhooks/" + id + "/secret "));
}

TEST_CASE("webhooks: are listed with what came of them, switched, tested and removed") {
    CannedServer server({http_reply(200, "{\"webhooks\":[{" + listed + "}]}"), http_reply(200, "{" + listed + "}"), http_reply(200, "{" + listed + "}"),
                         http_reply(202, R"({"id":"msg_1"})"), http_reply(204, ""), http_reply(404, "")});
    const auto list = run_at(server, {"webhook", "list"});
    CHECK(list.exit_code == exit_ok);
    for (const char* part : {"stopped", "all offices", "https://receiver.example/x", "case.received,kiosk.alarm", "taken never", "failed 2026-11-24T03:12:45.123Z: status 500"})
        CHECK_MESSAGE(list.out.find(part) != std::string::npos, list.out);
    CHECK(run_at(server, {"webhook", "off", id}).exit_code == exit_ok);
    CHECK(run_at(server, {"webhook", "on", id}).exit_code == exit_ok);
    CHECK(body_of(server.requests().at(1)) == nlohmann::json{{"active", false}});
    CHECK(body_of(server.requests().at(2)) == nlohmann::json{{"active", true}});
    CHECK(run_at(server, {"webhook", "test", id}).err.find("msg_1") != std::string::npos);
    CHECK(run_at(server, {"webhook", "remove", id}).exit_code == exit_ok);
    CHECK(server.requests().at(4).starts_with("DELETE /v1/admin/webhooks/" + id + " "));
    CHECK(run_at(server, {"webhook", "remove", id}).exit_code == exit_failed);
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"webhook"}, {"webhook", "add", "https://a.example"}, {"webhook", "add", "https://a.example", "--kind", "all"}, {"webhook", "test"}})
        CHECK(run_at(server, wrong).exit_code == exit_used_wrongly);
}
