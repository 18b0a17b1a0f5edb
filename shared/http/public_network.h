#pragma once

struct sockaddr;

namespace rancak {

// Whether an address is one of the public Internet: not of this machine, of a private, link-local or shared network, of a
// multicast group, or kept for something else (IANA's IPv4 and IPv6 Special-Purpose Address Registries, RFC 6890). Of IPv6 only
// what is handed out for the Internet is (2000::/3), and there neither Teredo nor 6to4, which lead to an IPv4 address.
[[nodiscard]] bool is_public(const sockaddr&);

}  // namespace rancak
