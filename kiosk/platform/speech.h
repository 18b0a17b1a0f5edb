#pragma once

#include <cstdint>
#include <string>

namespace rancak::kiosk {

// Says texts aloud, one at a time. The main thread.
class Speech {
public:
    struct Utterance {
        std::string ssml;   // UTF-8
        std::string voice;  // "id", "en"
        int loudness;       // 0 to 200, 100 as recorded
    };
    virtual ~Speech() = default;
    // In the place of what is being said. Returns its number, counted from 1.
    virtual std::uint64_t say(Utterance) = 0;
    // Silence, at once.
    virtual void stop() = 0;
};

}  // namespace rancak::kiosk
