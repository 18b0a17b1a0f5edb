#pragma once

#include "shared/hash.h"
#include "shared/language.h"
#include "shared/participation.h"
#include "shared/result.h"
#include "shared/service.h"
#include "shared/standing.h"
#include "shared/wording.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {

// All that a kiosk shows, from the centre. Ids are opaque, [a-z0-9-]{1,40}, unique within their kind; an officer's id
// says nothing about the person (never a NIP).

// Open from `opens` to `closes`, minutes after local midnight; equal when shut.
struct OpeningHours {
    std::chrono::minutes opens{0}, closes{0};
    friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};

// The days of a week as files and the protocol carry them.
inline constexpr std::array weekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

// The days on which an office asks the public for the SKM, both included.
struct SurveyPeriod {
    LocalDay from{}, until{};
    friend bool operator==(const SurveyPeriod&, const SurveyPeriod&) = default;
};

struct Office {
    std::string id;
    LocalText name;
    std::chrono::minutes utc_offset{7 * 60};  // WIB; Indonesia has no summer time
    std::array<OpeningHours, 7> hours{};      // Monday first
    Pledge pledge{};
    std::optional<SurveyPeriod> survey{};     // nullopt: it asks nobody
    std::chrono::days contact_kept{365};      // how long the contact of a case is kept; the screen promises it
    std::vector<ShutDay> shut_days{};         // exceptions to `hours`
    std::optional<PublishedIndex> index{};    // the newest that it published
    std::string public_address{};             // of the centre's public pages, see shared/public_address.h; empty: they have none
    friend bool operator==(const Office&, const Office&) = default;
};

inline constexpr int max_contact_days = 3650;

// When the office is open on that day; equal when it is shut.
[[nodiscard]] OpeningHours hours_on(const Office&, LocalDay);

struct Counter {
    std::string id, office;
    LocalText name;  // "Loket 3"
    friend bool operator==(const Counter&, const Counter&) = default;
};

struct Officer {
    std::string id, office;
    std::string name;
    std::string counter;           // where they usually sit; empty when nowhere
    std::optional<Hash> photo;     // of the bytes that /v1/media/{hash} serves
    std::string pin_hash;          // Argon2id, libsodium's string form; empty: cannot sign in
    friend bool operator==(const Officer&, const Officer&) = default;
};

// Somebody who looks after the kiosks of an office.
struct Caretaker {
    std::string id, office, name;
    std::string pin_hash;
    friend bool operator==(const Caretaker&, const Caretaker&) = default;
};

// A chip on the reasons screen, offered for the scores named.
struct Reason {
    std::string id;
    LocalText text;
    Cause cause;
    std::array<bool, 5> scores{};  // scores[0]: offered for score 1
    friend bool operator==(const Reason&, const Reason&) = default;
};

struct Catalogue {
    std::vector<Office> offices;
    std::vector<Counter> counters;
    std::vector<Officer> officers;
    std::vector<Caretaker> caretakers;
    std::vector<ServiceCategory> categories;
    std::vector<Service> services;
    std::vector<Reason> reasons;
    std::vector<Forum> forums;
    std::vector<Change> changes;
    std::vector<Award> awards;
    std::vector<Announcement> announcements;
    std::vector<Wording> words;  // the whole city's

    [[nodiscard]] const Office* office(std::string_view id) const;
    [[nodiscard]] const Counter* counter(std::string_view id) const;
    [[nodiscard]] const Officer* officer(std::string_view id) const;
    [[nodiscard]] const Caretaker* caretaker(std::string_view id) const;
    [[nodiscard]] const ServiceCategory* category(std::string_view id) const;
    [[nodiscard]] const Service* service(std::string_view id) const;
    [[nodiscard]] const Reason* reason(std::string_view id) const;
    [[nodiscard]] const Forum* forum(std::string_view id) const;
    friend bool operator==(const Catalogue&, const Catalogue&) = default;
};

inline constexpr std::size_t max_reason = 60;  // code points
inline constexpr std::size_t max_of_a_kind = 5000;
inline constexpr std::size_t max_catalogue_bytes = 4 * 1024 * 1024;

// The catalogue as one office's kiosks get it: with what is the whole city's.
[[nodiscard]] Catalogue of_office(const Catalogue&, std::string_view office);

// Empty when everything fits together: ids unique and well formed, references exist, texts valid UTF-8 without
// control or bidirectional characters, within their lengths; else one sentence a mistake.
[[nodiscard]] std::vector<std::string> mistakes(const Catalogue&);

// JSON, as GET /v1/catalogue carries it. The same catalogue encodes to the same bytes; its ETag is their hash.
[[nodiscard]] std::string encode(const Catalogue&);
// Refuses the whole when anything is wrong; the message names the first mistakes.
[[nodiscard]] Result<Catalogue> decode_catalogue(std::string_view json);

}  // namespace rancak
