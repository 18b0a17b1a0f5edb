#pragma once

#include "admin/centre.h"
#include "admin/commands.h"
#include "admin/world.h"
#include "shared/json_fields.h"

#include <ostream>
#include <string>

namespace rancak::admin {

// How a command tells what the server answered. Heavy: for .cpp files.

constexpr std::size_t most_listed = 100'000;

[[nodiscard]] inline std::string or_all(const std::string& office) { return office.empty() ? "all offices" : office; }
[[nodiscard]] inline std::string or_never(JsonFields& fields, const char* member) { return fields.has(member) ? to_rfc3339(fields.time(member)) : "never"; }

// Writes what `read` makes of a reply's members.
template <class Read>
[[nodiscard]] int show(World& world, const Result<HttpReply>& reply, Read read) {
    if (!reply) return say_failed(world, reply.error().message);
    const auto value = parse_json(reply->body);
    const std::string not_ours = "The server's answer is not one of a Rancak server: ";
    if (!value) return say_failed(world, not_ours + value.error().message);
    JsonFields fields(*value, "");
    const std::string lines = read(fields);
    if (!fields.error().empty()) return say_failed(world, not_ours + fields.error());
    world.out << lines;
    return exit_ok;
}

// A line for each object of a list.
template <class Line>
[[nodiscard]] auto lines_of(const char* list, Line line) {
    return [list, line](JsonFields& fields) {
        std::string lines;
        fields.each(list, most_listed, [&](JsonFields& one) { lines += line(one) + "\n"; });
        return lines;
    };
}

}  // namespace rancak::admin
