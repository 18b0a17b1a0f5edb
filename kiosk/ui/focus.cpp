#include "kiosk/ui/page.h"

#include <algorithm>
#include <cmath>

namespace rancak::kiosk {
namespace {

bool focusable(const Node& node) { return pressable(node.role) && !node.state.disabled; }

// How far `to` lies from `from` in the direction: along it, plus twice the way aside; negative when not there.
float distance(const Box& from, const Box& to, Step step) {
    const Point a = from.centre(), b = to.centre();
    const float right = b.x - a.x, down = b.y - a.y;
    const bool across = step == Step::left || step == Step::right;
    float along = across ? right : down;
    if (step == Step::left || step == Step::up) along = -along;
    if (along <= 1) return -1;
    return along + 2 * std::abs(across ? down : right);
}

std::string beside(const Tree& tree, const Node& from, Step step) {
    const Node* best = nullptr;
    float nearest = 0;
    for (const Node& node : tree.nodes) {
        if (!focusable(node) || node.id == from.id) continue;
        const float far = distance(from.box, node.box, step);
        if (far < 0 || (best != nullptr && far >= nearest)) continue;
        best = &node;
        nearest = far;
    }
    return best == nullptr ? from.id : best->id;
}

}  // namespace

std::string moved_focus(const Tree& tree, std::string_view focus, Step step) {
    std::vector<const Node*> order;
    for (const Node& node : tree.nodes)
        if (focusable(node)) order.push_back(&node);
    if (order.empty()) return {};
    std::size_t at = 0;
    while (at < order.size() && order[at]->id != focus) ++at;
    if (at == order.size()) {
        // What can no longer be pressed, as Down at a list's end, keeps its place in the order.
        const Node* lost = tree.find(focus);
        const auto after = std::find_if(order.begin(), order.end(), [&](const Node* node) { return lost != nullptr && node > lost; });
        if (step == Step::previous) return (after == order.begin() || lost == nullptr ? order.back() : *(after - 1))->id;
        return (after == order.end() ? order.front() : *after)->id;
    }
    switch (step) {
        case Step::next: return order[(at + 1) % order.size()]->id;
        case Step::previous: return order[(at + order.size() - 1) % order.size()]->id;
        case Step::left:
        case Step::right:
        case Step::up:
        case Step::down: return beside(tree, *order[at], step);
        default: break;
    }
    return std::string(focus);
}

}  // namespace rancak::kiosk
