#include "shared/qr/qr_code.h"

#include <memory>
#include <qrencode.h>

namespace rancak {
namespace {

constexpr std::size_t short_text = 200;  // bytes

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

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

std::string qr_svg(const QrCode& code) {
    const auto side = std::to_string(code.side + 2 * QrCode::margin);
    std::string path;
    for (int row = 0; row < code.side; ++row)
        for (int column = 0, end = 0; column < code.side; column = end) {
            const bool dark = code.is_dark(column, row);
            while (end < code.side && code.is_dark(end, row) == dark) ++end;
            if (dark)
                path += "M" + std::to_string(QrCode::margin + column) + " " + std::to_string(QrCode::margin + row) + "h" +
                        std::to_string(end - column) + "v1h-" + std::to_string(end - column) + "z";
        }
    return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + side + " " + side + R"(" shape-rendering="crispEdges">)" +
           R"(<path fill="#fff" d="M0 0h)" + side + "v" + side + "H0z\"/><path d=\"" + path + "\"/></svg>";
}

}  // namespace rancak
