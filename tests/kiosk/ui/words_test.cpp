#include "kiosk/core/words.h"

#include "kiosk/adapters/words_file.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace rancak::kiosk::test {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string all_sources() {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(rancak::test::source_folder() + "/kiosk/ui"))
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".h") all += text_of(entry.path());
    return all;
}

// Words that are reached by counting from the first of a row.
bool of_a_row(std::string_view key) {
    for (const std::string_view row : {"score_", "weekday_", "month_", "text_size_", "management_", "survey_", "sex_", "education_", "occupation_"})
        if (key.starts_with(row)) return true;
    return key.ends_with("_other");
}

// The files with one line of English replaced.
fs::path altered(const rancak::test::TemporaryFolder& folder, const std::string& line, const std::string& by) {
    fs::copy(rancak::test::source_folder() + "/assets/words", folder.path(), fs::copy_options::overwrite_existing | fs::copy_options::recursive);
    std::string text = text_of(folder.path() / "en.toml");
    const std::size_t at = text.find("\n" + line);
    REQUIRE(at != text.npos);
    text.replace(at + 1, text.find('\n', at + 1) - at - 1, by);
    std::ofstream(folder.path() / "en.toml") << text;
    return folder.path();
}

}  // namespace

TEST_CASE("every word of the screens is there in all three languages") {
    const auto loaded = load_words(rancak::test::source_folder() + "/assets/words");
    CHECK_MESSAGE(loaded.has_value(), (loaded ? "" : loaded.error().front()));
}

TEST_CASE("every word is used by a screen") {
    const std::string sources = all_sources();
    for (const std::string_view key : word_keys)
        CHECK_MESSAGE((of_a_row(key) || sources.find("Word::" + std::string(key)) != std::string::npos), "nobody uses ", key);
}

TEST_CASE("a missing, unknown or empty word is refused with its file and key") {
    const rancak::test::TemporaryFolder folder;
    const auto message = [&](const std::string& line, const std::string& by) {
        const auto loaded = load_words(altered(folder, line, by));
        std::string all;
        if (!loaded)
            for (const std::string& mistake : loaded.error()) all += mistake + "\n";
        return all;
    };
    CHECK(message("back = ", "") != "");
    CHECK(message("back = ", "").find("back") != std::string::npos);
    CHECK(message("back = ", "bakc = \"Back\"").find("bakc") != std::string::npos);
    CHECK(message("back = ", "back = \"\"").find("en.toml") != std::string::npos);
    CHECK(message("back = ", "back = \"Back\"").empty());
}

TEST_CASE("a placeholder that differs between languages is refused") {
    const rancak::test::TemporaryFolder folder;
    const auto loaded = load_words(altered(folder, "pin_title = ", "pin_title = \"PIN for {person}\""));
    REQUIRE_FALSE(loaded);
    REQUIRE(loaded.error().size() == 1);
    CHECK(loaded.error().front().find("pin_title") != std::string::npos);
    CHECK(loaded.error().front().find("{name}") != std::string::npos);
}

TEST_CASE("a pattern is filled by name, and keeps what nobody fills") {
    CHECK(fill("{b} dan {a}", {{"a", "x"}, {"b", "{a}"}}) == "{a} dan x");
    CHECK(fill("tanpa", {}) == "tanpa");
    CHECK(fill("{lain}", {{"a", "x"}}) == "{lain}");
    CHECK(fill("buka { saja", {{"a", "x"}}) == "buka { saja");
    CHECK(placeholders("{b} {a} {b}") == std::vector<std::string>{"a", "b"});
}

}  // namespace rancak::kiosk::test
