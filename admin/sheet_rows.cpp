#include "admin/sheet_rows.h"

#include <nlohmann/json.hpp>

namespace rancak::admin {
namespace {

constexpr const char* unreadable = "The server's answer is not one of a Rancak server: a row is no JSON object of words and numbers.";

}  // namespace

Result<void> SheetRows::begin(std::vector<std::string> columns) {
    columns_ = columns.size();
    auto made = make_(name_, std::move(columns));
    if (!made) return tl::unexpected<Error>(made.error());
    sheet_ = std::move(*made);
    return {};
}

void SheetRows::add_words(std::string_view column, std::string_view words) {
    if (const auto time = is_time_column(column) ? parse_rfc3339(words) : std::nullopt) sheet_->time(*time);
    else sheet_->text(words);
}

Result<void> SheetRows::add_line(std::string_view line) {
    const auto row = nlohmann::ordered_json::parse(line, nullptr, false);
    if (!row.is_object()) return fail(unreadable);
    if (!sheet_) {
        std::vector<std::string> columns;
        for (const auto& [name, value] : row.items()) columns.push_back(name);
        if (auto begun = begin(std::move(columns)); !begun) return begun;
    }
    if (row.size() != columns_) return fail(unreadable);
    for (const auto& [name, value] : row.items()) {
        if (value.is_string()) add_words(name, value.get_ref<const std::string&>());
        else if (value.is_number()) sheet_->number(value.get<double>());
        else if (value.is_null()) sheet_->nothing();
        else return fail(unreadable);
    }
    return sheet_->end_row();
}

Result<void> SheetRows::add(std::string_view lines) {
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find('\n'));
        if (auto added = add_line(line); !added) return added;
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    }
    return {};
}

Result<void> SheetRows::finish(const std::function<Result<void>(std::string_view)>& write) {
    if (!sheet_)
        if (auto begun = begin({}); !begun) return begun;
    return sheet_->finish(write);
}

}  // namespace rancak::admin
