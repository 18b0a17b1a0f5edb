#pragma once

#include "kiosk/core/state.h"
#include "kiosk/raster/raster.h"
#include "kiosk/ui/ui.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

struct ImGuiContext;

namespace rancak::kiosk::test {

struct ScreenSize {
    const char* name;
    int width, height;
    Millimetres diagonal;
};

enum class Pixels { drawn, none };  // none: only the tree, for audits of many screens

// Of a pixel as the canvas holds it.
[[nodiscard]] Paint paint_of(std::uint32_t pixel);

// The words of assets/words.
[[nodiscard]] const Words& words();

// Lifecycle: construct with a state, then tap, press, step …; each draws the frames that it takes. A kiosk's screen
// without a window: the real Ui drawn by the real raster, the finger fed through the platform's TouchInput.
class KioskScreen {
public:
    // A raster given is used in the place of the real one, photos in the place of the sample's; they outlive the screen.
    KioskScreen(State, const ScreenSize&, Pixels = Pixels::drawn, Raster* = nullptr, Photos* = nullptr);
    ~KioskScreen();
    KioskScreen(const KioskScreen&) = delete;
    KioskScreen& operator=(const KioskScreen&) = delete;

    State state;  // change it, then draw()
    Monotonic now{};

    // One frame; what it asked to be done is added to take_actions().
    void draw(const std::vector<Step>& steps = {});
    // Another state in the place of the one before, one frame of it: fonts are baked once for many screens.
    void show(State);
    // Frames until nothing moves, each 16 ms later.
    void settle();

    // Finger down and up in the middle of the visible part of what has this label, else this id. Fails the test when nothing is.
    void tap(std::string_view label_or_id);
    void press(Point);
    void move(Point);
    void lift(Point);

    [[nodiscard]] const Tree& tree() const { return tree_; }
    [[nodiscard]] const Node* pressable_called(std::string_view label_or_id) const;
    [[nodiscard]] std::vector<Action> take_actions();
    template <class A>
    [[nodiscard]] std::optional<A> take() {  // the last action of this kind
        std::optional<A> found;
        for (Action& action : take_actions())
            if (auto* one = std::get_if<A>(&action)) found = std::move(*one);
        return found;
    }
    [[nodiscard]] std::optional<Monotonic> next_frame() const { return next_frame_; }
    [[nodiscard]] std::size_t changed_rectangles() const { return changed_; }  // by the last frame

    [[nodiscard]] std::span<const std::uint32_t> row(int y) const;  // of pixels
    [[nodiscard]] Paint pixel(int x, int y) const { return paint_of(row(y)[static_cast<std::size_t>(x)]); }
    [[nodiscard]] const Glass& glass() const { return glass_; }
    void save(const std::filesystem::path& png) const;

private:
    struct Parts;
    void fill_atlas(const AtlasNeed&);
    void touch(unsigned kind, Point);

    ImGuiContext* context_;
    Glass glass_;
    Pixels wanted_;
    std::unique_ptr<Parts> parts_;
    Tree tree_;
    std::vector<Action> actions_;
    std::optional<Monotonic> next_frame_;
    std::size_t changed_ = 0;
};

}  // namespace rancak::kiosk::test
