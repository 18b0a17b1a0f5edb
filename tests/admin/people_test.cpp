#include "shared/json_fields.h"
#include "tests/admin/admin_fixture.h"
#include "tests/support/canned_server.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::admin;
using test::CannedServer;
using test::http_reply;

namespace {

ProgramRun run_at(const CannedServer& server, std::vector<std::string> arguments, std::optional<std::string> secret = {}) {
    arguments.insert(arguments.end(), {"--server", server.address()});
    return run_admin(std::move(arguments), {{"RANCAK_TOKEN", "t"}}, std::move(secret));
}

nlohmann::json body_of(const std::string& request) { return nlohmann::json::parse(request.substr(request.find("\r\n\r\n") + 4)); }

const std::string user = R"j({"name":"upik","display":"Upik (contoh)","role":"office","office":"dukcapil","disabled":true,"last_seen":null,"locked_until":null})j";

}  // namespace

TEST_CASE("people: a user's password is read as a secret and never shown") {
    CannedServer server({http_reply(201, user)});
    const auto ran = run_at(server, {"user", "add", "upik", "--role", "office", "--office", "dukcapil"}, "sangat rahasia");
    CHECK(ran.exit_code == exit_ok);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("rahasia") == std::string::npos);
    const auto sent = server.requests().at(0);
    CHECK(sent.starts_with("POST /v1/admin/users "));
    CHECK(body_of(sent) == nlohmann::json{{"name", "upik"}, {"display", "upik"}, {"role", "office"}, {"office", "dukcapil"}, {"password", "sangat rahasia"}});
}

TEST_CASE("people: a generated password is the only thing on standard output, another one each time") {
    CannedServer server({http_reply(201, user), http_reply(200, user)});
    const auto added = run_at(server, {"user", "add", "upik", "--role", "city", "--display", "Upik (contoh)", "--generate"});
    const auto changed = run_at(server, {"user", "password", "upik", "--generate"});
    for (const auto* ran : {&added, &changed}) {
        CHECK(ran->exit_code == exit_ok);
        CHECK(ran->out.size() == 24);
        CHECK(ran->out.back() == '\n');
    }
    CHECK(added.out != changed.out);
    CHECK(body_of(server.requests().at(0)).at("password").get<std::string>() + "\n" == added.out);
    CHECK(server.requests().at(1).starts_with("PATCH /v1/admin/users/upik "));
    CHECK(body_of(server.requests().at(1)) == nlohmann::json{{"password", changed.out.substr(0, 23)}});
}

TEST_CASE("people: without a password nothing is sent") {
    CannedServer server({http_reply(500, "")});
    for (const auto& none : {std::optional<std::string>(), std::optional<std::string>("")})
        CHECK(run_at(server, {"user", "password", "upik"}, none).exit_code == exit_failed);
    CHECK(server.requests().empty());
}

TEST_CASE("people: users are disabled, enabled and listed") {
    CannedServer server({http_reply(200, user), http_reply(200, user), http_reply(200, "{\"users\":[" + user + "]}"), http_reply(200, "{}")});
    CHECK(run_at(server, {"user", "disable", "upik"}).exit_code == exit_ok);
    CHECK(run_at(server, {"user", "enable", "upik"}).exit_code == exit_ok);
    CHECK(body_of(server.requests().at(0)) == nlohmann::json{{"disabled", true}});
    CHECK(body_of(server.requests().at(1)) == nlohmann::json{{"disabled", false}});
    const auto listed = run_at(server, {"user", "list"});
    CHECK(listed.out.starts_with("upik "));
    CHECK(listed.out.find("Upik (contoh) (disabled)\n") != std::string::npos);
    CHECK(run_at(server, {"user", "list"}).exit_code == exit_failed);
}

TEST_CASE("people: a token is printed once, listed without itself, and revoked") {
    const std::string listed = R"("id":"00000000000000000000000000","name":"Grafana","rights":["figures","texts"],"office":"","created":"2026-11-24T03:12:45.123Z","expires":null,"last_used":null)";
    CannedServer server({http_reply(201, "{" + listed + ",\"token\":\"abc\"}"), http_reply(200, "{\"tokens\":[{" + listed + "}]}"), http_reply(204, ""), http_reply(404, "")});
    const auto made = run_at(server, {"token", "add", "Grafana", "--right", "figures", "--right", "texts", "--days", "30"});
    CHECK(made.exit_code == exit_ok);
    CHECK(made.out == "abc\n");
    CHECK(body_of(server.requests().at(0)) == nlohmann::json{{"name", "Grafana"}, {"rights", {"figures", "texts"}}, {"office", ""}, {"days", 30}});
    const auto list = run_at(server, {"token", "list"});
    CHECK(list.out.find("figures,texts") != std::string::npos);
    CHECK(list.out.find("Grafana\n") != std::string::npos);
    CHECK(run_at(server, {"token", "revoke", "00000000000000000000000000"}).exit_code == exit_ok);
    CHECK(server.requests().at(2).starts_with("DELETE /v1/admin/tokens/00000000000000000000000000 "));
    CHECK(run_at(server, {"token", "revoke", "x"}).exit_code == exit_failed);
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"token", "add", "x"}, {"token", "add", "x", "--right", "all"}, {"user"}, {"user", "add", "x"}})
        CHECK(run_at(server, wrong).exit_code == exit_used_wrongly);
}
