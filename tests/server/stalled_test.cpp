// Fault 28 and worse, against the program as it is installed: a thousand connections that say nothing between two requests
// and two hundred clients of one byte a second, while kiosks send.

#include "tests/server/running_server.h"
#include "tests/server/server_world.h"
#include "tests/support/loopback.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t idle_clients = 1000, stalled_of_each_kind = 100;

// Of this process and of those that it starts.
void allow_many_connections() {
    rlimit limit{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &limit) == 0);
    limit.rlim_cur = limit.rlim_max;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &limit) == 0);
    REQUIRE(limit.rlim_cur >= 4096);
}

FileDescriptor begin(std::uint16_t port, std::string_view bytes) {
    auto socket = test::connect_to_loopback(port);
    REQUIRE(socket);
    REQUIRE(test::send_all(socket, bytes));
    return socket;
}

bool is_healthy(const FileDescriptor& socket) {
    std::string left;
    return test::send_all(socket, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") && test::receive_message(socket, left).starts_with("HTTP/1.1 200");
}

// Clients that send a byte a second, on a thread of their own, until the server has hung up on the last of them.
class Dribblers {
public:
    Dribblers(std::uint16_t port, std::string_view beginning, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            sockets_.push_back(begin(port, beginning));
            waits_.push_back({sockets_.back().get(), POLLIN, 0});
        }
        thread_ = std::thread([this] { dribble(); });
    }
    ~Dribblers() { thread_.join(); }

    [[nodiscard]] bool over() const { return over_; }
    // Returns when they have sent their next byte, or have all been dropped.
    void wait_for_byte() const {
        const int before = sent_;
        if (!over_) sent_.wait(before);
    }
    [[nodiscard]] const std::vector<milliseconds>& lasted() const { return lasted_; }  // once it is over

private:
    void dribble() {
        for (auto next = began_ + 1s; lasted_.size() < waits_.size();) {
            const auto rest = std::chrono::ceil<milliseconds>(next - Clock::now()).count();
            poll(waits_.data(), waits_.size(), static_cast<int>(std::max<std::int64_t>(rest, 0)));
            for (auto& wait : waits_)
                if (wait.fd >= 0 && wait.revents != 0) note_what_came(wait);
            if (Clock::now() < next) continue;
            next += 1s;
            for (const auto& wait : waits_)
                if (wait.fd >= 0) send(wait.fd, "x", 1, MSG_NOSIGNAL);
            tell();
        }
        over_ = true;
        tell();
    }
    void tell() {
        ++sent_;
        sent_.notify_all();
    }
    void note_what_came(pollfd& wait) {
        char bytes[1024];
        if (recv(wait.fd, bytes, sizeof bytes, MSG_DONTWAIT) > 0) return;
        lasted_.push_back(std::chrono::duration_cast<milliseconds>(Clock::now() - began_));
        wait.fd = -1;  // poll() passes over it
    }

    const Clock::time_point began_ = Clock::now();
    std::vector<FileDescriptor> sockets_;
    std::vector<pollfd> waits_;
    std::vector<milliseconds> lasted_;
    std::atomic<bool> over_{false};
    std::atomic<int> sent_{0};
    std::thread thread_;  // last: it uses all the others
};

// A kiosk that sends a rating; how long the receipt took.
milliseconds send_rating(RunningServer& server, test::SignedDevice& device) {
    const auto now = SystemClock().now();
    rate(device, 5, now);
    const auto seq = device.chain().head().seq;
    const auto request = device.events(seq, device.chain().batch(seq), now);
    const auto began = Clock::now();
    CHECK(server.send(request).status == 200);
    return std::chrono::duration_cast<milliseconds>(Clock::now() - began);
}

milliseconds median(std::vector<milliseconds> of) {
    std::nth_element(of.begin(), of.begin() + static_cast<std::ptrdiff_t>(of.size() / 2), of.end());
    return of[of.size() / 2];
}

// Whatever the clients do, each lasted what its phase is allowed, give or take what a busy machine takes.
void check_lasted(const Dribblers& clients, milliseconds allowed) {
    REQUIRE(clients.lasted().size() == stalled_of_each_kind);
    CHECK(*std::min_element(clients.lasted().begin(), clients.lasted().end()) > allowed - 1s);
    CHECK(*std::max_element(clients.lasted().begin(), clients.lasted().end()) < allowed + 10s);
}

}  // namespace

TEST_CASE("fault 28: a thousand idle and two hundred stalled connections do not slow the others, and the stalled ones are dropped") {
    allow_many_connections();
    const test::TemporaryFolder folder;
    RunningServer server(folder / "data");
    auto device = server.enrolled(1);
    std::vector<milliseconds> alone, among;
    for (int i = 0; i < 200; ++i) alone.push_back(send_rating(server, device));

    std::vector<FileDescriptor> idle;
    for (std::size_t i = 0; i < idle_clients; ++i) {
        idle.push_back(test::connect_to_loopback(server.port));
        REQUIRE(is_healthy(idle.back()));
    }
    const Dribblers headers(server.port, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ", stalled_of_each_kind);
    const Dribblers bodies(server.port, "POST /v1/enrolments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n",
                           stalled_of_each_kind);
    while (!headers.over()) {
        for (int i = 0; i < 10; ++i) among.push_back(send_rating(server, device));
        headers.wait_for_byte();
    }
    CHECK_MESSAGE(median(among) <= 3 * median(alone) + 5ms, median(among).count(), " ms instead of ", median(alone).count());
    CHECK(*std::max_element(among.begin(), among.end()) < 2s);
    check_lasted(headers, 10s);

    while (!bodies.over()) {
        CHECK(send_rating(server, device) < 2s);
        bodies.wait_for_byte();
    }
    check_lasted(bodies, 30s);
    CHECK(std::all_of(idle.begin(), idle.end(), is_healthy));  // who is quiet between two requests is left alone
}

}  // namespace rancak::server
