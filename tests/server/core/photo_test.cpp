#include "server/core/photo.h"

#include "shared/protocol.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

// A picture whose pixels are told by letters: a is red 'a', green 0, blue 0.
Pixels picture(std::uint32_t width, std::uint32_t height, std::string_view letters) {
    Pixels pixels{{width, height}, {}};
    for (const char letter : letters) pixels.rgb.insert(pixels.rgb.end(), {static_cast<std::uint8_t>(letter), 0, 0});
    return pixels;
}

std::string letters(const Pixels& pixels) {
    std::string text;
    for (std::size_t i = 0; i < pixels.rgb.size(); i += 3) text += static_cast<char>(pixels.rgb[i]);
    return text;
}

std::string jpeg_with(std::string_view tiff) {
    std::string exif("Exif\0\0", 6);
    exif += tiff;
    const auto length = exif.size() + 2;
    std::string file("\xff\xd8\xff\xe0\x00\x04JF\xff\xe1", 10);
    file += static_cast<char>(length >> 8);
    file += static_cast<char>(length & 0xff);
    return file + exif + "\xff\xda";
}

std::string tiff(bool little, int orientation) {
    const std::string o(1, static_cast<char>(orientation));
    if (little) return std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18) + o + std::string("\0\0\0", 3);
    return std::string("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19) + o + std::string("\0\0", 2);
}

// Says that it is of a size, and must not be asked for more.
struct Boastful final : PhotoReader {
    explicit Boastful(PhotoSize told) : size(told) {}
    std::optional<PhotoSize> size_of(std::string_view) const override { return size; }
    std::optional<Pixels> read(std::string_view) const override {
        ++reads;
        return std::nullopt;
    }
    PhotoSize size;
    mutable int reads = 0;
};

}  // namespace

TEST_CASE("a picture is turned as EXIF numbers it") {
    // abc     Row 0 and column 0 of what is stored are, for the eight numbers: top left, top right, bottom right, bottom
    // def     left, left top, right top, right bottom, left bottom.
    const std::pair<int, std::string_view> all[] = {{1, "abcdef"}, {2, "cbafed"}, {3, "fedcba"}, {4, "defabc"},
                                                    {5, "adbecf"}, {6, "daebfc"}, {7, "fcebda"}, {8, "cfbead"}};
    for (const auto& [orientation, expected] : all) {
        CAPTURE(orientation);
        const auto turned = upright(picture(3, 2, "abcdef"), orientation);
        CHECK(turned.size == (orientation < 5 ? PhotoSize{3, 2} : PhotoSize{2, 3}));
        CHECK(letters(turned) == expected);
    }
    CHECK(letters(upright(picture(3, 2, "abcdef"), 9)) == "abcdef");
}

TEST_CASE("the orientation is found in both orders of bytes, and nothing else is believed") {
    for (const bool little : {true, false}) {
        for (int orientation = 1; orientation <= 8; ++orientation) CHECK(exif_orientation(jpeg_with(tiff(little, orientation))) == orientation);
        for (const int wrong : {0, 9, 255}) CHECK(exif_orientation(jpeg_with(tiff(little, wrong))) == 1);
    }
    const auto whole = jpeg_with(tiff(true, 6));
    for (std::size_t n = 0; n < whole.size(); ++n) {
        const int found = exif_orientation(whole.substr(0, n));  // cut anywhere: nothing is read behind the end
        CHECK((found == 1 || found == 6));
    }
    CHECK(exif_orientation(jpeg_with(std::string("II*\0\xff\xff\xff\xff", 8))) == 1);
    CHECK(exif_orientation(jpeg_with("XX")) == 1);
    CHECK(exif_orientation("\x89PNG") == 1);
}

TEST_CASE("a large picture is made small by the mean of its pixels, a small one stays") {
    const auto small = at_most(picture(4, 2, "aacceegg"), 2);
    CHECK(small.size == PhotoSize{2, 1});
    CHECK(letters(small) == "ce");
    CHECK(at_most(picture(3, 2, "abcdef"), 3) == picture(3, 2, "abcdef"));
    CHECK(at_most(picture(1, 5, "abcde"), 2).size == PhotoSize{1, 2});
}

TEST_CASE("OWASP API 4: what says that it is huge is refused before anything of it is unpacked") {
    for (const PhotoSize size : {PhotoSize{4001, 4000}, PhotoSize{0xffffffff, 0xffffffff}, PhotoSize{0, 9}, PhotoSize{16'000'001, 1}}) {
        const Boastful reader(size);
        CHECK(!make_photo({{&reader}, nullptr}, "x"));
        CHECK(reader.reads == 0);
    }
    const Boastful right({4000, 4000});
    CHECK(!make_photo({{&right}, nullptr}, "x"));
    CHECK(right.reads == 1);
    CHECK(!make_photo({{&right}, nullptr}, std::string(max_media_bytes + 1, 'x')));
    CHECK(right.reads == 1);
    CHECK(!make_photo({{}, nullptr}, "x"));
}

}  // namespace rancak::server
