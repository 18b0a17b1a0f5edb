#include "tests/support/loopback.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>

namespace rancak::test {

namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

// Of the head, which ends before `end`.
std::size_t content_length(const std::string& message, std::size_t end) {
    std::string head = message.substr(0, end);
    std::transform(head.begin(), head.end(), head.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    const auto found = head.find("\r\ncontent-length:");
    return found == std::string::npos ? 0 : std::stoul(head.substr(found + 17));
}

}  // namespace

Listener listen_on_loopback() {
    Listener listener{FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), 0};
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    const int socket = listener.socket.get();
    if (!listener.socket || ::bind(socket, plain, size) != 0 || ::listen(socket, 64) != 0 ||
        ::getsockname(socket, plain, &size) != 0) {
        throw std::runtime_error("no port of 127.0.0.1 can be had");
    }
    listener.port = ntohs(address.sin_port);
    return listener;
}

FileDescriptor connect_to_loopback(int port) {
    FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket) throw std::runtime_error("no socket can be had");
    const sockaddr_in address = loopback(port);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

std::string receive_message(const FileDescriptor& socket, std::string& already) {
    char buffer[16 * 1024];
    while (true) {
        const auto end = already.find("\r\n\r\n");
        if (end != std::string::npos) {
            const auto whole = end + 4 + content_length(already, end);
            if (already.size() >= whole) {
                std::string message = already.substr(0, whole);
                already.erase(0, whole);
                return message;
            }
        }
        const ssize_t got = ::recv(socket.get(), buffer, sizeof buffer, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return {};
        already.append(buffer, static_cast<std::size_t>(got));
    }
}

void wait_for_end(const FileDescriptor& socket) {
    char byte;
    while (::recv(socket.get(), &byte, 1, 0) > 0) {
    }
}

bool send_all(const FileDescriptor& socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace rancak::test
