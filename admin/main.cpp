#include "admin/command_line.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <termios.h>
#include <thread>
#include <unistd.h>

namespace {

// One line of standard input; what is typed at a terminal stays hidden.
std::optional<std::string> read_secret(const char* what) {
    termios before{};
    const bool terminal = ::isatty(STDIN_FILENO) && ::tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        std::cerr << what << ": " << std::flush;
        termios hidden = before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    std::string line;
    const bool came = static_cast<bool>(std::getline(std::cin, line));
    if (terminal) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        std::cerr << '\n';
    }
    return came ? std::optional(line) : std::nullopt;
}

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? std::optional<std::string>(value) : std::nullopt;
}

// The signals are blocked in every thread, so that only this one takes them; it ends with the program.
std::stop_token take_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::stop_source stop;
    std::thread([signals, stop]() mutable {
        int signal = 0;
        sigwait(&signals, &signal);
        stop.request_stop();
        sigwait(&signals, &signal);
        std::_Exit(128 + signal);
    }).detach();
    return stop.get_token();
}

}  // namespace

int main(int argc, char** argv) {
    rancak::admin::World world{std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1, environment, read_secret, take_signals};
    return rancak::admin::run(argc, argv, world);
}
