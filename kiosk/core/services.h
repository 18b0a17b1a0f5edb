#pragma once

#include "kiosk/core/state.h"

#include <optional>
#include <string>
#include <vector>

namespace rancak::kiosk {

// What the screens of information show. Pure.

// What somebody may do at this kiosk, in the order of the screen; one with nothing behind it is not there.
enum class Door { rate, services, cases, survey, participation, pledge };
[[nodiscard]] std::vector<Door> doors(const State&);
// There is more to do than to rate, which the first screen offers itself.
[[nodiscard]] bool has_home(const State&);

// The categories that this office has services of, in the catalogue's order.
[[nodiscard]] std::vector<const ServiceCategory*> categories_of(const State&);

// The list's services, the best first while somebody searches, else by category and in the catalogue's order; at most
// most_listed of them.
struct Listed {
    std::vector<const Service*> services;
    std::size_t more = 0;  // that fit too, and are not there
};
[[nodiscard]] Listed listed(const State&, const ServiceList&);

// The page's service; null when a new catalogue no longer has it.
[[nodiscard]] const Service* service_of(const State&, const ServicePage&);
[[nodiscard]] bool is_ticked(const State&, const ServicePage&, std::size_t requirement);
// Somebody has written down at least one of the eight components of management.
[[nodiscard]] bool has_management(const Service&);

// By the office's hours and the days on which it is shut.
struct Opening {
    bool open = false;
    // When it closes, or opens next; nullopt: it never opens.
    struct Change {
        LocalDay day;
        std::chrono::minutes at;  // after local midnight
    };
    std::optional<Change> next;
};
[[nodiscard]] Opening opening_of(const Office&, Timestamp);

// Where a telephone reads on: the service's own link, else its page at the centre's public address; empty: nowhere.
[[nodiscard]] std::string link_of(const Service&, const Office&);

// What a telephone takes along from the QR code: that link, else the service's name, the office's and the requirements
// as text, as many as fit in max_taken_bytes.
[[nodiscard]] std::string taken_along(const Service&, const Office&, Language);

inline constexpr std::size_t most_listed = 60;
inline constexpr std::size_t max_taken_bytes = 600;
inline constexpr std::size_t max_searched = 60;  // code points that can be typed

}  // namespace rancak::kiosk
