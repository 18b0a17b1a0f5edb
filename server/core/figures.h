#pragma once

#include "server/core/figures_store.h"
#include "server/core/standings.h"
#include "shared/catalogue.h"
#include "shared/statistics.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// How often each score was given, and how often by a rating that bears a flag: figures are shown with and without those.
struct Split {
    Distribution all, flagged;  // flagged ones are among all

    void add(int score, const Count&);
    void add(const DayCount&);
    void add(const Split&);
    [[nodiscard]] Distribution without_flagged() const;
    friend bool operator==(const Split&, const Split&) = default;
};

// The time before it that is equally long.
[[nodiscard]] Period before(const Period&);
[[nodiscard]] inline bool holds(const Period& period, LocalDay day) { return period.from <= day && day <= period.until; }

enum class By { day, week, month };
// The first day of the step of a trend that holds the day.
[[nodiscard]] LocalDay step_of(LocalDay, By);

// What a choice of an office's ratings comes to over a period. Rows of the period and of the one before it -> add() each.
class FigureSums {
public:
    FigureSums(const Period& period, By by) : period_(period), before_(before(period)), by_(by) {}
    void add(const CountRow&);

    using Parts = std::map<std::string, Split>;  // by id; of what has none there is no part
    [[nodiscard]] const Split& now() const { return now_; }
    [[nodiscard]] const Split& previous() const { return previous_; }
    [[nodiscard]] const std::map<LocalDay, Split>& trend() const { return trend_; }  // steps without ratings are left out
    [[nodiscard]] const Parts& services() const { return services_; }
    [[nodiscard]] const Parts& officers() const { return officers_; }
    [[nodiscard]] const Parts& counters() const { return counters_; }

private:
    Period period_, before_;
    By by_;
    Split now_, previous_;
    std::map<LocalDay, Split> trend_;
    Parts services_, officers_, counters_;
};

// The whole city's, office by office. Days of the period and of the one before it -> add() each.
class CityFigures {
public:
    struct OfOffice {
        Split now, previous;
    };
    explicit CityFigures(const Period& period) : period_(period), before_(before(period)) {}
    void add(std::string_view office, LocalDay, const DayCount&);
    [[nodiscard]] const std::map<std::string, OfOffice, std::less<>>& offices() const { return offices_; }

private:
    Period period_, before_;
    std::map<std::string, OfOffice, std::less<>> offices_;
    OfOffice* at_ = nullptr;  // of the office that was added last: days come office by office
    std::string at_name_;
};

// Figures as every reply carries them (docs/openapi.yaml): of all, and `"all":{…},"without_flagged":{…}`.
[[nodiscard]] std::string figures_json(const Distribution&, std::uint64_t flagged);
[[nodiscard]] std::string both_json(const Split&);
// The shortest decimal that reads back as the same number.
[[nodiscard]] std::string number_json(double);

}  // namespace rancak::server
