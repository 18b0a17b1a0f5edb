#include "shared/output_file.h"

#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

using namespace rancak;

TEST_CASE("output file: appears only when committed, whole") {
    const test::TemporaryFolder folder;
    const auto path = folder / "out.csv";
    {
        auto file = OutputFile::create(path);
        REQUIRE(file);
        REQUIRE(file->write("one\n"));
        REQUIRE(file->write("two\n"));
        CHECK_FALSE(std::filesystem::exists(path));
        REQUIRE(file->commit());
    }
    CHECK(read_file(path, 100).value() == "one\ntwo\n");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("output file: what stood there stays when nothing is committed") {
    const test::TemporaryFolder folder;
    const auto path = folder / "out.csv";
    REQUIRE(write_atomically(path, "old"));
    {
        auto file = OutputFile::create(path);
        REQUIRE(file);
        REQUIRE(file->write("new"));
    }
    CHECK(read_file(path, 100).value() == "old");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("output file: a folder that is not there is an error with the path") {
    const auto file = OutputFile::create("/nowhere/at/all.csv");
    REQUIRE_FALSE(file);
    CHECK(file.error().message.find("/nowhere/at/all.csv") != std::string::npos);
}
