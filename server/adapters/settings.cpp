#include "server/adapters/settings.h"

#include "server/adapters/postgres_connection.h"
#include "shared/config/toml_file.h"
#include "shared/http/client.h"

#include <arpa/inet.h>
#include <charconv>

namespace rancak::server {
namespace {

using std::chrono::seconds;

bool is_address(const std::string& host) {
    in6_addr bytes{};
    return inet_pton(AF_INET, host.c_str(), &bytes) == 1 || inet_pton(AF_INET6, host.c_str(), &bytes) == 1;
}

}  // namespace

bool parse_listen(std::string_view text, HttpServerSettings& http) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return false;
    auto host = text.substr(0, colon);
    const auto digits = text.substr(colon + 1);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos) return false;
    if (host == "localhost") host = "127.0.0.1";
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (!is_address(std::string(host)) || digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return false;
    http.host = host;
    http.port = port;
    return true;
}

bool parse_store(const std::string& text, Settings& settings) {
    const bool embedded = text == "sqlite";
    if (!embedded && !((text.starts_with("postgres://") || text.starts_with("postgresql://")) && postgres::is_address(text))) return false;
    settings.store = embedded ? std::string() : text;
    return true;
}

tl::expected<Settings, std::vector<std::string>> load_settings(const std::filesystem::path& path) {
    using Mistakes = tl::unexpected<std::vector<std::string>>;
    auto file = TomlTable::load(path);
    if (!file) return Mistakes({file.error().message});
    Settings settings;
    settings.data = path.parent_path() / file->text("data");
    const auto listen = file->text("listen", "127.0.0.1:8460");
    if (!parse_listen(listen, settings.http)) file->mistake("listen", "\"" + listen + "\"", listen_expected);
    if (!parse_store(file->text("store", "sqlite"), settings)) file->mistake("store", "something else", store_expected);
    settings.log_level = file->choice("log_level", {"debug", "info", "warning", "error"}, "info");

    auto limits = file->table("limits");
    settings.http.threads = static_cast<unsigned>(limits.integer("threads", 1, 64, 2));
    settings.http.max_connections = static_cast<unsigned>(limits.integer("connections", 10, 100'000, 2000));
    settings.http.header_within = seconds(limits.integer("header_seconds", 1, 600, 10));
    settings.http.request_within = seconds(limits.integer("request_seconds", 1, 3600, 30));
    settings.http.reply_within = seconds(limits.integer("reply_seconds", 1, 3600, 60));
    settings.http.idle = seconds(limits.integer("idle_seconds", 1, 3600, 75));
    settings.limits.device.per_second = limits.number("kiosk_requests_per_second", 0.1, 1e6, 20.0);
    settings.limits.device.burst = limits.number("kiosk_requests_at_once", 1, 1e6, 1000.0);
    settings.limits.lookups.per_second = limits.number("case_lookups_per_second", 0.1, 1e6, 10.0);
    settings.limits.lookups.burst = limits.number("case_lookups_at_once", 1, 1e6, 100.0);
    settings.limits.enrolments.per_second = limits.number("enrolments_per_second", 0.1, 1e6, 5.0);
    settings.limits.enrolments.burst = limits.number("enrolments_at_once", 1, 1e6, 100.0);
    settings.limits.sign_ins.per_second = limits.number("sign_ins_per_second", 0.1, 1e6, 5.0);
    settings.limits.sign_ins.burst = limits.number("sign_ins_at_once", 1, 1e6, 20.0);

    auto cases = file->table("cases");
    const auto days = [&](const char* key, int& value) { value = static_cast<int>(cases.integer(key, 1, 365, value)); };
    days("verify_days", settings.case_rules.verify);
    days("answer_days", settings.case_rules.answer);
    days("close_days", settings.case_rules.close);
    days("question_days", settings.case_rules.question);
    days("complaint_days", settings.case_rules.ordinary);
    days("supervised_days", settings.case_rules.supervised);

    auto webhooks = file->table("webhooks");
    settings.webhook_rules.allow_private = webhooks.boolean("allow_private", false);
    if (const auto authorities = webhooks.text("ca_file", ""); !authorities.empty()) {
        settings.webhook_authorities = path.parent_path() / authorities;
        if (const auto expected = expected_of_authorities(settings.webhook_authorities); !expected.empty())
            webhooks.mistake("ca_file", "\"" + authorities + "\"", expected);
    }
    if (auto mistakes = file->mistakes(); !mistakes.empty()) return Mistakes(std::move(mistakes));
    return settings;
}

}  // namespace rancak::server
