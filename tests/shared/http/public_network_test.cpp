#include "shared/http/public_network.h"

#include "shared/http/client.h"
#include "tests/support/canned_server.h"

#include <arpa/inet.h>
#include <cstdlib>
#include <cstring>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/un.h>

using namespace rancak;

namespace {

bool is_public_text(const char* text) {
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        return is_public(reinterpret_cast<const sockaddr&>(v4));
    }
    REQUIRE(inet_pton(AF_INET6, text, &v6.sin6_addr) == 1);
    v6.sin6_family = AF_INET6;
    return is_public(reinterpret_cast<const sockaddr&>(v6));
}

}  // namespace

TEST_CASE("an address is public unless a registry keeps it for something else") {
    for (const char* text : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "169.253.255.255",
                             "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
                             "203.0.114.0", "223.255.255.255", "2606:4700::1111", "2001:200::1", "2003::1", "3ffe:ffff::1", "2001:db9::1"}) {
        CAPTURE(text);
        CHECK(is_public_text(text));
    }
    for (const char* text : {"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255",
                             "169.254.0.0", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1",
                             "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
                             "::", "::1", "::ffff:127.0.0.1", "::ffff:1.1.1.1", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1",
                             "2001:1ff:ffff::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "4000::1", "fc00::1", "fdff::1", "fe80::1", "febf::1", "fec0::1", "ff02::1"}) {
        CAPTURE(text);
        CHECK(!is_public_text(text));
    }
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    CHECK(!is_public(reinterpret_cast<const sockaddr&>(local)));
}

TEST_CASE("http: a client for the public Internet connects to nothing else, by name or by proxy") {
    test::CannedServer server({test::http_reply(200, "")});
    const auto port = server.address().substr(server.address().rfind(':'));
    const auto get = [&](const std::string& address, bool public_only) {
        HttpSettings settings;
        settings.server = address;
        settings.max_reply_bytes = 100;
        settings.public_only = public_only;
        return make_http_client(settings).value()->send({"GET", "/", {}, ""});
    };
    CHECK(get("http://localhost" + port, false)->status == 200);
    for (const std::string& address : {"http://localhost" + port, "http://127.0.0.1" + port, "http://[::1]" + port, "https://127.0.0.1" + port}) {
        CAPTURE(address);
        const auto reply = get(address, true);
        REQUIRE(!reply);
        CHECK(reply.error().message.find("leads to an address of a private network or of this machine") != std::string::npos);
    }
    // A proxy would look up the name itself, and so reach what we may not.
    setenv("https_proxy", server.address().c_str(), 1);
    static_cast<void>(get("https://name.invalid", true));
    CHECK(server.requests().size() == 1);
    static_cast<void>(get("https://name.invalid", false));
    CHECK(server.requests().size() == 2);
    unsetenv("https_proxy");
}
