#pragma once

#include <functional>

namespace rancak::bench {

struct Motion {
    double frames_a_second = 0;
    double cpu_percent = 0;  // of one core, all threads of this process
};

// Shows so many frames by `frame`, which paces itself.
[[nodiscard]] Motion measure_motion(int frames, const std::function<void(int number)>& frame);

}  // namespace rancak::bench
