#pragma once

// Reading JSON objects with nlohmann. Heavy: include it in .cpp files only.

#include "shared/hash.h"
#include "shared/result.h"
#include "shared/time.h"

#include <nlohmann/json.hpp>

namespace rancak {

inline constexpr int max_json_depth = 8;

// Valid UTF-8, one value, depth max_json_depth at most.
[[nodiscard]] Result<nlohmann::json> parse_json(std::string_view text);

// Reads the members of one object. The first mistake is kept with the member's path and every getter then answers an
// empty value, so a reader takes all members and asks error() once. Members that nobody asks for are ignored.
class JsonFields {
public:
    JsonFields(const nlohmann::json& object, std::string path);

    std::string text(const char* member, std::size_t max_code_points);           // required, may be empty
    std::string optional_text(const char* member, std::size_t max_code_points);  // missing: empty
    std::string id(const char* member);                                          // [a-z0-9-]{1,40}
    std::string optional_id(const char* member);
    std::uint64_t number(const char* member, std::uint64_t low, std::uint64_t high);
    double real(const char* member, double low, double high);
    bool boolean(const char* member);
    Hash hash(const char* member);
    Timestamp time(const char* member);
    LocalDay date(const char* member);
    [[nodiscard]] bool has(const char* member) const;  // there and not null
    // An array of at most `most` objects, each read by read(JsonFields&).
    template <class Read>
    void each(const char* member, std::size_t most, Read read) {
        if (const nlohmann::json* list = array(member, most)) {
            for (std::size_t i = 0; i < list->size() && error_.empty(); ++i) {
                JsonFields fields{(*list)[i], path_ + member + "[" + std::to_string(i) + "]."};
                read(fields);
                take_error(fields);
            }
        }
    }
    // Its array of at most `most`; nullptr when there is no such.
    const nlohmann::json* array(const char* member, std::size_t most);
    std::vector<std::string> texts(const char* member, std::size_t most, std::size_t max_code_points);
    // A nested object, read by read(JsonFields&).
    template <class Read>
    void inside(const char* member, Read read) {
        const nlohmann::json* value = find(member);
        if (!value) return;
        JsonFields fields{*value, path_ + member + "."};
        read(fields);
        take_error(fields);
    }

    void wrong(const char* member, const std::string& expected);
    [[nodiscard]] const std::string& error() const { return error_; }

private:
    const nlohmann::json* find(const char* member);
    void take_error(const JsonFields& inner) {
        if (error_.empty()) error_ = inner.error_;
    }

    const nlohmann::json& object_;
    std::string path_;
    std::string error_;
};

// [a-z0-9-]{1,40}
[[nodiscard]] bool is_id(std::string_view);

}  // namespace rancak
