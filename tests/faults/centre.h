#pragma once

#include "shared/http/client.h"
#include "shared/result.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rancak::test {

// One event as the server exported it.
struct ExportedEvent {
    std::string journal;
    std::uint64_t seq = 0;
    std::string line;
};

// The real rancak-server on a port of its own with a data folder of its own, and what an admin asks it.
class Centre {
 public:
    Centre();  // started, with the sample catalogue
    ~Centre();

    // Starts it on the port that it had; `environment` as for the preload library. False: it ended before it listened.
    bool start(const Environment& environment = {});
    // 0: by itself after SIGTERM; 137: killed.
    int stop();
    [[nodiscard]] Process& process() { return *process_; }
    [[nodiscard]] bool runs() { return process_ && !process_->wait(std::chrono::milliseconds(0)); }

    [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] const std::filesystem::path& data() const { return data_; }

    void import_catalogue();
    [[nodiscard]] Result<std::string> code();  // for one enrolment
    [[nodiscard]] std::vector<ExportedEvent> events();
    [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> ratings();  // journal, seq
    [[nodiscard]] std::string journals();                                        // as the server tells them

 private:
    [[nodiscard]] Result<HttpReply> ask(const std::string& method, const std::string& target, std::string body = {});
    [[nodiscard]] std::string export_all(const std::string& what);

    TemporaryFolder temporary_ = TemporaryFolder::in_memory();
    std::filesystem::path data_;
    int port_ = 0;
    std::unique_ptr<Process> process_;
};

}  // namespace rancak::test
