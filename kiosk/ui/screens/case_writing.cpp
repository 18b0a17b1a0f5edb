#include "kiosk/ui/chrome.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/screens/case_parts.h"
#include "kiosk/ui/screens/screens.h"

namespace rancak::kiosk {
namespace {

struct WritingLook {
    Word question, hint, done;
    bool may_be_empty = false;
};

// As many as 500 letters take on most screens: on a tall one the field stays near the keys.
constexpr int most_lines = 10;

// The keys at the foot, what was typed above them, and the question where there is room for it.
void draw_writing(Page& page, const State& state, const Typing& typing, const WritingLook& look) {
    const Box body = draw_header(page, state);
    const float gap = page.px(page.small_screen() ? space::gap : space::small);
    const float keys = keyboard_height(page, body.width);
    const Box above{body.x, body.y, body.width, body.height - keys - gap};
    const std::string& question = page.word(look.question);
    const TextLook heading{.type = page.small_screen() ? Type::strong : Type::title, .paint = page.paints().ink, .role = Role::heading};
    const float title = page.text_height(question, heading, above.width) + gap * 0.5F;
    const bool asks = above.height - title >= typed_field_height(page, 1);
    const float field = std::min(above.height - (asks ? title : 0), typed_field_height(page, most_lines));
    if (asks) page.text({above.x, above.bottom() - field - title, above.width, 0}, question, heading);
    typed_field(page, {above.x, above.bottom() - field, above.width, field}, typing, page.word(look.hint));
    keyboard(page, {body.x, body.bottom() - keys, body.width, keys}, typing,
             {.label = page.word(look.done), .action = Done{}, .disabled = !look.may_be_empty && !typing.text.says_something()});
    draw_bar(page, Leave::back);
}

}  // namespace

void draw_screen(Page& page, const State& state, const CaseWriting& writing) {
    const Word questions[] = {Word::case_text_complaint, Word::case_text_suggestion, Word::case_text_question};
    draw_writing(page, state, writing.typing,
                 {questions[static_cast<std::size_t>(writing.draft.kind)], Word::case_text_hint, Word::case_next});
}

void draw_screen(Page& page, const State& state, const CaseContact& contact) {
    draw_writing(page, state, contact.typing, {Word::case_contact_title, Word::case_contact_hint, Word::case_next});
}

void draw_screen(Page& page, const State& state, const Comment& comment) {
    draw_writing(page, state, comment.typing, {Word::comment_title, Word::comment_hint, Word::done, true});
}

}  // namespace rancak::kiosk
