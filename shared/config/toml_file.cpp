#include "shared/config/toml_file.h"

#define TOML_EXCEPTIONS 0
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <toml++/toml.h>
#include <utility>

namespace rancak {
namespace {

using KnownKeys = std::set<std::string, std::less<>>;

}  // namespace

// The parsed file and what reading it found, shared by its tables.
struct TomlTable::Document {
    std::string name;
    toml::table root;
    std::multimap<unsigned, std::string> mistakes;  // by line
    std::map<const toml::table*, KnownKeys> known;  // the keys asked for, by table
    std::string source;

    // The value at the key, which is known from now on; null when it is not there.
    const toml::node* take(const toml::table* table, std::string_view key) {
        if (!table) return nullptr;
        known[table].emplace(key);
        return table->get(key);
    }

    [[nodiscard]] std::string told(unsigned line, const std::string& key, std::string_view found,
                                   std::string_view expected) const {
        std::string text = name + ":" + std::to_string(line) + ": " + key + ": found ";
        return text.append(found).append(", expected ").append(expected);
    }
    void add(unsigned line, const std::string& key, std::string_view found, std::string_view expected) {
        mistakes.emplace(line, told(line, key, found, expected));
    }
};

// One table of it; null when the file does not have it.
struct TomlTable::Node {
    const toml::table* table = nullptr;
    std::string path;  // "screen." for the keys of [screen]
    unsigned line = 1;
};

namespace {

std::string in_quotes(std::string_view text) { return "\"" + std::string{text.substr(0, 60)} + "\""; }

std::string found_as(const toml::node& node) {
    if (const auto* text = node.as_string()) return in_quotes(text->get());
    std::ostringstream out;
    if (const auto* number = node.as_integer()) out << number->get();
    else if (const auto* real = node.as_floating_point()) out << real->get();
    else if (const auto* flag = node.as_boolean()) out << (flag->get() ? "true" : "false");
    else if (node.is_table()) out << "a table";
    else if (node.is_array()) out << "a list";
    else out << "a date or time";
    return out.str();
}

std::string range(auto low, auto high, const char* what) {
    std::ostringstream out;
    out << what << " from " << low << " to " << high;
    return out.str();
}

}  // namespace

TomlTable::TomlTable(std::shared_ptr<Document> document, std::unique_ptr<Node> node)
    : document_(std::move(document)), node_(std::move(node)) {}
TomlTable::~TomlTable() = default;
TomlTable::TomlTable(TomlTable&&) noexcept = default;
TomlTable& TomlTable::operator=(TomlTable&&) noexcept = default;

Result<TomlTable> TomlTable::load(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return fail("Cannot read " + path.string() + ". Check that the file exists and may be read.");
    std::ostringstream text;
    text << file.rdbuf();
    return parse(text.str(), path.string());
}

Result<TomlTable> TomlTable::parse(std::string_view text, std::string name) {
    auto document = std::make_shared<Document>();
    document->name = std::move(name);
    document->source = text;
    toml::parse_result parsed = toml::parse(document->source);
    if (!parsed) {
        const auto& error = parsed.error();
        return fail(document->name + ":" + std::to_string(error.source().begin.line) +
                    ": this is not TOML: " + std::string{error.description()} + ".");
    }
    document->root = std::move(parsed).table();
    auto node = std::make_unique<Node>();
    node->table = &document->root;
    return TomlTable{std::move(document), std::move(node)};
}

bool TomlTable::has(std::string_view key) const { return node_->table && node_->table->contains(key); }

std::vector<std::string> TomlTable::keys() const {
    if (!node_->table) return {};
    std::vector<std::pair<toml::source_position, std::string>> found;
    for (const auto& [key, value] : *node_->table) found.emplace_back(key.source().begin, std::string{key.str()});
    std::sort(found.begin(), found.end());
    std::vector<std::string> names;
    for (auto& [position, key] : found) names.push_back(std::move(key));
    return names;
}

namespace {

// The value at a key when it is there and of the type; a mistake otherwise, unless a missing one has a fallback.
template <class Value, class Get, class Document, class Node>
Value get(Document& document, const Node& node, std::string_view key, const std::optional<Value>& fallback,
          const std::string& expected, Get convert) {
    const toml::node* found = document.take(node.table, key);
    const std::string path = node.path + std::string{key};
    if (!found) {
        if (!fallback) document.add(node.line, path, "nothing", expected);
        return fallback.value_or(Value{});
    }
    if (std::optional<Value> value = convert(*found)) return *value;
    document.add(found->source().begin.line, path, found_as(*found), expected);
    return fallback.value_or(Value{});
}

}  // namespace

std::string TomlTable::text(std::string_view key, std::optional<std::string> fallback) {
    return get<std::string>(*document_, *node_, key, fallback, "a text",
                            [](const toml::node& node) { return node.value_exact<std::string>(); });
}

std::int64_t TomlTable::integer(std::string_view key, std::int64_t low, std::int64_t high,
                                std::optional<std::int64_t> fallback) {
    return get<std::int64_t>(*document_, *node_, key, fallback, range(low, high, "a whole number"),
                             [=](const toml::node& node) -> std::optional<std::int64_t> {
                                 const auto value = node.value_exact<std::int64_t>();
                                 return value && *value >= low && *value <= high ? value : std::nullopt;
                             });
}

double TomlTable::number(std::string_view key, double low, double high, std::optional<double> fallback) {
    return get<double>(*document_, *node_, key, fallback, range(low, high, "a number"),
                       [=](const toml::node& node) -> std::optional<double> {
                           const auto value = node.is_number() ? node.value<double>() : std::nullopt;
                           return value && *value >= low && *value <= high ? value : std::nullopt;
                       });
}

bool TomlTable::boolean(std::string_view key, std::optional<bool> fallback) {
    return get<bool>(*document_, *node_, key, fallback, "true or false",
                     [](const toml::node& node) { return node.value_exact<bool>(); });
}

std::optional<LocalDay> TomlTable::date(std::string_view key) {
    using Day = std::optional<LocalDay>;
    return get<Day>(*document_, *node_, key, Day{}, "a date like 2026-11-24, without quotes",
                    [](const toml::node& node) -> std::optional<Day> {
                        const auto value = node.value_exact<toml::date>();
                        if (!value) return std::nullopt;
                        const std::chrono::year_month_day day{std::chrono::year{value->year}, std::chrono::month{value->month},
                                                              std::chrono::day{value->day}};
                        if (!day.ok()) return std::nullopt;
                        return Day{LocalDay{std::chrono::local_days{day}}};
                    });
}

std::string TomlTable::choice(std::string_view key, const std::vector<std::string>& words,
                              std::optional<std::string> fallback) {
    std::string expected;
    for (const std::string& word : words) expected += (expected.empty() ? "" : " or ") + in_quotes(word);
    return get<std::string>(*document_, *node_, key, fallback, expected,
                            [&](const toml::node& node) -> std::optional<std::string> {
                                auto value = node.value_exact<std::string>();
                                if (value && std::find(words.begin(), words.end(), *value) == words.end()) value.reset();
                                return value;
                            });
}

namespace {

template <class T>
std::optional<std::vector<T>> all_of_type(const toml::node& node) {
    const auto* array = node.as_array();
    if (!array) return std::nullopt;
    std::vector<T> values;
    for (const toml::node& entry : *array) {
        const auto value = entry.value_exact<T>();
        if (!value) return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

}  // namespace

std::vector<std::string> TomlTable::texts(std::string_view key) {
    return get<std::vector<std::string>>(*document_, *node_, key, std::vector<std::string>{}, "a list of texts",
                                         all_of_type<std::string>);
}

std::vector<std::int64_t> TomlTable::integers(std::string_view key) {
    return get<std::vector<std::int64_t>>(*document_, *node_, key, std::vector<std::int64_t>{},
                                          "a list of whole numbers", all_of_type<std::int64_t>);
}

TomlTable TomlTable::table(std::string_view key) {
    auto inner = std::make_unique<Node>();
    inner->path = node_->path + std::string{key} + ".";
    inner->line = node_->line;
    if (const toml::node* found = document_->take(node_->table, key)) {
        inner->line = found->source().begin.line;
        inner->table = found->as_table();
        if (!inner->table)
            document_->add(inner->line, node_->path + std::string{key}, found_as(*found), "a table");
    }
    return TomlTable{document_, std::move(inner)};
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
    std::vector<TomlTable> list;
    const toml::node* found = document_->take(node_->table, key);
    if (!found) return list;
    const toml::array* array = found->as_array();
    const bool whole = array && std::all_of(array->begin(), array->end(), [](const auto& one) { return one.is_table(); });
    if (!whole) {
        document_->add(found->source().begin.line, node_->path + std::string{key}, found_as(*found), "tables [[" +
                       std::string{key} + "]]");
        return list;
    }
    for (std::size_t i = 0; i < array->size(); ++i) {
        const toml::node& entry = (*array)[i];
        auto inner = std::make_unique<Node>();
        inner->table = entry.as_table();
        inner->path = node_->path + std::string{key} + "[" + std::to_string(i + 1) + "].";
        inner->line = entry.source().begin.line;
        list.push_back(TomlTable{document_, std::move(inner)});
    }
    return list;
}

void TomlTable::mistake(std::string_view key, std::string_view found, std::string_view expected) {
    const toml::node* node = node_->table ? node_->table->get(key) : nullptr;
    document_->add(node ? node->source().begin.line : node_->line, node_->path + std::string{key}, found, expected);
}

namespace {

// How many letters to change, add or leave away until one word is the other (Levenshtein, Wagner and Fischer's rows).
std::size_t letters_apart(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = diagonal + (one[i] != other[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

// What may have been meant by a key: the one it was most likely misspelt from, else all that the table may still get.
std::string meant_by(std::string_view key, const KnownKeys& known, const toml::table& table) {
    std::string nearest, all;
    std::size_t fewest = key.size() / 3 + 1;
    for (const std::string& candidate : known) {
        if (table.contains(candidate)) continue;
        all += (all.empty() ? "" : ", ") + candidate;
        if (const std::size_t apart = letters_apart(key, candidate); apart <= fewest && (nearest.empty() || apart < fewest)) {
            fewest = apart;
            nearest = candidate;
        }
    }
    if (!nearest.empty()) return nearest;
    if (all.empty()) return "no further key";
    return (all.find(',') == std::string::npos ? "" : "one of ") + all;
}

// Keys that nobody asked for are most often misspelt, and silence about them would hide it.
template <class Document>
void collect_unknown(const Document& document, const toml::table& table, const std::string& path,
                     std::multimap<unsigned, std::string>& mistakes) {
    const auto asked = document.known.find(&table);
    const auto known = asked == document.known.end() ? KnownKeys{} : asked->second;
    for (const auto& [key, value] : table) {
        const std::string name = path + std::string{key.str()};
        if (!known.contains(key.str())) {
            const unsigned line = key.source().begin.line;
            mistakes.emplace(line, document.told(line, name, "an unknown key", meant_by(key.str(), known, table)));
        } else if (const toml::table* inner = value.as_table()) {
            collect_unknown(document, *inner, name + ".", mistakes);
        } else if (const toml::array* array = value.as_array()) {
            for (std::size_t i = 0; i < array->size(); ++i)
                if (const toml::table* entry = (*array)[i].as_table())
                    collect_unknown(document, *entry, name + "[" + std::to_string(i + 1) + "].", mistakes);
        }
    }
}

}  // namespace

std::vector<std::string> TomlTable::mistakes() const {
    auto all = document_->mistakes;
    collect_unknown(*document_, document_->root, "", all);
    std::vector<std::string> list;
    for (auto& [line, text] : all) list.push_back(std::move(text));
    return list;
}

}  // namespace rancak
