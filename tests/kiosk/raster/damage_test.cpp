#include "kiosk/raster/damage.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace rancak::kiosk::test {
namespace {

constexpr int columns = 10;
constexpr int rows = 8;
constexpr int width = columns * Damage::tile_width - 3;
constexpr int height = rows * Damage::tile_height - 5;
constexpr Colour paper{250, 246, 238};

// A canvas whose first, empty frame has been drawn.
struct Drawn {
    Drawn() {
        damage.resize(width, height);
        damage.begin(paper);
        (void)damage.finish();
        damage.begin(paper);
    }
    Damage damage;
};

Rectangle tile(int column, int row) {
    return {column * Damage::tile_width, row * Damage::tile_height, Damage::tile_width, Damage::tile_height};
}

long area(std::span<const Rectangle> rectangles) {
    long sum = 0;
    for (const Rectangle& it : rectangles) sum += long{it.width} * it.height;
    return sum;
}

}  // namespace

TEST_CASE("tiles side by side and rows of equal width become one rectangle") {
    Drawn drawn;
    drawn.damage.add(0, 7, {70, 40, 200, 100});
    const auto changed = drawn.damage.finish();
    REQUIRE(changed.size() == 1);
    CHECK(changed[0] == Rectangle{64, 32, 256, 128});
}

TEST_CASE("the tiles at the right and bottom edge end with the canvas") {
    Drawn drawn;
    drawn.damage.add(0, 7, {width - 1, height - 1, 1, 1});
    const auto changed = drawn.damage.finish();
    REQUIRE(changed.size() == 1);
    CHECK(changed[0].x + changed[0].width == width);
    CHECK(changed[0].y + changed[0].height == height);
}

TEST_CASE("the same shapes in another order are a change") {
    Drawn drawn;
    drawn.damage.add(0, 7, tile(1, 1));
    drawn.damage.add(1, 8, tile(1, 1));
    (void)drawn.damage.finish();
    drawn.damage.begin(paper);
    drawn.damage.add(0, 8, tile(1, 1));
    drawn.damage.add(1, 7, tile(1, 1));
    CHECK(drawn.damage.finish().size() == 1);
}

TEST_CASE("what changes under an opaque shape is no change, and only bare tiles need the background") {
    Drawn drawn;
    drawn.damage.add(0, 7, tile(2, 2));
    drawn.damage.add(1, 9, {100, 40, 300, 100}, Rectangle{100, 40, 300, 100});
    (void)drawn.damage.finish();
    drawn.damage.begin(paper);
    drawn.damage.add(0, 8, tile(2, 2));  // wholly under the shape
    drawn.damage.add(1, 9, {100, 40, 300, 100}, Rectangle{100, 40, 300, 100});
    CHECK(drawn.damage.finish().empty());

    drawn.damage.begin(paper);
    drawn.damage.add(0, 8, tile(2, 2));
    drawn.damage.add(1, 10, {100, 40, 300, 100}, Rectangle{100, 40, 300, 100});
    (void)drawn.damage.finish();
    // The row of tiles in the shape's middle: three lie wholly inside, those at its ends show the background too.
    std::size_t middle_runs = 0;
    for (const Damage::Run& run : drawn.damage.runs()) {
        if (run.area.y != tile(0, 2).y) continue;
        ++middle_runs;
        CHECK(run.area == Rectangle{64, 64, 384, 32});
        CHECK(run.seen_from == 0);
        REQUIRE(drawn.damage.bare(run).size() == 2);
        CHECK(drawn.damage.bare(run)[0] == tile(1, 2));
        CHECK(drawn.damage.bare(run)[1] == tile(6, 2));
    }
    CHECK(middle_runs == 1);
}

TEST_CASE("a run under one opaque shape needs no background and none of the shapes before") {
    Drawn drawn;
    drawn.damage.add(0, 7, tile(2, 2));
    drawn.damage.add(1, 9, tile(2, 2), tile(2, 2));
    (void)drawn.damage.finish();
    REQUIRE(drawn.damage.runs().size() == 1);
    CHECK(drawn.damage.runs()[0].seen_from == 1);
    CHECK(drawn.damage.bare(drawn.damage.runs()[0]).empty());
}

TEST_CASE("many scattered changes become few rectangles that still hold them all") {
    Drawn drawn;
    std::uint32_t number = 0;
    for (int row = 0; row < rows; ++row) {
        for (int column = row % 2; column < columns - 1; column += 2) {
            drawn.damage.add(number++, 7, {tile(column, row).x + 3, tile(column, row).y + 3, 5, 5});
        }
    }
    REQUIRE(number > Damage::most_rectangles);
    const auto changed = drawn.damage.finish();
    CHECK(changed.size() <= rows);
    CHECK(area(changed) <= long{width} * height);
    for (const Damage::Run& run : drawn.damage.runs()) {
        const bool held = std::ranges::any_of(changed, [&](const Rectangle& it) {
            return run.area.x >= it.x && run.area.y >= it.y && run.area.x + run.area.width <= it.x + it.width &&
                   run.area.y + run.area.height <= it.y + it.height;
        });
        CHECK(held);
    }
}

TEST_CASE("another background changes every tile that shows it") {
    Drawn drawn;
    (void)drawn.damage.finish();
    drawn.damage.begin({0, 0, 0});
    CHECK(area(drawn.damage.finish()) == long{width} * height);
}

}  // namespace rancak::kiosk::test
