#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

// Drawn on a unit disc: right and down are positive.

// How a mouth and its company say a score. Every face has other shapes: eyes, brows and mouth, not only a bend.
struct Expression {
    float corner_y, middle_y;  // of the mouth's line, which bends through its middle
    float half_width;
    enum class Eyes { dots, arches } eyes;
    float brow_inner, brow_outer;  // heights of the brows' ends; equal and zero: none
    bool open;                     // mouth filled
};
constexpr std::array<Expression, 5> expressions{{
    {0.60F, 0.20F, 0.44F, Expression::Eyes::dots, -0.30F, -0.50F, true},
    {0.53F, 0.30F, 0.38F, Expression::Eyes::dots, -0.50F, -0.40F, false},
    {0.36F, 0.43F, 0.36F, Expression::Eyes::dots, 0, 0, false},
    {0.26F, 0.53F, 0.42F, Expression::Eyes::dots, 0, 0, false},
    {0.14F, 0.62F, 0.52F, Expression::Eyes::arches, 0, 0, true},
}};

constexpr float pen = 0.115F;
constexpr std::size_t curve_points = 25;

struct Place {
    Point centre;
    float radius;
    [[nodiscard]] Point at(float x, float y) const { return {centre.x + x * radius, centre.y + y * radius}; }
};

using Curve = std::array<Point, curve_points>;

// A parabola from corner to corner.
Curve bend(const Place& place, float half_width, float corner_y, float middle_y) {
    Curve curve;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const float t = static_cast<float>(i) / (curve_points - 1) * 2 - 1;
        curve[i] = place.at(t * half_width, middle_y + (corner_y - middle_y) * t * t);
    }
    return curve;
}

void draw_mouth(Brush& brush, const Place& place, const Expression& face, Paint paint) {
    const Curve curve = bend(place, face.half_width, face.corner_y, face.middle_y);
    if (!face.open) {
        brush.stroke(curve, pen * place.radius, paint);
        return;
    }
    // Open: straight on one side, and a stroke around that rounds the corners.
    Curve outline = curve;
    if (face.middle_y > face.corner_y) std::reverse(outline.begin(), outline.end());  // clockwise
    brush.polygon(outline, paint);
    brush.stroke(curve, pen * 0.8F * place.radius, paint);
    brush.stroke(std::array{curve.front(), curve.back()}, pen * 0.8F * place.radius, paint);
}

void draw_eyes(Brush& brush, const Place& place, const Expression& face, Paint paint) {
    for (const float side : {-1.0F, 1.0F}) {
        if (face.eyes == Expression::Eyes::arches) {
            Place eye{place.at(side * 0.36F, -0.18F), place.radius};
            brush.stroke(bend(eye, 0.15F, 0.05F, -0.13F), pen * place.radius, paint);
            continue;
        }
        const Point top = place.at(side * 0.34F, -0.22F), bottom = place.at(side * 0.34F, -0.12F);
        brush.stroke(std::array{top, bottom}, 0.19F * place.radius, paint);
        if (face.brow_inner == face.brow_outer) continue;
        brush.stroke(std::array{place.at(side * 0.20F, face.brow_inner - 0.06F), place.at(side * 0.52F, face.brow_outer - 0.06F)},
                     pen * 0.85F * place.radius, paint);
    }
}

}  // namespace

void draw_face(Brush& brush, const Palette& paints, int score, Point centre, float radius) {
    const auto index = static_cast<std::size_t>(score - 1);
    const Place place{centre, radius};
    brush.disc(centre, radius, paints.faces[index]);
    draw_eyes(brush, place, expressions[index], paints.face_line);
    draw_mouth(brush, place, expressions[index], paints.face_line);
}

bool face_button(Page& page, Box box, int score, Type word_type) {
    const std::string& word = page.word(after(Word::score_1, score - 1));
    const float radius = page.px(radius::card);
    const Palette& paints = page.paints();
    const Press press = page.target(
        {.id = "face/" + std::to_string(score), .role = Role::face, .label = word, .box = box, .radius = radius},
        [&](const Press& now) {
            Brush* brush = page.brush();
            if (brush == nullptr) return;
            brush->fill(box, now.held ? paints.pressed : paints.card, radius);
            brush->outline(box, now.held ? paints.outline : paints.divider, page.glass().stroke(stroke::line), radius);
            const float pad = page.px(space::small);
            const Paint ink = now.held ? paints.on_pressed : paints.ink;
            const bool beside = box.width > box.height * 1.8F;
            const TextLook look{.type = word_type, .paint = ink, .align = beside ? Align::left : Align::centre,
                                .balanced = !beside};
            if (beside) {
                const float disc = (box.height - 2 * pad) / 2;
                draw_face(*brush, paints, score, {box.x + pad + disc, box.centre().y}, disc);
                const Box text{box.x + 2 * disc + 2.5F * pad, box.y, box.width - 2 * disc - 3.5F * pad, box.height};
                const float height = page.text_height(word, look, text.width);
                page.text({text.x, box.y + (box.height - height) / 2, text.width, height}, word, look);
                return;
            }
            const Box inner = box.inset(pad / 2, pad);
            const float text = page.text_height(word, look, inner.width);
            const float room = inner.height - text - pad * 0.75F;
            const float disc = std::min(room, inner.width - pad) / 2;
            draw_face(*brush, paints, score, {box.centre().x, inner.y + room / 2}, disc);
            page.text({inner.x, inner.bottom() - text, inner.width, text}, word, look);
        });
    return press.done;
}

}  // namespace rancak::kiosk
