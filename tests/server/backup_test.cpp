// Backups of a server that goes on working, and what a server restored from one gets back: fault 37.

#include "tests/server/postgres_database.h"
#include "tests/server/running_server.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

namespace rancak::server {
namespace {

std::uint64_t head_of(const HttpReply& reply) {
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return decode_receipt(reply.body)->head.seq;
}

// A kiosk as the server sees it: it adds, sends, and goes back to where the server says that it stands.
class Kiosk {
public:
    explicit Kiosk(test::SignedDevice device) : device_(std::move(device)) {}
    void rate(HttpClient& http, int times) {
        for (int i = 0; i < times; ++i) {
            const auto seq = device_.chain().add(rating_body(4, "v" + std::to_string(i)), SystemClock().now());
            send_from(http, seq);
        }
    }
    // From seq on; when the server misses what is before, from there. Counts how often it had to go back.
    int send_from(HttpClient& http, std::uint64_t seq) {
        const auto send = [&] {
            auto reply = http.send(device_.events(seq, device_.chain().batch(seq), SystemClock().now()));
            REQUIRE_MESSAGE(reply, reply.error().message);
            return std::move(*reply);
        };
        auto reply = send();
        int back = 0;
        if (reply.status == 409) {
            const auto problem = decode_problem(reply.body);
            REQUIRE(problem);
            REQUIRE(problem->type == problem::gap);
            seq = std::stoull(problem->extra.at("expected"));
            reply = send();
            ++back;
        }
        CHECK(head_of(reply) == device_.chain().head().seq);
        return back;
    }
    [[nodiscard]] const test::EventChain& chain() const { return device_.chain(); }

private:
    test::SignedDevice device_;
};

std::string all_events(RunningServer& server) {
    const auto reply = server.send({"GET", "/v1/admin/events?format=jsonl", {}, ""});
    REQUIRE(reply.status == 200);
    return reply.body;
}

test::Ran admin(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), rancak::test::build_folder() + "/bin/rancak-admin");
    return test::run_process(arguments);
}

// Rates in the background until it is told that the backup is there, so that the backup is made of a store in motion.
template <class BackUp>
void back_up_in_motion(Kiosk& kiosk, RunningServer& server, BackUp back_up) {
    std::atomic<bool> done = false;
    std::atomic<int> rated = 0;
    std::thread visitors([&, http = server.connect()] {
        while (!done) {
            kiosk.rate(*http, 1);
            ++rated;
            rated.notify_one();
        }
    });
    for (auto seen = rated.load(); seen < 5; seen = rated.load()) rated.wait(seen);
    back_up();
    done = true;
    visitors.join();
}

// The restored server knows less; the kiosk's next batch refills it, each event once.
void check_refilled(Kiosk& kiosk, RunningServer& restored) {
    const auto before = all_events(restored);
    CHECK(kiosk.chain().batch().starts_with(before));
    CHECK(before.size() < kiosk.chain().batch().size());
    CHECK(!before.empty());
    CHECK(kiosk.send_from(*restored.http, kiosk.chain().head().seq) == 1);
    CHECK(all_events(restored) == kiosk.chain().batch());
}

}  // namespace

TEST_CASE("fault 37: a SQLite store is backed up while ratings come in; a server restored from it is refilled by its kiosks") {
    const test::TemporaryFolder folder;
    RunningServer server(folder / "data");
    Kiosk kiosk(server.enrolled(1));
    kiosk.rate(*server.http, 5);
    const auto back_up = [&] { return admin({"backup", "--data", folder / "data", "--out", folder / "backup"}); };
    back_up_in_motion(kiosk, server, [&] {
        const auto made = back_up();
        REQUIRE_MESSAGE(made.exit_code == 0, made.err);
        CHECK(made.out.find("checked, and seal.key") != std::string::npos);
    });
    kiosk.rate(*server.http, 3);
    const auto again = back_up();
    CHECK(again.exit_code == 1);
    CHECK(again.err.find("is there already") != std::string::npos);
    CHECK(server.stop() == 0);

    std::filesystem::copy(folder / "data/admin.token", folder / "backup/admin.token");
    RunningServer restored(folder / "backup");
    check_refilled(kiosk, restored);
    CHECK(restored.stop() == 0);
}

TEST_CASE("a backup of what is no server's folder, or whose key is missing, is refused and leaves nothing") {
    const test::TemporaryFolder folder;
    const auto nothing = admin({"backup", "--data", folder.path(), "--out", folder / "backup"});
    CHECK(nothing.exit_code == 1);
    CHECK(nothing.err.find("There is no server.db in") != std::string::npos);
    std::ofstream(folder / "server.db") << "not a database";
    CHECK(admin({"backup", "--data", folder.path(), "--out", folder / "backup"}).err.find("seal.key") != std::string::npos);
    std::ofstream(folder / "seal.key") << "key\n";
    CHECK(admin({"backup", "--data", folder.path(), "--out", folder / "backup"}).err.find("Cannot copy") != std::string::npos);
    for (const char* name : {"backup", "backup.part"}) CHECK(!std::filesystem::exists(folder / name));
}

TEST_CASE("fault 37: a PostgreSQL store is dumped while ratings come in, as docs/operations.md says, and refilled after it was restored") {
    const test::TemporaryFolder folder;
    auto& cluster = postgres_cluster();
    const auto address = empty_database();
    RunningServer server(folder / "data", {{"RANCAK_STORE", address}});
    Kiosk kiosk(server.enrolled(1));
    kiosk.rate(*server.http, 5);
    const auto file = cluster.socket_folder() / "rancak.dump";  // a folder in which the cluster's user may write
    back_up_in_motion(kiosk, server, [&] { cluster.run({"pg_dump", "--format=custom", "--file=" + file.string(), address}); });
    kiosk.rate(*server.http, 3);
    CHECK(server.stop() == 0);

    const auto fresh = empty_database();
    cluster.run({"pg_restore", "--exit-on-error", "--dbname=" + fresh, file});
    RunningServer restored(folder / "data", {{"RANCAK_STORE", fresh}});
    check_refilled(kiosk, restored);
    CHECK(restored.stop() == 0);
}

}  // namespace rancak::server
