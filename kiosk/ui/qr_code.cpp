#include "kiosk/ui/qr_code.h"

#include <algorithm>
#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr int margin = QrCode::margin;
constexpr Paint black{0, 0, 0}, white{255, 255, 255};

void draw_modules(Brush& brush, const QrCode& code, Point corner, float module) {
    for (int row = 0; row < code.side; ++row) {
        for (int column = 0, end = 0; column < code.side; column = end) {
            const bool dark = code.is_dark(column, row);
            while (end < code.side && code.is_dark(end, row) == dark) ++end;
            const Box run{corner.x + static_cast<float>(margin + column) * module, corner.y + static_cast<float>(margin + row) * module,
                          static_cast<float>(end - column) * module, module};
            if (dark) brush.fill(run, black);
        }
    }
}

}  // namespace

float qr_code(Page& page, Point corner, float side, std::string_view text, std::string_view label) {
    const QrCode* code = page.qr_code_of(text);
    if (code == nullptr) return 0;
    const auto modules = static_cast<float>(code->side + 2 * margin);
    const float module = std::max(1.0F, std::floor(side / modules));
    const Box box{std::round(corner.x), std::round(corner.y), module * modules, module * modules};
    page.group("qr", Role::image, std::string(label), box, [&] {
        Brush* brush = page.brush();
        if (brush == nullptr) return;
        brush->fill(box, white);
        draw_modules(*brush, *code, {box.x, box.y}, module);
    });
    return box.height;
}

}  // namespace rancak::kiosk
