#include "tests/bench/drawing/motion.h"

#include <sys/resource.h>

#include <chrono>

namespace rancak::bench {
namespace {

double cpu_milliseconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto milliseconds = [](const timeval& time) {
        return 1000.0 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1000.0;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

}  // namespace

Motion measure_motion(int frames, const std::function<void(int)>& frame) {
    const auto began = std::chrono::steady_clock::now();
    const double cpu_before = cpu_milliseconds();
    for (int number = 0; number < frames; ++number) frame(number);
    const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - began;
    return {1000 * frames / passed.count(), 100 * (cpu_milliseconds() - cpu_before) / passed.count()};
}

}  // namespace rancak::bench
