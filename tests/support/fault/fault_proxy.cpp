#include "tests/support/fault/fault_proxy.h"

#include <sys/socket.h>

namespace rancak::test {

FaultProxy::FaultProxy(int server_port, Choose choose)
    : server_port_(server_port), choose_(std::move(choose)), listener_(listen_on_loopback()) {
    thread_ = std::thread([this] { serve(); });
}

FaultProxy::~FaultProxy() {
    ending_ = true;
    ::shutdown(listener_.socket.get(), SHUT_RDWR);
    if (const int client = client_; client >= 0) ::shutdown(client, SHUT_RDWR);
    thread_.join();
}

void FaultProxy::serve() {
    while (!ending_) {
        const FileDescriptor client(::accept4(listener_.socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!client) return;
        client_ = client.get();
        std::string already;
        while (!ending_) {
            const std::string request = receive_message(client, already);
            if (request.empty() || !carry(client, request)) break;
        }
        client_ = -1;
    }
}

// The server's whole reply; empty when it gave none.
std::string FaultProxy::ask_server(const std::string& request) const {
    const FileDescriptor server = connect_to_loopback(server_port_);
    if (!server || !send_all(server, request)) return {};
    std::string already;
    return receive_message(server, already);
}

bool FaultProxy::carry(const FileDescriptor& client, const std::string& request) {
    const Fault fault = choose_(request, ++number_);
    using Kind = Fault::Kind;
    if (fault.kind == Kind::instead) {
        send_all(client, fault.reply);
        return false;
    }
    if (fault.kind == Kind::twice) static_cast<void>(ask_server(request));
    std::string reply = ask_server(request);
    if (fault.kind == Kind::previous_again && !previous_.empty()) static_cast<void>(ask_server(previous_));
    if (is_batch(request)) previous_ = request;
    const auto body = reply.find("\r\n\r\n") + 4;
    if (reply.empty() || fault.kind == Kind::drop_reply) return false;
    if (fault.kind == Kind::stall_reply) {
        if (send_all(client, reply.substr(0, 1))) wait_for_end(client);
        return false;
    }
    if (fault.kind == Kind::truncate_reply) {
        send_all(client, reply.substr(0, body + (reply.size() - body) / 2));
        return false;
    }
    if (fault.kind == Kind::garble_reply) reply[body + (reply.size() - body) / 2] ^= 1;
    return send_all(client, reply);
}

}  // namespace rancak::test
