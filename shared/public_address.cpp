#include "shared/public_address.h"

#include <algorithm>
#include <charconv>

namespace rancak {
namespace {

constexpr std::string_view https = "https://", http = "http://";

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// RFC 1123, in small letters: what begins or ends with a hyphen is no label.
bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_host(std::string_view host) {
    while (true) {
        const auto dot = host.find('.');
        if (!is_label(host.substr(0, dot))) return false;
        if (dot == host.npos) return true;
        host.remove_prefix(dot + 1);
    }
}

bool is_port(std::string_view digits) {
    int port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return error == std::errc{} && end == digits.data() + digits.size() && digits.front() != '0' && port > 0 && port <= 65535;
}

}  // namespace

bool is_public_address(std::string_view text) {
    if (text.size() > max_public_address_bytes) return false;
    if (text.starts_with(https)) text.remove_prefix(https.size());
    else if (text.starts_with(http)) text.remove_prefix(http.size());
    else return false;
    const auto colon = text.find(':');
    if (colon != text.npos && !is_port(text.substr(colon + 1))) return false;
    return is_host(text.substr(0, colon));
}

std::string page_of_cases(std::string_view address) { return std::string(address) + "/kasus"; }

std::string page_of_case(std::string_view address, std::string_view tracking_code) {
    return page_of_cases(address) + "?kode=" + std::string(tracking_code);
}

std::string page_of_service(std::string_view address, std::string_view service) {
    return std::string(address) + "/layanan/" + std::string(service);
}

std::string_view as_typed(std::string_view link) {
    if (link.starts_with(https)) link.remove_prefix(https.size());
    return link;
}

}  // namespace rancak
