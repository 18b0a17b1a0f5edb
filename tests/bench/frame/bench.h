#pragma once

#include "shared/result.h"
#include "tests/bench/frame/figure.h"

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <utility>

namespace rancak::bench {

// What main() of a bench does: reads the options, measures, and tells on standard error what was thrown. Returns the
// exit code: 0, or 1 when it failed.
[[nodiscard]] int run_bench(int argc, char** argv, const std::function<void(const Options&)>& measure);

// Where scripts/bench installed the peers. Throws when it did not.
[[nodiscard]] std::filesystem::path peers_folder();

// The value, or its error thrown.
template <class Value>
[[nodiscard]] Value checked(Result<Value> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
}

}  // namespace rancak::bench
