// The program itself: its words, its exit codes, its data folder.

#include "tests/server/ingest_world.h"
#include "tests/support/process.h"
#include "tests/support/signed_device.h"
#include "tests/support/temporary_folder.h"

#include "shared/sqlite/sqlite.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <fstream>
#include <sys/stat.h>

namespace rancak::server {
namespace {

const std::string program = RANCAK_BINARY_DIR "/bin/rancak-server";
const std::string config = RANCAK_SOURCE_DIR "/config/server.toml";

// A running rancak-server and a client for it.
struct Running {
    explicit Running(const std::filesystem::path& data)
        : process({program, "--config", config, "--data", data.string(), "--listen", "127.0.0.1:0"}) {
        const auto line = process.wait_for_line("listening on ");
        REQUIRE_MESSAGE(line, process.err());
        HttpSettings settings;
        settings.server = line->substr(line->find("http://"));
        settings.server.erase(settings.server.find_last_not_of("\r\n") + 1);
        settings.max_reply_bytes = 1 << 20;
        auto made = make_http_client(settings);
        REQUIRE_MESSAGE(made, made.error().message);
        http = std::move(*made);
        std::getline(std::ifstream(data / "admin.token"), token);
    }
    HttpReply send(HttpRequest request) {
        request.headers.push_back("Authorization: Bearer " + token);
        auto reply = http->send(request);
        REQUIRE_MESSAGE(reply, reply.error().message);
        return std::move(*reply);
    }
    int stop() {
        process.signal(SIGTERM);
        const auto code = process.wait();
        REQUIRE(code);
        return *code;
    }
    test::Process process;
    std::unique_ptr<HttpClient> http;
    std::string token;
};

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
        Running server(data);
        token = server.token;
        CHECK(token.size() == 64);
        CHECK(mode_of(data) == 0700);
        for (const char* name : {"admin.token", "seal.key", "server.db"}) CHECK(mode_of(data / name) == 0600);
        CHECK(server.stop() == 0);
    }
    Running again(data);
    CHECK(again.token == token);
    CHECK(again.send({"GET", "/v1/admin/journals", {}, ""}).status == 200);
    CHECK(again.process.err().find(token) == std::string::npos);
    CHECK(again.stop() == 0);
}

TEST_CASE("a second server on the same data folder refuses clearly") {
    const test::TemporaryFolder folder;
    Running first(folder / "data");
    const auto second = run({"--config", config, "--data", (folder / "data").string(), "--listen", "127.0.0.1:0"});
    CHECK(second.exit_code == 1);
    CHECK(second.err.find("Another rancak-server uses") != std::string::npos);
    CHECK(first.stop() == 0);
}

TEST_CASE("a data folder of a newer version is left alone") {
    const test::TemporaryFolder folder;
    sqlite::Database::open_writer(folder / "server.db", sqlite::Durability::full).set_user_version(99);
    const auto ran = run({"--config", config, "--data", folder.path().string(), "--listen", "127.0.0.1:0"});
    CHECK(ran.exit_code == 1);
    CHECK(ran.err.find("newer version") != std::string::npos);
}

TEST_CASE("what was acknowledged is there after SIGTERM in the middle of the work") {
    const test::TemporaryFolder folder;
    const auto data = folder / "data";
    test::SignedDevice device(1);
    std::uint64_t acknowledged = 0;
    {
        Running server(data);
        CHECK(server.send({"PUT", "/v1/admin/catalogue", {"Content-Type: application/json"}, encode(small_catalogue())}).status == 200);
        const auto code = server.send({"POST", "/v1/admin/enrolment-codes", {"Content-Type: application/json"}, R"({"office":"dukcapil"})"});
        REQUIRE(code.status == 201);
        REQUIRE(server.send(device.enrolment(nlohmann::json::parse(code.body).at("code"))).status == 201);
        for (int i = 0; i < 40; ++i) {
            const auto now = SystemClock().now();
            const auto seq = device.chain().add(rating_body(4, "v" + std::to_string(i)), now);
            if (i == 20) server.process.signal(SIGTERM);
            const auto reply = server.http->send(device.events(seq, device.chain().batch(seq), now));
            if (!reply || reply->status != 200) break;
            acknowledged = decode_receipt(reply->body)->head.seq;
        }
        CHECK(server.stop() == 0);
    }
    CHECK(acknowledged >= 20);
    auto database = sqlite::Database::open_reader(data / "server.db");
    auto count = database.prepare("SELECT count(*) FROM rating");
    REQUIRE(count.step());
    CHECK(static_cast<std::uint64_t>(count.integer(0)) >= acknowledged);
}

}  // namespace rancak::server
