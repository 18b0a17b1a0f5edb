#include "tests/support/process.h"

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace rancak::test {

namespace {

std::vector<std::string> merged(const Environment& added) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry; ++entry) {
        const std::string name(*entry, std::strcspn(*entry, "="));
        if (!added.contains(name)) all.emplace_back(*entry);
    }
    for (const auto& [name, value] : added) {
        if (!value.empty()) all.push_back(name + "=" + value);
    }
    return all;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (const std::string& text : texts) list.push_back(const_cast<char*>(text.c_str()));
    list.push_back(nullptr);
    return list;
}

void make_pipe(int ends[2]) {
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe for a process");
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const Environment& environment) {
    int out[2], err[2];
    make_pipe(out);
    make_pipe(err);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    const auto variables = merged(environment);
    const int failed =
        ::posix_spawnp(&pid_, command.at(0).c_str(), &actions, nullptr, pointers(command).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(out[1]);
    ::close(err[1]);
    if (failed != 0) throw std::runtime_error("cannot start " + command[0] + ": " + std::strerror(failed));
    handle_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    if (handle_ < 0) throw std::runtime_error("no handle for " + command[0]);
    out_.pipe = out[0];
    err_.pipe = err[0];
    out_.reader = std::thread([this] { read(out_); });
    err_.reader = std::thread([this] { read(err_); });
}

Process::~Process() {
    signal(SIGKILL);
    wait();
    ::close(handle_);
}

void Process::signal(int number) const {
    if (!exit_code_) ::kill(pid_, number);
}

std::optional<int> Process::wait(std::chrono::milliseconds within) {
    if (exit_code_) return exit_code_;
    pollfd ended{handle_, POLLIN, 0};
    if (::poll(&ended, 1, static_cast<int>(within.count())) <= 0) return std::nullopt;
    int status = 0;
    ::waitpid(pid_, &status, 0);
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    for (Stream* stream : {&out_, &err_}) stream->reader.join();
    return exit_code_;
}

void Process::read(Stream& stream) {
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(stream.pipe, buffer, sizeof buffer)) > 0;) {
        {
            const std::lock_guard lock(mutex_);
            stream.text.append(buffer, static_cast<std::size_t>(got));
        }
        written_.notify_all();
    }
    ::close(stream.pipe);
    {
        const std::lock_guard lock(mutex_);
        --open_streams_;
    }
    written_.notify_all();
}

std::optional<std::string> Process::line_with(std::string_view part) const {
    for (const std::string* text : {&err_.text, &out_.text}) {
        const auto found = text->find(part);
        if (found == std::string::npos) continue;
        const auto end = text->find('\n', found);
        if (end == std::string::npos) continue;
        const auto before = found == 0 ? std::string::npos : text->rfind('\n', found - 1);
        const auto begin = before == std::string::npos ? 0 : before + 1;
        return text->substr(begin, end - begin);
    }
    return std::nullopt;
}

std::optional<std::string> Process::wait_for_line(std::string_view part, std::chrono::milliseconds within) {
    std::unique_lock lock(mutex_);
    std::optional<std::string> line;
    written_.wait_for(lock, within, [&] { return (line = line_with(part)) || open_streams_ == 0; });
    return line;
}

std::string Process::out() const {
    const std::lock_guard lock(mutex_);
    return out_.text;
}

std::string Process::err() const {
    const std::lock_guard lock(mutex_);
    return err_.text;
}

Ran run_process(const std::vector<std::string>& command, const Environment& environment) {
    Process process(command, environment);
    const auto code = process.wait();
    if (!code) throw std::runtime_error(command[0] + " does not end");
    return {*code, process.out(), process.err()};
}

}  // namespace rancak::test
