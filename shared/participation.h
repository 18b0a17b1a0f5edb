#pragma once

#include "shared/language.h"
#include "shared/time.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {

// What an office asks citizens to take part in, and what it tells them back. `sample`: not confirmed by the office, shown
// as "contoh".

// From the first day to the last, both included; in the office's own time.
struct DaySpan {
    LocalDay from{}, until{};
    [[nodiscard]] bool has(LocalDay day) const { return from <= day && day <= until; }
    friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

// A question of a forum that a citizen may support at the kiosk.
struct ForumTopic {
    std::string id;  // unique within its forum
    LocalText text;
    friend bool operator==(const ForumTopic&, const ForumTopic&) = default;
};

// A public meeting to come: forum konsultasi publik, musyawarah. When it begins it is no longer shown.
struct Forum {
    std::string id;
    std::string office;  // empty: the whole city's, shown at every office
    LocalText title;
    LocalDay day{};
    std::chrono::minutes at{};  // after local midnight
    LocalText place;
    std::vector<LocalText> agenda{};
    std::vector<ForumTopic> topics{};
    bool sample = false;

    [[nodiscard]] const ForumTopic* topic(std::string_view id) const;  // null: it has none such
    [[nodiscard]] Timestamp begins(std::chrono::minutes utc_offset) const;
    friend bool operator==(const Forum&, const Forum&) = default;
};

// "You said, we did."
struct Change {
    std::string id;
    std::string office;  // empty: the city's
    LocalText said, did;
    LocalDay day{};      // since when it is so
    bool sample = false;
    friend bool operator==(const Change&, const Change&) = default;
};

// What everybody at the office should know on some days: shut on Friday, a counter moved, a service that comes to the village.
struct Announcement {
    std::string id;
    std::string office;  // empty: the city's
    LocalText title, text;
    DaySpan shown;       // on these days only
    bool sample = false;
    friend bool operator==(const Announcement&, const Announcement&) = default;
};

// ASN Berprestasi: decided by the city by its own written criteria, never computed here.
struct Award {
    std::string id;
    std::string officer;  // one of the catalogue's
    DaySpan period;       // that it honours
    LocalText why;
    bool sample = false;
    friend bool operator==(const Award&, const Award&) = default;
};

// The IKM of the legal survey as the office published it; a quick rating at a kiosk is not part of it.
struct PublishedIndex {
    int hundredths = 2500;  // 25.00 to 100.00
    std::uint32_t respondents = 0;
    DaySpan period;
    bool sample = false;
    friend bool operator==(const PublishedIndex&, const PublishedIndex&) = default;
};

// A to D, by the bands of PermenPANRB 14/2017: it follows from the value, so nobody can publish another beside it.
[[nodiscard]] char quality_of(const PublishedIndex&);

// A weekday on which an office that is open by its hours stays shut.
struct ShutDay {
    LocalDay day{};
    LocalText why;
    friend bool operator==(const ShutDay&, const ShutDay&) = default;
};

// Code points, unless it says how many.
inline constexpr std::size_t max_forum_title = 100;
inline constexpr std::size_t max_forum_place = 160;
inline constexpr std::size_t max_topic = 160;
inline constexpr std::size_t max_agenda = 12;  // items of max_service_item
inline constexpr std::size_t max_topics = 8;   // of a forum
inline constexpr std::size_t max_change_text = 200;  // what was said; what was done
inline constexpr std::size_t max_announcement_title = 100;
inline constexpr std::size_t max_announcement_text = 300;
inline constexpr std::size_t max_award_why = 200;
inline constexpr std::size_t max_shut_why = 60;
inline constexpr std::size_t max_shut_days = 100;
inline constexpr int least_index = 2500, most_index = 10000;  // hundredths
inline constexpr std::uint32_t max_respondents = 10'000'000;

}  // namespace rancak
