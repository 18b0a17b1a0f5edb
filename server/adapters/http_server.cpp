#include "server/adapters/http_server.h"

#include "server/adapters/connection_watch.h"
#include "shared/file.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <ifaddrs.h>
#include <mutex>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <microhttpd.h>

namespace rancak::server {
namespace {

// Of each connection; libmicrohttpd keeps headers and what it reads of a body in it.
constexpr std::size_t connection_memory = 64 * 1024;
// Of a body that is refused while it comes, so much is read before the connection is closed instead.
constexpr std::size_t max_discarded = 4 * 1024 * 1024;

// Of a body so much is set aside on the word of its header alone.
constexpr std::size_t max_reserved = 256 * 1024;

// One request from its first line to its reply. Owned by libmicrohttpd's request context.
struct Exchange {
    std::string target;
    bool begun = false;           // the headers were seen
    std::size_t body_limit = 0;
    std::size_t discarded = 0;
    std::optional<Reply> refusal; // to be sent when the body was read and thrown away
    Request request;
    bool handling = false;
    std::mutex mutex;
    std::optional<Reply> reply;   // guarded by mutex
};

class MhdServer final : public HttpServer {
public:
    MhdServer(const HttpServerSettings& settings, Application& application)
        : application_(application), watch_(settings, clock_, [](int socket) { shutdown(socket, SHUT_RDWR); }) {}
    ~MhdServer() override {
        if (daemon_) MHD_stop_daemon(daemon_);
        if (listening_ >= 0) close(listening_);
    }

    [[nodiscard]] Result<void> listen(const HttpServerSettings&);
    [[nodiscard]] std::uint16_t port() const override { return port_; }
    void quiesce() override {
        if (daemon_ && listening_ < 0) listening_ = MHD_quiesce_daemon(daemon_);
    }

private:
    static void* begin(void* self, const char* target, MHD_Connection*);
    static MHD_Result serve(void* self, MHD_Connection*, const char* url, const char* method, const char* version,
                            const char* data, size_t* size, void** context);
    static void complete(void* self, MHD_Connection*, void** context, MHD_RequestTerminationCode);
    static void notice(void* self, MHD_Connection*, void** context, MHD_ConnectionNotificationCode);

    MHD_Result read_headers(MHD_Connection*, const char* method, Exchange&);
    MHD_Result read_body(Exchange&, const char* data, size_t* size);
    MHD_Result handle(MHD_Connection*, Exchange&);
    MHD_Result send(MHD_Connection*, Reply);

