#include "kiosk/core/cases.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

namespace rancak::kiosk {
namespace {

// Nobody is told of losing what they have not begun.
Word what_is_lost(const Screen& screen) {
    const bool typing = std::visit([](const auto& shown) {
        if constexpr (requires { shown.draft; shown.typing; }) return !shown.typing.text.empty();
        else return false;
    }, screen);
    const CaseDraft* draft = draft_of(screen);
    if (draft && (typing || !draft->text.empty() || !draft->contact.empty())) return Word::case_idle;
    if (const auto* asking = std::get_if<SurveyAsking>(&screen); asking && !(asking->draft == SurveyDraft{})) return Word::survey_idle;
    return Word::idle_text;
}

}  // namespace


void draw_idle_warning(Page& page, const State& state) {
    const Milliseconds left = state.last_touch + granted(idle_after + idle_warning_lasts, state.preferences) - state.now;
    const std::string text = fill(page.word(what_is_lost(state.screen)), {{"time", duration(page.words(), page.language(), left)}});
    dialog(page, "idle", page.word(Word::idle_title), [&](Box at) {
        float y = at.y + page.text(at, text, {.paint = page.paints().ink, .balanced = true}) + page.px(space::medium);
        const std::string& stay = page.word(Word::idle_stay);
        const float height = std::max(button_height(page, stay, true, at.width), page.px(size::touch) * 1.2F);
        if (button(page, {at.x, y, at.width, height},
                   {.id = "stay", .label = stay, .icon = Icon::check, .kind = ButtonKind::primary}))
            page.act(StillHere{});
        y += height;
        if (state.preferences.more_time) return y - at.y;
        y += page.px(space::gap);
        const std::string& longer = page.word(Word::more_time);
        const float second = button_height(page, longer, true, at.width);
        if (button(page, {at.x, y, at.width, second}, {.id = "more-time", .label = longer, .icon = Icon::hourglass}))
            page.act(SetAid{Aid::more_time, true});
        return y + second - at.y;
    });
}

}  // namespace rancak::kiosk
