#pragma once

#include "kiosk/ui/geometry.h"
#include "shared/language.h"

#include <string>
#include <string_view>
#include <vector>

namespace rancak::kiosk {

// What is on the screen, for those who do not look at pixels: the voice, two switches and keyboard, tests, audits.

enum class Role { heading, text, button, face, tile, chip, key, image, progress, plot, group, dialog, status };
[[nodiscard]] std::string_view name(Role);

struct NodeState {
    bool pressed = false;   // a finger is on it
    bool selected = false;  // chosen among others, or switched on
    bool disabled = false;
    bool focused = false;
    friend bool operator==(const NodeState&, const NodeState&) = default;
};

inline constexpr int no_parent = -1;

struct Node {
    std::string id;     // unique on the screen and stable: "face/5", "officer/contoh-3"
    Role role = Role::text;
    std::string label;  // as it is read out, in the language of the visit
    Box box;            // whole, also where scrolled out of view
    Box visible = {};   // the part in view
    NodeState state = {};
    std::string value = {};  // "3 of 4", "60 %"; empty when there is none
    int parent = no_parent;
    bool personal = false;  // a person wrote it: read out, never in a file
    bool quiet = false;     // read out to whoever touches it, never by itself: people nearby would hear it
    friend bool operator==(const Node&, const Node&) = default;
};

// Something that a finger, a key or a switch can act on.
[[nodiscard]] bool pressable(Role);

// Nodes in reading order; children follow their parent. The label of what can be pressed also stands in text nodes
// beneath it, each where its glyphs are: a voice skips those, an audit measures them.
struct Tree {
    std::string screen;
    Language language = Language::indonesian;
    int width = 0, height = 0;
    std::vector<Node> nodes;

    [[nodiscard]] const Node* find(std::string_view id) const;
    friend bool operator==(const Tree&, const Tree&) = default;
};

// JSON: {"screen","language","width","height","nodes":[{"id","role","label","x","y","width","height","visible":bool,
// "state":["pressed",…],"value","parent"}]}. What is personal has "…" for its label and no value. Rectangles are the visible part in whole pixels; "parent" counts from 0.
[[nodiscard]] std::string encode(const Tree&);

}  // namespace rancak::kiosk
