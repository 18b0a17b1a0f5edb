#include "server/adapters/data_folder.h"
#include "server/adapters/http_server.h"
#include "server/adapters/jpeg_photo.h"
#include "server/adapters/metrics_text.h"
#include "server/adapters/pdf_report.h"
#include "server/adapters/png_photo.h"
#include "server/adapters/postgres_store.h"
#include "server/adapters/settings.h"
#include "server/adapters/sqlite_store.h"
#include "server/adapters/webhook_sender.h"
#include "server/adapters/xlsx_skm_report.h"
#include "server/core/api.h"
#include "server/core/rebuild.h"
#include "server/core/upkeep.h"
#include "server/core/webhook_delivery.h"
#include "server/web/bundle.h"
#include "shared/encoding.h"
#include "shared/qr/qr_code.h"
#include "shared/random.h"
#include "shared/xlsx/xlsx.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <fmt/format.h>
#include <malloc.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

namespace {

using namespace rancak;
using namespace rancak::server;

constexpr int failed = 1, used_wrongly = 2;

struct Arguments {
    std::string config, data, listen;
    bool rebuild = false;
};

void start_log(const std::string& level) {
    auto log = spdlog::stderr_logger_mt("rancak-server");
    log->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    log->set_level(spdlog::level::from_str(level));
    log->flush_on(spdlog::level::trace);
    spdlog::set_default_logger(std::move(log));
}

void write_log(Severity severity, const std::string& line) {
    constexpr spdlog::level::level_enum levels[] = {spdlog::level::info, spdlog::level::warn, spdlog::level::err};
    spdlog::log(levels[static_cast<int>(severity)], "{}", line);
}

std::string draw_qr_code(std::string_view text) {
    const auto code = make_qr_code(text);
    return code ? qr_svg(*code) : std::string{};
}

// ---- Secrets of the data folder ------------------------------------------------------------------------------------------

std::string fresh_secret(Random& random) {
    std::array<std::uint8_t, 32> bytes;
    random.fill(bytes);
    return to_hex(bytes);
}

Result<OpenKey> seal_key(const DataFolder& folder, Random& random) {
    const auto text = kept_secret(folder / "seal.key", fresh_secret(random));
    if (!text) return tl::unexpected<Error>(text.error());
    std::array<std::uint8_t, 32> seed;
    if (!from_hex(*text, seed)) return fail((folder / "seal.key").string() + " is no key: 64 hexadecimal digits are expected.");
    return open_key_from_seed(seed);
}

// The token is written once for the admin to take; what decides afterwards is its hash in the store.
Result<Hash> admin_token(const DataFolder& folder, Store& store, Random& random) {
    constexpr std::string_view name = "admin_token_hash";
    auto known = store.setting(name, "");
    if (known && known->empty()) {
        const auto token = kept_secret(folder / "admin.token", fresh_secret(random));
        if (!token) return tl::unexpected<Error>(token.error());
        known = store.setting(name, to_hex(blake2b(*token)));
        spdlog::info("the admin token is in {}", (folder / "admin.token").string());
    }
    if (!known) return fail("The store does not answer: " + known.error().message);
    const auto hash = parse_hash(*known);
    if (!hash) return fail("The store's admin token cannot be read.");
    return *hash;
}

// ---- The store -----------------------------------------------------------------------------------------------------------

Result<std::unique_ptr<Store>> open_store(const Settings& settings, const DataFolder& folder) {
    if (!settings.store.empty()) {
        auto store = PostgresStore::open({settings.store});
        if (!store) return tl::unexpected<Error>(store.error());
        return std::unique_ptr<Store>(std::move(*store));
    }
    auto store = SqliteStore::open(folder / "server.db");
    if (!store) return tl::unexpected<Error>(store.error());
    return std::unique_ptr<Store>(std::move(*store));
}

// Every server of a store opens what kiosks seal: one with another key would tell kiosks to seal to it.
Result<void> agree_on_seal_key(const OpenKey& key, Store& store, const DataFolder& folder) {
    const auto ours = to_hex(key.seal.bytes);
    const auto known = store.setting("seal_key", ours);
    if (!known) return fail("The store does not answer: " + known.error().message);
    if (*known == ours) return {};
    return fail((folder / "seal.key").string() + " is not the key of this store. Put there the seal.key that the store's first "
                "server made; without it, what citizens wrote cannot be read. Nothing was changed.");
}

// ---- Running -------------------------------------------------------------------------------------------------------------

// Blocked in every thread, so that only wait() takes them.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    int wait() const {
        int signal = 0;
        sigwait(&signals_, &signal);
        return signal;
    }

private:
    sigset_t signals_{};
};

// Says what became of each table; true: every row is as it was.
Result<bool> rebuild_all(Store& store) {
    const auto arrivals = store.arrivals();
    if (!arrivals) return fail("The store does not answer: " + arrivals.error().message);
    bool same = true;
    for (const auto& [office, newest] : *arrivals) {
        const auto rebuilt = rebuild(store, office);
        if (!rebuilt) return fail("The projections of " + office + " stay as they were: " + rebuilt.error().message);
        fmt::print("{}: {} runs\n", office, rebuilt->runs);
        for (const auto& table : rebuilt->tables) {
            fmt::print("  {:<14} {}\n", table.name, table.same ? fmt::format("{} rows, the same", table.after)
                                                               : fmt::format("{} rows, now {}, and not the same", table.before, table.after));
            same = same && table.same;
        }
    }
    return same;
}

