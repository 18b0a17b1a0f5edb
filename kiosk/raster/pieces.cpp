#include "kiosk/raster/pieces.h"

#include "kiosk/raster/kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace rancak::kiosk {
namespace {

constexpr int one_pixel = 256;

std::int32_t snap(float coordinate) {
    const float moved = coordinate * one_pixel + 0.5F;
    const auto whole = static_cast<std::int32_t>(moved);
    return whole - (static_cast<float>(whole) > moved ? 1 : 0);  // rounded down
}

// The first pixel whose centre does not lie left of (above) a snapped coordinate.
int first_pixel(std::int32_t fixed) { return (fixed + one_pixel / 2 - 1) >> 8; }

std::uint8_t channel(ImU32 colour, unsigned shift) { return static_cast<std::uint8_t>(colour >> shift); }

// ImGui's 0xAABBGGRR as the canvas's 0xAARRGGBB.
std::uint32_t canvas_colour(ImU32 colour) {
    return (colour & 0xff00ff00U) | ((colour >> 16U) & 0xffU) | ((colour & 0xffU) << 16U);
}

constexpr std::uint32_t white = 0xffffffff;

constexpr int worth_knowing = 8;  // rows: the sides of lower polygons are found as they are painted

std::uint32_t times(std::uint32_t left, std::uint32_t right) {
    std::uint32_t product = 0;
    for (const unsigned shift : {0U, 8U, 16U, 24U}) {
        product |= ((((left >> shift) & 0xffU) * ((right >> shift) & 0xffU) + 127) / 255) << shift;
    }
    return product;
}

bool same_texel(const ImVec2& left, const ImVec2& right) { return left.x == right.x && left.y == right.y; }

std::int64_t cross(const FixedPoint& origin, const FixedPoint& left, const FixedPoint& right) {
    return (std::int64_t{left.x} - origin.x) * (std::int64_t{right.y} - origin.y) -
           (std::int64_t{left.y} - origin.y) * (std::int64_t{right.x} - origin.x);
}

// 1 when the corners go round clockwise on a screen whose rows go down, -1 for the other way, 0 without an area.
int winding(std::span<const FixedPoint> points) {
    double area = 0;
    for (std::size_t corner = 1; corner + 1 < points.size(); ++corner) {
        area += static_cast<double>(cross(points[0], points[corner], points[corner + 1]));
    }
    return area > 0 ? 1 : (area < 0 ? -1 : 0);
}

std::int64_t length(const FixedPoint& from, const FixedPoint& to) {
    return std::abs(std::int64_t{to.x} - from.x) + std::abs(std::int64_t{to.y} - from.y);
}

// Every turn, and every triangle of the fan, goes the same way round, but for what snapping moved a corner: arcs of
// many corners and the ends of straight sides bend inwards by up to 1/256 pixel.
bool convex(std::span<const FixedPoint> points, int winding) {
    const auto with_it = [&](const FixedPoint& origin, const FixedPoint& left, const FixedPoint& right) {
        return winding * cross(origin, left, right) >= -(length(origin, left) + length(origin, right));
    };
    const std::size_t count = points.size();
    for (std::size_t corner = 0; corner < count; ++corner) {
        const FixedPoint& next = points[corner + 1 < count ? corner + 1 : 0];
        const FixedPoint& after = points[corner + 2 < count ? corner + 2 : corner + 2 - count];
        if (!with_it(next, after, points[corner]) || !with_it(points[0], points[corner], next)) return false;
    }
    return true;
}

// The winding of a convex polygon; none when it is not convex.
std::optional<int> convex_winding(std::span<const FixedPoint> points) {
    if (points.size() == 4) {
        // Nearly all: fringes.
        bool right = false;
        bool left = false;
        for (std::size_t corner = 0; corner < 4; ++corner) {
            const std::int64_t turn = cross(points[corner], points[(corner + 1) % 4], points[(corner + 2) % 4]);
            right = right || turn > 0;
            left = left || turn < 0;
        }
        if (right != left) return right ? 1 : -1;
    }
    const int turns = winding(points);
    if (turns != 0 && !convex(points, turns)) return std::nullopt;
    return turns;
}

struct RealPoint {
    double x = 0;
    double y = 0;
};

// The plane through three corners' values; none when they lie on a line.
std::optional<Plane> plane_through(const std::array<RealPoint, 3>& points, const std::array<double, 3>& values) {
    const double x1 = points[1].x - points[0].x;
    const double y1 = points[1].y - points[0].y;
    const double x2 = points[2].x - points[0].x;
    const double y2 = points[2].y - points[0].y;
    const double area = x1 * y2 - y1 * x2;
    if (area == 0) return std::nullopt;
    const double right = values[1] - values[0];
    const double left = values[2] - values[0];
    const double across = (right * y2 - left * y1) / area;
    const double down = (left * x1 - right * x2) / area;
    return Plane{values[0] - across * (points[0].x - 0.5) - down * (points[0].y - 0.5), across, down};
}

// The one alpha of a column or row of pixels along which it does not change, rounded as the kernels do: the straight fringes
// of what lies on whole pixels are all of it, or none.
std::optional<std::uint32_t> one_strength(const Rectangle& box, const Plane& alpha) {
    const bool column = box.width == 1 && alpha.down == 0;
    const bool row = box.height == 1 && alpha.across == 0;
    if (!column && !row) return std::nullopt;
    return static_cast<std::uint32_t>(std::clamp(static_cast<float>(alpha.at(box.x, box.y)), 0.0F, 255.0F) + 0.5F);
}

double value_at(const Plane& plane, const RealPoint& point) {
    return plane.base + plane.across * (point.x - 0.5) + plane.down * (point.y - 0.5);
}

}  // namespace

