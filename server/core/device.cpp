#include "server/core/device.h"

#include "shared/encoding.h"

#include <array>

namespace rancak::server {
namespace {

constexpr std::size_t code_length = code_public_length + code_secret_length;

}  // namespace

Heartbeat without_visits(Heartbeat heartbeat) {
    heartbeat.visits.clear();
    return heartbeat;
}

void drop_impossible_days(Heartbeat& heartbeat, Timestamp enrolled, Timestamp now) {
    constexpr std::chrono::days a_day{1};
    const auto first = local_day(enrolled, {}) - a_day, last = local_day(now, {}) + a_day;
    std::erase_if(heartbeat.visits, [&](const DayVisits& one) { return one.day < first || one.day > last; });
}

NewCode make_code(Random& random, std::string office, std::string counter, Timestamp now) {
    std::array<std::uint8_t, 7> bytes{};  // 56 bits; 10 characters take 50
    random.fill(bytes);
    NewCode made;
    made.text = to_base32(bytes).substr(0, code_length);
    made.code.id = made.text.substr(0, code_public_length);
    made.code.secret = blake2b(made.text);
    made.code.office = std::move(office);
    made.code.counter = std::move(counter);
    made.code.expires = now + code_lifetime;
    return made;
}

std::optional<std::string> normal_code(std::string_view typed) {
    constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
    if (typed.size() != code_length) return std::nullopt;
    std::string code;
    for (char c : typed) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == 'o') c = '0';
        if (c == 'i' || c == 'l') c = '1';
        if (digits.find(c) == std::string_view::npos) return std::nullopt;
        code += c;
    }
    return code;
}

Judgement judge(const std::optional<EnrolmentCode>& code, const std::optional<Device>& known,
                const EnrolmentAttempt& attempt) {
    const auto typed = normal_code(attempt.code);
    if (!code || !typed || code->tries_left <= 0 || attempt.now >= code->expires) return {};
    if (blake2b(*typed) != code->secret) {
        Judgement wrong;
        wrong.code = *code;
        --wrong.code->tries_left;
        return wrong;
    }
    if (!code->used_by.empty()) {
        if (code->used_by != attempt.journal || !known || known->key != attempt.key) return {};
        return {EnrolmentOutcome::enrolled, std::nullopt, known};
    }
    if (known) return {EnrolmentOutcome::journal_taken, std::nullopt, std::nullopt};
    if (attempt.at_counter && code->counter.empty()) return {EnrolmentOutcome::wrong_placement, std::nullopt, std::nullopt};
    Judgement right{EnrolmentOutcome::enrolled, *code, Device{}};
    right.code->used_by = attempt.journal;
    right.device = Device{{code->office, attempt.journal}, code->counter, attempt.key, attempt.now, std::nullopt};
    return right;
}

}  // namespace rancak::server
