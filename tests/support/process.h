#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace rancak::test {

using Environment = std::map<std::string, std::string>;  // added to this process's own; an empty value takes one away

// One running program. Starts in the constructor, ends by itself, by a signal, or killed when the object ends.
// What it writes is read all the time, so it never waits for its reader.
class Process {
public:
    // command[0] is a path, or a name that PATH knows. Throws when it cannot be started.
    explicit Process(const std::vector<std::string>& command, const Environment& environment = {});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    void signal(int number) const;  // nothing when it has ended
    // The exit code, 128 + n when signal n ended it; nullopt when it still runs after `within`.
    std::optional<int> wait(std::chrono::milliseconds within = std::chrono::seconds{60});

    // The first line of either stream that holds `part`, as soon as it is written; nullopt when the program has ended
    // without it or `within` is over.
    [[nodiscard]] std::optional<std::string> wait_for_line(std::string_view part,
                                                           std::chrono::milliseconds within = std::chrono::seconds{30});
    [[nodiscard]] std::string out() const;  // so far; whole after wait()
    [[nodiscard]] std::string err() const;

private:
    struct Stream {
        int pipe = -1;
        std::string text;  // guarded by mutex_
        std::thread reader;
    };
    void read(Stream&);
    [[nodiscard]] std::optional<std::string> line_with(std::string_view part) const;

    pid_t pid_ = -1;
    int handle_ = -1;  // pidfd: readable when the process has ended
    std::optional<int> exit_code_;
    mutable std::mutex mutex_;
    std::condition_variable written_;
    int open_streams_ = 2;  // guarded by mutex_
    Stream out_, err_;
};

struct Ran {
    int exit_code;
    std::string out, err;
};
// Runs it to its end.
[[nodiscard]] Ran run_process(const std::vector<std::string>& command, const Environment& environment = {});

}  // namespace rancak::test
