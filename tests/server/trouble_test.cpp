// The program in trouble: told to end in the middle of the work, and without room on the disk.

#include "tests/server/running_server.h"
#include "tests/support/canned_server.h"
#include "tests/support/fault/fault_environment.h"
#include "tests/support/loopback.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

#include "shared/sqlite/sqlite.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <thread>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

// The promise is one second; sanitizers make a program several times slower.
#ifdef __SANITIZE_ADDRESS__
constexpr std::chrono::milliseconds soon = 4s;
#else
constexpr std::chrono::milliseconds soon = 1s;
#endif
constexpr int enough = 100;  // ratings taken before the signal

std::uint64_t rows_of(const std::filesystem::path& database, const std::string& condition) {
    auto reader = sqlite::Database::open_reader(database);
    auto count = reader.prepare("SELECT count(*) FROM rating WHERE " + condition);
    REQUIRE(count.step());
    return static_cast<std::uint64_t>(count.integer(0));
}

// Sends one rating after the other until the server no longer takes them; how many it took.
std::uint64_t rate_until_refused(HttpClient& http, test::SignedDevice& device, std::atomic<int>& taken) {
    for (std::uint64_t acknowledged = 0;;) {
        const auto now = SystemClock().now();
        const auto seq = device.chain().add(rating_body(4, "v"), now);
        const auto reply = http.send(device.events(seq, device.chain().batch(seq), now));
        if (!reply || reply->status != 200) {
            taken += enough;  // nobody waits for a sender that ended
            taken.notify_one();
            return acknowledged;
        }
        acknowledged = decode_receipt(reply->body)->head.seq;
        ++taken;
        taken.notify_one();
    }
}

std::size_t times(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
}

std::string first_page(const std::string& rows) {
    return test::http_reply(200, rows, "Rancak-Cursor: c1\r\nLink: </v1/admin/ratings?since=c1>; rel=\"next\"\r\n");
}

std::vector<std::string> export_to(const std::filesystem::path& file, const test::CannedServer& server) {
    return {rancak::test::build_folder() + "/bin/rancak-admin", "--server", server.address(), "export", "ratings", "--format", "csv",
            "--out", file.string()};
}

}  // namespace

TEST_CASE("SIGTERM ends the server at once under load, beside idle and stalled connections, and nothing acknowledged is lost") {
    const test::TemporaryFolder folder;
    const auto data = folder / "data";
    RunningServer server(data);
    std::vector<test::SignedDevice> devices;
    for (unsigned i = 0; i < 4; ++i) devices.push_back(server.enrolled(i));
    std::vector<FileDescriptor> others;
    for (int i = 0; i < 60; ++i) {
        others.push_back(test::connect_to_loopback(server.port));
        REQUIRE(others.back());
    }
    for (int i = 0; i < 20; ++i) {  // kept alive, with nothing to say
        REQUIRE(test::send_all(others[i], "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
        std::string rest;
        CHECK(test::receive_message(others[i], rest).starts_with("HTTP/1.1 200"));
    }
    for (int i = 20; i < 40; ++i)
        REQUIRE(test::send_all(others[i], "POST /v1/enrolments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                          "Content-Length: 1000\r\n\r\n{"));

    std::vector<std::uint64_t> acknowledged(devices.size());
    std::atomic<int> taken = 0;
    std::vector<std::thread> senders;
    for (std::size_t i = 0; i < devices.size(); ++i)
        senders.emplace_back([&, i, http = server.connect()] { acknowledged[i] = rate_until_refused(*http, devices[i], taken); });
    for (auto seen = taken.load(); seen < enough; seen = taken.load()) taken.wait(seen);
    CHECK(taken < 2 * enough);
    server.process.signal(SIGTERM);
    const auto code = server.process.wait(soon);
    for (auto& sender : senders) sender.join();
    REQUIRE_MESSAGE(code, "it still runs");
    CHECK(*code == 0);
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const auto chain = "id / 512 IN (SELECT number FROM run WHERE chain = (SELECT number FROM chain WHERE journal = '" +
                           devices[i].journal() + "'))";
        CHECK(rows_of(data / "server.db", chain + " AND seq <= " + std::to_string(acknowledged[i])) == acknowledged[i]);
    }
}

TEST_CASE("fault 8: on a full disk the server refuses with 507, says so once, and takes all as soon as there is room") {
    const test::TemporaryFolder folder;
    const auto data = folder / "data", full = folder / "full";
    RunningServer server(data, test::disk_full_while(full, data));
    auto device = server.enrolled(1);
    const auto send = [&](std::uint64_t seq) {
        return server.send(device.events(seq, device.chain().batch(seq, seq), SystemClock().now()));
    };
    device.chain().add(rating_body(4, "v1"), SystemClock().now());
    REQUIRE(send(1).status == 200);

    std::ofstream(full).close();
    device.chain().add(rating_body(5, "v2"), SystemClock().now());
    for (int i = 0; i < 20; ++i) {
        const auto refused = send(2);
        CHECK(refused.status == 507);
        CHECK(refused.header("retry-after") == "60");
    }
    CHECK(server.send({"GET", "/healthz", {}, ""}).status == 200);
    CHECK(send(1).status == 200);  // what it has, it still acknowledges
    CHECK(rows_of(data / "server.db", "1") == 1);

    std::filesystem::remove(full);
    const auto taken = send(2);
    CHECK(taken.status == 200);
    CHECK(decode_receipt(taken.body)->head == device.chain().head());
    CHECK(rows_of(data / "server.db", "1") == 2);
    CHECK(server.stop() == 0);
    CHECK(times(server.process.err(), "the store failed") == 1);
    CHECK(times(server.process.err(), "the store works again; calls refused meanwhile: 20") == 1);
}

TEST_CASE("a signal in the middle of an export ends rancak-admin at once with a sentence, and the file is as it was") {
    for (const int signal : {SIGTERM, SIGINT}) {
        const test::TemporaryFolder folder;
        test::CannedServer server({first_page("a,b\r\n1,2\r\n"), ""});
        const auto file = folder / "ratings.csv", part = folder / "ratings.csv.part";
        std::ofstream(file) << "the one before\n";
        test::Process admin(export_to(file, server), {{"RANCAK_TOKEN", "contoh"}});
        server.wait_for_requests(2);
        CHECK(*read_file(part, 100) == "a,b\r\n1,2\r\n");
        admin.signal(signal);
        CHECK(admin.wait(soon) == 1);
        CHECK(times(admin.err(), "told to end before the export was whole") == 1);
        CHECK(admin.out().empty());
        CHECK(*read_file(file, 100) == "the one before\n");
        CHECK_FALSE(std::filesystem::exists(part));
    }
}

TEST_CASE("a second signal ends rancak-admin even where it cannot hear the first") {
    const test::TemporaryFolder folder;
    test::CannedServer server({first_page(std::string(1 << 20, 'x')), ""});  // more than a pipe takes
    const auto pipe = folder / "ratings.csv.part";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const FileDescriptor reader(::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    REQUIRE(reader);
    test::Process admin(export_to(folder / "ratings.csv", server), {{"RANCAK_TOKEN", "contoh"}});
    pollfd written{reader.get(), POLLIN, 0};
    REQUIRE(::poll(&written, 1, 60'000) == 1);
    // Two of a kind would become one before anybody takes it.
    admin.signal(SIGTERM);
    admin.signal(SIGINT);
    const auto code = admin.wait(soon);
    REQUIRE(code);
    CHECK((*code == 128 + SIGTERM || *code == 128 + SIGINT));
}

}  // namespace rancak::server
