#include "shared/json_fields.h"

#include "shared/encoding.h"

#include <algorithm>

namespace rancak {

using nlohmann::json;

bool is_id(std::string_view id) {
    return !id.empty() && id.size() <= 40 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-';
    });
}

Result<json> parse_json(std::string_view text) {
    bool too_deep = false;
    const auto watch = [&](int depth, json::parse_event_t event, json&) {
        if ((event == json::parse_event_t::object_start || event == json::parse_event_t::array_start) &&
            depth >= max_json_depth)
            too_deep = true;
        return !too_deep;
    };
    json value = json::parse(text, watch, false);
    if (too_deep) return fail("The JSON is nested deeper than " + std::to_string(max_json_depth) + " levels.");
    if (value.is_discarded()) return fail("This is not valid JSON.");
    return value;
}

JsonFields::JsonFields(const json& object, std::string path) : object_(object), path_(std::move(path)) {
    if (!object_.is_object()) error_ = (path_.empty() ? "The value" : path_) + " must be a JSON object.";
}

void JsonFields::wrong(const char* member, const std::string& expected) {
    if (error_.empty()) error_ = path_ + member + " must be " + expected + ".";
}

bool JsonFields::has(const char* member) const {
    if (!object_.is_object()) return false;
    const auto found = object_.find(member);
    return found != object_.end() && !found->is_null();
}

const json* JsonFields::find(const char* member) {
    if (!error_.empty()) return nullptr;
    if (!has(member)) {
        error_ = path_ + member + " is missing.";
        return nullptr;
    }
    return &*object_.find(member);
}

std::string JsonFields::text(const char* member, std::size_t most) {
    const json* value = find(member);
    if (!value) return {};
    const auto* found = value->get_ptr<const std::string*>();
    if (!found || !is_plain_text(*found) || code_points(*found) > most) {
        wrong(member, "plain text of at most " + std::to_string(most) + " characters");
        return {};
    }
    return *found;
}

std::string JsonFields::optional_text(const char* member, std::size_t most) {
    return has(member) ? text(member, most) : std::string{};
}

std::string JsonFields::id(const char* member) {
    std::string value = text(member, 40);
    if (error_.empty() && !is_id(value)) wrong(member, "an id of a-z, 0-9 and -, at most 40");
    return value;
}

std::string JsonFields::optional_id(const char* member) {
    return has(member) && !(object_[member].is_string() && object_[member] == "") ? id(member) : std::string{};
}

std::uint64_t JsonFields::number(const char* member, std::uint64_t low, std::uint64_t high) {
    const json* value = find(member);
    if (!value) return 0;
    if (value->is_number_unsigned()) {
        const auto number = value->get<std::uint64_t>();
        if (number >= low && number <= high) return number;
    }
    wrong(member, "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return 0;
}

double JsonFields::real(const char* member, double low, double high) {
    const json* value = find(member);
    if (!value) return 0;
    if (value->is_number()) {
        const auto number = value->get<double>();
        if (number >= low && number <= high) return number;
    }
    wrong(member, "a number from " + std::to_string(low) + " to " + std::to_string(high));
    return 0;
}

bool JsonFields::boolean(const char* member) {
    const json* value = find(member);
    if (!value) return false;
    if (!value->is_boolean()) {
        wrong(member, "true or false");
        return false;
    }
    return value->get<bool>();
}

Hash JsonFields::hash(const char* member) {
    const auto value = parse_hash(text(member, 64));
    if (!value) wrong(member, "a hash of 64 lower-case hexadecimal digits");
    return value.value_or(Hash{});
}

Timestamp JsonFields::time(const char* member) {
    const auto value = parse_rfc3339(text(member, 24));
    if (!value) wrong(member, "a time like 2026-11-24T03:12:45.123Z");
    return value.value_or(Timestamp{});
}

LocalDay JsonFields::date(const char* member) {
    const auto value = parse_iso_date(text(member, 10));
    if (!value) wrong(member, "a date like 2026-11-24");
    return value.value_or(LocalDay{});
}

const json* JsonFields::array(const char* member, std::size_t most) {
    const json* value = find(member);
    if (!value) return nullptr;
    if (!value->is_array() || value->size() > most) {
        wrong(member, "a list of at most " + std::to_string(most));
        return nullptr;
    }
    return value;
}

std::vector<std::string> JsonFields::texts(const char* member, std::size_t most, std::size_t max_code_points) {
    std::vector<std::string> list;
    const json* values = array(member, most);
    if (!values) return list;
    for (const json& value : *values) {
        const auto* found = value.get_ptr<const std::string*>();
        if (!found || !is_plain_text(*found) || code_points(*found) > max_code_points) {
            wrong(member, "a list of plain texts of at most " + std::to_string(max_code_points) + " characters");
            return {};
        }
        list.push_back(*found);
    }
    return list;
}

}  // namespace rancak
