#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace rancak {

// Callable from any thread.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t>) = 0;
};

// The system's generator through libsodium.
class SystemRandom final : public Random {
public:
    SystemRandom();
    void fill(std::span<std::uint8_t>) override;
};

[[nodiscard]] double uniform(Random&);         // [0, 1)
[[nodiscard]] std::string random_id(Random&);  // 130 bits, 26 characters of Crockford's base 32; never time-ordered

}  // namespace rancak