// The corners of a shape, or of one of its triangles.
struct Pieces::Polygon {
    std::span<const ImDrawVert* const> vertices;
    std::span<const FixedPoint> points;

    [[nodiscard]] bool one_colour() const {
        return std::ranges::all_of(vertices, [&](const ImDrawVert* it) { return it->col == vertices[0]->col; });
    }

    [[nodiscard]] bool one_texel() const {
        return std::ranges::all_of(vertices, [&](const ImDrawVert* it) { return same_texel(it->uv, vertices[0]->uv); });
    }

    // Opposite corners of a rectangle along the axes.
    [[nodiscard]] bool upright() const {
        if (points.size() != 4) return false;
        const bool across = points[0].y == points[1].y && points[1].x == points[2].x && points[2].y == points[3].y &&
                            points[3].x == points[0].x;
        const bool down = points[0].x == points[1].x && points[1].y == points[2].y && points[2].x == points[3].x &&
                          points[3].y == points[0].y;
        return across || down;
    }

    // Of a convex one: the pixels between an upright left and right side, or none.
    [[nodiscard]] Rectangle between_sides() const {
        const auto [left, right] = std::ranges::minmax(points, {}, &FixedPoint::x);
        std::int32_t top[2] = {0, 0};
        std::int32_t bottom[2] = {0, 0};
        for (std::size_t corner = 0; corner < points.size(); ++corner) {
            const FixedPoint& from = points[corner];
            const FixedPoint& to = points[corner + 1 == points.size() ? 0 : corner + 1];
            if (from.x != to.x || (from.x != left.x && from.x != right.x)) continue;
            const std::size_t side = from.x == left.x ? 0 : 1;
            top[side] = std::min(from.y, to.y);
            bottom[side] = std::max(from.y, to.y);
        }
        const int x = first_pixel(left.x);
        const int y = first_pixel(std::max(top[0], top[1]));
        return {x, y, first_pixel(right.x) - x, first_pixel(std::min(bottom[0], bottom[1])) - y};
    }

    // All pixels whose centres may lie inside.
    [[nodiscard]] Rectangle pixels() const {
        const auto [left, right] = std::ranges::minmax(points, {}, &FixedPoint::x);
        const auto [top, bottom] = std::ranges::minmax(points, {}, &FixedPoint::y);
        const int x = first_pixel(left.x);
        const int y = first_pixel(top.y);
        return {x, y, first_pixel(right.x) - x, first_pixel(bottom.y) - y};
    }

