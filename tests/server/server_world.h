#pragma once

#include "server/adapters/http_server.h"
#include "server/adapters/jpeg_photo.h"
#include "server/adapters/metrics_text.h"
#include "server/adapters/pdf_report.h"
#include "server/adapters/png_photo.h"
#include "server/adapters/postgres_connection.h"
#include "server/adapters/postgres_store.h"
#include "server/adapters/sqlite_store.h"
#include "server/adapters/xlsx_skm_report.h"
#include "server/core/api.h"
#include "shared/http/client.h"
#include "shared/sqlite/sqlite.h"
#include "shared/xlsx/xlsx.h"
#include "tests/server/ingest_world.h"
#include "tests/server/postgres_database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/signed_device.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <mutex>
#include <string>
#include <vector>

namespace rancak::server {

// The whole server on a free port with a fresh store, a clock that the test moves, and libcurl to speak to it. Each test that
// has one runs once a store.
class ServerWorld {
public:
    // Two files in the place of the real pages, which tests/server/web opens in a browser.
    [[nodiscard]] static std::string draw_qr_code(std::string_view text) { return "<svg>" + std::string(text) + "</svg>"; }
    [[nodiscard]] static WebFiles small_web() {
        static constexpr WebFile files[] = {{"index.html", "<script src='./app.js'></script>"}, {"app.js", "start();"}};
        return *WebFiles::of(files);
    }
    struct Options {
        Api::Limits limits;
        HttpServerSettings http;
        bool with_catalogue = true;
        WebhookRules webhooks;
    };
    ServerWorld() : ServerWorld(Options{}) {}
    explicit ServerWorld(Options options) {
        bool on_postgres = false;
        SUBCASE("on SQLite") {}
        SUBCASE("on PostgreSQL") { on_postgres = true; }
        if (on_postgres) address_ = fresh_database();
        if (on_postgres) store = must(PostgresStore::open({address_}));
        else store = must(SqliteStore::open(folder / "server.db"));
        catalogue = std::make_unique<CatalogueBook>(*store, clock);
        if (options.with_catalogue) put(small_catalogue());
        const auto log = [this](Severity, const std::string& line) {
            const std::lock_guard lock(log_mutex_);
            log_ += line + "\n";
        };
        failures = std::make_unique<FailureLog>(log, metrics);
        centre = std::make_unique<Centre>(
            Centre{.store = *store, .catalogue = *catalogue, .clock = clock, .random = random, .log = log, .failures = *failures,
                   .seal_key = seal_key, .admin_token = blake2b("secret"), .photos = {{&png, &jpeg}, &jpeg_writer}, .web = web,
                   .qr_svg = draw_qr_code, .pdf = pdf, .xlsx = xlsx, .webhook_rules = options.webhooks, .metrics = metrics, .metrics_text = metrics_text, .make_spreadsheet = make_xlsx});
        api = std::make_unique<Api>(*centre, options.limits);
        options.http.port = 0;
        auto listening = HttpServer::start(options.http, *api);
        REQUIRE_MESSAGE(listening, listening.error().message);
        http = std::move(*listening);
        client = connect();
    }
    ~ServerWorld() {
        http->quiesce();
        api->stop();
        http.reset();
    }

    [[nodiscard]] std::unique_ptr<HttpClient> connect() const {
        HttpSettings settings;
        settings.server = "http://127.0.0.1:" + std::to_string(http->port());
        settings.max_reply_bytes = 16 * 1024 * 1024;
        auto made = make_http_client(settings);
        REQUIRE(made);
        return std::move(*made);
    }
    HttpReply send(const HttpRequest& request) {
        auto reply = client->send(request);
        REQUIRE_MESSAGE(reply, reply.error().message);
        return std::move(*reply);
    }
    HttpReply admin(const std::string& method, const std::string& target, std::string body = {},
                    const std::string& type = "application/json") {
        HttpRequest request{method, target, {"Authorization: Bearer secret"}, std::move(body)};
        if (!request.body.empty()) request.headers.push_back("Content-Type: " + type);
        return send(request);
    }
    // Imported by nobody that there is.
    void put(const Catalogue& whole) {
        const auto entry = audit_entry(random, clock.now(), {"contoh", 0, {}}, "catalogue.import", "contoh");
        REQUIRE(catalogue->import(encode(whole), entry).value());
    }
    std::string new_code() {
        const auto reply = admin("POST", "/v1/admin/enrolment-codes", R"({"office":"dukcapil","counter":"a-1"})");
        REQUIRE(reply.status == 201);
        return nlohmann::json::parse(reply.body).at("code");
    }
    test::SignedDevice enrolled(unsigned number = 1) {
        test::SignedDevice device(number);
        REQUIRE(send(device.enrolment(new_code())).status == 201);
        return device;
    }
    HttpReply send_events(const test::SignedDevice& device, std::uint64_t first) {
        return send(device.events(first, device.chain().batch(first), clock.now()));
    }
    // Behind the server's back.
    void execute(const std::string& sql) {
        if (address_.empty()) sqlite::Database::open_writer(folder / "server.db", sqlite::Durability::full).execute(sql);
        else postgres::Connection(address_).execute(sql);
    }
    [[nodiscard]] std::string log() {
        const std::lock_guard lock(log_mutex_);
        return log_;
    }

    test::TemporaryFolder folder;
    test::ManualClock clock{morning()};
    SystemRandom random;
    Metrics metrics;
    const OpenKey seal_key = open_key_from_seed({9});
    const PdfReportWriter pdf;
    const XlsxReportWriter xlsx{folder.path()};
    const WebFiles web = small_web();
    const PngReader png{};
    const JpegReader jpeg{};
    const JpegWriter jpeg_writer{};
    std::unique_ptr<Store> store;
    std::unique_ptr<CatalogueBook> catalogue;
    std::unique_ptr<FailureLog> failures;
    std::unique_ptr<Centre> centre;  // to make a call without HTTP
    std::unique_ptr<Api> api;
    std::unique_ptr<HttpServer> http;
    std::unique_ptr<HttpClient> client;

private:
    template <class Opened>
    static std::unique_ptr<Store> must(Result<std::unique_ptr<Opened>> opened) {
        REQUIRE_MESSAGE(opened, opened.error().message);
        return std::move(*opened);
    }

    std::string address_;  // empty: SQLite
    std::mutex log_mutex_;
    std::string log_;  // guarded by log_mutex_
};

inline void rate(test::SignedDevice& device, int score, Timestamp at) {
    device.chain().add(rating_body(score, "v" + std::to_string(device.chain().head().seq)), at);
}

// The reply is a problem of this status and type.
inline void check_problem(const HttpReply& reply, int status, std::string_view type = "about:blank") {
    CHECK(reply.status == status);
    CHECK(reply.header("content-type") == "application/problem+json");
    const auto problem = decode_problem(reply.body);
    REQUIRE_MESSAGE(problem, reply.body);
    CHECK(problem->status == status);
    CHECK(problem->type == type);
}

}  // namespace rancak::server