Result<int> rebuild_and_tell(const Settings& settings) {
    auto folder = DataFolder::open(settings.data);
    if (!folder) return tl::unexpected<Error>(folder.error());
    auto store = open_store(settings, *folder);
    if (!store) return tl::unexpected<Error>(store.error());
    const auto same = rebuild_all(**store);
    if (!same) return tl::unexpected<Error>(same.error());
    fmt::print("{}\n", *same ? "Made anew from the raw events: all is the same."
                             : "Made anew from the raw events: what differs is now as this version makes it.");
    return *same ? 0 : failed;
}

Result<void> serve(const Settings& settings, const StopSignals& signals) {
    auto folder = DataFolder::open(settings.data);
    if (!folder) return tl::unexpected<Error>(folder.error());
    auto store = open_store(settings, *folder);
    if (!store) return tl::unexpected<Error>(store.error());
    SystemRandom random;
    SystemClock clock;
    const auto key = seal_key(*folder, random);
    if (!key) return tl::unexpected<Error>(key.error());
    if (const auto agreed = agree_on_seal_key(*key, **store, *folder); !agreed) return agreed;
    const auto token = admin_token(*folder, **store, random);
    if (!token) return tl::unexpected<Error>(token.error());

    const auto web = WebFiles::of(bundled_files());
    if (!web) return tl::unexpected<Error>(web.error());
    CatalogueBook catalogue(**store, clock);
    Metrics metrics;
    FailureLog failures(write_log, metrics);
    const PngReader png;
    const JpegReader jpeg;
    const JpegWriter jpeg_writer;
    const PdfReportWriter pdf;
    const XlsxReportWriter xlsx(settings.data);
    Api api({.store = **store, .catalogue = catalogue, .clock = clock, .random = random, .log = write_log, .failures = failures,
             .seal_key = *key, .admin_token = *token, .photos = {{&png, &jpeg}, &jpeg_writer}, .web = *web, .qr_svg = draw_qr_code,
             .pdf = pdf, .xlsx = xlsx, .case_rules = settings.case_rules, .webhook_rules = settings.webhook_rules, .metrics = metrics, .metrics_text = metrics_text, .make_spreadsheet = make_xlsx},
            settings.limits);
    const Upkeep upkeep(**store, catalogue, settings.case_rules, clock, random, write_log);
    CurlWebhookSender sender(settings.webhook_rules, settings.webhook_authorities);
    const WebhookDelivery webhooks({**store, *key, sender, clock, random, metrics, write_log});
    auto http = HttpServer::start(settings.http, api);
    if (!http) return tl::unexpected<Error>(http.error());
    const bool v6 = settings.http.host.find(':') != std::string::npos;
    spdlog::info("listening on http://{}{}{}:{}", v6 ? "[" : "", settings.http.host, v6 ? "]" : "", (*http)->port());

    const int signal = signals.wait();
    spdlog::info("stopping on {}", signal == SIGTERM ? "SIGTERM" : "SIGINT");
    (*http)->quiesce();
    api.stop();
    return {};
}

int run(const Arguments& arguments) {
    auto settings = load_settings(arguments.config);
    if (!settings) {
        for (const auto& mistake : settings.error()) fmt::print(stderr, "rancak-server: {}\n", mistake);
        return failed;
    }
    if (const char* store = std::getenv("RANCAK_STORE"); store && !parse_store(store, *settings)) {
        fmt::print(stderr, "rancak-server: RANCAK_STORE: found something else, expected {}\n", store_expected);
        return used_wrongly;
    }
    if (!arguments.data.empty()) settings->data = arguments.data;
    if (!arguments.listen.empty() && !parse_listen(arguments.listen, settings->http)) {
        fmt::print(stderr, "rancak-server: --listen: found \"{}\", expected {}\n", arguments.listen, listen_expected);
        return used_wrongly;
    }
    // A group's buffers are of the same size as those of the group before: given back to the system and fetched again,
    // their pages would cost more than what is written into them.
    mallopt(M_MMAP_THRESHOLD, 16 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    umask(0077);  // what the server keeps is its own
    const StopSignals signals;
    start_log(settings->log_level);
    if (arguments.rebuild) {
        const auto told = rebuild_and_tell(*settings);
        if (!told) spdlog::error("{}", told.error().message);
        return told.value_or(failed);
    }
    if (const auto served = serve(*settings, signals); !served) {
        spdlog::error("{}", served.error().message);
        return failed;
    }
    spdlog::info("stopped");
    return 0;
}

}  // namespace

int main(int count, char** values) {
    CLI::App app{"The centre of Rancak: takes in what kiosks send and answers kiosks and admins.", "rancak-server"};
    app.failure_message([](const CLI::App*, const CLI::Error& error) {
        return std::string("rancak-server: ") + error.what() + "; see --help\n";
    });
    app.footer("RANCAK_STORE in the environment takes the place of the configuration's store; PostgreSQL's own variables, such as\n"
               "PGPASSWORD and PGPASSFILE, hold as well.");
    app.set_version_flag("--version", "rancak-server " RANCAK_VERSION);
    Arguments arguments;
    app.add_option("--config", arguments.config, "The configuration, such as config/server.toml; must be given")->type_name("FILE");
    app.add_option("--data", arguments.data, "The data folder, instead of the configuration's")->type_name("DIR");
    app.add_option("--listen", arguments.listen, "Where to listen, instead of the configuration's; port 0: any free one")
        ->type_name("HOST:PORT");
    app.add_flag("--rebuild", arguments.rebuild, "Make all figures and tables anew from the raw events, say what differs, and end");
    try {
        app.parse(count, values);
    } catch (const CLI::ParseError& error) {
        return app.exit(error, std::cout, std::cerr) == 0 ? 0 : used_wrongly;
    }
    if (arguments.config.empty()) {  // CLI11 would say so before it names an option that it does not know
        std::cerr << "rancak-server: --config is required: a file like config/server.toml\n";
        return used_wrongly;
    }
    return run(arguments);
}