    Application& application_;
    SystemClock clock_;
    ConnectionWatch watch_;
    MHD_Daemon* daemon_ = nullptr;
    int listening_ = -1;  // after quiesce(): ours to close
    std::uint16_t port_ = 0;
};

// ---- Starting ----------------------------------------------------------------------------------------------------------

struct Address {
    sockaddr_storage bytes{};
    bool is_v6 = false;
};

std::optional<Address> parse_address(const std::string& host, std::uint16_t port) {
    Address address;
    auto* v4 = reinterpret_cast<sockaddr_in*>(&address.bytes);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.bytes);
    if (inet_pton(AF_INET, host.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        return address;
    }
    if (inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        address.is_v6 = true;
        return address;
    }
    return std::nullopt;
}

std::string own_addresses() {
    ifaddrs* all = nullptr;
    if (getifaddrs(&all) != 0) return "unknown";
    std::string list;
    for (const auto* one = all; one; one = one->ifa_next) {
        if (!one->ifa_addr) continue;
        char text[INET6_ADDRSTRLEN] = "";
        const void* bytes = nullptr;
        if (one->ifa_addr->sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in*>(one->ifa_addr)->sin_addr;
        else if (one->ifa_addr->sa_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6*>(one->ifa_addr)->sin6_addr;
        if (!bytes || !inet_ntop(one->ifa_addr->sa_family, bytes, text, sizeof text)) continue;
        list.append(list.empty() ? "" : ", ").append(text);
    }
    freeifaddrs(all);
    return list;
}

std::string why_not_listening(const HttpServerSettings& settings, int error) {
    const std::string place = settings.host + ", port " + std::to_string(settings.port);
    switch (error) {
        case EADDRNOTAVAIL:
            return "Cannot listen on " + place + ": this is no address of this machine. Its own are " + own_addresses() +
                   "; 0.0.0.0 or [::] stands for all of them.";
        case EADDRINUSE:
            return "Cannot listen on " + place + ": another program listens there. End it (ss -ltnp names it), or choose "
                   "another port.";
        case EACCES:
            return "Cannot listen on " + place + ": the system does not allow it. Ports below 1024 are root's; choose a higher "
                   "one, with nginx in front.";
        default: return "Cannot listen on " + place + ": " + system_message(error) + ".";
    }
}

size_t keep_escapes(void*, MHD_Connection*, char* text) { return std::strlen(text); }

Result<void> MhdServer::listen(const HttpServerSettings& settings) {
    const auto address = parse_address(settings.host, settings.port);
    if (!address) return fail("\"" + settings.host + "\" is no address to listen on; use one such as 127.0.0.1 or ::1.");
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    if (address->is_v6) flags |= MHD_USE_IPv6;
    daemon_ = MHD_start_daemon(
        flags, settings.port, nullptr, nullptr, &MhdServer::serve, this,
        MHD_OPTION_SOCK_ADDR, reinterpret_cast<const sockaddr*>(&address->bytes),
        MHD_OPTION_THREAD_POOL_SIZE, settings.threads,
        MHD_OPTION_CONNECTION_LIMIT, settings.max_connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory,
        MHD_OPTION_CONNECTION_TIMEOUT, 0u,  // the watch's to know
        MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024u,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, &MhdServer::begin, this,
        MHD_OPTION_UNESCAPE_CALLBACK, &keep_escapes, nullptr,
        MHD_OPTION_NOTIFY_COMPLETED, &MhdServer::complete, this,
        MHD_OPTION_NOTIFY_CONNECTION, &MhdServer::notice, this,
        MHD_OPTION_END);
    if (!daemon_) return fail(why_not_listening(settings, errno));
    port_ = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT)->port;
    return {};
}

// ---- A request ---------------------------------------------------------------------------------------------------------

void* MhdServer::begin(void* self, const char* target, MHD_Connection* connection) {
    static_cast<MhdServer*>(self)->watch_.enters(connection, Phase::header);
    auto* exchange = new Exchange;
    exchange->target = target;
    return exchange;
}

void MhdServer::notice(void* self, MHD_Connection* connection, void**, MHD_ConnectionNotificationCode code) {
    auto& watch = static_cast<MhdServer*>(self)->watch_;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) return watch.closed(connection);
    watch.opened(connection, MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
}

void MhdServer::complete(void* self, MHD_Connection* connection, void** context, MHD_RequestTerminationCode) {
    static_cast<MhdServer*>(self)->watch_.enters(connection, Phase::idle);
    delete static_cast<Exchange*>(*context);
    *context = nullptr;
}

MHD_Result MhdServer::serve(void* self, MHD_Connection* connection, const char*, const char* method, const char*,
                            const char* data, size_t* size, void** context) {
    auto& server = *static_cast<MhdServer*>(self);
    auto& exchange = *static_cast<Exchange*>(*context);
    if (!exchange.begun) return server.read_headers(connection, method, exchange);
    if (*size > 0) return server.read_body(exchange, data, size);
    if (!exchange.handling) return server.handle(connection, exchange);
    std::unique_lock lock(exchange.mutex);
    if (!exchange.reply) return MHD_YES;
    auto reply = std::move(*exchange.reply);
    lock.unlock();
    return server.send(connection, std::move(reply));
}

std::string header(MHD_Connection* connection, const char* name) {
    const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value ? value : "";
}

std::size_t header_bytes(MHD_Connection* connection) {
    std::size_t bytes = 0;
    MHD_get_connection_values_n(
        connection, MHD_HEADER_KIND,
        [](void* sum, MHD_ValueKind, const char*, size_t key, const char*, size_t value) {
            *static_cast<std::size_t*>(sum) += key + value + 4;
            return MHD_YES;
        },
        &bytes);
    return bytes;
}

std::optional<std::uint64_t> read_length(const std::string& text) {
    if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    return std::stoull(text);
}

// Who sends a body without asking first (Expect) listens when it is sent: a proxy would take the reply and the end of the
// connection before that for a broken one, and answer 502. What is too large is not worth the wait.
bool must_read_first(MHD_Connection* connection, const Request& request, const Reply& refusal) {
    const auto length = request.content_length.value_or(0);
    return length > 0 && length <= max_discarded && refusal.status != 413 && header(connection, MHD_HTTP_HEADER_EXPECT).empty();
}

MHD_Result MhdServer::read_headers(MHD_Connection* connection, const char* method, Exchange& exchange) {
    exchange.begun = true;
    watch_.enters(connection, Phase::body);
    auto& request = exchange.request;
    const auto question = exchange.target.find('?');
    request.method = method;
    request.path = exchange.target.substr(0, question);
    if (question != std::string::npos) request.query = exchange.target.substr(question + 1);
    request.content_length = read_length(header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH));
    request.content_type = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE);
    request.authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);
    request.if_match = header(connection, MHD_HTTP_HEADER_IF_MATCH);
    request.if_none_match = header(connection, MHD_HTTP_HEADER_IF_NONE_MATCH);
    request.content_digest = header(connection, "Content-Digest");
    request.signature_input = header(connection, "Signature-Input");
    request.signature = header(connection, "Signature");
    request.cookie = header(connection, MHD_HTTP_HEADER_COOKIE);
    request.page_token = header(connection, "X-Rancak-Token");
    request.forwarded_proto = header(connection, "X-Forwarded-Proto");

