// Real PNG and JPEG files through the libraries that read them.

#include "server/adapters/jpeg_photo.h"
#include "server/adapters/png_photo.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <png.h>

namespace rancak::server {
namespace {

struct Tools {
    PngReader png;
    JpegReader jpeg;
    JpegWriter writer;
    PhotoTools all{{&png, &jpeg}, &writer};
};

// Red on the left, blue on the right.
Pixels halves(std::uint32_t width, std::uint32_t height) {
    Pixels pixels{{width, height}, {}};
    for (std::uint32_t y = 0; y < height; ++y)
        for (std::uint32_t x = 0; x < width; ++x) {
            const bool left = x < width / 2;
            pixels.rgb.insert(pixels.rgb.end(), {static_cast<std::uint8_t>(left ? 250 : 5), 5, static_cast<std::uint8_t>(left ? 5 : 250)});
        }
    return pixels;
}

std::string png_of(std::uint32_t width, std::uint32_t height, png_uint_32 format, const std::vector<std::uint8_t>& bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = format;
    png_alloc_size_t size = 0;
    REQUIRE(png_image_write_get_memory_size(image, size, 0, bytes.data(), 0, nullptr));
    std::string file(size, '\0');
    REQUIRE(png_image_write_to_memory(&image, file.data(), &size, 0, bytes.data(), 0, nullptr));
    return file;
}

std::string with_exif(std::string jpeg, char orientation) {
    std::string exif("\xff\xe1\x00\x4a" "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 28);
    exif += orientation;
    exif += std::string("\0\0\0", 3) + "GPS -0.68 100.78, Kamera Contoh";
    exif.resize(2 + 0x4a, ' ');
    return jpeg.insert(2, exif);
}

// Nearly this colour: JPEG is not exact.
void check_red(const Pixels& pixels, std::size_t x, std::size_t y, bool red) {
    const auto* at = &pixels.rgb[(y * pixels.size.width + x) * 3];
    CAPTURE(x);
    CAPTURE(y);
    CHECK((at[0] > 180) == red);
    CHECK((at[2] > 180) != red);
}

}  // namespace

TEST_CASE("a JPEG comes out upright, and of its file nothing but the picture") {
    const Tools tools;
    const auto file = with_exif(*tools.writer.write(halves(64, 32)), 6);
    const auto photo = make_photo(tools.all, file);
    REQUIRE_MESSAGE(photo, photo.error().message);
    CHECK(photo->size == PhotoSize{32, 64});
    CHECK(photo->bytes.find("Exif") == std::string::npos);
    CHECK(photo->bytes.find("GPS") == std::string::npos);
    const auto seen = tools.jpeg.read(photo->bytes);
    REQUIRE(seen);
    check_red(*seen, 16, 4, true);  // what was left is above
    check_red(*seen, 16, 60, false);
}

TEST_CASE("a PNG becomes a JPEG, and what is transparent in it white") {
    const Tools tools;
    std::vector<std::uint8_t> rgba;
    for (int i = 0; i < 64 * 64; ++i) rgba.insert(rgba.end(), {9, 9, 9, 0});
    const auto photo = make_photo(tools.all, png_of(64, 64, PNG_FORMAT_RGBA, rgba));
    REQUIRE_MESSAGE(photo, photo.error().message);
    CHECK(photo->bytes.starts_with("\xff\xd8\xff"));
    const auto seen = tools.jpeg.read(photo->bytes);
    REQUIRE(seen);
    CHECK(*std::min_element(seen->rgb.begin(), seen->rgb.end()) > 250);
}

TEST_CASE("a large picture is kept at 1024 pixels") {
    const Tools tools;
    const auto photo = make_photo(tools.all, *tools.writer.write(halves(2048, 512)));
    REQUIRE(photo);
    CHECK(photo->size == PhotoSize{1024, 256});
    const auto seen = *tools.jpeg.read(photo->bytes);
    check_red(seen, 10, 10, true);
    check_red(seen, 1000, 200, false);
}

TEST_CASE("a small file of more than 16 million pixels is refused") {
    const Tools tools;
    const auto file = png_of(4001, 4000, PNG_FORMAT_GRAY, std::vector<std::uint8_t>(4001 * 4000, 0));
    CHECK(file.size() < 100'000);
    CHECK(make_photo(tools.all, file).error().message.find("16 million pixels") != std::string::npos);
}

// Eight grey pixels in a square, whose 63 finer coefficients come `passes` times each, one bit more each time: valid to the letter.
std::string progressive(int passes) {
    std::string file("\xff\xd8\xff\xdb\x00\x43\x00", 7);
    file += std::string(64, '\x01');
    file += std::string("\xff\xc2\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00", 13);
    for (const char table : {'\x00', '\x10'}) {  // of each kind one code, a single bit: nothing, and the end of the block
        file += std::string("\xff\xc4\x00\x14", 4) + table + '\x01' + std::string(16, '\0');
    }
    const auto scan = [&](int coefficient, int high, int low) {
        file += std::string("\xff\xda\x00\x08\x01\x01\x00", 7);
        file += {static_cast<char>(coefficient), static_cast<char>(coefficient), static_cast<char>(high << 4 | low), '\x7f'};
    };
    scan(0, 0, 0);
    for (int coefficient = 1; coefficient < 64; ++coefficient)
        for (int bit = passes - 1; bit >= 0; --bit) scan(coefficient, bit == passes - 1 ? 0 : bit + 1, bit);
    return file + "\xff\xd9";
}

TEST_CASE("a small file of more scans than any camera writes is refused: each costs a pass over the whole picture") {
    const Tools tools;
    CHECK(make_photo(tools.all, progressive(1)));
    CHECK(make_photo(tools.all, progressive(7)));  // 442 scans
    const auto many = progressive(8);              // 505
    CHECK(many.size() < 10'000);
    const auto refused = make_photo(tools.all, many);
    REQUIRE(!refused);
    CHECK(refused.error().message.find("damaged") != std::string::npos);
}

TEST_CASE("files that are cut, changed or none at all are refused") {
    const Tools tools;
    const auto jpeg = *tools.writer.write(halves(64, 64));
    const auto png = png_of(64, 64, PNG_FORMAT_RGB, halves(64, 64).rgb);
    for (const auto& whole : {jpeg, png}) {
        REQUIRE(make_photo(tools.all, whole));
        for (std::size_t n = 0; n + 16 < whole.size(); n += 7) CHECK(!make_photo(tools.all, whole.substr(0, n)));
        for (std::size_t i = 0; i < whole.size(); i += 3) {
            auto changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ 0x55);
            static_cast<void>(make_photo(tools.all, changed));  // whatever it gives, the sanitizers see that nothing breaks
        }
    }
    CHECK(!make_photo(tools.all, ""));
    CHECK(!make_photo(tools.all, "GIF89a"));
}

}  // namespace rancak::server
