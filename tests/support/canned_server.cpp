#include "tests/support/canned_server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace rancak::test {

namespace {

// Head and as much body as Content-Length says; empty when the other side hung up before.
std::string read_request(int client) {
    std::string text;
    std::size_t whole = std::string::npos;
    char buffer[4096];
    while (text.size() < whole) {
        const ssize_t got = ::recv(client, buffer, sizeof buffer, 0);
        if (got <= 0) return {};
        text.append(buffer, static_cast<std::size_t>(got));
        const auto end = text.find("\r\n\r\n");
        if (whole != std::string::npos || end == std::string::npos) continue;
        const auto length = text.find("Content-Length: ");
        whole = end + 4 + (length < end ? std::stoul(text.substr(length + 16)) : 0);
    }
    return text;
}

}  // namespace

CannedServer::CannedServer(std::vector<std::string> replies) : replies_(std::move(replies)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, 16) != 0 || ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("the canned server has no port");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

CannedServer::~CannedServer() {
    ending_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    if (const int client = client_; client >= 0) ::shutdown(client, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
}

std::string CannedServer::address() const { return "http://127.0.0.1:" + std::to_string(port_); }

std::vector<std::string> CannedServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

void CannedServer::wait_for_requests(std::size_t count) {
    std::unique_lock lock(mutex_);
    received_.wait(lock, [&] { return requests_.size() >= count; });
}

void CannedServer::serve() {
    for (std::size_t turn = 0; !ending_; ++turn) {
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) return;
        client_ = client;
        if (!ending_) answer(client, replies_[std::min(turn, replies_.size() - 1)]);
        client_ = -1;
        ::close(client);
    }
}

void CannedServer::answer(int client, const std::string& reply) {
    std::string request = read_request(client);
    if (request.empty()) return;
    {
        const std::lock_guard lock(mutex_);
        requests_.push_back(std::move(request));
    }
    received_.notify_all();
    if (reply.empty()) {
        char byte;
        while (::recv(client, &byte, 1, 0) > 0) {}
        return;
    }
    std::size_t sent = 0;
    while (sent < reply.size()) {
        const ssize_t wrote = ::send(client, reply.data() + sent, reply.size() - sent, MSG_NOSIGNAL);
        if (wrote <= 0) return;
        sent += static_cast<std::size_t>(wrote);
    }
}

std::string http_reply(int status, const std::string& body, const std::string& more_headers) {
    return "HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n" + more_headers + "\r\n" + body;
}

}  // namespace rancak::test
