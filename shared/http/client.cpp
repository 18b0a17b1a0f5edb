#include "shared/http/client.h"

#include "shared/file.h"
#include "shared/http/public_network.h"

#include <curl/curl.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <sys/socket.h>

namespace rancak {

namespace {

struct CloseEasy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct CloseMulti {
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Easy = std::unique_ptr<CURL, CloseEasy>;
using Multi = std::unique_ptr<CURLM, CloseMulti>;
using List = std::unique_ptr<curl_slist, FreeList>;
using Url = std::unique_ptr<CURLU, FreeUrl>;

std::string part(CURLU* url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

constexpr std::size_t max_authorities_bytes = 4 * 1024 * 1024;

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

// What the callbacks of one exchange fill.
struct Exchange {
    HttpReply reply;
    std::size_t max_bytes = 0;
    std::size_t header_bytes = 0;
    bool endless_headers = false;
    bool led_inside = false;  // to an address that is not public
};
constexpr std::size_t max_header_bytes = 32 * 1024;

std::size_t take_body(char* data, std::size_t, std::size_t bytes, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    if (exchange.reply.body.size() + bytes > exchange.max_bytes) {
        exchange.reply.too_large = true;
        return 0;
    }
    exchange.reply.body.append(data, bytes);
    return bytes;
}

std::size_t take_header(char* data, std::size_t, std::size_t bytes, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    exchange.header_bytes += bytes;
    if (exchange.header_bytes > max_header_bytes) {
        exchange.endless_headers = true;
        return 0;
    }
    std::string_view line(data, bytes);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return bytes;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    line.remove_prefix(colon + 1);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n' || line.back() == ' ')) line.remove_suffix(1);
    exchange.reply.headers[std::move(name)] = std::string(line);
    return bytes;
}

// The address is the one that the connection is made to: nothing resolves the name once more.
curl_socket_t open_to_public(void* self, curlsocktype, curl_sockaddr* address) {
    if (!is_public(address->addr)) {
        static_cast<Exchange*>(self)->led_inside = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

class CurlClient final : public HttpClient {
public:
    CurlClient(HttpSettings settings, Multi multi, Easy easy)
        : settings_(std::move(settings)), multi_(std::move(multi)), easy_(std::move(easy)) {}

    Result<HttpReply> send(const HttpRequest& request) override {
        Exchange exchange;
        exchange.max_bytes = settings_.max_reply_bytes;
        const List headers = prepare(request, exchange);
        const CURLcode code = perform();
        distrusts_ = code == CURLE_PEER_FAILED_VERIFICATION;
        if (exchange.endless_headers) return fail(settings_.server + " sent more headers than a reply may hold.");
        if (exchange.reply.too_large) exchange.reply.body.clear();
        else if (code != CURLE_OK && exchange.led_inside)
            return fail(settings_.server + " leads to an address of a private network or of this machine, which may not be called.");
        else if (code != CURLE_OK) return fail(why(code));
        long status = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        exchange.reply.status = static_cast<int>(status);
        return std::move(exchange.reply);
    }

    [[nodiscard]] bool distrusts() const override { return distrusts_; }

    void stop() override {
        stopped_ = true;
        curl_multi_wakeup(multi_.get());
    }

private:
    // Through the multi interface because only it can be woken by another thread.
    CURLcode perform() {
        if (curl_multi_add_handle(multi_.get(), easy_.get()) != CURLM_OK) return CURLE_OUT_OF_MEMORY;
        CURLcode code = CURLE_ABORTED_BY_CALLBACK;
        for (int running = 1; running > 0 && !stopped_;) {
            if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) break;
            if (running > 0) curl_multi_poll(multi_.get(), nullptr, 0, 1000, nullptr);
        }
        int left = 0;
        if (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) code = message->data.result;
        curl_multi_remove_handle(multi_.get(), easy_.get());
        return code;
    }

    List prepare(const HttpRequest& request, Exchange& exchange) {
        CURL* easy = easy_.get();
        curl_easy_reset(easy);  // options only; the open connection stays
        // "Expect:" off: a proxy that never says 100 would cost a second for each larger body.
        List headers(curl_slist_append(nullptr, "Expect:"));
        for (const std::string& line : request.headers) {
            headers.reset(curl_slist_append(headers.release(), line.c_str()));
        }
        curl_easy_setopt(easy, CURLOPT_URL, (settings_.server + request.target).c_str());
        curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        if (!request.body.empty() || request.method == "PUT" || request.method == "POST") {
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
        }
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(easy, CURLOPT_USERAGENT, settings_.agent.c_str());
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings_.connect_within.count()));
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.reply_within.count()));
        if (settings_.public_only) {
            curl_easy_setopt(easy, CURLOPT_PROXY, "");
            curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_to_public);
            curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &exchange);
        }
        if (!settings_.ca_file.empty()) {
            curl_easy_setopt(easy, CURLOPT_CAINFO, settings_.ca_file.c_str());
            curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
        }
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &exchange);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, &exchange);
        return headers;
    }

    [[nodiscard]] std::string why(CURLcode code) const {
        const std::string& server = settings_.server;
        switch (code) {
            case CURLE_COULDNT_RESOLVE_HOST: return "The name of " + server + " is not known to the network.";
            case CURLE_COULDNT_CONNECT: return "No server answers at " + server +
                                               ". Start it there (rancak-server --config FILE), or give the address of another one.";
            case CURLE_OPERATION_TIMEDOUT: return server + " did not answer in time.";
            case CURLE_ABORTED_BY_CALLBACK: return "The exchange with " + server + " was stopped.";
            case CURLE_PEER_FAILED_VERIFICATION:
                return "The certificate of " + server + " cannot be trusted: it is expired, for another name, or from an "
                       "unknown authority.";
            default: return "The exchange with " + server + " failed: " + curl_easy_strerror(code) + ".";
        }
    }

    HttpSettings settings_;
    Multi multi_;
    Easy easy_;
    bool distrusts_ = false;
    std::atomic<bool> stopped_{false};
};

}  // namespace

