#pragma once

#include "shared/result.h"
#include "tests/bench/frame/figure.h"

#include <span>
#include <string>
#include <string_view>

namespace rancak::bench {

// A figure with what follows from its runs. `value` and `other` are medians.
struct Row {
    Figure figure;
    std::optional<double> value, other, ratio;
    std::optional<bool> met;        // the absolute goal; none when there is no such goal or no value
    std::optional<bool> ratio_met;  // the goal of the ratio
};
[[nodiscard]] Row judge(Figure);

// Reads what print() wrote. Unknown members are refused: a misspelt goal must not pass for none.
[[nodiscard]] Result<Figure> read_figure(std::string_view line);

[[nodiscard]] std::string table_of(std::span<const Row>);                           // for people
[[nodiscard]] std::string json_of(std::span<const Row>, std::string_view machine);  // build/bench/results.json

}  // namespace rancak::bench
