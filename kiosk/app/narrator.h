#pragma once

#include "kiosk/core/state.h"
#include "kiosk/core/words.h"
#include "kiosk/platform/speech.h"
#include "kiosk/ui/tree.h"

#include <cstdint>
#include <string>

namespace rancak::kiosk {

// Reads out what is presented, while the visitor wants it. The main thread. Speech and words outlive it.
class Narrator {
public:
    Narrator(Speech& speech, const Words& words) : speech_(speech), words_(words) {}

    // Somebody touched: whatever is being said ends.
    void hush();
    // This is on the screen now. True: the voice began to speak.
    [[nodiscard]] bool tell(const Tree&, const Preferences&);
    // The utterance of this number has ended. False: it had been replaced, or something waited and is said now.
    [[nodiscard]] bool ended(std::uint64_t number);

private:
    void say(std::string ssml);

    Speech& speech_;
    const Words& words_;
    Voice voice_ = Voice::off;
    Tree told_;
    std::uint64_t number_ = 0;  // being said; 0: silence
    std::string next_;          // said after it
};

}  // namespace rancak::kiosk
