#pragma once

#include "kiosk/raster/kernels.h"
#include "kiosk/raster/raster.h"
#include "kiosk/raster/shapes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rancak::kiosk {

// In 1/256 pixels, as llvmpipe snaps a corner.
struct FixedPoint {
    std::int32_t x = 0;
    std::int32_t y = 0;
};

// A convex polygon, its corners clockwise, or a rectangle of whole pixels; painted in one way.
struct Piece {
    enum class Paint : std::uint8_t {
        plain,         // `colour`
        fade,          // `colour`, its alpha from planes[0]
        ramps,         // red, green, blue, alpha from planes[0] to [3]
        copy,          // texel (x + copy_x, y + copy_y), tinted with `colour`
        copy_ramps,    // the same, times planes[2] to [5]
        sample,        // texel at planes[0], [1] (in texels), tinted with `colour`
        sample_ramps,  // texel at planes[0], [1], times planes[2] to [5]
    };
    Paint paint = Paint::plain;
    Rectangle bounds;          // inside clip and canvas, never empty; the whole piece when it has no corners
    std::uint32_t colour = 0;  // 0xAARRGGBB
    std::uint32_t first_corner = 0;
    std::uint32_t corners = 0;
    std::uint32_t first_plane = 0;
    int whole_from = 0;  // of a polygon: from this row to before that one it is as wide as its bounds
    int whole_to = 0;
    const Texture* texture = nullptr;
    int copy_x = 0;
    int copy_y = 0;
};

// Lifecycle: clear before each band, then add the shapes that have to be drawn in it; pieces refer to the shapes' commands.
// Recognises what ImGui emits (rectangles, glyphs, pictures, convex polygons, fringes) and cuts the rest into
// triangles.
class Pieces {
public:
    void clear();

    // The pieces of one shape, in drawing order; none when it covers no pixel's centre.
    void add(const DrawCommand& command, const Shape& shape);

    // A rectangle that the shape covers wholly with one opaque colour, if it is large enough to hide anything.
    [[nodiscard]] std::optional<Rectangle> opaque_rectangle(const DrawCommand& command, const Shape& shape);

    [[nodiscard]] std::span<const Piece> pieces() const { return pieces_; }
    [[nodiscard]] std::span<const FixedPoint> corners(const Piece& piece) const {
        return std::span(corners_).subspan(piece.first_corner, piece.corners);
    }
    [[nodiscard]] const Plane* planes(const Piece& piece) const { return planes_.data() + piece.first_plane; }

private:
    struct Polygon;
    void take_corners(const DrawCommand& command, const Shape& shape);
    bool add_whole(const DrawCommand& command, const Polygon& polygon);
    bool paint(Piece& piece, const DrawCommand& command, const Polygon& polygon);
    bool paint_texture(Piece& piece, const DrawCommand& command, const Polygon& polygon, bool one_colour);
    bool paint_colours(const Polygon& polygon);
    static bool lies_on_texels(Piece& piece, const Plane& u, const Plane& v, const Image& image);

    [[nodiscard]] std::uint32_t texel(const Texture& texture, const ImVec2& uv);

    struct Texel {
        std::uint64_t revision = 0;  // of no picture
        ImVec2 uv;
        std::uint32_t colour = 0;
    };
    Texel known_;
    std::vector<Piece> pieces_;
    std::vector<FixedPoint> corners_;
    std::vector<Plane> planes_;
    std::vector<const ImDrawVert*> vertices_;  // of the polygon at hand
    std::vector<FixedPoint> points_;
};

}  // namespace rancak::kiosk
