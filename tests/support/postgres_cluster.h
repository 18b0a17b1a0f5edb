#pragma once

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace rancak::test {

// A PostgreSQL server of one's own in a temporary folder, reached by a socket in it and by nothing else; ends with the
// object. Root runs it as the package's user `postgres`: PostgreSQL refuses root. Throws when it cannot be started: what is
// not installed fails the test.
class PostgresCluster {
public:
    enum class Disk {
        memory,  // in memory where the system offers that, and never synced: for tests that do not end it
        synced,
    };
    explicit PostgresCluster(Disk);
    // A standby that follows `primary`, for which every commit of the primary's waits from then on.
    static std::unique_ptr<PostgresCluster> synchronous_standby_of(PostgresCluster& primary);
    ~PostgresCluster();

    [[nodiscard]] std::string address(const std::string& database) const;  // as libpq takes it
    [[nodiscard]] const std::filesystem::path& socket_folder() const { return folder_.path(); }
    // A new database; with a template a copy of that one, which nobody may be using.
    void create_database(const std::string& name, const std::string& as = "template0");
    // What psql prints of the rows, unaligned.
    std::string query(const std::string& database, const std::string& sql) const;
    void kill();     // SIGKILL, all of it
    void restart();  // after kill()
    void promote();  // a standby becomes a primary; returns when it takes writes
    // One of PostgreSQL's own programs, as the user that runs the cluster; throws when it fails.
    std::string run(const std::vector<std::string>& program_and_arguments) const;

private:
    struct Standby {};
    PostgresCluster(Standby, const PostgresCluster& primary);
    void start();
    TemporaryFolder folder_;
    Disk disk_;
    std::unique_ptr<Process> server_;
};

}  // namespace rancak::test
