#include "tests/bench/screen/virtual_screen.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>

namespace rancak::bench {

Result<VirtualScreen> VirtualScreen::start(int width, int height, const std::filesystem::path& log) {
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0) return fail("cannot make a pipe for Xvfb");
    auto program =
        Program::start({.command = {"Xvfb", "-displayfd", "3", "-screen", "0", fmt::format("{}x{}x24", width, height),
                                    "-nocursor", "-nolisten", "tcp", "-noreset"},
                        .environment = {},
                        .log = log,
                        .pass_as_3 = pipe[1]});
    close(pipe[1]);
    std::string number;  // written with a line feed once the server takes connections
    if (program) {
        std::array<char, 32> bytes{};
        pollfd ready{pipe[0], POLLIN, 0};
        while (number.find('\n') == std::string::npos && poll(&ready, 1, 10'000) == 1) {
            const ssize_t got = read(pipe[0], bytes.data(), bytes.size());
            if (got <= 0) break;
            number.append(bytes.data(), static_cast<std::size_t>(got));
        }
    }
    close(pipe[0]);
    if (!program) return tl::unexpected(program.error());
    if (number.empty()) return fail("Xvfb did not start; " + log.string() + " tells why");
    return VirtualScreen(std::move(*program), ":" + number.substr(0, number.find('\n')));
}

}  // namespace rancak::bench
