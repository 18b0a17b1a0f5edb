#pragma once

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/icons.h"
#include "kiosk/ui/theme.h"

#include <span>
#include <string_view>

struct ImDrawList;

namespace rancak::kiosk {

// Draws into one of ImGui's lists for a frame; the list outlives it. Boxes are brought onto whole pixels: edges are crisp.
class Brush {
public:
    Brush(ImDrawList& list, const Fonts& fonts) : list_(&list), fonts_(&fonts) {}

    void fill(Box, Paint, float radius = 0);
    // From one strength above to another below.
    void fade(Box, Paint, std::uint8_t above, std::uint8_t below);
    void outline(Box, Paint, float stroke, float radius = 0);  // inside the box
    // Ground and the edge around it, inside the box: two filled shapes take a third of the corners of a filled and a stroked one.
    void framed(Box, Paint ground, Paint edge, float stroke, float radius = 0);
    void framed_disc(Point centre, float radius, Paint ground, Paint edge, float stroke);
    void disc(Point centre, float radius, Paint);
    void ring(Point centre, float radius, float stroke, Paint);
    // Stroke with round ends and joints.
    void stroke(std::span<const Point> points, float width, Paint);
    void polygon(std::span<const Point> convex_clockwise, Paint);

    // One line, its upper left corner at `at`.
    void text(Type, Point at, Paint, std::string_view);
    // In the size of the type (strong or title).
    void icon(Icon, Type, Point centre, Paint);
    // `count` of a stamp in a row, each `step` further on.
    void stamps(char16_t, Point at, float step, int count, Paint);
    // Fills the box, cut to a square in its middle by the picture's owner.
    void picture(void* texture, Box, float radius);

    void push_clip(Box);
    void pop_clip();

private:
    ImDrawList* list_;
    const Fonts* fonts_;
};

}  // namespace rancak::kiosk
