#pragma once

#include "kiosk/core/action.h"
#include "kiosk/core/words.h"
#include "kiosk/ui/brush.h"
#include "kiosk/ui/call.h"
#include "kiosk/ui/photos.h"
#include "kiosk/ui/scroll_position.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/tree.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {
struct QrCode;
}

namespace rancak::kiosk {

// The finger (or mouse) in this frame, as the platform told ImGui.
struct Finger {
    std::optional<Point> at;
    bool went_down = false, is_down = false, went_up = false;
    float wheel = 0;  // steps upwards
};

// What a keyboard or two switches ask.
enum class Step {
    next, previous, left, right, up, down, activate, back,
    voice, text_size, contrast, low_reach, mirrored, calm, more_time, language  // the same as their buttons on the bar
};

// What is only the screen's own between frames: forgotten with the visit and with the screen.
struct Memory {
    std::string held;         // id under the finger when it went down
    bool armed = false;       // lifting there presses; with the voice on, the first touch only tells what it is
    std::string told;         // id that had the focus when the finger went down
    bool held_lost = false;   // it dragged away: lifting presses nothing
    Monotonic repeat_at{};    // when what is held and repeats is done again
    bool repeated = false;    // it was, so lifting does not do it once more
    std::string focus;        // id; empty until a key is used
    bool activate = false;    // the focused one, in this frame
    bool reveal = false;      // scroll to the focused one
    struct Scroll {
        ScrollPosition position;
        bool touched = false;  // the finger went down in it
    };
    std::map<std::string, Scroll, std::less<>> scrolls;
    std::string code_text;                 // what `code` is of
    std::shared_ptr<const QrCode> code;    // null: none was asked for, or the text is too long for one
};

enum class Align { left, centre, right };

struct TextLook {
    Type type = Type::body;
    Paint paint;
    Align align = Align::left;
    bool balanced = false;
    Role role = Role::text;
};

// What a press on a box came to in this frame.
struct Press {
    bool held = false;  // look pressed
    bool done = false;  // started and ended inside, or activated by key
};

// One frame of one screen: draws, records the tree, hears presses, collects actions. Lives for the frame.
//
// A layout is a function that draws from the top of a box and returns the height that it took. measure() runs it without
// drawing, so that a screen can centre it or let it scroll.
class Page {
public:
    struct Given {
        const Fonts& fonts;
        const Words& words;
        const Glass& glass;
        Photos& photos;
        Preferences preferences;
        Finger finger;
        Monotonic now;
        bool reduced_motion;
        bool voice_works;
        const Tree& last;  // of the frame before
    };
    Page(const Given&, Brush, Memory&);

    // ---- The frame
    [[nodiscard]] const Palette& paints() const { return *paints_; }
    [[nodiscard]] const Fonts& fonts() const { return given_.fonts; }
    [[nodiscard]] const Words& words() const { return given_.words; }
    [[nodiscard]] const Glass& glass() const { return given_.glass; }
    [[nodiscard]] Photos& photos() const { return given_.photos; }
    [[nodiscard]] const Preferences& preferences() const { return given_.preferences; }
    [[nodiscard]] Language language() const { return given_.preferences.language; }
    [[nodiscard]] Monotonic now() const { return given_.now; }
    [[nodiscard]] bool reduced_motion() const { return given_.reduced_motion; }
    [[nodiscard]] bool voice_works() const { return given_.voice_works; }
    [[nodiscard]] bool high_contrast() const { return given_.preferences.theme == Theme::high_contrast; }
    [[nodiscard]] const std::string& word(Word word) const { return given_.words.in(language(), word); }
    [[nodiscard]] const std::string& local(const LocalText& text) const { return text.in(language()); }
    [[nodiscard]] float px(Millimetres length) const { return given_.glass.pixels(length); }
    [[nodiscard]] float line(Type type) const { return line_height(given_.fonts, type); }
    [[nodiscard]] Box whole() const;
    // Made once for a text, not in each frame; null when it is too long for a code.
    [[nodiscard]] const QrCode* qr_code_of(std::string_view text);
    [[nodiscard]] bool small_screen() const { return given_.glass.small(); }

    // ---- Drawing; null while measuring
    [[nodiscard]] Brush* brush() { return measuring_ ? nullptr : &brush_; }
    // Of the text that would be drawn by text().
    [[nodiscard]] float text_height(std::string_view, const TextLook&, float width) const;
    float text(Box at, std::string_view, const TextLook&);  // returns its height
    // One line, capitals centred in the box's height. It must fit.
    void label(Box, std::string_view, const TextLook&);
    void icon(Icon, Type, Point centre, Paint);

    // ---- Structure
    [[nodiscard]] float measure(Call<float()>);
    // Nodes recorded by `content` become children of this one.
    void group(std::string id, Role, std::string label, Box, Call<void()> content);
    // The screen under a dialog: drawn, but neither in the tree nor to be pressed.
    void inert(Call<void()> content);
    // What a person wrote.
    void personal(Call<void()> content);
    // What the voice does not announce.
    void quiet(Call<void()> content);
    void clipped(Box, Call<void()> content);
    // What lists in `content` lie on, where it is not the paper.
    void upon(Paint ground, Call<void()> content);

    // ---- Presses
    // Records a node that can be pressed, with `content` (icons and texts on it) as its children.
    struct Target {
        std::string id;
        Role role = Role::button;
        std::string label;
        Box box;
        bool selected = false;
        bool disabled = false;
        std::string value = {};
        float radius = 0;  // of the focus ring
        bool repeats = false;  // a press that is held is done again and again
    };
    Press target(Target, Call<void(const Press&)> content);

    void act(Action action) { actions_.push_back(std::move(action)); }
    // Another frame is wanted at the latest then.
    void wish_frame(Monotonic at);

    // ---- Lists that scroll
    // In `view`; its content is as high as `content` says, and is centred when it is less. Uses buttons for up and down
    // at the right when it does not fit, so nobody needs to know how to drag.
    void scrolled(std::string_view id, Box view, Call<float(Box)> content, float centre = 0.5F);

    // ---- Results
    void name_screen(std::string name) { tree_.screen = std::move(name); }
    [[nodiscard]] Tree take_tree() { return std::move(tree_); }
    [[nodiscard]] std::vector<Action> take_actions() { return std::move(actions_); }
    [[nodiscard]] std::optional<Monotonic> wished() const { return wish_; }

private:
    int record(Node);
    [[nodiscard]] bool repeats();
    [[nodiscard]] Press hear(const Target&, const Box& visible);
    void scroll_by_finger(Memory::Scroll&, const Box& view);
    void reveal_focus(std::string_view id, ScrollPosition&, const Box& view);
    void scroll_buttons(std::string_view id, ScrollPosition&, const Box& gutter, float page_height);

    const Given& given_;
    const Palette* paints_;
    Paint ground_;
    Brush brush_;
    Memory& memory_;
    Tree tree_;
    std::vector<Action> actions_;
    std::optional<Monotonic> wish_;
    std::vector<Box> clips_;
    int parent_ = no_parent;
    int measuring_ = 0;
    bool inert_ = false;
    bool personal_ = false;
    bool quiet_ = false;
};

// The next focus after a step, from where everything was in the frame before; empty when nothing can be focused.
[[nodiscard]] std::string moved_focus(const Tree&, std::string_view focus, Step);

}  // namespace rancak::kiosk
