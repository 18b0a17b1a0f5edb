#include "tests/support/qr_reader.h"

#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>
#include <ZXing/Result.h>
#include <ZXing/TextUtfEncoding.h>

namespace rancak::test {

std::string read_qr_code(const std::vector<std::uint8_t>& grey, int width, int height) {
    const ZXing::ImageView view(grey.data(), width, height, ZXing::ImageFormat::Lum);
    const ZXing::DecodeHints hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setIsPure(true);
    return ZXing::TextUtfEncoding::ToUtf8(ZXing::ReadBarcode(view, hints).text());
}

}  // namespace rancak::test
