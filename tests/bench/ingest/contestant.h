#pragma once

#include "shared/result.h"
#include "tests/bench/ingest/load.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace rancak::bench {

// A server under load: fresh data, ended and removed with the object.
class IngestServer {
public:
    // rancak-server with the traffic's kiosks enrolled.
    [[nodiscard]] static Result<IngestServer> ours(const std::vector<Traffic>&);
    // Fastify and better-sqlite3, from RANCAK_BENCH_PEERS (peers/server/server.js).
    enum class Commits { each_request, in_groups };
    [[nodiscard]] static Result<IngestServer> fastify(Commits);

    [[nodiscard]] std::uint16_t port() const { return port_; }
    // Rows in its rating table; stops the server first.
    [[nodiscard]] Result<std::uint64_t> stop_and_count();

private:
    IngestServer() : folder_(std::make_unique<test::TemporaryFolder>()) {}
    [[nodiscard]] Result<void> await_port();
    std::unique_ptr<test::TemporaryFolder> folder_;
    std::filesystem::path database_;
    std::unique_ptr<test::Process> process_;
    std::uint16_t port_ = 0;
};

// What our kiosks rate.
[[nodiscard]] LoadPlan sample_plan();

}  // namespace rancak::bench
