#include "kiosk/ui/brush.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace rancak::kiosk {
namespace {

ImU32 colour(Paint paint) { return IM_COL32(paint.red, paint.green, paint.blue, paint.alpha); }
ImVec2 vec(Point point) { return {point.x, point.y}; }

struct Corners {
    ImVec2 low, high;
};
Corners snapped(Box box) {
    return {{std::round(box.x), std::round(box.y)}, {std::round(box.right()), std::round(box.bottom())}};
}

// Icons and stamps stand behind the letters, outside the table in which letters are found.
const ImFontGlyph* private_glyph(const ImFont& font, unsigned character) {
    const auto* glyph = std::ranges::find(font.Glyphs, character, [](const ImFontGlyph& it) { return it.Codepoint; });
    return glyph == font.Glyphs.end() ? nullptr : glyph;
}
ImVec2 size_of(const ImFontGlyph& glyph) { return {glyph.X1 - glyph.X0, glyph.Y1 - glyph.Y0}; }

// Into room that is reserved.
void print(ImDrawList& list, const ImFontGlyph& glyph, ImVec2 low, ImU32 colour) {
    const ImVec2 size = size_of(glyph);
    list.PrimRectUV(low, {low.x + size.x, low.y + size.y}, {glyph.U0, glyph.V0}, {glyph.U1, glyph.V1}, colour);
}

}  // namespace

void Brush::fill(Box box, Paint paint, float radius) {
    const Corners corners = snapped(box);
    list_->AddRectFilled(corners.low, corners.high, colour(paint), radius);
}

void Brush::fade(Box box, Paint paint, std::uint8_t above, std::uint8_t below) {
    const Corners corners = snapped(box);
    const ImU32 top = IM_COL32(paint.red, paint.green, paint.blue, above);
    const ImU32 bottom = IM_COL32(paint.red, paint.green, paint.blue, below);
    list_->AddRectFilledMultiColor(corners.low, corners.high, top, top, bottom, bottom);
}

void Brush::outline(Box box, Paint paint, float stroke, float radius) {
    const Corners corners = snapped(box);
    // ImGui strokes along the middle of the line and already shifts by half a pixel.
    const float in = stroke / 2 - 0.5F;
    list_->AddRect({corners.low.x + in, corners.low.y + in}, {corners.high.x - in, corners.high.y - in}, colour(paint),
                   radius - in, 0, stroke);
}

void Brush::framed(Box box, Paint ground, Paint edge, float stroke, float radius) {
    const Corners corners = snapped(box);
    list_->AddRectFilled(corners.low, corners.high, colour(edge), radius);
    list_->AddRectFilled({corners.low.x + stroke, corners.low.y + stroke}, {corners.high.x - stroke, corners.high.y - stroke}, colour(ground),
                         std::max(0.0F, radius - stroke));
}

void Brush::framed_disc(Point centre, float radius, Paint ground, Paint edge, float stroke) {
    disc(centre, radius, edge);
    disc(centre, radius - stroke, ground);
}

void Brush::disc(Point centre, float radius, Paint paint) { list_->AddCircleFilled(vec(centre), radius, colour(paint)); }

void Brush::ring(Point centre, float radius, float stroke, Paint paint) {
    list_->AddCircle(vec(centre), radius - stroke / 2, colour(paint), 0, stroke);
}

void Brush::stroke(std::span<const Point> points, float width, Paint paint) {
    if (points.empty()) return;
    for (const Point& point : points) list_->PathLineTo(vec(point));
    list_->PathStroke(colour(paint), 0, width);
    disc(points.front(), width / 2, paint);
    disc(points.back(), width / 2, paint);
}

void Brush::polygon(std::span<const Point> points, Paint paint) {
    for (const Point& point : points) list_->PathLineTo(vec(point));
    list_->PathFillConvex(colour(paint));
}

void Brush::text(Type type, Point at, Paint paint, std::string_view text) {
    ImFont* font = fonts_->font(type);
    const ImVec2 whole{std::round(at.x), std::round(at.y)};
    list_->AddText(font, font->FontSize, whole, colour(paint), text.data(), text.data() + text.size());
}

void Brush::icon(Icon icon, Type type, Point centre, Paint paint) {
    const ImFontGlyph* glyph = private_glyph(*fonts_->font(type), static_cast<unsigned>(icon));
    if (glyph == nullptr) return;
    const ImVec2 size = size_of(*glyph);
    list_->PrimReserve(6, 4);
    print(*list_, *glyph, {std::round(centre.x - size.x / 2), std::round(centre.y - size.y / 2)}, colour(paint));
}

void Brush::stamps(char16_t character, Point at, float step, int count, Paint paint) {
    const ImFontGlyph* glyph = private_glyph(*fonts_->font(types.front()), character);
    if (glyph == nullptr || count <= 0) return;
    list_->PrimReserve(6 * count, 4 * count);
    const float y = std::round(at.y);
    for (int i = 0; i < count; ++i) print(*list_, *glyph, {std::round(at.x + static_cast<float>(i) * step), y}, colour(paint));
}

void Brush::picture(void* texture, Box box, float radius) {
    const Corners corners = snapped(box);
    list_->AddImageRounded(texture, corners.low, corners.high, {0, 0}, {1, 1}, IM_COL32_WHITE, radius);
}

void Brush::push_clip(Box box) {
    const Corners corners = snapped(box);
    list_->PushClipRect(corners.low, corners.high, true);
}

void Brush::pop_clip() { list_->PopClipRect(); }

}  // namespace rancak::kiosk
