#include "tests/faults/centre.h"

#include "shared/event_line.h"
#include "shared/file.h"
#include "shared/json_fields.h"
#include "tests/support/kiosk_world.h"
#include "tests/support/places.h"

#include <csignal>
#include <stdexcept>

namespace rancak::test {

namespace {

[[noreturn]] void broken(const std::string& what) { throw std::runtime_error("the test's centre: " + what); }

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = text.find('\n', begin);
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

}  // namespace

Centre::Centre() : data_(temporary_ / "data") {
    const auto written = write_atomically(temporary_ / "server.toml",
                                          "listen = \"127.0.0.1:0\"\n"
                                          "data = \"data\"\n"
                                          "[limits]\n"
                                          "kiosk_requests_per_second = 100000\n");
    if (!written) broken(written.error().message);
    if (!start()) broken("the server does not start: " + process_->err());
    import_catalogue();
}

Centre::~Centre() {
    if (process_) stop();
}

bool Centre::start(const Environment& environment) {
    process_ = std::make_unique<Process>(std::vector<std::string>{build_folder() + "/bin/rancak-server", "--config",
                                                                  (temporary_ / "server.toml").string(), "--listen",
                                                                  "127.0.0.1:" + std::to_string(port_)},
                                         environment);
    const auto line = process_->wait_for_line("listening on ");
    if (!line) return false;
    port_ = std::stoi(line->substr(line->rfind(':') + 1));
    return true;
}

int Centre::stop() {
    process_->signal(SIGTERM);
    const auto code = process_->wait();
    if (!code) broken("it does not stop");
    process_.reset();
    return *code;
}

Result<HttpReply> Centre::ask(const std::string& method, const std::string& target, std::string body) {
    const auto token = read_file(data_ / "admin.token", 1000);
    if (!token) return tl::unexpected(token.error());
    HttpSettings settings;
    settings.server = address();
    settings.max_reply_bytes = 64 << 20;
    auto client = make_http_client(settings);
    if (!client) return tl::unexpected(client.error());
    std::vector<std::string> headers{"Authorization: Bearer " + token->substr(0, token->find('\n'))};
    if (!body.empty()) headers.emplace_back("Content-Type: application/json");
    return (*client)->send({method, target, std::move(headers), std::move(body)});
}

void Centre::import_catalogue() {
    const auto reply = ask("PUT", "/v1/admin/catalogue", encode(*kiosk::sample_catalogue()));
    if (!reply) broken(reply.error().message);
    if (reply->status != 200) broken(reply->body);
}

Result<std::string> Centre::code() {
    const auto reply = ask("POST", "/v1/admin/enrolment-codes", R"({"office":"a"})");
    if (!reply) return tl::unexpected(reply.error());
    const auto json = parse_json(reply->body);
    if (reply->status != 201 || !json) return fail(reply->body);
    return json->at("code").get<std::string>();
}

std::string Centre::export_all(const std::string& what) {
    std::string all, since;
    while (true) {
        const auto reply = ask("GET", "/v1/admin/" + what + "?format=jsonl" + since);
        if (!reply) broken(reply.error().message);
        if (reply->status != 200) broken(reply->body);
        all += reply->body;
        if (reply->header("link").find("rel=\"next\"") == std::string::npos) return all;
        since = "&since=" + reply->header("rancak-cursor");
    }
}

std::vector<ExportedEvent> Centre::events() {
    std::vector<ExportedEvent> events;
    for (auto& line : lines_of(export_all("events"))) {
        const auto event = read_event_line(line);
        if (!event) broken("an exported event is unreadable: " + line);
        events.push_back({std::string(event->journal), event->seq, line});
    }
    return events;
}

std::vector<std::pair<std::string, std::uint64_t>> Centre::ratings() {
    std::vector<std::pair<std::string, std::uint64_t>> ratings;
    for (const auto& line : lines_of(export_all("ratings"))) {
        const auto json = parse_json(line);
        if (!json) broken("an exported rating is unreadable: " + line);
        ratings.emplace_back(json->at("journal").get<std::string>(), json->at("seq").get<std::uint64_t>());
    }
    return ratings;
}

std::string Centre::journals() {
    const auto reply = ask("GET", "/v1/admin/journals");
    if (!reply) broken(reply.error().message);
    return reply->body;
}

}  // namespace rancak::test
