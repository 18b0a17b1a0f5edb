#include "tests/bench/frame/bench.h"

#include <cstdio>
#include <cstdlib>
#include <exception>

namespace rancak::bench {

int run_bench(int argc, char** argv, const std::function<void(const Options&)>& measure) {
    const auto options = read_options(argc, argv);
    try {
        measure(options);
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s: %s\n", argv[0], failure.what());
        return 1;
    }
}

std::filesystem::path peers_folder() {
    const char* folder = std::getenv("RANCAK_BENCH_PEERS");
    if (folder == nullptr)
        throw std::runtime_error("RANCAK_BENCH_PEERS names no folder; scripts/bench installs the peers");
    return folder;
}

}  // namespace rancak::bench
