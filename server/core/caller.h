#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rancak::server {

// What a call of the API may need; bits of Caller::rights.
enum class Right : std::uint8_t {
    figures = 1,     // figures and exports, without what citizens wrote
    texts = 2,       // what citizens wrote, and how to reach them
    cases = 4,       // answer cases, moderate comments
    catalogue = 8,   // change what kiosks show
    kiosks = 16,     // enrol and revoke kiosks
    people = 32,     // users, tokens, the audit log
};
inline constexpr std::uint8_t all_rights = 63;

// Who asks, and what they may. What belongs to an office they do not see is to them as if it were not there.
struct Caller {
    std::string name;  // for the audit log
    std::uint8_t rights = 0;
    std::string office;  // the only one that they see; empty: all

    [[nodiscard]] bool may(Right right) const { return (rights & static_cast<std::uint8_t>(right)) != 0; }
    [[nodiscard]] bool sees(std::string_view of) const { return office.empty() || office == of; }
};

}  // namespace rancak::server