    if (exchange.target.size() > max_target_bytes)
        return send(connection, problem_reply(414, "The address may have at most " + std::to_string(max_target_bytes) + " bytes."));
    if (header_bytes(connection) > max_header_bytes)
        return send(connection, problem_reply(431, "The headers may have at most " + std::to_string(max_header_bytes) + " bytes."));
    auto admission = application_.admit(request);
    if (admission.refusal) {
        if (!must_read_first(connection, request, *admission.refusal)) return send(connection, std::move(*admission.refusal));
        exchange.refusal = std::move(admission.refusal);
        return MHD_YES;
    }
    exchange.body_limit = admission.body_limit;
    request.body.reserve(std::min<std::size_t>({request.content_length.value_or(0), exchange.body_limit, max_reserved}));
    return MHD_YES;
}

MHD_Result MhdServer::read_body(Exchange& exchange, const char* data, size_t* size) {
    auto& body = exchange.request.body;
    const std::size_t taken = *size;
    *size = 0;
    if (exchange.discarded == 0 && body.size() + taken <= exchange.body_limit) {
        body.append(data, taken);
        return MHD_YES;
    }
    exchange.discarded += taken;
    return exchange.discarded > max_discarded ? MHD_NO : MHD_YES;
}

MHD_Result MhdServer::handle(MHD_Connection* connection, Exchange& exchange) {
    exchange.handling = true;
    watch_.enters(connection, Phase::handling);
    if (exchange.refusal) return send(connection, std::move(*exchange.refusal));
    if (exchange.discarded > 0)
        return send(connection, problem_reply(413, "The body may have at most " + std::to_string(exchange.body_limit) + " bytes."));
    MHD_suspend_connection(connection);
    application_.handle(std::move(exchange.request), [&exchange, connection](Reply reply) {
        {
            const std::lock_guard lock(exchange.mutex);
            exchange.reply = std::move(reply);
        }
        MHD_resume_connection(connection);
    });
    return MHD_YES;
}

MHD_Result MhdServer::send(MHD_Connection* connection, Reply reply) {
    watch_.enters(connection, Phase::replying);
    // The body is handed over, not copied: a page of an export has megabytes.
    auto body = std::make_unique<std::string>(std::move(reply.body));
    MHD_Response* response = MHD_create_response_from_buffer_with_free_callback_cls(
        body->size(), body->data(), [](void* one) { delete static_cast<std::string*>(one); }, body.get());
    if (!response) return MHD_NO;
    static_cast<void>(body.release());
    if (reply.status != 204 && reply.status != 304)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, reply.content_type.c_str());
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    for (const auto& [name, value] : reply.headers) MHD_add_response_header(response, name.c_str(), value.c_str());
    const auto queued = MHD_queue_response(connection, static_cast<unsigned>(reply.status), response);
    MHD_destroy_response(response);
    return queued;
}

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpServerSettings& settings, Application& application) {
    auto server = std::make_unique<MhdServer>(settings, application);
    if (auto listening = server->listen(settings); !listening) return tl::unexpected<Error>(listening.error());
    return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace rancak::server
