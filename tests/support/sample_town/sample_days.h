#pragma once

#include "shared/catalogue.h"
#include "shared/event_body.h"
#include "shared/time.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::test {

// What a citizen wrote, not sealed yet. Comments belong to a rating, texts and contacts to a case.
struct SampleText {
    std::string text, contact;  // empty: none
};

// One event of a kiosk's day. A detail belongs to the rating just before it.
struct SampleEvent {
    Timestamp at{};
    EventBody body;
    SampleText written{};
};

// Days as they might be at an office, always the same for the same number: visits within the hours, now and then a complaint,
// a questionnaire, a topic supported, and now and then something that looks suspect. Everything is invented.
class SampleDays {
public:
    SampleDays(const Catalogue& catalogue, unsigned number) : catalogue_(catalogue), dice_(number) {}

    // In the order of time; no visit after `until`.
    [[nodiscard]] std::vector<SampleEvent> day(const Office&, LocalDay, Timestamp until);

private:
    [[nodiscard]] bool chance(double share) { return std::uniform_real_distribution<>(0, 1)(dice_) < share; }
    [[nodiscard]] int whole(int from, int until) { return std::uniform_int_distribution<>(from, until)(dice_); }
    template <class T>
    [[nodiscard]] const T& one_of(const std::vector<T>& list) {
        return list[static_cast<std::size_t>(whole(0, static_cast<int>(list.size()) - 1))];
    }
    [[nodiscard]] std::string visit();
    [[nodiscard]] int score_for(const std::string& officer);
    [[nodiscard]] RatingBody rating(const Office&, const std::vector<const Officer*>&);
    [[nodiscard]] SampleEvent detail(int score, Timestamp);
    [[nodiscard]] SampleEvent told_case(const Office&, const std::vector<const Officer*>&, Timestamp);
    [[nodiscard]] SampleEvent survey(const Office&, Timestamp);

    const Catalogue& catalogue_;
    std::mt19937 dice_;
};

}  // namespace rancak::test
