#include "shared/config/toml_file.h"

#include <doctest/doctest.h>

using namespace rancak;

namespace {
TomlTable read(std::string_view text) {
    auto table = TomlTable::parse(text, "kiosk.toml");
    REQUIRE(table);
    return std::move(*table);
}
using Mistakes = std::vector<std::string>;
}  // namespace

TEST_CASE("values are read by their keys") {
    TomlTable file = read("name = \"a\"\nwide = true\ncount = 3\nratio = 2.5\nlist = [\"x\", \"y\"]\n[screen]\ninches = 15\n[[one]]\nid = 1\n[[one]]\nid = 2\n");
    CHECK(file.text("name") == "a");
    CHECK(file.boolean("wide"));
    CHECK(file.integer("count", 1, 5) == 3);
    CHECK(file.number("ratio", 0, 9) == 2.5);
    CHECK(file.texts("list") == std::vector<std::string>{"x", "y"});
    CHECK(file.table("screen").number("inches", 5, 120) == 15);
    auto ones = file.tables("one");
    REQUIRE(ones.size() == 2);
    CHECK(ones[0].integer("id", 0, 9) == 1);
    CHECK(ones[1].integer("id", 0, 9) == 2);
    CHECK(file.text("missing", "fallback") == "fallback");
    CHECK(file.mistakes().empty());
}

TEST_CASE("a mistake is told with file, line, key, what was found and what is expected") {
    TomlTable file = read("\nplacement = \"roof\"\n[screen]\ninches = \"large\"\nheight = 9\n");
    CHECK(file.choice("placement", {"lobby", "counter"}, "lobby") == "lobby");
    TomlTable screen = file.table("screen");
    CHECK(screen.number("inches", 5, 120, 15) == 15);
    CHECK(screen.integer("height", 100, 5000, 1080) == 1080);
    CHECK(file.mistakes() == Mistakes{
        "kiosk.toml:2: placement: found \"roof\", expected \"lobby\" or \"counter\"",
        "kiosk.toml:4: screen.inches: found \"large\", expected a number from 5 to 120",
        "kiosk.toml:5: screen.height: found 9, expected a whole number from 100 to 5000"});
}

TEST_CASE("a missing key and one that is not known are told, with what may have been meant") {
    TomlTable file = read("sever = \"x\"\n[screen]\nincches = 15\n[[one]]\nidd = 1\n[[one]]\ncolour = 1\nb = 2\n");
    CHECK(file.text("server").empty());
    CHECK(file.table("screen").number("inches", 5, 120, 15) == 15);
    auto ones = file.tables("one");
    REQUIRE(ones.size() == 2);
    for (TomlTable& one : ones) {
        CHECK(one.text("a", "").empty());
        CHECK(one.integer("b", 0, 9, 2) == 2);
    }
    CHECK(ones[1].text("c", "").empty());
    CHECK(file.mistakes() == Mistakes{
        "kiosk.toml:1: server: found nothing, expected a text",
        "kiosk.toml:1: sever: found an unknown key, expected server",
        "kiosk.toml:3: screen.incches: found an unknown key, expected inches",
        "kiosk.toml:5: one[1].idd: found an unknown key, expected one of a, b",
        "kiosk.toml:7: one[2].colour: found an unknown key, expected one of a, c"});
}

TEST_CASE("a key too many is told, and so is a table that nobody reads") {
    TomlTable file = read("server = \"x\"\nport = 1\n[screen]\nwidth = 1\n");
    CHECK(file.text("server") == "x");
    CHECK(file.mistakes() == Mistakes{"kiosk.toml:2: port: found an unknown key, expected no further key",
                                      "kiosk.toml:3: screen: found an unknown key, expected no further key"});
}

TEST_CASE("a value of another shape is a mistake, not a crash") {
    TomlTable file = read("screen = 5\none = [1, 2]\nlist = [\"a\", 1]\ntext = 2026-11-24\n");
    CHECK(file.table("screen").integer("x", 0, 1, 0) == 0);
    CHECK(file.tables("one").empty());
    CHECK(file.texts("list").empty());
    CHECK(file.text("text").empty());
    CHECK(file.mistakes() == Mistakes{
        "kiosk.toml:1: screen: found 5, expected a table",
        "kiosk.toml:2: one: found a list, expected tables [[one]]",
        "kiosk.toml:3: list: found a list, expected a list of texts",
        "kiosk.toml:4: text: found a date or time, expected a text"});
}

TEST_CASE("a date is one that exists, written as TOML writes dates") {
    TomlTable file = read("day = 2026-11-24\nquoted = \"2026-11-24\"\nmoment = 2026-11-24T08:00:00\n");
    CHECK(file.date("day") == parse_iso_date("2026-11-24"));
    CHECK_FALSE(file.date("missing"));
    CHECK_FALSE(file.date("quoted"));
    CHECK_FALSE(file.date("moment"));
    CHECK(file.mistakes() == Mistakes{
        "kiosk.toml:2: quoted: found \"2026-11-24\", expected a date like 2026-11-24, without quotes",
        "kiosk.toml:3: moment: found a date or time, expected a date like 2026-11-24, without quotes"});
    CHECK_FALSE(TomlTable::parse("day = 2026-02-30\n", "kiosk.toml"));
}

TEST_CASE("what is no TOML or no file is told with its place") {
    const auto broken = TomlTable::parse("a = 1\nb = = 2\n", "kiosk.toml");
    REQUIRE_FALSE(broken);
    CHECK(broken.error().message.starts_with("kiosk.toml:2: this is not TOML: "));
    const auto missing = TomlTable::load("/nowhere/kiosk.toml");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message == "Cannot read /nowhere/kiosk.toml. Check that the file exists and may be read.");
}

TEST_CASE("keys come in the file's order") {
    CHECK(read("b = 1\na = 2\n").keys() == std::vector<std::string>{"b", "a"});
}
