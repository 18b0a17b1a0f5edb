#include "kiosk/ui/choices.h"

namespace rancak::kiosk {

std::optional<Action> choice_of(Step step, const Preferences& chosen) {
    switch (step) {
        case Step::voice: return ChooseVoice{next_voice(chosen.voice)};
        case Step::text_size: return ChooseTextSize{next_size(chosen.text_size)};
        case Step::contrast: return ChooseTheme{other_theme(chosen.theme)};
        case Step::low_reach: return switched(chosen, Aid::low_reach);
        case Step::mirrored: return switched(chosen, Aid::mirrored);
        case Step::calm: return switched(chosen, Aid::calm);
        case Step::more_time: return switched(chosen, Aid::more_time);
        case Step::language: return ChooseLanguage{next_language(chosen.language)};
        case Step::next:
        case Step::previous:
        case Step::left:
        case Step::right:
        case Step::up:
        case Step::down:
        case Step::activate:
        case Step::back: break;
    }
    return std::nullopt;
}

}  // namespace rancak::kiosk
