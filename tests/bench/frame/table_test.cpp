#include "tests/bench/frame/table.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace rancak::bench {

namespace {

Figure touch(std::vector<double> ours, std::vector<double> other) {
    return {.name = "finger up to painted",
            .unit = "ms",
            .runs = std::move(ours),
            .beside = "Chromium",
            .beside_runs = std::move(other),
            .goal = {.at_most = 3, .at_least = {}, .ratio_at_most = 1.0 / 15, .ratio_at_least = {}},
            .missing = {}};
}

}  // namespace

TEST_CASE("a median is the value in the middle, whatever the order of the runs") {
    CHECK(median({9, 1, 5}) == 5);
    CHECK(median({4, 1, 2, 9}) == 3);
    CHECK(median({7}) == 7);
}

TEST_CASE("a quantile is a value that was measured") {
    std::vector<double> values;
    for (int i = 20; i >= 1; --i) values.push_back(i);
    CHECK(quantile(values, 0.95) == 19);
    CHECK(quantile(values, 1) == 20);
    CHECK(quantile(values, 0.01) == 1);
}

TEST_CASE("a figure is judged by the medians of both sides") {
    const Row row = judge(touch({2, 90, 2.5}, {48, 47, 300}));
    CHECK(row.value == 2.5);
    CHECK(row.other == 48);
    CHECK(row.ratio == 2.5 / 48);
    CHECK(row.met == true);
    CHECK(row.ratio_met == true);
}

TEST_CASE("a figure just over its goal is not met, however it is rounded") {
    const Row row = judge(touch({3.0001}, {45}));
    CHECK(row.met == false);
    CHECK(row.ratio_met == false);
    const auto table = table_of(std::vector{row});
    CHECK(table.find("<= 3: NOT MET") != std::string::npos);
    CHECK(table.find("<= 1/15: NOT MET") != std::string::npos);
}

TEST_CASE("a goal at the other end is kept by the larger value") {
    Figure rate{.name = "ingest",
                .unit = "ratings/s",
                .runs = {79'999, 81'000, 80'000},
                .beside = "",
                .beside_runs = {},
                .goal = {.at_most = {}, .at_least = 80'000, .ratio_at_most = {}, .ratio_at_least = 4},
                .missing = {}};
    CHECK(judge(rate).met == true);
    CHECK_FALSE(judge(rate).ratio_met.has_value());
    rate.runs = {79'999};
    CHECK(judge(rate).met == false);
    CHECK(table_of(std::vector{judge(rate)}).find(">= 80,000: NOT MET") != std::string::npos);
}

TEST_CASE("a goal of zero is met by zero only") {
    Figure frames{.name = "frames while idle",
                  .unit = "frames",
                  .runs = {0, 0, 0},
                  .beside = "",
                  .beside_runs = {},
                  .goal = {.at_most = 0, .at_least = {}, .ratio_at_most = {}, .ratio_at_least = {}},
                  .missing = {}};
    CHECK(judge(frames).met == true);
    frames.runs = {1, 1, 0};
    CHECK(judge(frames).met == false);
}

TEST_CASE("what could not be measured is neither met nor unmet, and the table says why") {
    Figure figure = touch({2}, {});
    figure.missing = "chromium is not installed";
    const Row row = judge(figure);
    CHECK(row.met == true);
    CHECK_FALSE(row.ratio_met.has_value());
    const auto table = table_of(std::vector{row});
    CHECK(table.find("Chromium: not measured") != std::string::npos);
    CHECK(table.find("chromium is not installed") != std::string::npos);
}

TEST_CASE("the table shows three digits and the spread of the runs") {
    const auto table = table_of(std::vector{judge(touch({2.071, 2.2, 1.98}, {48.512}))});
    CHECK(table.find("2.07 ms (1.98 - 2.20)") != std::string::npos);
    CHECK(table.find("Chromium: 48.5 ms") != std::string::npos);
    CHECK(table.find("1/23.4") != std::string::npos);
}

TEST_CASE("a line with an unknown member, an unknown goal or no runs is refused") {
    CHECK(read_figure(R"({"name":"a","unit":"ms","runs":[1],"goal":{"at_most":1}})").has_value());
    CHECK_FALSE(read_figure(R"({"name":"a","unit":"ms","runs":[1],"goal":{"atmost":1}})").has_value());
    CHECK_FALSE(read_figure(R"({"name":"a","unit":"ms","runs":[1],"gaol":{}})").has_value());
    CHECK_FALSE(read_figure(R"({"name":"a","unit":"ms","runs":[]})").has_value());
    CHECK_FALSE(read_figure("progress: 3 of 5").has_value());
}

}  // namespace rancak::bench
