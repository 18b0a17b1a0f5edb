#include "shared/wording.h"

#include "shared/encoding.h"

#include <algorithm>
#include <array>

namespace rancak {
namespace {

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "{" : ", {") + name + "}";
    return text.empty() ? "no placeholder" : text;
}

std::size_t letters(std::string_view text) {
    const auto capitals = std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return code_points(text) + static_cast<std::size_t>(capitals) / 4;
}

std::size_t longest_word(std::string_view text) {
    std::size_t longest = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        longest = std::max(longest, letters(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return longest;
}

// Keys that begin like one of these are the program's alone:
// - what a person consents to must be what the program does (UU 27/2022);
// - the survey's questions and answers are the regulation's (PermenPANRB 14/2017), and a mark must mean the same everywhere
//   and in all years, or the figures are none;
// - whoever needs an aid finds it by the same words at every kiosk, and the voice says and hears them;
// - dates, hours, numbers and durations are made and read aloud by their patterns.
constexpr std::array fixed{"case_agree", "case_anonymous", "case_confidential", "case_consent_",
                           "survey_ask_", "survey_requirements_", "survey_procedure_", "survey_time_", "survey_cost_", "survey_product_",
                           "survey_competence_", "survey_conduct_", "survey_complaints_", "survey_facilities_", "survey_sex", "sex_",
                           "survey_education", "education_", "survey_occupation", "occupation_", "score_",
                           "language_", "text_size", "voice", "volume_", "contrast", "low_reach", "mirrored", "calm", "more_time",
                           "scroll_", "key_",
                           "weekday_", "month_", "date_", "clock", "moment", "decimal_mark", "thousands_mark", "seconds_", "minutes_", "hours_"};

}  // namespace

bool is_word_key(std::string_view key) {
    return !key.empty() && key.size() <= 40 && key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == key.npos;
}

std::vector<std::string> placeholders(std::string_view pattern) {
    std::vector<std::string> names;
    for (std::size_t open = pattern.find('{'); open != pattern.npos; open = pattern.find('{', open)) {
        const std::size_t close = pattern.find('}', open);
        if (close == pattern.npos) break;
        names.emplace_back(pattern.substr(open + 1, close - open - 1));
        open = close;
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

bool may_be_reworded(std::string_view key) {
    return std::none_of(fixed.begin(), fixed.end(), [&](std::string_view beginning) { return key.starts_with(beginning); });
}

WordingRoom room_for(const LocalText& built_in) {
    WordingRoom room;
    for (const std::string* text : {&built_in.indonesian, &built_in.minangkabau, &built_in.english}) {
        room.text = std::max(room.text, letters(*text));
        room.word = std::max(room.word, longest_word(*text));
    }
    return room;
}

std::string misfit(const Wording& wording, const LocalText& built_in) {
    if (!may_be_reworded(wording.id)) return "cannot be reworded: it is a consent, a question of the survey, an aid or a pattern of dates";
    const WordingRoom room = room_for(built_in);
    const auto expected = placeholders(built_in.indonesian);
    for (const std::string* text : {&wording.text.indonesian, &wording.text.minangkabau, &wording.text.english}) {
        if (text->empty()) continue;
        if (const auto found = placeholders(*text); found != expected) return "needs " + listed(expected) + " and has " + listed(found);
        if (letters(*text) > room.text) return "may have " + std::to_string(room.text) + " letters, as many as fit on the screen";
        if (longest_word(*text) > room.word) return "may have no word of more than " + std::to_string(room.word) + " letters, the longest that fits on the screen";
    }
    return {};
}

}  // namespace rancak
