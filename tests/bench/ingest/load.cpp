#include "tests/bench/ingest/load.h"

#include "tests/support/loopback.h"
#include "tests/support/signed_device.h"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace rancak::bench {
namespace {

using Instant = std::chrono::steady_clock::time_point;

std::string bytes_of(const HttpRequest& request) {
    std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto& header : request.headers) bytes += header + "\r\n";
    return bytes + "Content-Length: " + std::to_string(request.body.size()) + "\r\n\r\n" + request.body;
}

// A kiosk's connection while the load runs. Requests fit into the socket's buffer or are written whole: the server
// reads while we wait.
class Sender {
public:
    Sender(std::uint16_t port, const Traffic& traffic) : socket_(test::connect_to_loopback(port)), traffic_(traffic) {}
    [[nodiscard]] int descriptor() const { return socket_.get(); }
    [[nodiscard]] bool connected() const { return static_cast<bool>(socket_); }
    [[nodiscard]] bool done() const { return next_ == traffic_.batches.size(); }

    [[nodiscard]] bool send_next() {
        sent_ = std::chrono::steady_clock::now();
        return test::send_all(socket_, traffic_.batches[next_].request);
    }

    // Reads what is there; when the reply is whole, checks it and goes on. An Error ends the load.
    [[nodiscard]] Result<void> receive(bool check_heads, std::vector<double>& latencies) {
        char buffer[16384];
        const auto got = recv(descriptor(), buffer, sizeof buffer, 0);
        if (got <= 0) return fail("The server closed a connection.");
        reply_.append(buffer, static_cast<std::size_t>(got));
        const auto end = reply_.find("\r\n\r\n");
        if (end == std::string::npos || reply_.size() < end + 4 + content_length(end)) return {};
        if (!is_receipt(check_heads)) return fail("This is not the receipt expected:\n" + reply_);
        latencies.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - sent_).count());
        reply_.clear();
        ++next_;
        if (!done() && !send_next()) return fail("A request could not be sent.");
        return {};
    }

private:
    [[nodiscard]] std::size_t content_length(std::size_t end) const {
        auto at = reply_.find("ontent-");
        while (at != std::string::npos && at < end && strncasecmp(reply_.data() + at + 7, "length: ", 8) != 0)
            at = reply_.find("ontent-", at + 1);
        std::size_t length = 0;
        if (at < end) std::from_chars(reply_.data() + at + 15, reply_.data() + end, length);
        return length;
    }
    [[nodiscard]] bool is_receipt(bool check_heads) const {
        const auto& head = traffic_.batches[next_].head;
        const auto says = [this](const std::string& text) { return reply_.find(text) != std::string::npos; };
        const auto seq = "\"seq\":" + std::to_string(head.seq);
        return reply_.starts_with("HTTP/1.1 200 ") && says("\"parked\":[]") && (says(seq + ",") || says(seq + "}")) &&
               (!check_heads || says("\"head\":\"" + to_hex(head.hash) + "\""));
    }

    FileDescriptor socket_;
    const Traffic& traffic_;
    std::size_t next_ = 0;
    Instant sent_{};
    std::string reply_;
};

// The offices are open on working days from 8 to 16 (small_catalogue), and nobody rates outside of that: such ratings would
// be flagged, and the store would keep a list of all of them.
constexpr std::chrono::hours utc_offset{7}, opens{8}, open_for{8};

// So long ago that `ratings` of a kiosk, 40 s apart in the mean, are all given before now: the start of an opening.
Timestamp first_visit(Timestamp now, std::size_t ratings) {
    using namespace std::chrono;
    const auto days_open = static_cast<int>(seconds{40} * ratings / open_for) + 1;
    return floor<days>(now) - weeks{days_open / 5 + 2} + opens - utc_offset;
}

// The next visit, at the office's next opening when it has shut meanwhile.
Timestamp next_visit(Timestamp last, std::chrono::seconds gap) {
    using namespace std::chrono;
    const auto next = last + gap;
    auto day = floor<days>(next + utc_offset);
    if (next + utc_offset - day >= opens + open_for) day += days{1};
    while (weekday(sys_days(day.time_since_epoch())).iso_encoding() > 5) day += days{1};
    return std::max(next, Timestamp(day.time_since_epoch()) + opens - utc_offset);
}

}  // namespace

std::vector<Traffic> make_traffic(const LoadPlan& plan) {
    const auto now = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
    const std::size_t batches = plan.ratings / plan.batch / plan.kiosks;
    std::vector<Traffic> all;
    for (unsigned kiosk = 0; kiosk < plan.kiosks; ++kiosk) {
        test::SignedDevice device(plan.first_kiosk + kiosk);
        Traffic traffic{device.journal(), {}};
        Timestamp at = first_visit(now, batches * plan.batch);
        for (std::size_t i = 0; i < batches; ++i) {
            const auto first = device.chain().head().seq + 1;
            for (std::size_t j = 0; j < plan.batch; ++j) {
                const auto seq = device.chain().head().seq + 1;
                const auto visit = to_hex(blake2b(device.journal() + std::to_string(seq))).substr(0, 26);
                at = next_visit(at, std::chrono::seconds{20 + seq * 7919 % 41});
                device.chain().add(RatingBody{visit, static_cast<int>(1 + seq % 5), plan.office, plan.counter,
                                              plan.officers[seq % plan.officers.size()], Language::indonesian}, at);
            }
            traffic.batches.push_back({bytes_of(device.events(first, device.chain().batch(first), now)), device.chain().head()});
        }
        all.push_back(std::move(traffic));
    }
    return all;
}

std::size_t ratings_in(const std::vector<Traffic>& traffic, std::size_t batch) {
    std::size_t batches = 0;
    for (const auto& one : traffic) batches += one.batches.size();
    return batches * batch;
}

Result<LoadResult> send_all(std::uint16_t port, const std::vector<Traffic>& traffic, bool check_heads) {
    std::vector<std::unique_ptr<Sender>> senders;
    const FileDescriptor poll(epoll_create1(EPOLL_CLOEXEC));
    for (const auto& one : traffic) {
        senders.push_back(std::make_unique<Sender>(port, one));
        if (!senders.back()->connected()) return fail("Cannot connect to the server: " + std::string(std::strerror(errno)));
        epoll_event event{EPOLLIN, {.ptr = senders.back().get()}};
        epoll_ctl(poll.get(), EPOLL_CTL_ADD, senders.back()->descriptor(), &event);
    }
    LoadResult result;
    const auto began = std::chrono::steady_clock::now();
    std::size_t open = senders.size();
    for (auto& sender : senders)
        if (!sender->send_next()) return fail("A request could not be sent.");
    Result<void> received;
    while (open > 0 && received) {
        epoll_event events[64];
        const int ready = epoll_wait(poll.get(), events, 64, 30'000);
        if (ready <= 0) received = fail("The server stopped answering.");
        for (int i = 0; i < ready && received; ++i) {
            auto& sender = *static_cast<Sender*>(events[i].data.ptr);
            received = sender.receive(check_heads, result.latencies_ms);
            if (received && sender.done()) {
                epoll_ctl(poll.get(), EPOLL_CTL_DEL, sender.descriptor(), nullptr);
                --open;
            }
        }
    }
    result.took = std::chrono::steady_clock::now() - began;
    if (!received) return tl::unexpected<Error>(received.error());
    return result;
}

}  // namespace rancak::bench
