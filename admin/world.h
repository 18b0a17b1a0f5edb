#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>

namespace rancak::admin {

// What the program has of its surroundings, so that tests can give it others.
struct World {
    std::ostream& out;  // data
    std::ostream& err;  // everything said about it
    bool terminal = false;  // err is one: progress may be drawn
    std::function<std::optional<std::string>(const char*)> environment;
    std::function<std::optional<std::string>(const char* what)> read_secret;  // one line, not shown while typed; nullopt: none came
    // For a command that has something to take back: from the call on, SIGTERM and SIGINT only ask through this token to
    // end; a second one ends the program wherever it is.
    std::function<std::stop_token()> take_signals = [] { return std::stop_token(); };
};

inline constexpr int exit_ok = 0, exit_failed = 1, exit_used_wrongly = 2;

// A count that grows in place on a terminal; silent elsewhere. Leaves an empty line behind when it ends.
class Progress {
public:
    Progress(World& world, std::string what) : world_(world), what_(std::move(what)) {}
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void at(std::uint64_t count);

private:
    World& world_;
    const std::string what_;
    bool drawn_ = false;
};

}  // namespace rancak::admin
