// Servers beside one PostgreSQL: what they share, and what happens to them when its primary dies.

#include "tests/server/postgres_database.h"
#include "tests/server/running_server.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace rancak::server {
namespace {

using test::PostgresCluster;

// Sends what the device adds, a rating and its detail at a time, each until it is acknowledged.
class Sender {
public:
    Sender(std::unique_ptr<HttpClient> http, test::SignedDevice device, std::atomic<int>& taken, const std::atomic<bool>& enough)
        : http_(std::move(http)), device_(std::move(device)), taken_(taken), enough_(enough), thread_([this] { run(); }) {}
    void join() { thread_.join(); }
    [[nodiscard]] const std::string& journal() const { return device_.journal(); }
    [[nodiscard]] std::uint64_t acknowledged() const { return acknowledged_; }
    [[nodiscard]] int refused() const { return refused_; }

private:
    void run() {
        while (!enough_) {
            const auto now = SystemClock().now();
            const auto first = device_.chain().add(rating_body(1 + static_cast<int>(acknowledged_ % 5), "v" + std::to_string(acknowledged_)), now);
            device_.chain().add(RatingDetailBody{first, {"lama"}, std::nullopt}, now);
            while (!is_acknowledged(first)) ++refused_;
            acknowledged_ = device_.chain().head().seq;
            ++taken_;
            taken_.notify_one();
        }
    }
    bool is_acknowledged(std::uint64_t first) {
        const auto reply = http_->send(device_.events(first, device_.chain().batch(first), SystemClock().now()));
        if (!reply || reply->status != 200) return false;
        const auto receipt = decode_receipt(reply->body);
        return receipt && receipt->head == device_.chain().head();
    }

    std::unique_ptr<HttpClient> http_;
    test::SignedDevice device_;
    std::atomic<int>& taken_;
    const std::atomic<bool>& enough_;
    std::uint64_t acknowledged_ = 0;
    int refused_ = 0;
    std::thread thread_;  // last: it uses all the others
};

void wait_for(const std::atomic<int>& taken, int count) {
    for (auto seen = taken.load(); seen < count; seen = taken.load()) taken.wait(seen);
}

// Gives a second server the key of the first.
std::filesystem::path beside(const std::filesystem::path& first, const std::filesystem::path& second) {
    std::filesystem::create_directory(second);
    std::filesystem::copy(first / "seal.key", second / "seal.key");
    return second;
}

}  // namespace

TEST_CASE("fault 47: the primary is killed while kiosks send to two servers; its standby takes over, nothing is lost, nothing is twice") {
    const test::TemporaryFolder folder;
    PostgresCluster primary(PostgresCluster::Disk::synced);
    primary.create_database("rancak");
    const auto standby = PostgresCluster::synchronous_standby_of(primary);
    const test::Environment store{{"RANCAK_STORE", "postgres://postgres@/rancak?host=" + primary.socket_folder().string() + "," +
                                                       standby->socket_folder().string() + "&target_session_attrs=read-write"}};
    RunningServer one(folder / "one", store), two(beside(folder / "one", folder / "two"), store);

    std::atomic<int> taken = 0;
    std::atomic<bool> enough = false;
    std::vector<std::unique_ptr<Sender>> senders;
    for (unsigned i = 0; i < 6; ++i)
        senders.push_back(std::make_unique<Sender>((i % 2 ? two : one).connect(), one.enrolled(i), taken, enough));
    wait_for(taken, 60);
    primary.kill();
    standby->promote();
    wait_for(taken, taken + 60);
    enough = true;
    int refused = 0;
    for (const auto& sender : senders) {
        sender->join();
        refused += sender->refused();
        const auto of_journal = " FROM rating WHERE journal = '" + sender->journal() + "' AND reasons = 'lama'";
        CHECK(standby->query("rancak", "SELECT count(*), count(DISTINCT seq), min(seq), max(seq)" + of_journal) ==
              std::to_string(sender->acknowledged() / 2) + "|" + std::to_string(sender->acknowledged() / 2) + "|1|" +
                  std::to_string(sender->acknowledged() - 1));
        CHECK(standby->query("rancak", "SELECT sum(last - first + 1) FROM run WHERE journal = '" + sender->journal() + "'") ==
              std::to_string(sender->acknowledged()));
    }
    CHECK(standby->query("rancak", "SELECT sum(n) FROM daily_count") == std::to_string(taken));
    CHECK(standby->query("rancak", "SELECT arrival = (SELECT count(*) FROM run) FROM office_arrival") == "t");
    MESSAGE("refused meanwhile and sent again: " << refused);
    CHECK(one.stop() == 0);
    CHECK(two.stop() == 0);
}

TEST_CASE("--rebuild makes all anew, proves that it is the same, on either store, and is refused while the server runs") {
    const test::TemporaryFolder folder;
    const auto data = folder / "data";
    std::string at = "sqlite";
    SUBCASE("on SQLite") {}
    SUBCASE("on PostgreSQL") { at = empty_database(); }
    const test::Environment store{{"RANCAK_STORE", at}};
    const auto rebuilt = [&] {
        return test::run_process({program, "--config", config, "--data", data.string(), "--rebuild"}, store);
    };
    {
        RunningServer server(data, store);
        auto device = server.enrolled(1);
        for (int i = 0; i < 3; ++i) device.chain().add(rating_body(1 + i, "v" + std::to_string(i)), SystemClock().now());
        REQUIRE(server.send(device.events(1, device.chain().batch(), SystemClock().now())).status == 200);
        const auto meanwhile = rebuilt();
        CHECK(meanwhile.exit_code == 1);
        CHECK(meanwhile.err.find("Another rancak-server uses") != std::string::npos);
        CHECK(server.stop() == 0);
    }
    const auto ran = rebuilt();
    CHECK_MESSAGE(ran.exit_code == 0, ran.out << ran.err);
    CHECK(ran.out.find("dukcapil: 1 runs") != std::string::npos);
    CHECK(ran.out.find("  rating         3 rows, the same") != std::string::npos);
    CHECK(ran.out.find("Made anew from the raw events: all is the same.") != std::string::npos);
}

TEST_CASE("a server with another seal key, or whose PostgreSQL does not answer, is refused at start in a sentence without a password") {
    const test::TemporaryFolder folder;
    const auto address = empty_database();
    const test::Environment store{{"RANCAK_STORE", address}};
    RunningServer first(folder / "one", store);
    const auto start = [&](const std::string& name, const std::string& at) {
        return test::run_process({program, "--config", config, "--data", (folder / name).string(), "--listen", "127.0.0.1:0"},
                                 {{"RANCAK_STORE", at}});
    };
    const auto other_key = start("two", address);
    CHECK(other_key.exit_code == 1);
    CHECK_MESSAGE(other_key.err.find("seal.key is not the key of this store") != std::string::npos, other_key.err);
    const auto nobody = start("three", "postgres://rancak:s3cret@127.0.0.1:1/rancak");
    CHECK(nobody.exit_code == 1);
    CHECK_MESSAGE(nobody.err.find("The store cannot be opened (PostgreSQL at 127.0.0.1, port 1, database rancak)") != std::string::npos, nobody.err);
    const auto no_address = start("four", "postgres://rancak:s3cret@%%/x");
    CHECK(no_address.exit_code == 2);
    for (const auto* ran : {&other_key, &nobody, &no_address}) CHECK_MESSAGE(ran->err.find("s3cret") == std::string::npos, ran->err);
    CHECK(first.stop() == 0);
}

}  // namespace rancak::server
