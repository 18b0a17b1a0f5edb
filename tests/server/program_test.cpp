// The program itself: its words, its exit codes, its data folder.

#include "tests/server/running_server.h"
#include "tests/support/temporary_folder.h"

#include "shared/sqlite/sqlite.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sys/stat.h>

namespace rancak::server {
namespace {

test::Ran run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program);
    return test::run_process(arguments);
}

mode_t mode_of(const std::filesystem::path& path) {
    struct stat status {};
    REQUIRE(stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

}  // namespace

TEST_CASE("rancak-server explains itself and refuses what it does not know") {
    CHECK(run({"--help"}).exit_code == 0);
    CHECK(run({"--version"}).out.find(RANCAK_VERSION) != std::string::npos);
    CHECK(run({}).exit_code == 2);
    CHECK(run({"--config", config, "--dance"}).exit_code == 2);
    const auto listen = run({"--config", config, "--data", "/nowhere", "--listen", "here"});
    CHECK(listen.exit_code == 2);
    CHECK(listen.err.find("--listen") != std::string::npos);
}

TEST_CASE("rancak-server says of an address on which it cannot listen what is wrong and what would do") {
    const test::TemporaryFolder folder;
    const auto name = run({"--config", config, "--data", (folder / "data").string(), "--listen", "rancak.example:8460"});
    CHECK(name.exit_code == 2);
    CHECK(name.err == "rancak-server: --listen: found \"rancak.example:8460\", expected an address in digits and a port: "
                      "127.0.0.1:8460 or [::1]:8460 for this machine alone, 0.0.0.0:8460 or [::]:8460 for all its networks\n");
    const auto foreign = run({"--config", config, "--data", (folder / "data").string(), "--listen", "192.0.2.1:8460"});
    CHECK(foreign.exit_code == 1);
    CHECK(foreign.err.find("Cannot listen on 192.0.2.1, port 8460: this is no address of this machine. Its own are 127.0.0.1") !=
          std::string::npos);
    const RunningServer server(folder / "other");
    const auto local = run({"--config", config, "--data", (folder / "data").string(), "--listen", "localhost:" + std::to_string(server.port)});
    CHECK(local.exit_code == 1);
    CHECK(local.err.find("another program listens there") != std::string::npos);
    const auto taken = run({"--config", config, "--data", (folder / "data").string(), "--listen", "127.0.0.1:" + std::to_string(server.port)});
    CHECK(taken.exit_code == 1);
    CHECK(taken.err.find("another program listens there") != std::string::npos);
}

TEST_CASE("mistakes in the configuration are told with file, line and key") {
    const test::TemporaryFolder folder;
    const auto file = folder / "server.toml";
    std::ofstream(file) << "listen = \"nowhere\"\ndata = \"d\"\nstor = \"sqlite\"\n[limits]\nconnections = \"many\"\n";
    const auto ran = run({"--config", file.string()});
    CHECK(ran.exit_code == 1);
    for (const char* part : {"server.toml:1: listen", "server.toml:3: stor", "server.toml:5: limits.connections"})
        CHECK_MESSAGE(ran.err.find(part) != std::string::npos, ran.err);
    CHECK(run({"--config", (folder / "missing.toml").string()}).exit_code == 1);
}

TEST_CASE("the data folder is the server's own, and its secrets are made once") {
    const test::TemporaryFolder folder;
    const auto data = folder / "data";
    std::string token;
    {
        RunningServer server(data);
        token = server.token;
        CHECK(token.size() == 64);
        CHECK(mode_of(data) == 0700);
        for (const char* name : {"admin.token", "seal.key", "server.db"}) CHECK(mode_of(data / name) == 0600);
        CHECK(server.stop() == 0);
    }
    RunningServer again(data);
    CHECK(again.token == token);
    CHECK(again.send({"GET", "/v1/admin/journals", {}, ""}).status == 200);
    CHECK(again.process.err().find(token) == std::string::npos);
    CHECK(again.stop() == 0);
}

TEST_CASE("a second server on the same data folder refuses clearly") {
    const test::TemporaryFolder folder;
    RunningServer first(folder / "data");
    const auto second = run({"--config", config, "--data", (folder / "data").string(), "--listen", "127.0.0.1:0"});
    CHECK(second.exit_code == 1);
    CHECK(second.err.find("Another rancak-server uses") != std::string::npos);
    CHECK(first.stop() == 0);
}

TEST_CASE("a data folder of a newer version or of another build is refused at start, in a sentence that names its file") {
    const test::TemporaryFolder folder;
    const auto refusal = [&] {
        const auto ran = run({"--config", config, "--data", folder.path().string(), "--listen", "127.0.0.1:0"});
        CHECK(ran.exit_code == 1);
        CHECK_MESSAGE(ran.err.find((folder / "server.db").string()) != std::string::npos, ran.err);
        return ran.err;
    };
    auto database = sqlite::Database::open_writer(folder / "server.db", sqlite::Durability::full);
    database.set_user_version(99);
    CHECK(refusal().find("newer version") != std::string::npos);
    database.execute("CREATE TABLE run (number INTEGER PRIMARY KEY)");
    database.set_user_version(1);
    CHECK(refusal().find("another build") != std::string::npos);
}

}  // namespace rancak::server
