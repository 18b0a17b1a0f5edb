#include "tests/bench/frame/figure.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace rancak::bench {

namespace {

nlohmann::json to_json(const Goal& goal) {
    auto json = nlohmann::json::object();
    const auto put = [&json](const char* key, const std::optional<double>& value) {
        if (value) json[key] = *value;
    };
    put("at_most", goal.at_most);
    put("at_least", goal.at_least);
    put("ratio_at_most", goal.ratio_at_most);
    put("ratio_at_least", goal.ratio_at_least);
    return json;
}

}  // namespace

void print(const Figure& figure) {
    nlohmann::ordered_json json{{"name", figure.name}, {"unit", figure.unit}, {"runs", figure.runs}};
    if (!figure.beside.empty()) {
        json["beside"] = figure.beside;
        json["beside_runs"] = figure.beside_runs;
    }
    json["goal"] = to_json(figure.goal);
    if (!figure.missing.empty()) json["missing"] = figure.missing;
    std::printf("%s\n", json.dump().c_str());
    std::fflush(stdout);
}

Options read_options(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--quick") {
            options.quick = true;
        } else if (argument == "--help") {
            std::printf("Usage: %s [--quick]\nPrints figures as JSON lines; scripts/bench makes the table.\n", argv[0]);
            std::exit(0);
        } else {
            std::fprintf(stderr, "%s: unknown option %s; only --quick and --help are known\n", argv[0], argv[i]);
            std::exit(2);
        }
    }
    return options;
}

double median(std::vector<double> values) {
    if (values.empty()) throw std::invalid_argument("the median of nothing");
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double quantile(std::vector<double> values, double share) {
    if (values.empty()) throw std::invalid_argument("the quantile of nothing");
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

void interleave(int rounds, const std::function<void(int)>& ours, const std::function<void(int)>& other) {
    for (int round = 0; round < rounds; ++round) {
        ours(round);
        other(round);
    }
}

}  // namespace rancak::bench
