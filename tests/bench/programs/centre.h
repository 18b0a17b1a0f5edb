#pragma once

#include "shared/result.h"
#include "tests/support/process.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace rancak::bench {

// Lifecycle: start, enrol kiosks; the server ends with the object. A real rancak-server with the sample catalogue on a
// free port, its data in `folder`.
class Centre {
public:
    [[nodiscard]] static Result<Centre> start(const std::filesystem::path& folder);

    [[nodiscard]] const std::string& address() const { return address_; }  // http://127.0.0.1:PORT
    [[nodiscard]] Result<std::string> enrolment_code() const;              // for a kiosk at a counter of the sample
    // What rancak-admin writes with these arguments.
    [[nodiscard]] Result<std::string> admin(std::vector<std::string> arguments) const;

private:
    Centre() = default;
    std::unique_ptr<test::Process> server_;
    std::string address_;
    std::filesystem::path token_;
};

[[nodiscard]] std::filesystem::path program(const std::string& name);  // in the bin folder of this build

}  // namespace rancak::bench
