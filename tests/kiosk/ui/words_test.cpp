#include "kiosk/core/words.h"

#include "kiosk/adapters/words_file.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/places.h"
#include "tests/support/sample_screens.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <algorithm>
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

TEST_CASE("the centre's wordings are laid over the words, and one that does not fit this program is left out with a sentence") {
    const Words& own = words();
    const auto laid = laid_over(own, {{"choose_title", {"Siapa petugas Anda?", "", ""}},
                                      {"from_next_year", {"Kelak", "", ""}},
                                      {"pin_title", {"PIN {nama}", "", ""}},
                                      {"case_consent_who", {"Semua orang.", "", ""}},
                                      {"home_open", {"", "", "Ask or tell"}}});
    CHECK(laid.words.in(Language::indonesian, Word::choose_title) == "Siapa petugas Anda?");
    CHECK(laid.words.in(Language::english, Word::choose_title) == own.in(Language::english, Word::choose_title));
    CHECK(laid.words.in(Language::english, Word::home_open) == "Ask or tell");
    CHECK(laid.words.in(Language::indonesian, Word::home_open) == own.in(Language::indonesian, Word::home_open));
    CHECK(laid.words.in(Language::indonesian, Word::pin_title) == own.in(Language::indonesian, Word::pin_title));
    CHECK(laid.words.in(Language::indonesian, Word::case_consent_who) == own.in(Language::indonesian, Word::case_consent_who));
    REQUIRE(laid.left_out.size() == 3);
    CHECK(laid.left_out[0] == "The centre's wording of from_next_year is left out: this program has no such text.");
    CHECK(laid.left_out[1] == "The centre's wording of pin_title is left out: it needs {name} and has {nama}.");
    CHECK(laid.left_out[2].starts_with("The centre's wording of case_consent_who is left out: it cannot be reworded"));
    CHECK(laid_over(own, {}).words.texts == own.texts);
}

TEST_CASE("a screen says the catalogue's wording from the moment that it arrives until one comes without it") {
    KioskScreen screen(sample_screen("choose-officer"), ScreenSize{"1920x1080", 1920, 1080, 546_mm}, Pixels::none);
    const auto says = [&](std::string_view text) {
        const auto& nodes = screen.tree().nodes;
        return std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) { return node.label == text; });
    };
    const auto arrives = [&](std::vector<Wording> wordings) {
        auto catalogue = std::make_shared<Catalogue>(*office_catalogue());
        catalogue->words = std::move(wordings);
        screen.show(sample_screen("choose-officer", catalogue));
    };
    CHECK(says("Siapa yang melayani Anda?"));
    arrives({{"choose_title", {"Siapa petugas Anda?", "", ""}}, {"gone", {"Dulu", "", ""}}});
    CHECK(says("Siapa petugas Anda?"));
    CHECK_FALSE(says("Siapa yang melayani Anda?"));
    arrives({});
    CHECK(says("Siapa yang melayani Anda?"));
}

TEST_CASE("what may be reworded has the room of its longest language, and what people consent to may not") {
    const LocalText built_in{"Kembali", "Baliak", "Back again"};
    CHECK(room_for(built_in).text == 10);
    CHECK(room_for(built_in).word == 7);
    CHECK(misfit({"back", {"Ke awal", "", ""}}, built_in).empty());
    CHECK(misfit({"back", {"Ke awal lagi", "", ""}}, built_in) == "may have 10 letters, as many as fit on the screen");
    CHECK(misfit({"back", {"", "Kembaliii", ""}}, built_in) == "may have no word of more than 7 letters, the longest that fits on the screen");
    CHECK(misfit({"back", {"KE AWAL", "", ""}}, built_in).empty());
    CHECK(misfit({"back", {"KE AWALAN", "", ""}}, built_in) == "may have 10 letters, as many as fit on the screen");  // wider than small letters
    CHECK(misfit({"back", {"", "", "{x}"}}, built_in) == "needs no placeholder and has {x}");
    for (const char* key : {"case_consent_kept", "case_agree", "survey_ask_cost", "survey_cost_4", "score_1", "text_size", "voice", "voice_shut", "date_long", "clock", "hours_one"})
        CHECK_FALSE(may_be_reworded(key));
    for (const char* key : {"back", "survey_end_title", "thanks_title", "case_sent_title", "home_open"}) CHECK(may_be_reworded(key));
}

TEST_CASE("a pattern is filled by name, and keeps what nobody fills") {
    CHECK(fill("{b} dan {a}", {{"a", "x"}, {"b", "{a}"}}) == "{a} dan x");
    CHECK(fill("tanpa", {}) == "tanpa");
    CHECK(fill("{lain}", {{"a", "x"}}) == "{lain}");
    CHECK(fill("buka { saja", {{"a", "x"}}) == "buka { saja");
    CHECK(placeholders("{b} {a} {b}") == std::vector<std::string>{"a", "b"});
}

}  // namespace rancak::kiosk::test
