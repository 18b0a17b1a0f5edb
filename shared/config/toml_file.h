#pragma once

#include "shared/result.h"
#include "shared/time.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {

// A TOML file whose mistakes are told with file, line, key, what was found and what is expected:
//   kiosk.toml:12: screen.diagonal_inches: found "large", expected a number from 5 to 120
//   kiosk.toml:9: placment: found an unknown key, expected placement
// Read what you need, then ask mistakes(): every value that was wrong or missing, and every key that nobody read.
// A getter with a mistake answers the fallback, so one reading finds all mistakes.
class TomlTable {
public:
    ~TomlTable();
    TomlTable(TomlTable&&) noexcept;
    TomlTable& operator=(TomlTable&&) noexcept;

    // fails when the file cannot be read or is no TOML
    [[nodiscard]] static Result<TomlTable> load(const std::filesystem::path&);
    [[nodiscard]] static Result<TomlTable> parse(std::string_view text, std::string name);

    // Required unless a fallback is given.
    [[nodiscard]] std::string text(std::string_view key, std::optional<std::string> fallback = {});
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t low, std::int64_t high,
                                       std::optional<std::int64_t> fallback = {});
    [[nodiscard]] double number(std::string_view key, double low, double high, std::optional<double> fallback = {});
    [[nodiscard]] bool boolean(std::string_view key, std::optional<bool> fallback = {});
    [[nodiscard]] std::optional<LocalDay> date(std::string_view key);  // written without quotes; missing: nullopt
    // One of the words given.
    [[nodiscard]] std::string choice(std::string_view key, const std::vector<std::string>& words,
                                     std::optional<std::string> fallback = {});
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);       // missing: empty
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key);   // missing: empty
    [[nodiscard]] bool has(std::string_view key) const;  // a question alone does not make the key known
    [[nodiscard]] std::vector<std::string> keys() const;  // of this table, in the file's order
    [[nodiscard]] TomlTable table(std::string_view key);                      // missing: an empty table
    [[nodiscard]] std::vector<TomlTable> tables(std::string_view key);        // [[key]]; missing: empty

    // Adds a mistake of the caller's own at a key's place.
    void mistake(std::string_view key, std::string_view found, std::string_view expected);
    // Of the whole file, in the order of the lines; empty when all is well.
    [[nodiscard]] std::vector<std::string> mistakes() const;

private:
    struct Document;
    struct Node;
    TomlTable(std::shared_ptr<Document>, std::unique_ptr<Node>);
    std::shared_ptr<Document> document_;
    std::unique_ptr<Node> node_;
};

}  // namespace rancak
