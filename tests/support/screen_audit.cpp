#include "tests/support/screen_audit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace rancak::kiosk::test {
namespace {

constexpr float rounding = 1.01F;  // boxes are brought onto whole pixels

std::string described(const Node& node, const Glass& glass) {
    const auto mm = [&](float pixels) { return std::to_string(static_cast<int>(std::lround(glass.millimetres(pixels).value))); };
    return std::string(name(node.role)) + " " + node.id + " \"" + node.label.substr(0, 40) + "\" at " + mm(node.box.x) + "," +
           mm(node.box.y) + " " + mm(node.box.width) + "x" + mm(node.box.height) + " mm";
}

bool inside(const Box& inner, const Box& outer) {
    return inner.x >= outer.x - rounding && inner.y >= outer.y - rounding && inner.right() <= outer.right() + rounding &&
           inner.bottom() <= outer.bottom() + rounding;
}

const Node* parent_of(const Tree& tree, const Node& node) {
    return node.parent == no_parent ? nullptr : &tree.nodes[static_cast<std::size_t>(node.parent)];
}

// In a list that scrolls, what lies out of view is reached by scrolling.
bool scrolls(const Tree& tree, const Node& node) {
    for (const Node* up = parent_of(tree, node); up != nullptr; up = parent_of(tree, *up))
        if (up->role == Role::group && up->label.empty()) return true;
    return false;
}

float apart(const Box& a, const Box& b) {
    const float across = std::max(a.x - b.right(), b.x - a.right());
    const float down = std::max(a.y - b.bottom(), b.y - a.bottom());
    return std::max(across, down);
}

constexpr int least_pixels = 3;  // fewer of a colour are no stroke of a letter and no ground

struct Seen {
    Paint paint;
    int times;
};

// Most of them first.
std::vector<Seen> colours_in(const KioskScreen& screen, const Box& box) {
    std::unordered_map<std::uint32_t, int> times;
    const int left = static_cast<int>(box.x), right = static_cast<int>(std::ceil(box.right()));
    for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y) {
        const auto row = screen.row(y).subspan(static_cast<std::size_t>(left), static_cast<std::size_t>(right - left));
        for (std::size_t x = 0, run = 0; x < row.size(); x += run) {
            for (run = 1; x + run < row.size() && row[x + run] == row[x];) ++run;
            times[row[x]] += static_cast<int>(run);
        }
    }
    std::vector<Seen> seen;
    for (const auto& [value, count] : times)
        if (count >= least_pixels) seen.push_back({paint_of(value), count});
    std::sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) { return a.times > b.times; });
    return seen;
}

// The edge of a letter: some of the ink over some of the ground.
bool is_between(const Paint& colour, const Paint& ink, const Paint& ground) {
    const auto parts = [](const Paint& a, const Paint& b) { return std::array{a.red - b.red, a.green - b.green, a.blue - b.blue}; };
    const auto whole = parts(ink, ground), part = parts(colour, ground);
    double along = 0, length = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        along += static_cast<double>(part[i]) * whole[i];
        length += static_cast<double>(whole[i]) * whole[i];
    }
    if (length == 0) return false;
    const double share = std::clamp(along / length, 0.0, 1.0);
    for (std::size_t i = 0; i < 3; ++i)
        if (std::abs(part[i] - share * whole[i]) > 4) return false;
    return true;
}

// Its ground is the commonest colour in its box, its ink the one that stands out most from it. Whatever else is there, but
// the edges of the letters, is ground, too: the ink must stand out from the worst of it.
double drawn_contrast(const KioskScreen& screen, const Box& box) {
    const std::vector<Seen> seen = colours_in(screen, box);
    if (seen.empty()) return 1;
    const Paint ground = seen.front().paint;
    const Paint ink = std::max_element(seen.begin(), seen.end(), [&](const Seen& a, const Seen& b) {
        return contrast(a.paint, ground) < contrast(b.paint, ground);
    })->paint;
    double least = contrast(ink, ground);
    for (const Seen& other : seen)
        if (!is_between(other.paint, ink, ground)) least = std::min(least, contrast(ink, other.paint));
    return least;
}

