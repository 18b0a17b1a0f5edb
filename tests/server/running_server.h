#pragma once

#include "shared/http/client.h"
#include "tests/server/ingest_world.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/signed_device.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace rancak::server {

inline const std::string program = rancak::test::build_folder() + "/bin/rancak-server";
inline const std::string config = rancak::test::source_folder() + "/config/server.toml";

// The real rancak-server on a free port, and a client for it.
struct RunningServer {
    explicit RunningServer(const std::filesystem::path& data, const test::Environment& environment = {}, const std::string& by = config)
        : process({program, "--config", by, "--data", data.string(), "--listen", "127.0.0.1:0"}, environment) {
        const auto line = process.wait_for_line("listening on ");
        REQUIRE_MESSAGE(line, process.err());
        const auto digits = line->substr(line->rfind(':') + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), port);
        http = connect();
        std::getline(std::ifstream(data / "admin.token"), token);
    }
    [[nodiscard]] std::unique_ptr<HttpClient> connect() const {
        HttpSettings settings;
        settings.server = "http://127.0.0.1:" + std::to_string(port);
        settings.max_reply_bytes = 1 << 20;
        auto made = make_http_client(settings);
        REQUIRE_MESSAGE(made, made.error().message);
        return std::move(*made);
    }
    HttpReply send(HttpRequest request) {
        request.headers.push_back("Authorization: Bearer " + token);
        auto reply = http->send(request);
        REQUIRE_MESSAGE(reply, reply.error().message);
        return std::move(*reply);
    }
    test::SignedDevice enrolled(unsigned number) {
        const std::string json = "Content-Type: application/json";
        CHECK(send({"PUT", "/v1/admin/catalogue", {json}, encode(small_catalogue())}).status == 200);
        const auto code = send({"POST", "/v1/admin/enrolment-codes", {json}, R"({"office":"dukcapil"})"});
        REQUIRE(code.status == 201);
        test::SignedDevice device(number);
        REQUIRE(send(device.enrolment(nlohmann::json::parse(code.body).at("code"))).status == 201);
        return device;
    }
    int stop() {
        process.signal(SIGTERM);
        const auto code = process.wait();
        REQUIRE(code);
        return *code;
    }

    test::Process process;
    std::uint16_t port = 0;
    std::unique_ptr<HttpClient> http;
    std::string token;
};

}  // namespace rancak::server
