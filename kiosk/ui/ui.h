#pragma once

#include "kiosk/core/action.h"
#include "kiosk/core/state.h"
#include "kiosk/ui/page.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace rancak::kiosk {

// Lifecycle: construct once ImGui has a context; then for each frame: prepare(), ImGui::NewFrame, draw(),
// ImGui::Render. Draws a state and tells what the person did; decides nothing and keeps only what is the screen's own:
// what the finger holds, scrolling, focus. That is forgotten when the visit or the screen changes.
// One thread, ImGui's current context. The photos outlive it.
class Ui {
public:
    // The words that this program brings; those of the state's catalogue are laid over them.
    Ui(Words built_in, Photos&);

    // Before ImGui::NewFrame. What ImGui's atlas must be filled with anew, if at all; the caller does it.
    [[nodiscard]] std::optional<AtlasNeed> prepare(const State&, const Glass&);

    // As of the last prepare(). The object stays the same.
    [[nodiscard]] const Words& words() const { return words_.words; }
    // What the catalogue words and this program could not take since the last call, a sentence each.
    [[nodiscard]] std::vector<std::string> take_left_out() { return std::exchange(words_.left_out, {}); }

    struct Drawn {
        std::vector<Action> actions;
        Tree tree;
        std::optional<Monotonic> next_frame;  // something moves; none: only an event changes the picture
    };
    // Into ImGui's background list, with the finger as ImGui's io has it.
    [[nodiscard]] Drawn draw(const State&, const Glass&, const std::vector<Step>&, Monotonic now);

    // What the screen is cleared with.
    [[nodiscard]] static Paint ground(const State&);

private:
    void forget_when_changed(const State&);
    void step_focus(const std::vector<Step>&, const Preferences&, std::vector<Action>&);

    const Words built_in_;
    WordsInForce words_;
    Photos& photos_;
    Fonts fonts_;
    Glyphs glyphs_;
    std::shared_ptr<const Catalogue> catalogue_;  // whose words_ and glyphs_ they are
    Memory memory_;
    Tree tree_;
    std::uint64_t visit_ = 0;
    std::size_t screen_ = 0;
};

// As the tree and the logs call it: attract, choose_officer, …
[[nodiscard]] std::string_view screen_name(const Screen&);

}  // namespace rancak::kiosk