class Audit {
public:
    Audit(const Tree& tree, const Glass& glass, Minima* minima) : tree_(tree), glass_(glass), minima_(minima) {}

    std::vector<std::string> run() {
        for (const Node& node : tree_.nodes) {
            check_inside(node);
            if (pressable(node.role)) check_size(node);
        }
        check_pairs();
        return std::move(faults_);
    }

private:
    void fault(const Node& node, const std::string& what) { faults_.push_back(described(node, glass_) + " " + what); }

    void check_inside(const Node& node) {
        const Box screen{0, 0, static_cast<float>(glass_.width()), static_cast<float>(glass_.height())};
        const Node* parent = parent_of(tree_, node);
        Box outer = parent == nullptr ? screen : parent->box;
        const bool in_list = parent != nullptr && parent->role == Role::group && parent->label.empty();
        if (in_list) {
            outer.y = node.box.y;
            outer.height = node.box.height;
        }
        if (!inside(node.box, outer)) fault(node, parent == nullptr ? "leaves the screen" : "leaves " + parent->id);
        if (!scrolls(tree_, node) && !in_view(node)) fault(node, "is cut");
    }

    void check_size(const Node& node) {
        // The keyboard's on a small screen: the design's floor for what is pressed.
        const bool small_key = node.role == Role::key && glass_.small();
        const float least = glass_.pixels(node.role == Role::face ? size::face : small_key ? 12.7_mm : size::touch) - rounding;
        if (minima_ && !small_key) {
            Millimetres& seen = node.role == Role::face ? minima_->face : minima_->other;
            seen = std::min(seen, glass_.millimetres(std::min(node.box.width, node.box.height)));
        }
        if (node.box.width < least || node.box.height < least) fault(node, "is too small to press");
        if (node.role == Role::face && !in_view(node)) fault(node, "is not wholly in view");
        if (node.label.empty()) fault(node, "has no name");
    }

    void check_pairs() {
        const float gap = glass_.pixels(size::touch_gap) - rounding;
        for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
            for (std::size_t j = i + 1; j < tree_.nodes.size(); ++j) {
                const Node &a = tree_.nodes[i], &b = tree_.nodes[j];
                if (a.id == b.id) fault(a, "has the id of another");
                if (a.visible.empty() || b.visible.empty()) continue;
                if (minima_ && pressable(a.role) && pressable(b.role))
                    minima_->gap = std::min(minima_->gap, glass_.millimetres(apart(a.visible, b.visible)));
                if (pressable(a.role) && pressable(b.role) && apart(a.visible, b.visible) < gap)
                    fault(a, "is too near to " + described(b, glass_));
                const bool words = is_text(a) && is_text(b);
                if (words && apart(a.visible, b.visible) < -rounding) fault(a, "lies over " + described(b, glass_));
            }
        }
    }

    static bool is_text(const Node& node) { return node.role == Role::text || node.role == Role::heading; }

    const Tree& tree_;
    const Glass& glass_;
    Minima* minima_;
    std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> layout_faults(const Tree& tree, const Glass& glass, Minima* minima) { return Audit(tree, glass, minima).run(); }

bool in_view(const Node& node) { return inside(node.box, node.visible); }

std::vector<std::string> contrast_faults(const KioskScreen& screen, double least, Minima* minima) {
    std::vector<std::string> faults;
    for (const Node& node : screen.tree().nodes) {
        if ((node.role != Role::text && node.role != Role::heading) || node.visible.empty()) continue;
        if (pressable(node.role) || node.visible.height < node.box.height) continue;
        const Node* parent = parent_of(screen.tree(), node);
        if (parent != nullptr && parent->state.disabled) continue;
        const double best = drawn_contrast(screen, node.visible);
        if (minima) minima->contrast = std::min(minima->contrast, best);
        if (best < least) faults.push_back(described(node, screen.glass()) + " stands out only " + std::to_string(best) + " to 1");
    }
    return faults;
}

}  // namespace rancak::kiosk::test
