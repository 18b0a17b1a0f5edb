#include "kiosk/ui/geometry.h"

#include <cmath>

namespace rancak::kiosk {

Glass::Glass(int width, int height, Millimetres diagonal)
    : width_(width),
      height_(height),
      pixels_per_millimetre_(std::hypot(static_cast<float>(width), static_cast<float>(height)) / diagonal.value) {}

float Glass::stroke(Millimetres length) const { return std::max(1.0F, std::round(pixels(length))); }

}  // namespace rancak::kiosk
