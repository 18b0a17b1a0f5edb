#include "kiosk/ui/ui.h"

#include "kiosk/core/attract.h"
#include "kiosk/ui/choices.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/voice.h"

#include <imgui.h>

#include <array>
#include <utility>

namespace rancak::kiosk {
namespace {

Finger finger_of(const ImGuiIO& io) {
    Finger finger;
    if (ImGui::IsMousePosValid(&io.MousePos)) finger.at = Point{io.MousePos.x, io.MousePos.y};
    finger.went_down = io.MouseClicked[0];
    finger.is_down = io.MouseDown[0];
    finger.went_up = io.MouseReleased[0];
    finger.wheel = io.MouseWheel;
    return finger;
}

// While the office rests nobody has chosen anything: what is seen is dimmed, not changed.
Preferences preferences_seen(const State& state) {
    Preferences seen = state.preferences;
    if (seen.theme == Theme::paper && is_resting(state)) seen.theme = Theme::night;
    return seen;
}

}  // namespace

std::string_view screen_name(const Screen& screen) {
    static constexpr std::array<std::string_view, std::variant_size_v<Screen>> names{
        "not_ready", "attract", "choose_officer", "faces",          "why",
        "thanks",    "sign_in", "staff_home",     "caretaker_home", "out_of_service",
        "home",    "service_list", "service_page", "pledge_page",
        "comment", "case_kinds", "case_abouts", "case_names", "case_writing", "case_privacy", "case_contact", "case_check",
        "case_sent", "left", "participation", "forum_page", "survey"};
    return names[screen.index()];
}

Ui::Ui(Words built_in, Photos& photos) : built_in_(std::move(built_in)), words_{built_in_, {}}, photos_(photos) {}

std::optional<AtlasNeed> Ui::prepare(const State& state, const Glass& glass) {
    if (catalogue_ != state.catalogue) {
        words_ = laid_over(built_in_, state.catalogue->words);
        glyphs_ = glyphs_of(words_.words, *state.catalogue);
        catalogue_ = state.catalogue;
    }
    return fonts_.need(glass, state.preferences.text_size, glyphs_);
}

Paint Ui::ground(const State& state) { return palette(preferences_seen(state).theme).paper; }

void Ui::forget_when_changed(const State& state) {
    const std::uint64_t visit = state.visit ? state.visit->number : 0;
    // A key alone begins no visit whose end would take its ring away.
    if (!state.visit && state.now - state.last_touch >= idle_after) memory_.focus.clear();
    if (visit == visit_ && state.screen.index() == screen_) return;
    // A list that was scrolled stays so while one person goes back and forth.
    if (visit != visit_) memory_.scrolls.clear();
    memory_.code_text.clear();
    memory_.code.reset();
    memory_.held.clear();
    memory_.focus.clear();
    visit_ = visit;
    screen_ = state.screen.index();
}

void Ui::step_focus(const std::vector<Step>& steps, const Preferences& chosen, std::vector<Action>& actions) {
    memory_.activate = false;
    memory_.reveal = false;
    if (!steps.empty()) actions.push_back(Touched{});
    for (const Step step : steps) {
        if (step == Step::back) {
            actions.push_back(Back{});
        } else if (auto choice = choice_of(step, chosen)) {
            actions.push_back(std::move(*choice));
        } else if (step == Step::activate) {
            memory_.activate = !memory_.focus.empty();
        } else {
            memory_.focus = moved_focus(tree_, memory_.focus, step);
            memory_.reveal = true;
        }
    }
}

Ui::Drawn Ui::draw(const State& state, const Glass& glass, const std::vector<Step>& steps, Monotonic now) {
    Drawn drawn;
    forget_when_changed(state);
    step_focus(steps, state.preferences, drawn.actions);
    const Page::Given given{.fonts = fonts_,
                            .words = words_.words,
                            .glass = glass,
                            .photos = photos_,
                            .preferences = preferences_seen(state),
                            .finger = finger_of(ImGui::GetIO()),
                            .now = now,
                            .reduced_motion = state.setup.reduced_motion || state.preferences.calm,
                            .voice_works = voice_works(state),
                            .last = tree_};
    if (given.finger.went_down) {
        memory_.held.clear();
        memory_.told = std::exchange(memory_.focus, {});  // a finger needs no ring
        drawn.actions.push_back(Touched{});
    }
    Page page(given, Brush(*ImGui::GetBackgroundDrawList(), fonts_), memory_);
    page.name_screen(std::string(screen_name(state.screen)));
    const auto screen = [&] { std::visit([&](const auto& shown) { draw_screen(page, state, shown); }, state.screen); };
    if (state.idle_warning) {
        page.inert(screen);
        draw_idle_warning(page, state);
    } else {
        screen();
    }
    if (given.finger.went_up) memory_.held.clear();
    for (Action& action : page.take_actions()) drawn.actions.push_back(std::move(action));
    tree_ = page.take_tree();
    // Whoever listens and touches what cannot be pressed hears it.
    if (given.finger.went_down && given.finger.at && memory_.focus.empty() && state.preferences.voice != Voice::off)
        memory_.focus = readable_at(tree_, *given.finger.at);
    drawn.tree = tree_;
    drawn.next_frame = page.wished();
    return drawn;
}

}  // namespace rancak::kiosk