    // Where it is filled. Colours change along these: inside, they stay between the corners' however thin it is.
    [[nodiscard]] RealPoint snapped(std::size_t corner) const {
        return {static_cast<double>(points[corner].x) / one_pixel, static_cast<double>(points[corner].y) / one_pixel};
    }

    // Where ImGui put it. Pictures lie along these: they are often shown texel by pixel.
    [[nodiscard]] RealPoint given(std::size_t corner) const {
        return {vertices[corner]->pos.x, vertices[corner]->pos.y};
    }

    // A plane through all corners' values, if there is one within the tolerance.
    template <class Place, class Value>
    [[nodiscard]] std::optional<Plane> plane(const Place& place, const Value& value, double tolerance) const {
        const std::size_t count = points.size();
        std::size_t second = count / 3;  // far apart, so that rounding matters least
        std::size_t third = 2 * count / 3;
        if (cross(points[0], points[second], points[third]) == 0) {
            second = 1;
            while (second + 2 < count && cross(points[0], points[second], points[second + 1]) == 0) ++second;
            third = second + 1;
        }
        const auto plane = plane_through({place(0), place(second), place(third)},
                                         {value(*vertices[0]), value(*vertices[second]), value(*vertices[third])});
        if (!plane) return std::nullopt;
        for (std::size_t corner = 0; corner < count; ++corner) {
            if (!(std::fabs(value_at(*plane, place(corner)) - value(*vertices[corner])) <= tolerance))
                return std::nullopt;
        }
        return plane;
    }

    template <class Value>
    [[nodiscard]] std::optional<Plane> colour_plane(const Value& value) const {
        constexpr double tolerance = 2;  // of 255
        const double first = value(*vertices[0]);
        if (std::ranges::all_of(vertices, [&](const ImDrawVert* it) { return value(*it) == first; }))
            return Plane{first, 0, 0};
        return plane([this](std::size_t corner) { return snapped(corner); }, value, tolerance);
    }

    [[nodiscard]] bool upright_as_given() const {
        if (points.size() != 4) return false;
        const auto at = [&](std::size_t corner) { return vertices[corner]->pos; };
        return at(0).y == at(1).y && at(1).x == at(2).x && at(2).y == at(3).y && at(3).x == at(0).x &&
               at(0).x != at(1).x && at(0).y != at(3).y;
    }

    // Of a rectangle that is upright as given: a value that changes along one of its sides alone.
    template <class Value>
    [[nodiscard]] std::optional<Plane> plane_along_axes(const Value& value) const {
        const double first = value(*vertices[0]);
        const double last = value(*vertices[2]);
        const RealPoint from = given(0);
        const RealPoint to = given(2);
        if (value(*vertices[3]) == first && value(*vertices[1]) == last) {
            const double across = (last - first) / (to.x - from.x);
            return Plane{first - across * (from.x - 0.5), across, 0};
        }
        if (value(*vertices[1]) == first && value(*vertices[3]) == last) {
            const double down = (last - first) / (to.y - from.y);
            return Plane{first - down * (from.y - 0.5), 0, down};
        }
        return std::nullopt;
    }

    template <class Value>
    [[nodiscard]] std::optional<Plane> texel_plane(const Value& value) const {
        constexpr double tolerance = 1.0 / 64;  // of a texel
        if (upright_as_given()) {
            if (const auto along = plane_along_axes(value)) return along;
        }
        const auto plane_of_given = plane([this](std::size_t corner) { return given(corner); }, value, tolerance);
        if (plane_of_given) return plane_of_given;
        return plane([this](std::size_t corner) { return snapped(corner); }, value, tolerance);
    }
};

void Pieces::clear() {
    pieces_.clear();
    corners_.clear();
    planes_.clear();
}

