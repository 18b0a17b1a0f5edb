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
    {0.62F, 0.20F, 0.46F, Expression::Eyes::dots, -0.32F, -0.50F, false},
    {0.52F, 0.32F, 0.36F, Expression::Eyes::dots, 0, 0, false},
    {0.36F, 0.43F, 0.36F, Expression::Eyes::dots, 0, 0, false},
    {0.26F, 0.53F, 0.42F, Expression::Eyes::dots, 0, 0, false},
    {0.16F, 0.64F, 0.52F, Expression::Eyes::arches, 0, 0, true},
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

float face_word_width(const Page& page, Type type, float column) {
    const float comfortable = column - 2 * page.px(2_mm), most = column - 2 * page.px(page.small_screen() ? 1_mm : 2_mm);
    for (int score = 1; score <= 5; ++score)
        if (widest_word(page.fonts(), type, page.word(after(Word::score_1, score - 1))) > comfortable) return most;
    return comfortable;
}

bool face_button(Page& page, Box box, int score, const FaceLook& look) {
    const std::string& word = page.word(after(Word::score_1, score - 1));
    const float radius = page.px(radius::card);
    const Palette& paints = page.paints();
    const Press press = page.target(
        {.id = "face/" + std::to_string(score), .role = Role::face, .label = word, .box = box, .radius = radius},
        [&](const Press& now) {
            Brush* brush = page.brush();
            if (brush == nullptr) return;
            raised(page, box, now.held ? paints.pressed : paints.card, Edge::quiet, radius, now.held);
            const float pad = page.px(space::small), disc = look.disc / 2;
            const bool beside = box.width > box.height * 1.8F;
            const TextLook text{.type = look.word, .paint = now.held ? paints.on_pressed : paints.ink,
                                .align = beside ? Align::left : Align::centre, .balanced = !beside};
            if (beside) {
                draw_face(*brush, paints, score, {box.x + box.height / 2, box.centre().y}, disc);
                const Box place{box.x + box.height / 2 + disc + 1.5F * pad, box.y,
                                box.width - box.height / 2 - disc - 2.5F * pad, box.height};
                const float height = page.text_height(word, text, place.width);
                page.text({place.x, box.y + (box.height - height) / 2, place.width, height}, word, text);
                return;
            }
            const Box inner = box.inset((box.width - face_word_width(page, look.word, box.width)) / 2, pad);
            draw_face(*brush, paints, score, {box.centre().x, inner.y + disc}, disc);
            // In the middle of what is left under the disc, so that one line stands where two would.
            const Box under{inner.x, inner.y + look.disc, inner.width, inner.height - look.disc};
            const float height = page.text_height(word, text, under.width);
            page.text({under.x, under.y + (under.height - height) / 2 + pad * 0.25F, under.width, height}, word, text);
        });
    return press.done;
}

}  // namespace rancak::kiosk
