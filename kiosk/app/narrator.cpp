#include "kiosk/app/narrator.h"

#include "kiosk/ui/voice.h"

#include <array>
#include <utility>

namespace rancak::kiosk {
namespace {

int loudness_of(Voice voice) {
    constexpr std::array loudness{0, 40, 100, 180};  // off, soft, usual, loud
    return loudness[static_cast<std::size_t>(voice)];
}

}  // namespace

void Narrator::hush() {
    if (number_ != 0) speech_.stop();
    number_ = 0;
    next_.clear();
}

void Narrator::say(std::string ssml) {
    number_ = speech_.say({std::move(ssml), std::string(voice_of(told_.language)), loudness_of(voice_)});
}

bool Narrator::tell(const Tree& tree, const Preferences& chosen) {
    if (chosen.voice == Voice::off) {
        hush();
        voice_ = Voice::off;
        told_ = {};
        return false;
    }
    const bool first = voice_ == Voice::off;
    if (!first && told_ == tree) return false;
    Saying saying = first ? first_saying(words_, tree) : saying_of(words_, told_, tree);
    voice_ = chosen.voice;
    told_ = tree;
    if (saying.ssml.empty()) return false;
    if (!saying.at_once && number_ != 0) {
        next_ += (next_.empty() ? "" : ". ") + saying.ssml;
        return false;
    }
    next_.clear();
    say(std::move(saying.ssml));
    return true;
}

bool Narrator::ended(std::uint64_t number) {
    if (number == 0 || number != number_) return false;
    number_ = 0;
    if (next_.empty()) return true;
    say(std::exchange(next_, {}));
    return false;
}

}  // namespace rancak::kiosk
