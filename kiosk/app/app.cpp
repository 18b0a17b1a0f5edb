#include "kiosk/app/app.h"

#include "kiosk/platform/font_atlas.h"
#include "shared/tracking_code.h"

#include <algorithm>
#include <imgui.h>
#include <malloc.h>
#include <spdlog/spdlog.h>

namespace rancak::kiosk {
namespace {

// An answer may lead to another screen, which may want something more; nothing leads on for longer than this.
constexpr int most_draws_a_frame = 4;

Monotonic in_milliseconds(Instant instant) { return std::chrono::floor<Milliseconds>(instant); }

Step step_of(Navigation navigation) {
    switch (navigation) {
        case Navigation::next: return Step::next;
        case Navigation::previous: return Step::previous;
        case Navigation::left: return Step::left;
        case Navigation::right: return Step::right;
        case Navigation::up: return Step::up;
        case Navigation::down: return Step::down;
        case Navigation::activate: return Step::activate;
        case Navigation::voice: return Step::voice;
        case Navigation::text_size: return Step::text_size;
        case Navigation::contrast: return Step::contrast;
        case Navigation::low_reach: return Step::low_reach;
        case Navigation::mirrored: return Step::mirrored;
        case Navigation::calm: return Step::calm;
        case Navigation::more_time: return Step::more_time;
        case Navigation::language: return Step::language;
        case Navigation::back: break;
    }
    return Step::back;
}

}  // namespace

App::App(AppParts parts, State state) : parts_(std::move(parts)), state_(std::move(state)) {}

Moment App::moment() const { return {parts_.clock.monotonic(), parts_.clock.now(), random_id(parts_.random), make_tracking_code(parts_.random)}; }

void App::act(const Action& action) {
    (void)settle();
    follow(action);
}

void App::follow(const Action& action) {
    Next next = update(std::move(state_), action, moment());
    state_ = std::move(next.state);
    for (const Effect& effect : next.effects) {
        if (std::holds_alternative<Append>(effect)) {
            // What led here was not true: the effects of it are not to be performed.
            if (!settle()) return;
            before_storing_ = state_;
        }
        if (const auto answer = parts_.performer.perform(effect)) follow(*answer);
    }
}

// False when something that counted as stored was not; the state then says so.
bool App::settle() {
    if (!before_storing_) return true;
    const auto failed = parts_.performer.settle();
    if (failed) state_ = std::move(*before_storing_);
    before_storing_.reset();
    if (failed) follow(*failed);
    return !failed;
}

std::optional<Instant> App::deadline() const {
    std::optional<Monotonic> due = next_deadline(state_);
    if (ui_wants_frame_ && (!due || *ui_wants_frame_ < *due)) due = ui_wants_frame_;
    if (photo_wanted_) return Instant{};
    return due;
}

void App::take_what_is_due(const Frame& frame) {
    for (const Action& action : parts_.mailbox.take()) {
        if (std::holds_alternative<CatalogueArrived>(action)) parts_.photos.forget_failures();
        if (const auto* line = std::get_if<OnlineChanged>(&action)) {
            if (line->online) spdlog::info("The server answers.");
            else spdlog::warn("No connection to the server. {} Ratings are kept here and sent later.", line->why);
        }
        if (const auto* ended = std::get_if<VoiceEnded>(&action); ended && !parts_.narrator.ended(ended->number)) continue;
        act(action);
    }
    if (const auto due = next_deadline(state_); due && *due <= in_milliseconds(frame.now)) act(Tick{});
}

Result<void> App::fill_atlas(const AtlasNeed& needs) {
    std::vector<FontRequest> requests;
    for (const FontNeed& need : needs.fonts) requests.push_back({need.file, need.pixels, need.ranges, need.merge});
    std::vector<StampRequest> stamps;
    for (const Stamp& stamp : needs.stamps) stamps.push_back({stamp.character, stamp.width, stamp.height, stamp.alpha});
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    auto image = build_font_atlas(atlas, requests, stamps);
    if (!image) return fail(image.error().message + " Install fonts-inter and fonts-materialdesignicons-webfont.");
    parts_.raster.release(font_texture_);
    font_texture_ = parts_.raster.upload(std::move(*image));
    atlas.SetTexID(imgui_texture(font_texture_));
    malloc_trim(0);  // baking took several times of what stays
    return {};
}

void App::hush() {
    parts_.narrator.hush();
    if (state_.speaking) act(VoiceEnded{0, {}});
}

Result<void> App::show(const Frame& frame) {
    std::vector<Step> steps;
    for (const Navigation navigation : frame.navigation) steps.push_back(step_of(navigation));
    for (int draws = 0;; ++draws) {
        const Glass glass{parts_.window.width(), parts_.window.height(), parts_.diagonal};
        if (const auto needs = parts_.ui.prepare(state_, glass))
            if (auto filled = fill_atlas(*needs); !filled) return filled;
        for (const std::string& sentence : parts_.ui.take_left_out()) spdlog::warn(sentence);
        ImGui::NewFrame();
        Ui::Drawn drawn = parts_.ui.draw(state_, glass, steps, parts_.clock.monotonic());
        ui_wants_frame_ = drawn.next_frame;
        if (std::any_of(drawn.actions.begin(), drawn.actions.end(), [](const Action& action) { return std::holds_alternative<Touched>(action); }))
            hush();
        // What was pressed is answered in the same frame: the picture of the state before is never shown.
        if (!drawn.actions.empty() && draws < most_draws_a_frame) {
            ImGui::EndFrame();
            steps.clear();
            for (const Action& action : drawn.actions) act(action);
            continue;
        }
        ImGui::Render();
        const Paint ground = Ui::ground(state_);
        if (auto drawn_now = parts_.frames.draw(*ImGui::GetDrawData(), {ground.red, ground.green, ground.blue}); !drawn_now)
            return drawn_now;
        if (!settle()) {
            steps.clear();
            continue;
        }
        if (auto presented = parts_.frames.present(); !presented) return presented;
        if (parts_.tree)
            if (const auto shown = parts_.tree->show(drawn.tree); !shown) spdlog::warn(shown.error().message);
        if (parts_.narrator.tell(drawn.tree, state_.preferences)) act(VoiceBegan{});
        else if (state_.speaking && state_.preferences.voice == Voice::off) act(VoiceEnded{0, {}});
        return {};
    }
}

Result<void> App::run() {
    while (const auto frame = parts_.frames.next(deadline())) {
        take_what_is_due(*frame);
        if (auto shown = show(*frame); !shown) return shown;
        parts_.performer.expect_append(frame->touched);
        photo_wanted_ = parts_.photos.load_wanted();
        parts_.performer.rest(!state_.visit);
    }
    return {};
}

}  // namespace rancak::kiosk
