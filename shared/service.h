#pragma once

#include "shared/language.h"
#include "shared/time.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {

// What an office offers, with the fourteen components of its service standard (UU 25/2009 articles 20 and 21,
// PermenPANRB 15/2014). An empty component is one that nobody has written down yet: it is left out, never guessed.

// Shown to the citizen behind "more": how the office keeps its promise.
enum class Management { legal_basis, facilities, competence, supervision, staffing, guarantee, safety, evaluation };
inline constexpr std::array managements{Management::legal_basis, Management::facilities, Management::competence,
                                        Management::supervision, Management::staffing,   Management::guarantee,
                                        Management::safety,      Management::evaluation};
// As files and the protocol carry them: legal_basis, facilities …
[[nodiscard]] std::string_view code(Management);

struct ServiceStandard {
    // Delivery, the six that must be published.
    std::vector<LocalText> requirements;  // what to bring, one thing each
    std::vector<LocalText> procedure;     // the steps in their order
    LocalText time, cost, product;
    LocalText complaints;                 // where to complain
    // Management, the eight others.
    std::array<LocalText, managements.size()> management{};

    [[nodiscard]] const LocalText& of(Management one) const { return management[static_cast<std::size_t>(one)]; }
    friend bool operator==(const ServiceStandard&, const ServiceStandard&) = default;
};

// Services that belong together for somebody who looks for one; the same for all offices.
struct ServiceCategory {
    std::string id;
    LocalText name;
    friend bool operator==(const ServiceCategory&, const ServiceCategory&) = default;
};

struct Service {
    std::string id, office;
    LocalText name;
    std::vector<std::string> counters{};
    std::string category{};               // empty: none
    std::vector<std::string> also{};      // other words that people look for it by
    ServiceStandard standard{};
    std::optional<LocalDay> checked_on{};  // when somebody of the office last compared it with what is done
    bool sample = false;                  // not yet confirmed by the office: shown as "contoh"
    std::string link{};                   // https, carried away as a QR code; empty: none
    friend bool operator==(const Service&, const Service&) = default;
};

// The office's Maklumat Pelayanan (UU 25/2009 article 22): what it promises, one sentence each.
struct Pledge {
    std::vector<LocalText> promises;
    bool sample = false;
    friend bool operator==(const Pledge&, const Pledge&) = default;
};

// Code points, unless it says bytes.
inline constexpr std::size_t max_name = 120;          // of anything that the catalogue names
inline constexpr std::size_t max_service_item = 240;  // a requirement, a step, a promise
inline constexpr std::size_t max_service_items = 30;
inline constexpr std::size_t max_service_text = 600;  // any other component
inline constexpr std::size_t max_category_name = 60;
inline constexpr std::size_t max_also = 60;
inline constexpr std::size_t max_also_words = 20;
inline constexpr std::size_t max_link_bytes = 200;    // still a QR code that a cheap telephone reads
inline constexpr std::size_t max_promises = 8;

// https://, then visible ASCII that needs no quoting; at most max_link_bytes.
[[nodiscard]] bool is_link(std::string_view);

}  // namespace rancak
