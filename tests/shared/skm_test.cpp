#include "shared/skm.h"
#include "shared/participation.h"

#include <doctest/doctest.h>

using namespace rancak;

namespace {

SurveyAnswers all(std::uint8_t answer) {
    SurveyAnswers answers{};
    answers.fill(answer);
    return answers;
}

// `n` questionnaires whose answers to the element come to `sum`; to the others all is `rest`.
SkmTally tally_of(std::uint64_t n, SurveyElement element, std::uint64_t sum, std::uint8_t rest) {
    SkmTally tally;
    for (std::uint64_t i = 0; i < n; ++i) {
        auto answers = all(rest);
        const auto left = n - i;
        const auto mine = std::min<std::uint64_t>(4, sum - (left - 1));
        answers[static_cast<std::size_t>(element)] = static_cast<std::uint8_t>(mine);
        sum -= mine;
        tally.add(answers);
    }
    return tally;
}

}  // namespace

TEST_CASE("skm: without an answer there is no index") {
    CHECK_FALSE(index_of(SkmTally{}));
    CHECK_FALSE(index_of(SkmTally{}, SurveyElement::time));
}

TEST_CASE("skm: nine perfect answers give exactly 100.00 and nine of the worst exactly 25.00, of one person or of many") {
    for (const int n : {1, 3, 7, 1000}) {
        SkmTally best, worst;
        for (int i = 0; i < n; ++i) {
            best.add(all(4));
            worst.add(all(1));
        }
        CHECK(index_of(best) == 10000);
        CHECK(index_of(worst) == 2500);
        CHECK(index_of(best, SurveyElement::facilities) == 10000);
    }
}

TEST_CASE("skm: the index is rounded once, half up, from the exact sum") {
    // One questionnaire: 25 S / 9. S = 31 gives 86.111…, S = 32 gives 88.888….
    SurveyAnswers answers = all(3);
    answers[0] = answers[1] = answers[2] = answers[3] = 4;
    SkmTally tally;
    tally.add(answers);
    CHECK(index_of(tally) == 8611);
    answers[4] = 4;
    SkmTally higher;
    higher.add(answers);
    CHECK(index_of(higher) == 8889);
    // An exact half of a hundredth goes up: 800 questionnaires, one of them one more than all threes: 2500 * 2401 / 800 = 7503.125
    CHECK(index_of(tally_of(800, SurveyElement::cost, 2401, 3), SurveyElement::cost) == 7503);
    CHECK(index_of(tally_of(200, SurveyElement::cost, 601, 3), SurveyElement::cost) == 7513);  // 7512.5
    CHECK(index_of(tally_of(400, SurveyElement::cost, 1201, 3), SurveyElement::cost) == 7506);  // 7506.25
}

TEST_CASE("skm: rounding each element first would give another index, so nothing is rounded before the end") {
    // Six questionnaires, each element 19 of 24: NRR 3.1666…; rounded to 3.17 it would give 79.25.
    SkmTally tally;
    for (int i = 0; i < 6; ++i) tally.add(all(i == 0 ? 4 : 3));
    CHECK(index_of(tally) == 7917);
}

TEST_CASE("skm: each edge of the law's bands belongs to the better side, and the hundredth below to the worse") {
    CHECK(skm_quality(10000) == 'A');
    CHECK(skm_quality(8831) == 'A');
    CHECK(skm_quality(8830) == 'B');
    CHECK(skm_quality(7661) == 'B');
    CHECK(skm_quality(7660) == 'C');
    CHECK(skm_quality(6500) == 'C');
    CHECK(skm_quality(6499) == 'D');
    CHECK(skm_quality(2500) == 'D');
    CHECK(quality_of(PublishedIndex{8830, 1, {}, false}) == 'B');
}

TEST_CASE("skm: the law's bands of the NRR are the same as those of the index") {
    // NRR in ten-thousandths of 10000 questionnaires: 3.5324 A, 3.0644 B, 2.60 C; what lies between the law's bands is rounded half
    // up to the index's hundredths first.
    const auto quality = [](std::uint64_t nrr) { return skm_quality(*index_of(tally_of(10000, SurveyElement::conduct, nrr, 4), SurveyElement::conduct)); };
    CHECK(quality(40000) == 'A');
    CHECK(quality(35324) == 'A');
    CHECK(quality(35320) == 'B');
    CHECK(quality(35321) == 'B');
    CHECK(quality(35322) == 'A');  // 88.305
    CHECK(quality(30644) == 'B');
    CHECK(quality(30640) == 'C');
    CHECK(quality(26000) == 'C');
    CHECK(quality(25996) == 'D');
    CHECK(quality(10000) == 'D');
}

TEST_CASE("skm: an element is found by its code's place and by nothing else") {
    SkmTally tally;
    auto answers = all(4);
    answers[static_cast<std::size_t>(SurveyElement::complaints)] = 1;
    tally.add(answers);
    CHECK(index_of(tally, SurveyElement::complaints) == 2500);
    CHECK(index_of(tally, SurveyElement::facilities) == 10000);
    CHECK(tally.sum(SurveyElement::complaints) == 1);
}

TEST_CASE("skm: the sample needed is what Krejcie and Morgan's table says") {
    const std::pair<std::uint64_t, std::uint64_t> rows[] = {{10, 10}, {50, 44}, {100, 80}, {140, 103}, {220, 140}, {500, 217}, {1500, 306}, {9000, 368}};
    for (const auto& [population, needed] : rows) CHECK(sample_needed(population) == needed);
    CHECK(sample_needed(0) == 0);
    CHECK(sample_needed(1) == 1);
    CHECK(sample_needed(max_population) == 384);
}
