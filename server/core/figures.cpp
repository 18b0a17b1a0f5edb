#include "server/core/figures.h"

#include <algorithm>
#include <charconv>

namespace rancak::server {
namespace {

std::string distribution_json(const Distribution& distribution) {
    std::string json = "[";
    for (const auto count : distribution.counts) json.append(json.size() == 1 ? "" : ",").append(std::to_string(count));
    return json + "]";
}

}  // namespace

// ---- Sums --------------------------------------------------------------------------------------------------------------

void Split::add(int score, const Count& count) {
    all.add(score, static_cast<std::uint64_t>(std::max<std::int64_t>(count.n, 0)));
    flagged.add(score, static_cast<std::uint64_t>(std::max<std::int64_t>(count.flagged, 0)));
}

void Split::add(const DayCount& day) {
    for (std::size_t i = 0; i < day.size(); ++i) add(static_cast<int>(i) + 1, day[i]);
}

void Split::add(const Split& other) {
    all.add(other.all);
    flagged.add(other.flagged);
}

Distribution Split::without_flagged() const {
    Distribution rest;
    for (std::size_t i = 0; i < rest.counts.size(); ++i) rest.counts[i] = all.counts[i] - std::min(all.counts[i], flagged.counts[i]);
    return rest;
}

Period before(const Period& period) {
    const auto days = period.until - period.from + std::chrono::days{1};
    return {period.from - days, period.from - std::chrono::days{1}};
}

LocalDay step_of(LocalDay day, By by) {
    switch (by) {
        case By::day: return day;
        case By::week: return monday_of(day);
        case By::month: break;
    }
    const std::chrono::year_month_day date{day};
    return LocalDay{date.year() / date.month() / 1};
}

void FigureSums::add(const CountRow& row) {
    if (holds(before_, row.day)) previous_.add(row.score, row.count);
    if (!holds(period_, row.day) || row.count.n <= 0) return;
    now_.add(row.score, row.count);
    trend_[std::max(step_of(row.day, by_), period_.from)].add(row.score, row.count);
    const auto part = [&](Parts& parts, std::string_view id) {
        if (!id.empty()) parts[std::string(id)].add(row.score, row.count);
    };
    part(services_, row.service);
    part(officers_, row.officer);
    part(counters_, row.counter);
}

void CityFigures::add(std::string_view office, LocalDay day, const DayCount& count) {
    if (!at_ || at_name_ != office) {
        at_name_ = office;
        at_ = &offices_[at_name_];
    }
    if (holds(period_, day)) at_->now.add(count);
    if (holds(before_, day)) at_->previous.add(count);
}

// ---- JSON --------------------------------------------------------------------------------------------------------------

std::string number_json(double value) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

std::string figures_json(const Distribution& distribution, std::uint64_t flagged) {
    std::string json = "{\"n\":" + std::to_string(distribution.total()) + ",\"flagged\":" + std::to_string(flagged);
    if (const auto figure = mean(distribution)) {
        json += ",\"mean\":" + number_json(figure->value) + ",\"interval\":{\"low\":" + number_json(figure->interval.low);
        json += ",\"high\":" + number_json(figure->interval.high) + "}";
    }
    return json + ",\"distribution\":" + distribution_json(distribution) + "}";
}

std::string both_json(const Split& split) {
    return "\"all\":" + figures_json(split.all, split.flagged.total()) + ",\"without_flagged\":" + figures_json(split.without_flagged(), 0);
}

}  // namespace rancak::server
