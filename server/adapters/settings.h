#pragma once

#include "server/adapters/http_server.h"
#include "server/core/api.h"
#include "shared/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// config/server.toml, read and checked whole.
struct Settings {
    std::filesystem::path data;
    std::string store;  // PostgreSQL's address; empty: SQLite in the data folder
    std::string log_level = "info";
    HttpServerSettings http;
    Api::Limits limits;
    CaseRules case_rules;
    WebhookRules webhook_rules;
    std::filesystem::path webhook_authorities;  // PEM; empty: the system's
};

// Every mistake of the file as a sentence with its place.
[[nodiscard]] tl::expected<Settings, std::vector<std::string>> load_settings(const std::filesystem::path&);

// "sqlite", or an address of PostgreSQL. False: it is neither. Whoever says so must not repeat it: it may hold a password.
inline constexpr const char* store_expected = "sqlite, or an address of PostgreSQL: postgres://user@host/database";
[[nodiscard]] bool parse_store(const std::string&, Settings&);

// "127.0.0.1:8460", "[::1]:8460": the address in digits, and of names localhost alone, which means the first (RFC 6761).
inline constexpr const char* listen_expected =
    "an address in digits and a port: 127.0.0.1:8460 or [::1]:8460 for this machine alone, 0.0.0.0:8460 or [::]:8460 for all "
    "its networks";
[[nodiscard]] bool parse_listen(std::string_view, HttpServerSettings&);

}  // namespace rancak::server
