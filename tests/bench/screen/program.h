#pragma once

#include "shared/result.h"
#include "tests/bench/screen/painting.h"

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace rancak::bench {

// What a program and all its children take of the machine.
struct Usage {
    double pss_megabytes = 0;  // each shared page counted by its share; 1 MB = 1,000,000 bytes
    std::chrono::nanoseconds cpu{};
    int processes = 0;
};

// Of this process alone.
[[nodiscard]] double pss_megabytes();

// Lifecycle: start, look at its usage, stop; the destructor stops too. Runs in a process group of its own, so that
// whatever it starts ends with it.
class Program {
public:
    struct Setup {
        std::vector<std::string> command;      // the first is the program, searched in PATH
        std::vector<std::string> environment;  // NAME=value, beside or instead of ours
        std::filesystem::path log;             // its output and errors are added here
        int pass_as_3 = -1;                    // a descriptor of ours that it finds as its descriptor 3
    };
    [[nodiscard]] static Result<Program> start(const Setup&);
    Program(Program&&) noexcept;
    Program& operator=(Program&&) noexcept;
    ~Program();

    [[nodiscard]] Instant started() const { return started_; }  // just before the process was made
    [[nodiscard]] Usage usage() const;
    [[nodiscard]] bool running() const { return !ends_within(std::chrono::milliseconds(0)); }
    [[nodiscard]] bool ends_within(std::chrono::milliseconds) const;

    // Asks it to end (SIGTERM) and makes it (SIGKILL) after 3 s.
    void stop();

private:
    Program(pid_t pid, Instant started) : pid_(pid), started_(started) {}
    pid_t pid_ = -1;
    Instant started_;
};

}  // namespace rancak::bench
