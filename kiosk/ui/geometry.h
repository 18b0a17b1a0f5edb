#pragma once

#include <algorithm>

namespace rancak::kiosk {

// A length on the glass; a Screen turns it into pixels.
struct Millimetres {
    float value = 0;
    friend constexpr auto operator<=>(const Millimetres&, const Millimetres&) = default;
};
constexpr Millimetres operator""_mm(long double value) { return {static_cast<float>(value)}; }
constexpr Millimetres operator""_mm(unsigned long long value) { return {static_cast<float>(value)}; }
constexpr Millimetres operator*(Millimetres length, float factor) { return {length.value * factor}; }
constexpr Millimetres operator+(Millimetres a, Millimetres b) { return {a.value + b.value}; }

struct Point {
    float x = 0, y = 0;
};

// Pixels from the screen's upper left corner.
struct Box {
    float x = 0, y = 0, width = 0, height = 0;

    [[nodiscard]] constexpr float right() const { return x + width; }
    [[nodiscard]] constexpr float bottom() const { return y + height; }
    [[nodiscard]] constexpr Point centre() const { return {x + width / 2, y + height / 2}; }
    [[nodiscard]] constexpr bool contains(Point p) const {
        return p.x >= x && p.y >= y && p.x < right() && p.y < bottom();
    }
    [[nodiscard]] constexpr Box inset(float by) const { return inset(by, by); }
    [[nodiscard]] constexpr Box inset(float across, float down) const {
        return {x + across, y + down, std::max(0.0F, width - 2 * across), std::max(0.0F, height - 2 * down)};
    }
    // The part that both have; without width or height when none.
    [[nodiscard]] constexpr Box intersection(const Box& other) const {
        const float left = std::max(x, other.x), top = std::max(y, other.y);
        return {left, top, std::max(0.0F, std::min(right(), other.right()) - left),
                std::max(0.0F, std::min(bottom(), other.bottom()) - top)};
    }
    [[nodiscard]] constexpr bool empty() const { return width <= 0 || height <= 0; }
    friend constexpr bool operator==(const Box&, const Box&) = default;
};

inline constexpr Millimetres small_side = 160_mm;

// The glass in front of the person.
class Glass {
public:
    // `diagonal` of the lit area.
    Glass(int width, int height, Millimetres diagonal);

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] float pixels(Millimetres length) const { return length.value * pixels_per_millimetre_; }
    // Whole pixels, at least one: strokes stay crisp.
    [[nodiscard]] float stroke(Millimetres length) const;
    [[nodiscard]] Millimetres millimetres(float pixels) const { return {pixels / pixels_per_millimetre_}; }
    [[nodiscard]] bool portrait() const { return height_ > width_; }
    // The header gives way, and letters grow less.
    [[nodiscard]] bool small() const {
        return millimetres(static_cast<float>(std::min(width_, height_))) < small_side;
    }

private:
    int width_, height_;
    float pixels_per_millimetre_;
};

}  // namespace rancak::kiosk
