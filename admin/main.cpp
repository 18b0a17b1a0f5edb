#include "admin/command_line.h"

#include <cstdlib>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace {

// One line of standard input; what is typed at a terminal stays hidden.
std::optional<std::string> read_secret() {
    termios before{};
    const bool terminal = ::isatty(STDIN_FILENO) && ::tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        std::cerr << "PIN: " << std::flush;
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

}  // namespace

int main(int argc, char** argv) {
    rancak::admin::World world{std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1, environment, read_secret};
    return rancak::admin::run(argc, argv, world);
}
