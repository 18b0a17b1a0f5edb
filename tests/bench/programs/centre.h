#pragma once

#include "shared/result.h"
#include "tests/support/process.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace rancak::bench {

// Lifecycle: start, enrol kiosks; the server ends with the object. A real rancak-server with the sample catalogue on a
// free port, its data in `folder`, its store there too unless RANCAK_STORE in the environment names another.
class Centre {
public:
    [[nodiscard]] static Result<Centre> start(const std::filesystem::path& folder, const test::Environment& = {});

    [[nodiscard]] const std::string& address() const { return address_; }  // http://127.0.0.1:PORT
    [[nodiscard]] Result<std::string> enrolment_code() const;              // for a kiosk at a counter of the sample
    [[nodiscard]] pid_t pid() const { return server_->pid(); }
    // rancak-admin with these arguments, as a command; and what it writes.
    [[nodiscard]] std::vector<std::string> admin_command(const std::vector<std::string>& arguments) const;
    [[nodiscard]] Result<std::string> admin(const std::vector<std::string>& arguments) const;

private:
    Centre() = default;
    std::unique_ptr<test::Process> server_;
    std::string address_;
    std::filesystem::path token_;
};

[[nodiscard]] std::filesystem::path program(const std::string& name);  // in the bin folder of this build

}  // namespace rancak::bench
