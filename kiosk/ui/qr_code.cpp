#include "kiosk/ui/qr_code.h"

#include <qrencode.h>

#include <cmath>
#include <memory>

namespace rancak::kiosk {
namespace {

constexpr int margin = 4;  // modules of light around it, as the standard asks
constexpr std::size_t short_text = 200;  // bytes
constexpr Paint black{0, 0, 0}, white{255, 255, 255};

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

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

std::optional<QrCode> make_qr_code(std::string_view text) {
    const QRecLevel level = text.size() <= short_text ? QR_ECLEVEL_M : QR_ECLEVEL_L;
    const std::unique_ptr<QRcode, Free> made{
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, level)};
    if (!made) return std::nullopt;
    QrCode code{made->width, {}};
    code.dark.resize(static_cast<std::size_t>(code.side) * static_cast<std::size_t>(code.side));
    for (std::size_t i = 0; i < code.dark.size(); ++i) code.dark[i] = (made->data[i] & 1U) != 0;
    return code;
}

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
