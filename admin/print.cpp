#include "admin/print.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace rancak::admin {

namespace {

constexpr int bar_columns = 30;

std::string with_interval(const Mean& value) {
    return fmt::format("{:.2f}   95 % interval {:.2f} to {:.2f}", value.value, value.interval.low, value.interval.high);
}

std::string distribution_bars(const Distribution& distribution) {
    const std::uint64_t most = *std::max_element(distribution.counts.begin(), distribution.counts.end());
    std::string out;
    for (int score = 5; score >= 1; --score) {
        const std::uint64_t count = distribution.counts[static_cast<std::size_t>(score - 1)];
        const double share = most == 0 ? 0 : static_cast<double>(count) / static_cast<double>(most);
        const std::string blocks = bar(share, bar_columns);
        out += fmt::format("  {}  {}{}{}\n", score, blocks, blocks.empty() ? "" : "  ", thousands(count));
    }
    return out;
}

std::string reasons_by_cause(const std::vector<ReasonCount>& reasons) {
    std::string out;
    for (const Cause cause : causes) {
        bool named = false;
        for (const ReasonCount& reason : reasons) {
            if (reason.cause != cause) continue;
            if (!named) out += fmt::format("  about the {}\n", code(cause));
            named = true;
            out += fmt::format("    {:<28}{:>8}\n", reason.reason, thousands(reason.times));
        }
    }
    return out;
}

std::string weekly_trend(const std::vector<Week>& trend) {
    std::string out;
    for (const Week& week : trend) {
        const auto value = mean(week.distribution);
        if (!value) continue;
        out += fmt::format("  {}  {:.2f} ({:.2f} to {:.2f})  n {:<6} {}\n", to_iso_date(week.monday), value->value,
                           value->interval.low, value->interval.high, thousands(week.distribution.total()),
                           bar((value->value - 1) / 4, 20));
    }
    return out;
}

// The protocol's name and what it says; of a newer centre the name alone.
std::string meaning_of(std::string_view flag) {
    constexpr std::pair<std::string_view, std::string_view> meanings[] = {
        {"burst", "more than 5 within a minute at one kiosk"},
        {"shut", "more than an hour outside the office's hours"},
        {"rhythm", "as regular as a clock"},
        {"same_visit", "a second one of the same visit"},
        {"clock", "at a time that cannot be"},
        {"pressed", "the visitor says that somebody pressed them"}};
    for (const auto& [name, meaning] : meanings)
        if (name == flag) return fmt::format("{}: {}", name, meaning);
    return std::string(flag);
}

}  // namespace

std::string describe(const StandingReply& reply) {
    const Standing& standing = reply.standing;
    std::string out = fmt::format("Officer   {}\nPeriod    {} to {}, as of {}\nRatings   {}", standing.officer,
                                  to_iso_date(standing.from), to_iso_date(standing.until), to_rfc3339(reply.as_of),
                                  thousands(standing.n));
    if (standing.flagged > 0) out += fmt::format(", of which {} look suspect (flagged, counted)", thousands(standing.flagged));
    out += '\n';
    for (const FlagCount& flag : standing.flags) out += fmt::format("          {:>8} {}\n", thousands(flag.times), meaning_of(flag.flag));
    if (standing.n == 0) return out + "Mean      none without ratings\n";
    if (standing.mean && standing.interval) out += "Mean      " + with_interval({*standing.mean, *standing.interval}) + '\n';
    if (standing.distribution) out += "\nScores\n" + distribution_bars(*standing.distribution);
    if (!standing.reasons.empty()) out += "\nReasons\n" + reasons_by_cause(standing.reasons);
    if (!standing.trend.empty()) out += "\nWeeks from\n" + weekly_trend(standing.trend);
    return out;
}

std::string describe(const Verification& verification) {
    std::string out;
    for (const auto& [journal, check] : verification.journals) {
        out += fmt::format("journal {}: ", journal);
        if (check.events > 0) {
            out += fmt::format("{} events, {} to {}, head {}", thousands(check.events), check.first, check.head.seq,
                               to_hex(check.head.hash));
            if (check.first > 1) out += fmt::format(" (what is before {} is not in this file)", check.first);
        } else {
            out += "no event follows";
        }
        out += '\n';
        if (check.broken) out += fmt::format("  BROKEN at line {}: {}\n", check.broken->line, check.broken->why);
    }
    if (verification.unreadable) {
        out += fmt::format("BROKEN at line {}: {}\n", verification.unreadable->line, verification.unreadable->why);
    }
    if (out.empty()) out = "The file holds no events.\n";
    return out;
}

std::string describe(const std::vector<TopicSupport>& supports) {
    if (supports.empty()) return "Nobody has supported a topic yet.\n";
    std::string out, heading;
    for (const TopicSupport& one : supports) {
        if (std::string of = fmt::format("{}, forum {}\n", one.office, one.forum); of != heading) out += heading = std::move(of);
        out += fmt::format("  {:<40}{:>10}\n", one.topic, thousands(one.times));
    }
    return out;
}

std::string describe(const std::vector<KioskReport>& kiosks) {
    if (kiosks.empty()) return "No kiosk is enrolled.\n";
    const auto at = [](const std::optional<Timestamp>& time) { return time ? to_rfc3339(*time) : std::string("never"); };
    std::string out;
    for (const KioskReport& kiosk : kiosks) {
        out += fmt::format("{} {}, journal {}{}\n", kiosk.office, kiosk.counter.empty() ? "lobby" : kiosk.counter, kiosk.journal,
                           kiosk.revoked ? ", REVOKED " + to_rfc3339(*kiosk.revoked) : "");
        out += fmt::format("  events     {}, last came {}\n  head       {}\n", thousands(kiosk.head.seq), at(kiosk.last_batch),
                           to_hex(kiosk.head.hash));
        out += fmt::format("  heartbeat  {}", at(kiosk.last_heartbeat));
        if (kiosk.last_heartbeat) {
            out += fmt::format(", version {}, {} waiting, {} parked, {} MiB of disk free", kiosk.version, thousands(kiosk.waiting),
                               thousands(kiosk.parked), thousands(kiosk.disk_free_bytes / (1024 * 1024)));
        }
        out += '\n';
        for (const std::string& alarm : kiosk.alarms) out += "  ALARM      " + alarm + '\n';
    }
    return out;
}

std::string thousands(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

std::string bar(double share, int columns) {
    static constexpr const char* eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const int parts = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * columns * 8));
    std::string out;
    for (int i = 0; i < parts / 8; ++i) out += "█";
    return out + eighths[parts % 8];
}

}  // namespace rancak::admin
