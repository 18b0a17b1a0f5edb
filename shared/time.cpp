#include "shared/time.h"

#include <algorithm>

namespace rancak {
namespace {

using namespace std::chrono;

void put_digits(char* at, unsigned value, int count) {
    for (int i = count - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

std::optional<unsigned> digits(std::string_view text, std::size_t from, std::size_t count) {
    unsigned value = 0;
    for (char c : text.substr(from, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

void put_date(char* at, year_month_day date) {
    put_digits(at, static_cast<unsigned>(int{date.year()}), 4);
    at[4] = '-';
    put_digits(at + 5, unsigned{date.month()}, 2);
    at[7] = '-';
    put_digits(at + 8, unsigned{date.day()}, 2);
}

std::optional<year_month_day> parse_date(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
    if (!y || !m || !d) return std::nullopt;
    const year_month_day date{year{static_cast<int>(*y)}, month{*m}, day{*d}};
    if (!date.ok()) return std::nullopt;
    return date;
}

}  // namespace

Timestamp SystemClock::now() const { return floor<milliseconds>(system_clock::now()); }

Monotonic SystemClock::monotonic() const { return floor<milliseconds>(steady_clock::now()); }

Rfc3339 rfc3339(Timestamp time) {
    static const Timestamp first = sys_days{year{0} / 1 / 1};
    static const Timestamp last = sys_days{year{9999} / 12 / 31} + hours{24} - milliseconds{1};
    time = std::clamp(time, first, last);
    const auto date = floor<days>(time);
    const hh_mm_ss clock{time - date};
    Rfc3339 text{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 'T', '0', '0', ':', '0', '0', ':', '0', '0', '.', '0', '0', '0', 'Z'};
    put_date(text.data(), year_month_day{date});
    put_digits(text.data() + 11, static_cast<unsigned>(clock.hours().count()), 2);
    put_digits(text.data() + 14, static_cast<unsigned>(clock.minutes().count()), 2);
    put_digits(text.data() + 17, static_cast<unsigned>(clock.seconds().count()), 2);
    put_digits(text.data() + 20, static_cast<unsigned>(clock.subseconds().count()), 3);
    return text;
}

std::string to_rfc3339(Timestamp time) {
    const auto text = rfc3339(time);
    return {text.data(), text.size()};
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
    if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
        return std::nullopt;
    const auto date = parse_date(text);
    const auto h = digits(text, 11, 2), m = digits(text, 14, 2), s = digits(text, 17, 2), ms = digits(text, 20, 3);
    if (!date || !h || !m || !s || !ms || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
    return sys_days{*date} + hours{*h} + minutes{*m} + seconds{*s} + milliseconds{*ms};
}

LocalDay local_day(Timestamp time, minutes utc_offset) {
    return LocalDay{floor<days>(time + utc_offset).time_since_epoch()};
}

int local_hour(Timestamp time, minutes utc_offset) {
    const auto local = time + utc_offset;
    return static_cast<int>(floor<hours>(local - floor<days>(local)).count());
}

std::string to_iso_date(LocalDay day) {
    std::string text = "0000-00-00";
    put_date(text.data(), year_month_day{day});
    return text;
}

std::optional<LocalDay> parse_iso_date(std::string_view text) {
    if (text.size() != 10) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) return std::nullopt;
    return LocalDay{*date};
}

}  // namespace rancak