// What a picture shows at one point. Nearly everything of one colour shows ImGui's one white texel.
std::uint32_t Pieces::texel(const Texture& texture, const ImVec2& uv) {
    if (texture.revision != known_.revision || !same_texel(uv, known_.uv)) {
        const Image& image = texture.image;
        known_ = {texture.revision, uv,
                  texel_at(texture.picture(), double{uv.x} * image.width - 0.5, double{uv.y} * image.height - 0.5)};
    }
    return known_.colour;
}

void Pieces::take_corners(const DrawCommand& command, const Shape& shape) {
    vertices_.resize(std::size_t{shape.triangles} + 2);
    points_.resize(vertices_.size());
    std::size_t count = 0;
    for_each_corner(command, shape, [&](ImDrawIdx corner) {
        const ImDrawVert& vertex = command.vertices[corner];
        vertices_[count] = &vertex;
        points_[count++] = {snap(vertex.pos.x), snap(vertex.pos.y)};
    });
}

std::optional<Rectangle> Pieces::opaque_rectangle(const DrawCommand& command, const Shape& shape) {
    // A tile at least; and most other shapes are glyphs or fringes.
    constexpr int smallest = 32;
    if (shape.kind == Shape::Kind::triangle || shape.bounds.width < smallest || shape.bounds.height < smallest) {
        return std::nullopt;
    }
    const ImDrawVert& first = command.vertices[command.indices[shape.first_index]];
    const ImDrawVert& third = command.vertices[command.indices[shape.first_index + 2]];
    if (channel(first.col, IM_COL32_A_SHIFT) != 255 || !same_texel(first.uv, third.uv)) return std::nullopt;
    take_corners(command, shape);
    const Polygon polygon{vertices_, points_};
    if (!polygon.one_colour() || !polygon.one_texel()) return std::nullopt;
    if (convex_winding(polygon.points).value_or(0) == 0) return std::nullopt;
    if (texel(*command.texture, first.uv) >> 24U != 255) return std::nullopt;
    const Rectangle covered = intersection(polygon.between_sides(), command.clip);
    if (covered.empty()) return std::nullopt;
    return covered;
}

void Pieces::add(const DrawCommand& command, const Shape& shape) {
    take_corners(command, shape);
    if (add_whole(command, {vertices_, points_})) return;
    for (std::size_t corner = 1; corner + 1 < vertices_.size(); ++corner) {
        const std::array vertices{vertices_[0], vertices_[corner], vertices_[corner + 1]};
        const std::array points{points_[0], points_[corner], points_[corner + 1]};
        (void)add_whole(command, {vertices, points});  // a triangle fails only without an area
    }
}

// False when it is not convex, or its paint is not the same all over: then nothing was added.
bool Pieces::add_whole(const DrawCommand& command, const Polygon& polygon) {
    Piece piece;
    piece.bounds = intersection(polygon.pixels(), command.clip);
    if (piece.bounds.empty()) return true;
    const bool upright = polygon.upright();  // and convex, and, as its bounds are not empty, with an area
    const auto turns = upright ? std::optional(1) : convex_winding(polygon.points);
    if (!turns) return false;
    if (*turns == 0) return polygon.points.size() == 3;
    const std::size_t planes_before = planes_.size();
    if (!paint(piece, command, polygon)) {
        planes_.resize(planes_before);
        return false;
    }
    if (piece.paint == Piece::Paint::plain && piece.colour >> 24U == 0) return true;  // nothing of it is seen
    if (!upright) {
        piece.first_corner = static_cast<std::uint32_t>(corners_.size());
        piece.corners = static_cast<std::uint32_t>(polygon.points.size());
        corners_.insert(corners_.end(), polygon.points.begin(), polygon.points.end());
        if (*turns < 0) std::ranges::reverse(std::span(corners_).last(piece.corners));
        if (piece.bounds.height >= worth_knowing) {
            const Rectangle sides = polygon.between_sides();
            piece.whole_from = sides.y;
            piece.whole_to = sides.y + sides.height;
        }
    }
    pieces_.push_back(piece);
    return true;
}

