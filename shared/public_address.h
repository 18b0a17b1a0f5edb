#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rancak {

// Where a citizen's own telephone reaches the centre's public pages. Each office may have one in the catalogue; without one
// the kiosk's codes hold what they hold and lead nowhere.

inline constexpr std::size_t max_public_address_bytes = 100;  // with a page behind it still a QR code that a cheap telephone reads

// https:// or http://, a host of labels as a browser writes them, a port where it needs one; no path, no user, no trailing slash,
// at most max_public_address_bytes.
[[nodiscard]] bool is_public_address(std::string_view);

// The page that shows how a case stands, and a service's printable one. `address` is_public_address.
[[nodiscard]] std::string page_of_cases(std::string_view address);
[[nodiscard]] std::string page_of_case(std::string_view address, std::string_view tracking_code);
[[nodiscard]] std::string page_of_service(std::string_view address, std::string_view service);

// A link as somebody types it: without https://, which a browser adds; http:// stays.
[[nodiscard]] std::string_view as_typed(std::string_view link);

}  // namespace rancak
