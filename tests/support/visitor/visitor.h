#pragma once

#include "shared/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::test {

// A widget of the accessibility tree that rancak-kiosk keeps with --tree; the rectangle is its visible part, in pixels
// of the window.
struct SeenNode {
    std::string id, role, label, value;
    int x = 0, y = 0, width = 0, height = 0;
    bool visible = false, disabled = false, selected = false, focused = false;
};
struct SeenTree {
    std::string screen;
    int width = 0, height = 0;
    std::vector<SeenNode> nodes;

    // The first visible one whose label, else whose id, is this; null when there is none.
    [[nodiscard]] const SeenNode* find(std::string_view label_or_id) const;
};
[[nodiscard]] Result<SeenTree> read_tree(const std::filesystem::path&);

// Somebody in front of a running kiosk: sees what the tree says, and touches through the X server, as a finger would.
//
// Waiting is for the tree's file to change, never for time to pass; `patience` only ends a wait that is in vain, with an
// Error that says what was on the screen instead.
class Visitor {
public:
    // `display` as X names it; empty: $DISPLAY. The tree's file need not exist yet, its folder must.
    [[nodiscard]] static Result<Visitor> open(const std::string& display, std::filesystem::path tree,
                                              std::chrono::milliseconds patience);
    Visitor(Visitor&&) noexcept;
    Visitor& operator=(Visitor&&) noexcept;
    ~Visitor();

    [[nodiscard]] Result<SeenTree> wait_until(const std::string& what, const std::function<bool(const SeenTree&)>&);
    [[nodiscard]] Result<SeenTree> wait_for_screen(const std::string& name);
    [[nodiscard]] Result<SeenTree> see(const std::string& label_or_id);
    [[nodiscard]] Result<SeenTree> see_no(const std::string& label_or_id);

    // Waits until it is there and can be pressed, then presses and lets go in its middle.
    [[nodiscard]] Result<void> tap(const std::string& label_or_id);
    // Presses in its middle, moves by so many pixels and lets go.
    [[nodiscard]] Result<void> drag(const std::string& label_or_id, int right, int down);
    // Presses and lets go a key of a plugged keyboard, by X's name for it: "Tab", "Return", "F1".
    [[nodiscard]] Result<void> press_key(const std::string& name);
    // The kiosk's window as PNG.
    [[nodiscard]] Result<void> take_picture(const std::filesystem::path&);

private:
    struct Display;
    explicit Visitor(std::unique_ptr<Display>);
    std::unique_ptr<Display> display_;
};

}  // namespace rancak::test
