#include "shared/output_file.h"

#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

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

TEST_CASE("output file: what is no file is refused and stays") {
    const test::TemporaryFolder folder;
    const auto pipe = folder / "pipe", link = folder / "link";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    std::filesystem::create_symlink(pipe, link);
    for (const auto& path : {pipe, link, folder.path()}) {
        const auto file = OutputFile::create(path);
        REQUIRE_FALSE(file);
        CHECK(file.error().message.find("is no file") != std::string::npos);
    }
    CHECK(std::filesystem::is_fifo(pipe));
    CHECK(std::filesystem::is_symlink(link));
}

TEST_CASE("output file: a link stays one, and what it leads to is written") {
    const test::TemporaryFolder folder;
    const auto real = folder / "real.csv", link = folder / "link.csv";
    std::filesystem::create_symlink("real.csv", link);
    for (const char* text : {"new", "newer"}) {
        auto file = OutputFile::create(link);
        REQUIRE(file);
        REQUIRE(file->write(text));
        REQUIRE(file->commit());
        CHECK(read_file(real, 100).value() == text);
    }
    CHECK(std::filesystem::is_symlink(link));
}
