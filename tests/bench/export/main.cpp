// How fast rancak-admin takes all ratings out of a server as CSV, how much memory the server needs meanwhile, and how long one
// month takes, on SQLite and on PostgreSQL; beside what each database's own program writes of the same columns, and what all
// months would take. Everybody writes to /dev/null.

#include "server/adapters/sqlite_store.h"
#include "tests/bench/city/city.h"
#include "tests/bench/frame/bench.h"
#include "tests/bench/programs/centre.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <semaphore>
#include <thread>

namespace rancak::bench {
namespace {

// As an export has them; but for texts, which nobody left in this city.
constexpr const char* sqlite_rows =
    "SELECT c.journal, r.seq, strftime('%Y-%m-%dT%H:%M:%fZ', r.at / 1000.0, 'unixepoch'),"
    " strftime('%Y-%m-%dT%H:%M:%fZ', u.received_at / 1000.0, 'unixepoch'), c.office, r.counter, r.officer, r.visit, r.score, r.language,"
    " r.cause, r.reasons, r.withdrawn, r.flags, '', '' FROM rating r JOIN run u ON u.number = r.id / 512 JOIN chain c ON c.number = u.chain";
constexpr const char* postgres_rows =
    "COPY (SELECT journal, seq, to_char(to_timestamp(at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'),"
    " to_char(to_timestamp(received_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'), office, counter, officer, visit,"
    " score, language, cause, reasons, withdrawn, flags, '', '' FROM rating) TO STDOUT CSV";

std::string quoted(const std::vector<std::string>& command) {
    std::string line;
    for (const auto& word : command) {
        line += "'";
        for (const char c : word) line.append(c == '\'' ? "'\\''" : std::string(1, c));
        line += "' ";
    }
    return line;
}

struct Ran {
    double seconds = 0;
    std::string out;
};
Ran run_shell(const std::string& line) {
    const auto start = std::chrono::steady_clock::now();
    auto ran = test::run_process({"sh", "-c", line});
    if (ran.exit_code != 0) throw std::runtime_error(line + ": " + ran.err);
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), std::move(ran.out)};
}

std::int64_t lines_of(const std::vector<std::string>& command) { return std::stoll(run_shell(quoted(command) + "| wc -l").out); }

// The highest PSS of a process as long as this lives, in MB.
class PeakMemory {
public:
    explicit PeakMemory(pid_t pid) : file_("/proc/" + std::to_string(pid) + "/smaps_rollup"), watch_([this] { watch(); }) {}
    ~PeakMemory() {
        over_.release();
        watch_.join();
    }
    [[nodiscard]] double megabytes() const { return peak_; }

private:
    void watch() {
        do {
            std::ifstream file(file_);
            double kibibytes = 0;
            for (std::string word; file >> word;)
                if (word == "Pss:" && file >> kibibytes) break;
            peak_ = std::max<double>(peak_, kibibytes * 1024 / 1e6);
        } while (!over_.try_acquire_for(std::chrono::milliseconds{50}));
    }

    const std::string file_;
    std::atomic<double> peak_ = 0;
    std::binary_semaphore over_{0};
    std::thread watch_;
};

void measure_store(const std::string& store, const City& city, const Centre& centre, const std::string& beside,
                   const std::vector<std::string>& peer) {
    const auto all = centre.admin_command({"export", "ratings", "--format", "csv"});
    const auto month = centre.admin_command({"export", "ratings", "--format", "csv", "--from", "2026-06-01", "--until", "2026-06-30"});
    const auto ratings = static_cast<double>(city.ratings());
    const auto what = fmt::format("of {} million ratings, {}", city.ratings() / 1'000'000, store);
    if (lines_of(all) != city.ratings() + 1 || lines_of(peer) != city.ratings()) throw std::runtime_error("not every rating was written: " + store);
    const auto of_month = lines_of(month) - 1;
    Figure speed{.name = "export " + what + ", CSV", .unit = "rows/s", .beside = beside};
    speed.goal.at_least = 500'000;
    Figure memory{.name = "the server's peak memory meanwhile", .unit = "MB"};
    memory.goal.at_most = 100;
    Figure one_month{.name = fmt::format("one month out {}", what), .unit = "rows/s", .beside = "all of them"};
    one_month.goal.ratio_at_least = 0.5;
    interleave(3,
               [&](int) {
                   const PeakMemory peak(centre.pid());
                   speed.runs.push_back(ratings / run_shell(quoted(all) + "> /dev/null").seconds);
                   memory.runs.push_back(peak.megabytes());
                   one_month.beside_runs.push_back(speed.runs.back());
                   one_month.runs.push_back(static_cast<double>(of_month) / run_shell(quoted(month) + "> /dev/null").seconds);
               },
               [&](int) { speed.beside_runs.push_back(ratings / run_shell(quoted(peer) + "> /dev/null").seconds); });
    for (const auto& figure : {speed, memory, one_month}) print(figure);
}

void on_sqlite(const City& city) {
    const test::TemporaryFolder folder;
    const auto file = folder / "server.db";
    static_cast<void>(checked(server::SqliteStore::open(file)));
    fill(file, city, City::last_day * 86'400'000);
    const auto centre = checked(Centre::start(folder.path()));
    measure_store("SQLite", city, centre, "sqlite3 -csv, same columns", {"sqlite3", "-readonly", "-csv", file, sqlite_rows});
}

void on_postgres(const City& city) {
    const test::PostgresCluster cluster(test::PostgresCluster::Disk::synced);
    const test::TemporaryFolder folder;
    std::string socket;
    for (const char c : cluster.socket_folder().string()) socket += c == '/' ? std::string("%2F") : std::string(1, c);
    const auto centre = checked(Centre::start(folder.path(), {{"RANCAK_STORE", "postgres://postgres@" + socket + "/postgres"}}));
    cluster.query("postgres", postgres_filling(city));
    cluster.query("postgres", "VACUUM ANALYZE");
    measure_store("PostgreSQL", city, centre, "COPY … TO STDOUT CSV, same columns",
                  {"psql", "-Xq", "-d", cluster.address("postgres"), "-c", postgres_rows});
}

void measure(const Options& options) {
    const City city{options.quick ? 50 : 500, 2};
    on_sqlite(city);
    on_postgres(city);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
