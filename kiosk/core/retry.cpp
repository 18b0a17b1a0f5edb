#include "kiosk/core/retry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace rancak::kiosk {

namespace {

constexpr Milliseconds first_ceiling{1'000};
constexpr Milliseconds last_ceiling{5 * 60 * 1'000};
constexpr Milliseconds longest_retry_after{60 * 60 * 1'000};

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Exactly as many digits as the text has; nullopt when there is anything else in it.
std::optional<int> number(std::string_view text) {
    if (!all_digits(text)) return std::nullopt;
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> month(std::string_view name) {
    constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto* const found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<unsigned>(found - names.begin()) + 1;
}

bool is_weekday(std::string_view name) {
    constexpr std::array<std::string_view, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view whole) { return name == whole || name == whole.substr(0, 3); });
}

struct WrittenDate {
    std::string_view day, month, year, time;
};

std::optional<Timestamp> to_timestamp(const WrittenDate& written, Timestamp now) {
    using namespace std::chrono;
    const auto day_number = number(written.day);
    const auto month_number = month(written.month);
    auto year_number = number(written.year);
    const auto& time = written.time;
    if (!day_number || !month_number || !year_number || time.size() != 8 || time[2] != ':' || time[5] != ':') {
        return std::nullopt;
    }
    const auto hour = number(time.substr(0, 2)), minute = number(time.substr(3, 2)), second = number(time.substr(6, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    if (written.year.size() == 2) {
        // RFC 9110 5.6.7: a year that seems more than 50 years in the future is the one a century before.
        const int this_year = static_cast<int>(year_month_day(floor<days>(now)).year());
        *year_number += this_year / 100 * 100;
        if (*year_number > this_year + 50) *year_number -= 100;
    }
    const year_month_day date(year(*year_number), std::chrono::month(*month_number),
                              day(static_cast<unsigned>(*day_number)));
    if (!date.ok()) return std::nullopt;
    return sys_days(date) + hours(*hour) + minutes(*minute) + seconds(*second);
}

// Sun, 06 Nov 1994 08:49:37 GMT, Sunday, 06-Nov-94 08:49:37 GMT or Sun Nov  6 08:49:37 1994.
std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now) {
    const auto comma = text.find(',');
    if (comma == std::string_view::npos) {
        if (text.size() != 24 || !is_weekday(text.substr(0, 3)) || text[3] != ' ' || text[7] != ' ' ||
            text[10] != ' ' || text[19] != ' ') {
            return std::nullopt;
        }
        auto day = text.substr(8, 2);
        if (day.front() == ' ') day.remove_prefix(1);
        return to_timestamp({day, text.substr(4, 3), text.substr(20), text.substr(11, 8)}, now);
    }
    if (!is_weekday(text.substr(0, comma)) || !text.ends_with(" GMT")) return std::nullopt;
    const auto rest = text.substr(comma + 1, text.size() - comma - 5);  // " 06 Nov 1994 08:49:37"
    if (rest.size() == 21 && rest[0] == ' ' && rest[3] == ' ' && rest[7] == ' ' && rest[12] == ' ') {
        return to_timestamp({rest.substr(1, 2), rest.substr(4, 3), rest.substr(8, 4), rest.substr(13)}, now);
    }
    if (rest.size() == 19 && rest[0] == ' ' && rest[3] == '-' && rest[7] == '-' && rest[10] == ' ') {
        return to_timestamp({rest.substr(1, 2), rest.substr(4, 3), rest.substr(8, 2), rest.substr(11)}, now);
    }
    return std::nullopt;
}

Milliseconds within_limits(Milliseconds wait) { return std::clamp(wait, Milliseconds(0), longest_retry_after); }

}  // namespace

Milliseconds retry_delay(int failures, std::optional<Milliseconds> retry_after, double share) {
    Milliseconds ceiling = first_ceiling;
    for (int i = 1; i < failures && ceiling < last_ceiling; ++i) ceiling *= 2;
    ceiling = std::min(ceiling, last_ceiling);
    const Milliseconds jitter(static_cast<std::int64_t>(share * static_cast<double>(ceiling.count())));
    return within_limits(retry_after.value_or(Milliseconds(0))) + jitter;
}

std::optional<Milliseconds> parse_retry_after(std::string_view text, Timestamp now) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    const bool negative = text.starts_with('-');
    const auto digits = negative ? text.substr(1) : text;
    if (all_digits(digits)) {
        if (negative) return Milliseconds(0);
        const auto seconds = digits.size() > 6 ? std::nullopt : number(digits);  // a million seconds is absurd
        return seconds ? within_limits(std::chrono::seconds(*seconds)) : longest_retry_after;
    }
    const auto date = parse_http_date(text, now);
    if (!date) return std::nullopt;
    return within_limits(*date - now);
}

}  // namespace rancak::kiosk
