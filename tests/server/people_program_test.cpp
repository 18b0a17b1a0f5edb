// rancak-admin and rancak-server together: the first user of a new server.

#include "tests/server/running_server.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

const std::string admin_program = rancak::test::build_folder() + "/bin/rancak-admin";

}  // namespace

TEST_CASE("the first user is made with rancak-admin, signs in, and is there after a restart") {
    const test::TemporaryFolder folder;
    std::string password;
    const auto sign_in = [&](RunningServer& server) {
        const nlohmann::json body{{"name", "admin"}, {"password", password}};
        return server.http->send({"POST", "/v1/session", {"Content-Type: application/json"}, body.dump()}).value().status;
    };
    {
        RunningServer server(folder / "data");
        const auto made = test::run_process({admin_program, "--server", "http://127.0.0.1:" + std::to_string(server.port), "--token-file",
                                             (folder / "data" / "admin.token").string(), "user", "add", "admin", "--role", "city", "--generate"});
        REQUIRE_MESSAGE(made.exit_code == 0, made.err);
        password = made.out.substr(0, made.out.size() - 1);
        CHECK(sign_in(server) == 201);
        CHECK(server.process.err().find(password) == std::string::npos);
        CHECK(server.stop() == 0);
    }
    RunningServer again(folder / "data");
    CHECK(sign_in(again) == 201);
}

}  // namespace rancak::server
