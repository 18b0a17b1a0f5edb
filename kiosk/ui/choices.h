#pragma once

#include "kiosk/core/action.h"
#include "kiosk/ui/page.h"

#include <optional>

namespace rancak::kiosk {

// What the next press of a button or key of the preferences leads to: each goes round.

[[nodiscard]] constexpr Language next_language(Language language) {
    return static_cast<Language>((static_cast<std::size_t>(language) + 1) % languages.size());
}
[[nodiscard]] constexpr TextSize next_size(TextSize size) {
    return size == TextSize::largest ? TextSize::small : static_cast<TextSize>(static_cast<int>(size) + 1);
}
[[nodiscard]] constexpr Theme other_theme(Theme theme) {
    return theme == Theme::high_contrast ? Theme::paper : Theme::high_contrast;
}
// Off, then as loud as most want it, then louder, then softer.
[[nodiscard]] constexpr Voice next_voice(Voice voice) {
    switch (voice) {
        case Voice::off: return Voice::usual;
        case Voice::usual: return Voice::loud;
        case Voice::loud: return Voice::soft;
        case Voice::soft: break;
    }
    return Voice::off;
}
[[nodiscard]] inline SetAid switched(const Preferences& chosen, Aid aid) { return {aid, !chosen.aid(aid)}; }


// Of a step that asks for one of them; nullopt: it moves the focus, presses or goes back.
[[nodiscard]] std::optional<Action> choice_of(Step, const Preferences&);

}  // namespace rancak::kiosk
