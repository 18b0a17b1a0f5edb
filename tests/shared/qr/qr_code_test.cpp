#include "shared/qr/qr_code.h"

#include "tests/support/qr_reader.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdio>

namespace rancak {
namespace {

// Three pixels a module, light around it.
std::string read_back(const QrCode& code) {
    constexpr int module = 3, margin = 4;
    const int side = (code.side + 2 * margin) * module;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 255);
    for (int y = 0; y < code.side * module; ++y)
        for (int x = 0; x < code.side * module; ++x)
            if (code.is_dark(x / module, y / module))
                pixels[static_cast<std::size_t>((y + margin * module) * side + x + margin * module)] = 0;
    return test::read_qr_code(pixels, side, side);
}

// The dark runs of the drawing, laid into a code again.
QrCode dark_of(const std::string& svg, int side) {
    QrCode code{side, std::vector<bool>(static_cast<std::size_t>(side) * static_cast<std::size_t>(side))};
    const auto path = svg.substr(svg.rfind("<path"));
    for (auto at = path.find('M'); at != std::string::npos; at = path.find('M', at + 1)) {
        int x = 0, y = 0, length = 0;
        REQUIRE(std::sscanf(path.c_str() + at, "M%d %dh%dv1", &x, &y, &length) == 3);
        for (int i = 0; i < length; ++i)
            code.dark.at(static_cast<std::size_t>((y - QrCode::margin) * side + x - QrCode::margin + i)) = true;
    }
    return code;
}

}  // namespace

TEST_CASE("a QR code says what it was made of, short or long, with letters beyond ASCII") {
    const std::string several = "Akta kelahiran\nKantor Contoh\n1. Kartu Keluarga – asli\n2. KTP-el ayah & ibu, é";
    for (const std::string& text : {std::string("https://contoh.example/layanan/akta-kelahiran"), several, std::string(600, 'x')}) {
        const auto code = make_qr_code(text);
        REQUIRE(code);
        CHECK(read_back(*code) == text);
    }
}

TEST_CASE("a QR code of what is taken along has modules that a telephone sees apart") {
    CHECK(make_qr_code(std::string(600, 'x'))->side <= 85);
    CHECK(make_qr_code(std::string(200, 'x'))->side <= 57);
}

TEST_CASE("a text that no QR code holds is told, and so is none") {
    CHECK_FALSE(make_qr_code(std::string(3000, 'x')));
    CHECK_FALSE(make_qr_code(""));
}

TEST_CASE("the drawing of a QR code holds the same modules, with light around them") {
    const auto code = make_qr_code("k7ma4t9w2x");
    REQUIRE(code);
    const auto svg = qr_svg(*code);
    CHECK(read_back(dark_of(svg, code->side)) == "k7ma4t9w2x");
    const auto side = std::to_string(code->side + 8);
    CHECK(svg.find("viewBox=\"0 0 " + side + " " + side + "\"") != std::string::npos);
}

}  // namespace rancak
