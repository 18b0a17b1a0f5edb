#include "shared/tracking_code.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <utility>

using namespace rancak;

namespace {

// Every byte after the other, from a place on.
struct CountingRandom final : Random {
    explicit CountingRandom(std::uint8_t first = 0) : next(first) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (auto& byte : bytes) byte = next++;
    }
    std::uint8_t next;
};

}  // namespace

TEST_CASE("a tracking code has twelve characters of its alphabet and is read again") {
    SystemRandom random;
    std::set<std::string> codes;
    for (int i = 0; i < 200; ++i) {
        const auto code = make_tracking_code(random);
        CHECK(code.size() == 12);
        CHECK(code.find_first_not_of(tracking_alphabet) == std::string::npos);
        CHECK(read_tracking_code(code) == code);
        codes.insert(code);
    }
    CHECK(codes.size() == 200);
}

TEST_CASE("of characters that look or sound alike a tracking code has at most one") {
    for (const std::string_view alike : {"0OQD", "1IJL", "2Z", "5S", "6G", "8B", "UV", "MN", "EF", "AH", "KH", "CJY", "BDPT", "VW", "CGT"}) {
        int there = 0;
        for (const char c : alike) there += tracking_alphabet.find(c) != std::string_view::npos;
        CHECK_MESSAGE(there <= 1, alike);
    }
    for (const char c : std::string_view("01OI")) CHECK(tracking_alphabet.find(c) == std::string_view::npos);
}

TEST_CASE("any one wrong character of a tracking code is found") {
    SystemRandom random;
    for (int i = 0; i < 50; ++i) {
        const auto code = make_tracking_code(random);
        for (std::size_t place = 0; place < code.size(); ++place)
            for (const char other : tracking_alphabet) {
                auto wrong = code;
                wrong[place] = other;
                CHECK(read_tracking_code(wrong).has_value() == (wrong == code));
            }
    }
}

TEST_CASE("any two characters of a tracking code that change places are found, neighbours too") {
    SystemRandom random;
    for (int i = 0; i < 200; ++i) {
        const auto code = make_tracking_code(random);
        for (std::size_t one = 0; one < code.size(); ++one)
            for (std::size_t other = one + 1; other < code.size(); ++other) {
                auto wrong = code;
                std::swap(wrong[one], wrong[other]);
                CHECK(read_tracking_code(wrong).has_value() == (wrong == code));
            }
    }
}

TEST_CASE("a tracking code is read as people write it, and nothing else is") {
    CountingRandom random{40};
    const auto code = make_tracking_code(random);
    const auto grouped = grouped_tracking_code(code);
    CHECK(grouped == code.substr(0, 4) + "-" + code.substr(4, 4) + "-" + code.substr(8));
    std::string lower = grouped;
    for (char& c : lower)
        if (c >= 'A') c = static_cast<char>(c - 'A' + 'a');
    CHECK(read_tracking_code(grouped) == code);
    CHECK(read_tracking_code(lower) == code);
    CHECK(read_tracking_code(" " + code.substr(0, 6) + "  " + code.substr(6) + " ") == code);
    for (const std::string& no : {std::string{}, code.substr(1), code + "2", code + code, "0" + code.substr(1),
                                  code.substr(0, 11) + "\xff", std::string(12, '-')})
        CHECK(!read_tracking_code(no));
}

TEST_CASE("every character of a tracking code is as likely as any other") {
    std::map<char, int> times;
    CountingRandom random;
    for (int i = 0; i < 19 * 13; ++i) {  // 11 a code: each of the 247 bytes that count, 11 times
        const auto code = make_tracking_code(random);
        for (std::size_t place = 0; place + 1 < code.size(); ++place) ++times[code[place]];
    }
    CHECK(times.size() == tracking_alphabet.size());
    for (const auto& [character, count] : times) CHECK_MESSAGE(count == 11 * 13, character);
}
