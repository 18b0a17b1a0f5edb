#include "kiosk/app/photo_shelf.h"

#include "kiosk/adapters/catalogue_cache.h"
#include "shared/file.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/sample_catalogue.h"
#include "tests/support/sample_screens.h"
#include "tests/support/temporary_folder.h"

#include <SDL_image.h>
#include <algorithm>
#include <doctest/doctest.h>
#include <iterator>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sstream>
#include <zlib.h>

// Photos as a broken or hostile centre may send them: real files, under their right hashes.

namespace rancak::kiosk::test {
namespace {

using rancak::test::TemporaryFolder;

std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(value >> shift);
    return bytes;
}

std::string png_part(const std::string& kind, const std::string& bytes) {
    const std::string sealed = kind + bytes;
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(sealed.data()), static_cast<uInt>(sealed.size()));
    return big_endian(static_cast<std::uint32_t>(bytes.size())) + sealed + big_endian(static_cast<std::uint32_t>(crc));
}

// A whole and true PNG, black, one bit a pixel: a hundred million of them take a hundredth of a megabyte.
std::string black_png(std::uint32_t width, std::uint32_t height) {
    const std::string rows(std::size_t{height} * ((width + 7) / 8 + 1), '\0');
    uLongf size = compressBound(static_cast<uLong>(rows.size()));
    std::string packed(size, '\0');
    REQUIRE(compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()), static_cast<uLong>(rows.size())) == Z_OK);
    packed.resize(size);
    const std::string header = big_endian(width) + big_endian(height) + std::string("\x01\x00\x00\x00\x00", 5);
    return "\x89PNG\r\n\x1a\n" + png_part("IHDR", header) + png_part("IDAT", packed) + png_part("IEND", "");
}

// A true JPEG whose header claims ten thousand pixels each way.
std::string bloated_jpeg(const TemporaryFolder& folder) {
    const auto file = folder / "small.jpg";
    SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormat(0, 64, 48, 32, SDL_PIXELFORMAT_RGBA32);
    REQUIRE(IMG_SaveJPG(surface, file.c_str(), 90) == 0);
    SDL_FreeSurface(surface);
    std::string bytes = read_file(file, 1 << 20).value();
    const auto frame = bytes.find("\xff\xc0");
    REQUIRE(frame != bytes.npos);
    return bytes.replace(frame + 5, 4, big_endian(10'000U << 16U | 10'000U));
}

std::string billion_laughs() {
    std::string svg = "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a0 \"ha\">";
    for (int i = 1; i < 10; ++i) {
        svg += "<!ENTITY a" + std::to_string(i) + " \"";
        for (int times = 0; times < 10; ++times) svg += "&a" + std::to_string(i - 1) + ";";
        svg += "\">";
    }
    return svg + "]><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100000\" height=\"100000\"><text>&a9;</text></svg>";
}

struct Log {
    std::ostringstream lines;
    std::shared_ptr<spdlog::logger> before = spdlog::default_logger();
    Log() {
        auto logger = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines));
        logger->set_pattern("%l %v");
        spdlog::set_default_logger(std::move(logger));
    }
    ~Log() { spdlog::set_default_logger(before); }
};

struct Shelf {
    TemporaryFolder temporary = TemporaryFolder::in_memory();
    DataFolder folder = *DataFolder::open(temporary / "data");
    std::unique_ptr<Raster> raster = make_raster();
    PhotoShelf photos{folder.paths(), *raster, 100};
    Log log;

    Hash keep(const std::string& bytes) {
        const Hash hash = blake2b(bytes);
        const auto file = CatalogueCache::medium_path(folder.paths(), hash);
        std::filesystem::create_directories(file.parent_path());
        REQUIRE(write_atomically(file, bytes));
        return hash;
    }
    void load_all() {
        while (photos.load_wanted()) {}
    }
};

}  // namespace

TEST_CASE("photos that are bombs, damaged, something else or missing are told in the log, and the screen stands in for them") {
    Shelf shelf;
    const std::string good = black_png(64, 64);
    const struct {
        std::string bytes;
        const char* told;
    } bad[]{{black_png(10'000, 10'000), "more than 16 million pixels"},
            {black_png(20'000, 8), "more than 16 million pixels"},
            {bloated_jpeg(shelf.temporary), "more than 16 million pixels"},
            {billion_laughs(), "neither PNG nor JPEG"},
            {"", "neither PNG nor JPEG"},
            {good.substr(0, good.size() - 30), "damaged"}};
    CHECK(bad[0].bytes.size() < 20'000);

    auto catalogue = std::make_shared<Catalogue>(*office_catalogue());
    catalogue->officers.resize(std::size(bad) + 2);  // all of them are in view
    const Hash fine = shelf.keep(good);
    catalogue->officers[0].photo = fine;
    for (std::size_t i = 0; i < std::size(bad); ++i) catalogue->officers[i + 1].photo = shelf.keep(bad[i].bytes);
    catalogue->officers[std::size(bad) + 1].photo = blake2b("never came");

    KioskScreen screen(sample_screen("choose-officer", catalogue), {"1920x1080", 1920, 1080, 546_mm}, Pixels::drawn, shelf.raster.get(), &shelf.photos);
    shelf.load_all();
    screen.draw();
    const std::string log = shelf.log.lines.str();
    for (std::size_t i = 0; i < std::size(bad); ++i) {
        const Hash& photo = *catalogue->officers[i + 1].photo;
        const auto line = log.find("warning The photo " + to_hex(photo) + " is not shown: ");
        REQUIRE_MESSAGE(line != log.npos, bad[i].told);
        CHECK(log.substr(line, log.find('\n', line) - line).find(bad[i].told) != std::string::npos);
        CHECK(shelf.photos.texture(photo) == nullptr);
    }
    CHECK(std::count(log.begin(), log.end(), '\n') == std::ssize(bad));
    CHECK(shelf.photos.texture(fine) != nullptr);

    for (std::size_t i = 0; i <= std::size(bad) + 1; ++i) {
        screen.tap("officer/" + catalogue->officers[i].id);
        const auto picked = screen.take<PickOfficer>();
        REQUIRE(picked);
        CHECK(picked->officer == catalogue->officers[i].id);
    }
    // Nothing is decoded anew, nor told again, with each frame.
    screen.draw();
    CHECK_FALSE(shelf.photos.load_wanted());
    CHECK(shelf.log.lines.str() == log);
}

TEST_CASE("a photo that came later is shown once it is there") {
    Shelf shelf;
    const std::string bytes = black_png(64, 64);
    CHECK(shelf.photos.texture(blake2b(bytes)) == nullptr);
    shelf.load_all();
    CHECK(shelf.photos.texture(blake2b(bytes)) == nullptr);
    shelf.keep(bytes);
    shelf.photos.forget_failures();
    CHECK(shelf.photos.texture(blake2b(bytes)) == nullptr);
    CHECK(shelf.photos.load_wanted());
    CHECK(shelf.photos.texture(blake2b(bytes)) != nullptr);
    CHECK(shelf.log.lines.str().empty());
}

}  // namespace rancak::kiosk::test
