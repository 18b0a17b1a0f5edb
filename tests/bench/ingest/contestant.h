#pragma once

#include "shared/result.h"
#include "tests/bench/ingest/load.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace rancak::bench {

// A server under load: fresh data, ended and removed with the object.
class IngestServer {
public:
    enum class Storage { sqlite, postgres };  // postgres: a database of its own in the bench's cluster, synced as on a server
    // rancak-server with the traffic's kiosks enrolled.
    [[nodiscard]] static Result<IngestServer> ours(const std::vector<Traffic>&, Storage);
    // Fastify with better-sqlite3 or pg, from RANCAK_BENCH_PEERS (peers/server/server.js).
    enum class Commits { each_request, in_groups };
    [[nodiscard]] static Result<IngestServer> fastify(Commits, Storage);

    [[nodiscard]] std::uint16_t port() const { return port_; }
    // Rows in its rating table; stops the server first.
    [[nodiscard]] Result<std::uint64_t> stop_and_count();
    // After that, how long the same rows take into empty tables of the same store by nothing but INSERT … SELECT, durable after
    // each so many runs: the limit of whoever stores them.
    [[nodiscard]] Result<std::chrono::duration<double>> insert_again(std::size_t runs_a_commit);

private:
    IngestServer() : folder_(std::make_unique<test::TemporaryFolder>()) {}
    [[nodiscard]] Result<void> await_port();
    void use(Storage);
    void date_enrolments_back();
    [[nodiscard]] Result<std::uint64_t> count_in_file() const;
    std::unique_ptr<test::TemporaryFolder> folder_;
    std::filesystem::path file_;    // of SQLite
    std::string database_;          // of PostgreSQL; empty: it is SQLite
    std::unique_ptr<test::Process> process_;
    std::uint16_t port_ = 0;
};

// What our kiosks rate.
[[nodiscard]] LoadPlan sample_plan();

}  // namespace rancak::bench