std::string HttpReply::header(std::string_view lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string() : found->second;
}

tl::expected<std::string, std::string> server_address(const std::string& text) {
    const auto expected = [](const char* what) { return tl::unexpected<std::string>(what); };
    const Url url(curl_url());
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return expected("an address like https://rancak.example or http://127.0.0.1:8460");
    const std::string scheme = part(url.get(), CURLUPART_SCHEME);
    const std::string path = part(url.get(), CURLUPART_PATH);
    if (scheme != "http" && scheme != "https") return expected("an address that starts with https://");
    if ((path != "/" && !path.empty()) || !part(url.get(), CURLUPART_QUERY).empty() ||
        !part(url.get(), CURLUPART_FRAGMENT).empty() || !part(url.get(), CURLUPART_USER).empty())
        return expected("no more than a scheme, a host and a port, like https://rancak.example:8460");
    if (scheme == "http" && !is_loopback(part(url.get(), CURLUPART_HOST)))
        return expected("https://, because the server is not on this machine (127.0.0.1, [::1] or localhost)");
    std::string address = text;
    while (address.ends_with('/')) address.pop_back();
    return address;
}

std::string expected_of_authorities(const std::filesystem::path& file) {
    const auto bytes = read_file(file, max_authorities_bytes);
    if (!bytes) return "a PEM file of certificates that can be read; " + file.string() + " cannot";
    const auto begin = bytes->find("-----BEGIN CERTIFICATE-----");
    if (begin == std::string::npos || bytes->find("-----END CERTIFICATE-----", begin) == std::string::npos)
        return "a PEM file of certificates; " + file.string() + " holds none";
    return {};
}

Result<std::unique_ptr<HttpClient>> make_http_client(HttpSettings settings) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);  // once, whoever comes first
    if (ready != CURLE_OK) return fail("libcurl cannot start: " + std::string(curl_easy_strerror(ready)) + ".");
    auto server = server_address(settings.server);
    if (!server) return fail("\"" + settings.server + "\" is no server to ask: expected is " + server.error() + ".");
    settings.server = *server;
    if (const auto expected = settings.ca_file.empty() ? std::string() : expected_of_authorities(settings.ca_file); !expected.empty())
        return fail("No server's certificate can be checked: expected is " + expected + ".");
    Multi multi(curl_multi_init());
    Easy easy(curl_easy_init());
    if (!multi || !easy) return fail("libcurl has no memory for a connection.");
    return std::make_unique<CurlClient>(std::move(settings), std::move(multi), std::move(easy));
}

std::string percent_encoded(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const unsigned char byte : text) {
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || byte == '~';
        if (plain) {
            out += static_cast<char>(byte);
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

}  // namespace rancak
