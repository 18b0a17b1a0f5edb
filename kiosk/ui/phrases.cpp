#include "kiosk/ui/phrases.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

using namespace std::chrono;

std::string two_digits(long number) {
    std::string text = std::to_string(number);
    return number < 10 ? "0" + text : text;
}

}  // namespace

std::string clock_time(const Words& words, Language language, Timestamp at, minutes offset) {
    const auto since_midnight = floor<minutes>(at.time_since_epoch() + offset) % minutes(24 * 60);
    const long passed = (since_midnight.count() + 24 * 60) % (24 * 60);
    return fill(words.in(language, Word::clock),
                {{"hour", two_digits(passed / 60)}, {"minute", two_digits(passed % 60)}});
}

std::string long_date(const Words& words, Language language, LocalDay day) {
    const year_month_day date{day};
    const auto weekday_index = static_cast<int>(weekday{day}.iso_encoding()) - 1;
    return fill(words.in(language, Word::date_long),
                {{"weekday", words.in(language, after(Word::weekday_1, weekday_index))},
                 {"day", std::to_string(static_cast<unsigned>(date.day()))},
                 {"month", words.in(language, after(Word::month_1, static_cast<int>(static_cast<unsigned>(date.month())) - 1))},
                 {"year", std::to_string(static_cast<int>(date.year()))}});
}

std::string short_date(const Words& words, Language language, LocalDay day) {
    const year_month_day date{day};
    return fill(words.in(language, Word::date_short),
                {{"day", std::to_string(static_cast<unsigned>(date.day()))},
                 {"month", words.in(language, after(Word::month_1, static_cast<int>(static_cast<unsigned>(date.month())) - 1))},
                 {"year", std::to_string(static_cast<int>(date.year()))}});
}

std::string brief_date(const Words& words, Language language, LocalDay day) {
    const year_month_day date{day};
    return fill(words.in(language, Word::date_brief), {{"day", std::to_string(static_cast<unsigned>(date.day()))},
                                                       {"month", std::to_string(static_cast<unsigned>(date.month()))}});
}

std::string moment(const Words& words, Language language, Timestamp at, minutes offset) {
    return fill(words.in(language, Word::moment), {{"date", short_date(words, language, local_day(at, offset))},
                                                   {"time", clock_time(words, language, at, offset)}});
}

std::string decimal(const Words& words, Language language, double value, int digits) {
    long scale = 1;
    for (int i = 0; i < digits; ++i) scale *= 10;
    // A tiny push keeps 4.25, which binary holds as a little less or more, on the side that people expect.
    const auto scaled = static_cast<long>(std::llround(value * static_cast<double>(scale) + (value < 0 ? -1e-9 : 1e-9)));
    std::string text = scaled < 0 ? "-" : "";
    text += whole_number(words, language, static_cast<std::uint64_t>(std::abs(scaled) / scale));
    if (digits == 0) return text;
    std::string fraction = std::to_string(std::abs(scaled) % scale);
    fraction.insert(0, static_cast<std::size_t>(digits) - fraction.size(), '0');
    return text + words.in(language, Word::decimal_mark) + fraction;
}

std::string whole_number(const Words& words, Language language, std::uint64_t number) {
    std::string text = std::to_string(number);
    const std::string& mark = words.in(language, Word::thousands_mark);
    for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, mark);
    return text;
}

std::string duration(const Words& words, Language language, Milliseconds length) {
    const auto secs = static_cast<std::uint64_t>(std::max<std::int64_t>(0, ceil<seconds>(length).count()));
    if (secs < 60) return counted(words, language, Word::seconds_one, secs);
    const std::uint64_t mins = (secs + 59) / 60;
    if (mins < 60) return counted(words, language, Word::minutes_one, mins);
    return counted(words, language, Word::hours_one, (mins + 59) / 60);
}

std::string bytes(const Words& words, Language language, std::uint64_t count) {
    static constexpr std::array<const char*, 5> units{" B", " kB", " MB", " GB", " TB"};
    auto value = static_cast<double>(count);
    std::size_t unit = 0;
    while (value >= 999.95 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return decimal(words, language, value, unit == 0 ? 0 : 1) + units[unit];
}

std::string counted(const Words& words, Language language, Word one, std::uint64_t count) {
    return fill(words.in(language, count == 1 ? one : after(one, 1)), {{"count", whole_number(words, language, count)}});
}

}  // namespace rancak::kiosk
