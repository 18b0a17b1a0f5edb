#include "tests/bench/ingest/contestant.h"

#include "shared/catalogue.h"
#include "shared/json_fields.h"
#include "shared/sqlite/sqlite.h"
#include "tests/bench/ingest/cluster.h"
#include "tests/support/places.h"
#include "tests/support/signed_device.h"
#include "tests/support/small_catalogue.h"

#include <charconv>
#include <csignal>
#include <cstdlib>
#include <fstream>

namespace rancak::bench {
namespace {

using test::SignedDevice;

class Admin {
public:
    Admin(HttpClient& http, std::string token) : http_(http), authorization_("Authorization: Bearer " + std::move(token)) {}

    [[nodiscard]] Result<HttpReply> send(std::string method, std::string target, std::string body) {
        return expect_2xx({std::move(method), std::move(target), {authorization_, "Content-Type: application/json"}, std::move(body)});
    }
    [[nodiscard]] Result<HttpReply> expect_2xx(const HttpRequest& request) {
        auto reply = http_.send(request);
        if (reply && (reply->status < 200 || reply->status > 299)) return fail("The server refused: " + reply->body);
        return reply;
    }
    [[nodiscard]] Result<std::string> code() {
        const auto reply = send("POST", "/v1/admin/enrolment-codes", R"({"office":"dukcapil","counter":"a-1"})");
        if (!reply) return tl::unexpected<Error>(reply.error());
        return parse_json(reply->body)->at("code").get<std::string>();
    }

private:
    HttpClient& http_;
    std::string authorization_;
};

Result<void> enrol_all(HttpClient& http, const std::filesystem::path& data, std::size_t kiosks) {
    std::ifstream file(data / "admin.token");
    std::string token;
    std::getline(file, token);
    Admin admin(http, token);
    if (const auto imported = admin.send("PUT", "/v1/admin/catalogue", encode(test::small_catalogue())); !imported)
        return tl::unexpected<Error>(imported.error());
    for (unsigned kiosk = 0; kiosk < kiosks; ++kiosk) {
        const auto code = admin.code();
        if (!code) return tl::unexpected<Error>(code.error());
        const auto enrolled = admin.expect_2xx(SignedDevice(kiosk).enrolment(*code));
        if (!enrolled) return tl::unexpected<Error>(enrolled.error());
    }
    return {};
}

// As both libpq and pg take it: the socket's folder as the host.
std::string url_of(const std::string& database) {
    std::string folder;
    for (const char c : ingest_cluster().socket_folder().string()) folder += c == '/' ? std::string("%2F") : std::string(1, c);
    return "postgres://postgres@" + folder + "/" + database;
}

}  // namespace

test::PostgresCluster& ingest_cluster() {
    static test::PostgresCluster one(test::PostgresCluster::Disk::synced);
    return one;
}

LoadPlan sample_plan() {
    LoadPlan plan;
    plan.office = "dukcapil";
    plan.counter = "a-1";
    plan.officers = {"o-1", "o-2"};
    return plan;
}

Result<void> IngestServer::await_port() {
    const auto line = process_->wait_for_line("listening on ");
    if (!line) return fail("A server did not start: " + process_->err());
    const auto digits = line->substr(line->rfind(':') + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), port_);
    return {};
}

void IngestServer::use(Storage storage) {
    static int made = 0;
    if (storage == Storage::sqlite) return;
    database_ = "run" + std::to_string(++made);
    ingest_cluster().create_database(database_);
}

Result<IngestServer> IngestServer::ours(const std::vector<Traffic>& traffic, Storage storage) {
    IngestServer server;
    server.file_ = *server.folder_ / "server.db";
    server.use(storage);
    test::Environment environment;
    if (storage == Storage::postgres) environment["RANCAK_STORE"] = url_of(server.database_);
    const std::filesystem::path program = rancak::test::build_folder() + "/bin/rancak-server", config = *server.folder_ / "server.toml";
    // As config/server.toml, but that all kiosks enrol at once.
    std::ofstream(config) << "data = \"data\"\n[limits]\nenrolments_per_second = 100000\nenrolments_at_once = 100000\n";
    server.process_ = std::make_unique<test::Process>(std::vector<std::string>{
        program, "--config", config, "--data", server.folder_->path(), "--listen", "127.0.0.1:0"}, environment);
    if (auto started = server.await_port(); !started) return tl::unexpected<Error>(started.error());
    HttpSettings settings;
    settings.server = "http://127.0.0.1:" + std::to_string(server.port_);
    settings.max_reply_bytes = 1 << 20;
    auto http = make_http_client(settings);
    if (!http) return tl::unexpected<Error>(http.error());
    if (auto enrolled = enrol_all(**http, server.folder_->path(), traffic.size()); !enrolled)
        return tl::unexpected<Error>(enrolled.error());
    server.date_enrolments_back();
    return server;
}

// The kiosks have stood there for as long as they bring ratings of: from before its enrolment none would count unflagged.
void IngestServer::date_enrolments_back() {
    constexpr const char* sql = "UPDATE device SET enrolled_at = 0";
    if (database_.empty()) sqlite::Database::open_writer(file_, sqlite::Durability::full).execute(sql);
    else ingest_cluster().query(database_, sql);
}

Result<IngestServer> IngestServer::fastify(Commits commits, Storage storage) {
    const char* peers = std::getenv("RANCAK_BENCH_PEERS");
    if (!peers) return fail("RANCAK_BENCH_PEERS names no folder: scripts/bench installs the peers");
    IngestServer server;
    server.file_ = *server.folder_ / "peer.db";
    server.use(storage);
    std::vector<std::string> command{"node", std::filesystem::path(peers) / "server/server.js",
                                     storage == Storage::postgres ? url_of(server.database_) : server.file_.string()};
    if (commits == Commits::in_groups) command.push_back("--group");
    server.process_ = std::make_unique<test::Process>(command);
    if (auto started = server.await_port(); !started) return tl::unexpected<Error>(started.error());
    return server;
}

Result<std::uint64_t> IngestServer::stop_and_count() {
    process_->signal(SIGTERM);
    if (!process_->wait()) return fail("A server did not stop.");
    if (!database_.empty()) return std::stoull(ingest_cluster().query(database_, "SELECT count(*) FROM rating"));
    return count_in_file();
}

Result<std::uint64_t> IngestServer::count_in_file() const {
    try {
        auto database = sqlite::Database::open_reader(file_);
        auto count = database.prepare("SELECT count(*) FROM rating");
        if (!count.step()) return fail("The ratings cannot be counted.");
        return static_cast<std::uint64_t>(count.integer(0));
    } catch (const sqlite::Failure& failure) {
        return fail(failure.what());
    }
}

}  // namespace rancak::bench
