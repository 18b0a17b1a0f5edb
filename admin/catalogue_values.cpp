#include "admin/catalogue_values.h"

#include "shared/encoding.h"
#include "shared/service.h"

#include <algorithm>

namespace rancak::admin {
namespace {

LocalText read_languages(TomlTable& texts, std::size_t longest) {
    return {read_plain_text(texts, "id", longest), read_plain_text(texts, "min", longest, ""),
            read_plain_text(texts, "en", longest, "")};
}

}  // namespace

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    });
}

std::string read_id(TomlTable& table, std::set<std::string>& taken) {
    const std::string value = table.text("id");
    if (value.empty()) return value;  // missing: already a mistake
    if (!is_id(value)) {
        table.mistake("id", '"' + value + '"', "1 to 40 of a-z, 0-9 and -");
    } else if (!taken.insert(value).second) {
        table.mistake("id", '"' + value + '"', "an id that nothing before it has");
    }
    return value;
}

std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const int hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4);
    if (hours > 24 || minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
    return std::chrono::minutes{hours * 60 + minutes};
}

LocalDay read_date(TomlTable& table, std::string_view key) {
    const auto day = table.date(key);
    if (!table.has(key)) table.mistake(key, "nothing", "a date like 2026-11-24, without quotes");
    return day.value_or(LocalDay{});
}

std::optional<TextFault> fault_of_text(std::string_view text, std::size_t longest) {
    if (text.empty()) return TextFault{"an empty text", "words"};
    if (!is_plain_text(text) || text.find('\n') != std::string_view::npos)
        return TextFault{"hidden characters", "one line of plain text"};
    if (code_points(text) > longest)
        return TextFault{std::to_string(code_points(text)) + " characters", "at most " + std::to_string(longest)};
    return std::nullopt;
}

std::string read_plain_text(TomlTable& table, std::string_view key, std::size_t longest,
                            std::optional<std::string> fallback) {
    const bool required = !fallback;
    std::string value = table.text(key, std::move(fallback));
    if (!table.has(key) || (value.empty() && !required)) return value;
    if (const auto fault = fault_of_text(value, longest)) table.mistake(key, fault->found, fault->expected);
    return value;
}

LocalText read_local_text(TomlTable& table, std::string_view key, std::size_t longest, std::optional<LocalText> fallback) {
    TomlTable texts = table.table(key);
    if (table.has(key)) return read_languages(texts, longest);
    if (fallback) return *fallback;
    table.mistake(key, "nothing", "{ id = \"…\", min = \"…\", en = \"…\" }");
    return {};
}

std::vector<LocalText> read_local_texts(TomlTable& table, std::string_view key, std::size_t most,
                                        std::vector<LocalText> fallback) {
    std::vector<LocalText> list;
    for (TomlTable& texts : table.tables(key)) list.push_back(read_languages(texts, max_service_item));
    if (list.size() > most) table.mistake(key, std::to_string(list.size()) + " entries", "at most " + std::to_string(most));
    return table.has(key) ? list : fallback;
}

}  // namespace rancak::admin
