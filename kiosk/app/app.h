#pragma once

#include "kiosk/adapters/mailbox.h"
#include "kiosk/adapters/performer.h"
#include "kiosk/app/narrator.h"
#include "kiosk/app/photo_shelf.h"
#include "kiosk/app/tree_file.h"
#include "kiosk/core/update.h"
#include "kiosk/platform/frame_loop.h"
#include "kiosk/ui/ui.h"
#include "shared/random.h"

#include <optional>

namespace rancak::kiosk {

// What the program is made of; all of it outlives the App.
struct AppParts {
    Window& window;
    Raster& raster;
    FrameLoop& frames;
    Ui& ui;
    PhotoShelf& photos;
    Narrator& narrator;
    Performer& performer;
    Mailbox<Action>& mailbox;
    const Clock& clock;
    Random& random;
    Millimetres diagonal;
    std::optional<TreeFile> tree;
};

// Lifecycle: construct with the first state, run() until the program is asked to end.
//
// The loop around update(): what came from fingers, deadlines and other threads becomes actions, update() turns them
// into the next state, the effects are performed, and the state is drawn. While the disk stores something, the screen
// that follows is drawn already; it is shown when it is true. The main thread.
class App {
public:
    App(AppParts, State);

    // An Error: the window or the raster failed for good.
    [[nodiscard]] Result<void> run();

private:
    void act(const Action&);
    void follow(const Action&);
    [[nodiscard]] bool settle();
    void take_what_is_due(const Frame&);
    [[nodiscard]] Moment moment() const;
    [[nodiscard]] std::optional<Instant> deadline() const;
    void hush();
    [[nodiscard]] Result<void> show(const Frame&);
    [[nodiscard]] Result<void> fill_atlas(const AtlasNeed&);

    AppParts parts_;
    State state_;
    std::optional<State> before_storing_;  // where to go back to when what is being stored could not be
    TextureId font_texture_ = TextureId::none;
    std::optional<Monotonic> ui_wants_frame_;
    bool photo_wanted_ = false;
};

}  // namespace rancak::kiosk
