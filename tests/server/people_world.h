#pragma once

#include "server/core/accounts.h"
#include "tests/server/server_world.h"

namespace rancak::server {

inline const std::string good_password = "sangat rahasia (contoh)";

// Two offices: dukcapil, as everywhere, and mpp with a counter, an officer and a service of its own.
[[nodiscard]] inline Catalogue two_offices() {
    auto catalogue = small_catalogue();
    auto office = catalogue.offices[0];
    office.id = "mpp";
    catalogue.offices.push_back(office);
    catalogue.counters.push_back({"m-1", "mpp", {"Loket 1", "", ""}});
    catalogue.officers.push_back({"m-o", "mpp", "Contoh Tiga", "m-1", {}, ""});
    catalogue.services.push_back({"izin", "mpp", {"Izin usaha", "", ""}, {"m-1"}});
    return catalogue;
}

// What a browser holds after signing in.
struct Person {
    std::string cookie, page;
};

[[nodiscard]] inline HttpReply try_sign_in(ServerWorld& world, const std::string& name, const std::string& password = good_password,
                                           const std::vector<std::string>& headers = {}) {
    HttpRequest request{"POST", "/v1/session", headers, nlohmann::json{{"name", name}, {"password", password}}.dump()};
    request.headers.push_back("Content-Type: application/json");
    return world.send(request);
}

[[nodiscard]] inline Person signed_in(ServerWorld& world, const std::string& name, const std::string& password = good_password) {
    const auto reply = try_sign_in(world, name, password);
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    const auto cookie = reply.header("set-cookie");
    return {cookie.substr(0, cookie.find(';')), nlohmann::json::parse(reply.body).at("csrf")};
}

inline void add_user(ServerWorld& world, const std::string& name, const std::string& role, const std::string& office = {}) {
    const nlohmann::json body{{"name", name}, {"display", name + " (contoh)"}, {"role", role}, {"office", office}, {"password", good_password}};
    const auto reply = world.admin("POST", "/v1/admin/users", body.dump());
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
}

[[nodiscard]] inline HttpReply as(ServerWorld& world, const Person& person, const std::string& method, const std::string& target,
                                  std::string body = {}, const std::string& type = "application/json") {
    HttpRequest request{method, target, {"Cookie: " + person.cookie, "X-Rancak-Token: " + person.page}, std::move(body)};
    if (!request.body.empty()) request.headers.push_back("Content-Type: " + type);
    return world.send(request);
}

// A machine with these rights.
[[nodiscard]] inline std::string new_token(ServerWorld& world, std::uint8_t rights, const std::string& office = {}) {
    const auto body = "{\"name\":\"contoh\",\"rights\":" + rights_json(rights) + ",\"office\":\"" + office + "\"}";
    const auto reply = world.admin("POST", "/v1/admin/tokens", body);
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    return nlohmann::json::parse(reply.body).at("token");
}

[[nodiscard]] inline HttpReply with_token(ServerWorld& world, const std::string& token, const std::string& method, const std::string& target,
                                          std::string body = {}, const std::string& type = "application/json") {
    HttpRequest request{method, target, {"Authorization: Bearer " + token}, std::move(body)};
    if (!request.body.empty()) request.headers.push_back("Content-Type: " + type);
    return world.send(request);
}

// What the audit log tells, newest first, as "who what subject".
[[nodiscard]] inline std::vector<std::string> audited(ServerWorld& world) {
    std::vector<std::string> lines;
    const auto entries = nlohmann::json::parse(world.admin("GET", "/v1/admin/audit").body).at("entries");
    for (const auto& one : entries)
        lines.push_back(one.at("who").get<std::string>() + " " + one.at("what").get<std::string>() + " " + one.at("subject").get<std::string>());
    return lines;
}

}  // namespace rancak::server
