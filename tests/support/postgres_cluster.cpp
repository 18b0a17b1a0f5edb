#include "tests/support/postgres_cluster.h"

#include <csignal>
#include <fstream>
#include <pwd.h>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace rancak::test {
namespace {

const std::string programs = "/usr/lib/postgresql/15/bin/";
constexpr const char* user = "postgres";

// As the user that may run it.
std::vector<std::string> command(std::vector<std::string> program_and_arguments) {
    auto& program = program_and_arguments.front();
    program = programs + program;
    if (access(program.c_str(), X_OK) != 0) throw std::runtime_error(program + " is missing: apt-get install postgresql-15");
    if (geteuid() == 0) {
        const std::string as(user);
        program_and_arguments.insert(program_and_arguments.begin(),
                                     {"setpriv", "--reuid=" + as, "--regid=" + as, "--clear-groups", "--pdeathsig=KILL"});
    }
    return program_and_arguments;
}

TemporaryFolder folder_for(PostgresCluster::Disk disk) {
    return disk == PostgresCluster::Disk::memory ? TemporaryFolder::in_memory() : TemporaryFolder();
}

}  // namespace

PostgresCluster::PostgresCluster(Disk disk) : folder_(folder_for(disk)), disk_(disk) {
    if (geteuid() == 0) {
        const passwd* account = getpwnam(user);
        if (!account || chown(folder_.path().c_str(), account->pw_uid, account->pw_gid) != 0)
            throw std::runtime_error("there is no user postgres: apt-get install postgresql-15");
    }
    run({"initdb", "-D", folder_ / "data", "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"});
    start();
}

PostgresCluster::PostgresCluster(Standby, const PostgresCluster& primary) : folder_(folder_for(primary.disk_)), disk_(primary.disk_) {
    const passwd* account = geteuid() == 0 ? getpwnam(user) : nullptr;
    if (account && chown(folder_.path().c_str(), account->pw_uid, account->pw_gid) != 0)
        throw std::runtime_error("cannot give " + folder_.path().string() + " to postgres");
    // -R writes whom to follow; as "standby", which the primary waits for.
    run({"pg_basebackup", "-D", folder_ / "data", "-R", "-c", "fast", "-d",
         "host=" + primary.folder_.path().string() + " user=postgres application_name=standby"});
    start();
}

std::unique_ptr<PostgresCluster> PostgresCluster::synchronous_standby_of(PostgresCluster& primary) {
    std::unique_ptr<PostgresCluster> standby(new PostgresCluster(Standby{}, primary));
    primary.query("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
    primary.query("postgres", "SELECT pg_reload_conf()");
    // A commit that waits for the standby shows that it follows; the setting itself is read a moment after the signal.
    while (primary.query("postgres", "SELECT sync_state FROM pg_stat_replication") != "sync") {}
    return standby;
}

PostgresCluster::~PostgresCluster() { kill(); }

void PostgresCluster::start() {
    std::vector<std::string> server{"postgres", "-D", folder_ / "data", "-k", folder_.path(), "-c", "listen_addresses=",
                                    "-c", "log_checkpoints=off"};
    if (disk_ == Disk::memory)
        server.insert(server.end(), {"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB", "-c", "max_wal_size=256MB"});
    server_ = std::make_unique<Process>(command(server));
    if (!server_->wait_for_line("ready to accept", std::chrono::seconds{60}))
        throw std::runtime_error("PostgreSQL does not start: " + server_->err());
}

std::string PostgresCluster::address(const std::string& database) const {
    return "postgres://postgres@/" + database + "?host=" + folder_.path().string();
}

void PostgresCluster::create_database(const std::string& name, const std::string& as) {
    query("postgres", "CREATE DATABASE " + name + " TEMPLATE " + as);
}

std::string PostgresCluster::query(const std::string& database, const std::string& sql) const {
    auto out = run({"psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", address(database), "-c", sql});
    while (out.ends_with('\n')) out.pop_back();
    return out;
}

void PostgresCluster::kill() {
    server_->signal(SIGKILL);  // the others of it end when they miss it
    server_->wait();
}

void PostgresCluster::restart() {
    std::error_code ignored;
    std::filesystem::remove(folder_ / "data/postmaster.pid", ignored);
    start();
}

void PostgresCluster::promote() {
    if (query("postgres", "SELECT pg_promote()") != "t") throw std::runtime_error("the standby was not promoted");
}

std::string PostgresCluster::run(const std::vector<std::string>& program_and_arguments) const {
    auto ran = run_process(command(program_and_arguments));
    if (ran.exit_code != 0) throw std::runtime_error(program_and_arguments.front() + ": " + ran.out + ran.err);
    return std::move(ran.out);
}

}  // namespace rancak::test
