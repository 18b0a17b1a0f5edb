#include "kiosk/ui/tree.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

void append_string(std::string& json, std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (byte < 0x20) {
            json += "\\u00";
            json += digits[byte >> 4U];
            json += digits[byte & 15U];
        } else {
            json += c;
        }
    }
    json += '"';
}

void append_member(std::string& json, std::string_view key, std::string_view text) {
    append_string(json, key);
    json += ':';
    append_string(json, text);
    json += ',';
}

void append_member(std::string& json, std::string_view key, int number) {
    append_string(json, key);
    json += ':';
    json += std::to_string(number);
    json += ',';
}

int whole(float pixels) { return static_cast<int>(std::lround(pixels)); }

void append_node(std::string& json, const Node& node) {
    json += '{';
    append_member(json, "id", node.id);
    append_member(json, "role", name(node.role));
    append_member(json, "label", node.personal ? std::string_view("…") : std::string_view(node.label));
    const Box& box = node.visible.empty() ? node.box : node.visible;
    append_member(json, "x", whole(box.x));
    append_member(json, "y", whole(box.y));
    append_member(json, "width", whole(box.right()) - whole(box.x));
    append_member(json, "height", whole(box.bottom()) - whole(box.y));
    json += node.visible.empty() ? "\"visible\":false,\"state\":[" : "\"visible\":true,\"state\":[";
    const std::array<std::pair<bool, std::string_view>, 4> states{{{node.state.pressed, "pressed"},
                                                                   {node.state.selected, "selected"},
                                                                   {node.state.disabled, "disabled"},
                                                                   {node.state.focused, "focused"}}};
    bool first = true;
    for (const auto& [set, word] : states) {
        if (!set) continue;
        if (!first) json += ',';
        append_string(json, word);
        first = false;
    }
    json += "],";
    append_member(json, "value", node.personal ? std::string_view() : std::string_view(node.value));
    append_member(json, "parent", node.parent);
    json.back() = '}';
}

}  // namespace

std::string_view name(Role role) {
    static constexpr std::array<std::string_view, 13> names{"heading", "text",     "button", "face",  "tile",   "chip",  "key",
                                                            "image",   "progress", "plot",   "group", "dialog", "status"};
    return names[static_cast<std::size_t>(role)];
}

bool pressable(Role role) {
    return role == Role::button || role == Role::face || role == Role::tile || role == Role::chip || role == Role::key;
}

const Node* Tree::find(std::string_view id) const {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.id == id; });
    return found == nodes.end() ? nullptr : &*found;
}

std::string encode(const Tree& tree) {
    std::string json = "{";
    append_member(json, "screen", tree.screen);
    append_member(json, "language", code(tree.language));
    append_member(json, "width", tree.width);
    append_member(json, "height", tree.height);
    json += "\"nodes\":[";
    for (const Node& node : tree.nodes) {
        append_node(json, node);
        json += ',';
    }
    if (!tree.nodes.empty()) json.pop_back();
    return json += "]}\n";
}

}  // namespace rancak::kiosk
