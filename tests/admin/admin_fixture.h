#pragma once

#include "admin/command_line.h"

#include <map>
#include <sstream>
#include <stop_token>
#include <string>
#include <vector>

namespace rancak::admin {

// The program run in this process: what it was given and what it wrote.
struct ProgramRun {
    int exit_code = 0;
    std::string out, err;
};

[[nodiscard]] inline ProgramRun run_admin(std::vector<std::string> arguments,
                                          std::map<std::string, std::string> environment = {},
                                          std::optional<std::string> secret = {}, std::stop_token told = {}) {
    std::ostringstream out, err;
    World world{out, err, false,
                [&](const char* name) -> std::optional<std::string> {
                    const auto found = environment.find(name);
                    return found == environment.end() ? std::nullopt : std::optional(found->second);
                },
                [&](const char*) { return secret; },
                [&] { return told; }};
    std::vector<const char*> argv{"rancak-admin"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    const int code = run(static_cast<int>(argv.size()), argv.data(), world);
    return {code, out.str(), err.str()};
}

}  // namespace rancak::admin
