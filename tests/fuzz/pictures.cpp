// Pictures as anybody with the right to bring them may send them. What is taken is small, a JPEG, and can be read again.

#include "server/adapters/jpeg_photo.h"
#include "server/adapters/png_photo.h"
#include "tests/fuzz/check.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

using namespace rancak::server;

namespace {

// Large ones are the libraries' time, not our code's.
constexpr std::uint64_t most_pixels = 1 << 18;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const PngReader png;
    static const JpegReader jpeg;
    static const JpegWriter writer;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const int orientation = exif_orientation(bytes);
    FUZZ_CHECK(orientation >= 1 && orientation <= 8);
    for (const PhotoReader* reader : {static_cast<const PhotoReader*>(&png), static_cast<const PhotoReader*>(&jpeg)})
        if (const auto told = reader->size_of(bytes); told && std::uint64_t{told->width} * told->height > most_pixels) return 0;
    const auto photo = make_photo({{&png, &jpeg}, &writer}, bytes);
    if (!photo) {
        FUZZ_CHECK(!photo.error().message.empty());
        return 0;
    }
    FUZZ_CHECK(std::max(photo->size.width, photo->size.height) <= photo_side);
    const auto again = jpeg.read(photo->bytes);
    FUZZ_CHECK(again && again->size == photo->size);
    return 0;
}
