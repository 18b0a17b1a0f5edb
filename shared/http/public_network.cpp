#include "shared/http/public_network.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>

namespace rancak {
namespace {

struct Network {
    std::array<std::uint8_t, 4> first;
    int bits;  // that are the same in all its addresses
};

constexpr Network not_public_4[]{{{0, 0, 0, 0}, 8},      {{10, 0, 0, 0}, 8},     {{100, 64, 0, 0}, 10},  {{127, 0, 0, 0}, 8},
                                 {{169, 254, 0, 0}, 16}, {{172, 16, 0, 0}, 12},  {{192, 0, 0, 0}, 24},   {{192, 0, 2, 0}, 24},
                                 {{192, 88, 99, 0}, 24}, {{192, 168, 0, 0}, 16}, {{198, 18, 0, 0}, 15},  {{198, 51, 100, 0}, 24},
                                 {{203, 0, 113, 0}, 24}, {{224, 0, 0, 0}, 4},    {{240, 0, 0, 0}, 4}};
// 2001::/23: IETF's own, Teredo among them; 2001:db8::/32 and 3fff::/20: for documents; 2002::/16: 6to4.
constexpr Network not_public_6[]{{{0x20, 0x01, 0x00, 0x00}, 23}, {{0x20, 0x01, 0x0d, 0xb8}, 32}, {{0x20, 0x02, 0, 0}, 16}, {{0x3f, 0xff, 0, 0}, 20}};

std::uint32_t number(const std::uint8_t* bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

template <std::size_t count>
bool is_in(const std::uint8_t* address, const Network (&networks)[count]) {
    return std::any_of(std::begin(networks), std::end(networks), [&](const Network& network) {
        return (number(address) ^ number(network.first.data())) >> (32 - network.bits) == 0;
    });
}

}  // namespace

bool is_public(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4;
        std::memcpy(&v4, &address, sizeof v4);
        std::array<std::uint8_t, 4> bytes;
        std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
        return !is_in(bytes.data(), not_public_4);
    }
    if (address.sa_family != AF_INET6) return false;
    sockaddr_in6 v6;
    std::memcpy(&v6, &address, sizeof v6);
    return (v6.sin6_addr.s6_addr[0] & 0xe0) == 0x20 && !is_in(v6.sin6_addr.s6_addr, not_public_6);
}

}  // namespace rancak