bool Pieces::paint(Piece& piece, const DrawCommand& command, const Polygon& polygon) {
    piece.first_plane = static_cast<std::uint32_t>(planes_.size());
    piece.colour = canvas_colour(polygon.vertices[0]->col);
    const bool one_colour = polygon.one_colour();
    if (!polygon.one_texel()) return paint_texture(piece, command, polygon, one_colour);
    const std::uint32_t shown = texel(*command.texture, polygon.vertices[0]->uv);
    if (one_colour) {
        piece.colour = times(piece.colour, shown);
        return true;
    }
    if (shown != white) return paint_texture(piece, command, polygon, one_colour);
    const auto same_hue = [&](const ImDrawVert* it) {
        return ((it->col ^ polygon.vertices[0]->col) & ~IM_COL32_A_MASK) == 0;
    };
    if (!std::ranges::all_of(polygon.vertices, same_hue)) {
        piece.paint = Piece::Paint::ramps;
        return paint_colours(polygon);
    }
    piece.paint = Piece::Paint::fade;
    const auto plane = polygon.colour_plane(
        [](const ImDrawVert& it) { return static_cast<double>(channel(it.col, IM_COL32_A_SHIFT)); });
    if (!plane) return false;
    if (const auto strength = one_strength(piece.bounds, *plane)) {
        piece.paint = Piece::Paint::plain;
        piece.colour = (piece.colour & 0x00ffffffU) | (*strength << 24U);
    } else {
        planes_.push_back(*plane);
    }
    return true;
}

bool Pieces::paint_colours(const Polygon& polygon) {
    for (const unsigned shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT, IM_COL32_A_SHIFT}) {
        const auto plane =
            polygon.colour_plane([&](const ImDrawVert& it) { return static_cast<double>(channel(it.col, shift)); });
        if (!plane) return false;
        planes_.push_back(*plane);
    }
    return true;
}

bool Pieces::paint_texture(Piece& piece, const DrawCommand& command, const Polygon& polygon, bool one_colour) {
    const Image& image = command.texture->image;
    const auto u = polygon.texel_plane([&](const ImDrawVert& it) { return double{it.uv.x} * image.width - 0.5; });
    const auto v = polygon.texel_plane([&](const ImDrawVert& it) { return double{it.uv.y} * image.height - 0.5; });
    if (!u || !v) return false;
    piece.texture = command.texture;
    planes_.insert(planes_.end(), {*u, *v});
    const bool copies = lies_on_texels(piece, *u, *v, image);
    if (one_colour) {
        piece.paint = copies ? Piece::Paint::copy : Piece::Paint::sample;
        return true;
    }
    // Around a picture with round corners.
    piece.paint = copies && image.format != PixelFormat::alpha8 ? Piece::Paint::copy_ramps : Piece::Paint::sample_ramps;
    return paint_colours(polygon);
}

// Whether it shows the picture texel by pixel, and then which.
bool Pieces::lies_on_texels(Piece& piece, const Plane& u, const Plane& v, const Image& image) {
    // One texel a pixel, each on its centre within 1/512: the bilinear weights would be 0.
    const auto straight = [&](const Plane& plane, double along, double aside, int first, int length) {
        constexpr double close = 1.0 / 512;
        const double start = plane.base + first;
        return std::fabs(along - 1) * length <= close && std::fabs(aside) * length <= close &&
               std::fabs(start - std::round(start)) <= close;
    };
    const Rectangle& box = piece.bounds;
    if (!straight(u, u.across, u.down, box.x, std::max(box.width, box.height)) ||
        !straight(v, v.down, v.across, box.y, std::max(box.width, box.height))) {
        return false;
    }
    piece.copy_x = static_cast<int>(std::lround(u.at(box.x, box.y))) - box.x;
    piece.copy_y = static_cast<int>(std::lround(v.at(box.x, box.y))) - box.y;
    const Rectangle texels{box.x + piece.copy_x, box.y + piece.copy_y, box.width, box.height};
    return intersection(texels, {0, 0, image.width, image.height}) == texels;
}

}  // namespace rancak::kiosk
