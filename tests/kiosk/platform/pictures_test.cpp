#include "kiosk/platform/pictures.h"

#include "kiosk/platform/picture_header.h"

#include <SDL_image.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace rancak::kiosk {
namespace {

using Bytes = std::vector<std::byte>;

struct TemporaryFile {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("rancak-picture-" + std::to_string(::getpid()));
    ~TemporaryFile() { std::filesystem::remove(path); }

    [[nodiscard]] Bytes bytes() const {
        std::ifstream stream(path, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        const auto view = std::as_bytes(std::span(text));
        return {view.begin(), view.end()};
    }
};

// Left half red, right half blue.
Image two_halves(int width, int height) {
    Image image{width, height, PixelFormat::rgba32, {}};
    for (int pixel = 0; pixel < width * height; ++pixel) {
        const bool left = pixel % width < width / 2;
        const std::array<std::uint8_t, 4> colour{static_cast<std::uint8_t>(left ? 255 : 0), 0,
                                                 static_cast<std::uint8_t>(left ? 0 : 255), 255};
        image.pixels.insert(image.pixels.end(), colour.begin(), colour.end());
    }
    return image;
}

Bytes png_of(const Image& image) {
    const TemporaryFile file;
    REQUIRE(write_png(file.path, image));
    return file.bytes();
}

Bytes jpeg_of(const Image& image) {
    const TemporaryFile file;
    auto* pixels = const_cast<std::uint8_t*>(image.pixels.data());
    SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormatFrom(pixels, image.width, image.height, 32, 4 * image.width,
                                                              SDL_PIXELFORMAT_RGBA32);
    REQUIRE(IMG_SaveJPG(surface, file.path.c_str(), 95) == 0);
    SDL_FreeSurface(surface);
    return file.bytes();
}

void put(Bytes& bytes, std::size_t at, std::uint32_t value) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes.at(at++) = static_cast<std::byte>(value >> shift);
}

}  // namespace

TEST_CASE("a written PNG reads back pixel for pixel") {
    const Image image = two_halves(6, 4);
    const auto read = decode_photo(png_of(image), 6, 4);
    REQUIRE_MESSAGE(read, read.error().message);
    CHECK(read->width == 6);
    CHECK(read->height == 4);
    CHECK(read->pixels == image.pixels);
}

TEST_CASE("a picture that cannot be written is an error that names the file") {
    const auto written = write_png("/nonexistent/folder/picture.png", two_halves(1, 1));
    REQUIRE_FALSE(written);
    CHECK(written.error().message.find("/nonexistent/folder/picture.png") != std::string::npos);
}

TEST_CASE("a JPEG is decoded too") {
    const auto read = decode_photo(jpeg_of(two_halves(64, 48)), 64, 48);
    REQUIRE_MESSAGE(read, read.error().message);
    CHECK(read->width == 64);
    CHECK(read->pixels.at(0) > 240);
    CHECK(read->pixels.at(4 * 63 + 2) > 240);
}

TEST_CASE("a large photo is cut around its middle and scaled down, a small one is only cut") {
    const auto large = decode_photo(png_of(two_halves(400, 100)), 20, 20);
    REQUIRE(large);
    CHECK(large->width == 20);
    CHECK(large->height == 20);
    CHECK(large->pixels.at(0) == 255);           // left edge of the cut: still the red half
    CHECK(large->pixels.at(4 * 19 + 2) == 255);  // right edge: blue
    const auto small = decode_photo(png_of(two_halves(40, 10)), 100, 100);
    REQUIRE(small);
    CHECK(small->width == 10);
    CHECK(small->height == 10);
}

TEST_CASE("transparent pixels do not colour their neighbours when scaled") {
    Image image{2, 2, PixelFormat::rgba32, {}};
    for (int pixel = 0; pixel < 4; ++pixel) {
        const std::array<std::uint8_t, 4> colour{200, static_cast<std::uint8_t>(pixel == 0 ? 0 : 255), 0,
                                                 static_cast<std::uint8_t>(pixel == 0 ? 255 : 0)};
        image.pixels.insert(image.pixels.end(), colour.begin(), colour.end());
    }
    const auto read = decode_photo(png_of(image), 1, 1);
    REQUIRE(read);
    CHECK(read->pixels == std::vector<std::uint8_t>{200, 0, 0, 64});
}

TEST_CASE("foreign bytes are refused before they are decoded") {
    const Bytes good = png_of(two_halves(6, 4));
    SUBCASE("neither PNG nor JPEG") {
        const std::string text = "GIF89a something else entirely, long enough";
        const auto view = std::as_bytes(std::span(text));
        CHECK_FALSE(decode_photo(view, 10, 10));
        CHECK_FALSE(decode_photo({}, 10, 10));
    }
    SUBCASE("a PNG that claims more pixels than allowed") {
        Bytes bomb = good;
        put(bomb, 16, 16'000);
        put(bomb, 20, 16'000);
        const auto read = decode_photo(bomb, 10, 10);
        REQUIRE_FALSE(read);
        CHECK(read.error().message.find("16 million") != std::string::npos);
    }
    SUBCASE("a PNG of no pixels") {
        Bytes none = good;
        put(none, 16, 0);
        CHECK_FALSE(decode_photo(none, 10, 10));
    }
    SUBCASE("more than 2 MiB") {
        Bytes fat = good;
        fat.resize((2U << 20U) + 1);
        const auto read = decode_photo(fat, 10, 10);
        REQUIRE_FALSE(read);
        CHECK(read.error().message.find("2 MiB") != std::string::npos);
    }
    SUBCASE("cut anywhere before its end marker") {
        for (std::size_t length = 0; length + 16 < good.size(); ++length) {
            CHECK_FALSE(decode_photo(std::span(good).first(length), 10, 10));
        }
    }
}

TEST_CASE("a header cut at any byte is read as none or as the whole one") {
    for (const Bytes& bytes : {png_of(two_halves(6, 4)), jpeg_of(two_halves(64, 48))}) {
        const auto whole = read_picture_header(bytes);
        REQUIRE(whole);
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            const auto part = read_picture_header(std::span(bytes).first(length));
            if (part) CHECK(part->width == whole->width);
        }
    }
}

}  // namespace rancak::kiosk
