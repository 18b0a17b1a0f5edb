#pragma once

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_authority.h"

#include <memory>
#include <string>

namespace rancak::test {

// nginx with config/nginx/rancak.conf in front of a server, for https://localhost. Only what the file says is to be set at
// each place is another here: ports, the name, the certificate, the log. Throws when it cannot be started.
class Front {
public:
    Front(int server_port, const Certificate&);
    ~Front() { end(); }
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;

    // Starts anew on the same port.
    void use(const Certificate&);
    [[nodiscard]] std::string address() const { return "https://localhost:" + std::to_string(port_); }
    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] int plain_port() const { return plain_port_; }  // of the redirect
    [[nodiscard]] std::string log() const;                        // what it noted of requests

private:
    void write_configuration(const Certificate&) const;
    [[nodiscard]] bool start();  // false: the port was taken meanwhile
    void end();

    TemporaryFolder folder_;
    const int server_port_;
    int port_ = 0, plain_port_ = 0;
    std::unique_ptr<Process> nginx_;
};

}  // namespace rancak::test
