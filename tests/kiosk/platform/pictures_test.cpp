#include "kiosk/platform/pictures.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <fstream>

namespace rancak::kiosk {

TEST_CASE("a picture is written as PNG") {
    const auto file =
        std::filesystem::temp_directory_path() / ("rancak-picture-" + std::to_string(::getpid()) + ".png");
    const Image image{2, 1, PixelFormat::rgba32, {255, 0, 0, 255, 0, 0, 255, 255}};
    REQUIRE(write_png(file, image));
    std::array<char, 8> signature{};
    std::ifstream(file, std::ios::binary).read(signature.data(), signature.size());
    CHECK(std::string(signature.data(), signature.size()) == "\x89PNG\r\n\x1a\n");
    std::filesystem::remove(file);
}

TEST_CASE("a picture that cannot be written is an error that names the file") {
    const auto written = write_png("/nonexistent/folder/picture.png", {1, 1, PixelFormat::rgba32, {0, 0, 0, 255}});
    REQUIRE_FALSE(written);
    CHECK(written.error().message.find("/nonexistent/folder/picture.png") != std::string::npos);
}

}  // namespace rancak::kiosk
