// Bytes under a photo's hash, whatever they are: refused with a sentence, or a picture of the size that was asked for at most.

#include "kiosk/platform/picture_header.h"
#include "kiosk/platform/pictures.h"
#include "tests/fuzz/check.h"

#include <cstdint>

using namespace rancak::kiosk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    const auto header = read_picture_header(bytes);
    // Decoding what is large and true is slow, and tests/kiosk/app/photo_shelf_test.cpp does it.
    if (header && header->width < 4096 && header->height < 4096 && header->width * header->height > 1'000'000) return 0;
    const auto photo = decode_photo(bytes, 34, 34);
    if (!photo) {
        FUZZ_CHECK(!photo.error().message.empty());
        return 0;
    }
    FUZZ_CHECK(header.has_value());
    FUZZ_CHECK(photo->valid() && photo->width >= 1 && photo->width <= 34 && photo->height >= 1 && photo->height <= 34);
    return 0;
}
