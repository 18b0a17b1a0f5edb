#pragma once

#include "server/core/rating.h"
#include "server/core/stored.h"
#include "shared/standing.h"
#include "shared/time.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// Which of an office's ratings are meant; what is left empty does not narrow them.
struct Choice {
    std::string office;  // never empty
    std::string service, officer, counter;
    [[nodiscard]] bool is_whole_office() const { return service.empty() && officer.empty() && counter.empty(); }
};

// A row of the daily counts. Views are valid during the call.
struct CountRow {
    std::string_view officer;
    LocalDay day{};
    std::string_view counter, service;
    int score = 0;
    Count count;
};
using OnCount = std::function<void(const CountRow&)>;
using OnOfficeDay = std::function<void(std::string_view office, LocalDay, const DayCount&)>;

// Why, of some ratings.
struct WhyCounts {
    std::vector<ReasonTally> reasons;
    std::vector<FlagCount> flags;
};

// Visits that kiosks counted, and those of them that left a rating that stands.
struct Visits {
    std::uint64_t count = 0, rated = 0;
    friend bool operator==(const Visits&, const Visits&) = default;
};
using VisitsByOffice = std::map<std::string, Visits, std::less<>>;

// By weekday, Monday first, and hour.
using Heat = std::array<std::array<HourCount, 24>, 7>;

struct FlaggedRating {
    JournalId id;
    std::uint64_t seq = 0;
    Timestamp at{};
    std::string officer, counter;
    int score = 0;
    std::uint8_t flags = 0;
};

// What figures are read from. Days are those of the office, `from` and `until` both included; all of it takes time by days, not by
// ratings.
class FiguresStore {
public:
    virtual ~FiguresStore() = default;
    // The days of all offices, or of one, that have ratings: by office and day.
    [[nodiscard]] virtual Stored<void> office_days(std::string_view office, LocalDay from, LocalDay until, const OnOfficeDay&) = 0;
    // Of all offices, or of one: those of whose kiosks any counted a visit on these days. Kiosks that do not count add neither visits
    // nor ratings.
    [[nodiscard]] virtual Stored<VisitsByOffice> visits(std::string_view office, LocalDay from, LocalDay until) = 0;
    [[nodiscard]] virtual Stored<Heat> heat(const std::string& office, LocalDay from, LocalDay until) = 0;
    [[nodiscard]] virtual Stored<void> daily_counts(const Choice&, LocalDay from, LocalDay until, const OnCount&) = 0;
    [[nodiscard]] virtual Stored<WhyCounts> why(const Choice&, LocalDay from, LocalDay until) = 0;
    // Those that stand and bear a flag, newest first, of one office or, when it is empty, of all.
    [[nodiscard]] virtual Stored<std::vector<FlaggedRating>> flagged(const std::string& office, LocalDay from, LocalDay until,
                                                                     std::size_t limit) = 0;
};

}  // namespace rancak::server
