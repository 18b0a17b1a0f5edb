#include "tests/bench/screen/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <utility>

namespace rancak::bench {

namespace {

// Environment variables by name, the given ones instead of ours.
std::vector<std::string> environment_with(const std::vector<std::string>& given) {
    std::map<std::string, std::string> by_name;
    const auto put = [&by_name](const std::string& variable) {
        by_name[variable.substr(0, variable.find('='))] = variable;
    };
    for (char** variable = environ; *variable != nullptr; ++variable) put(*variable);
    for (const std::string& variable : given) put(variable);
    std::vector<std::string> all;
    for (auto& [name, variable] : by_name) all.push_back(std::move(variable));
    return all;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

struct Relatives {
    pid_t parent = 0, group = 0;
};

// From /proc/PID/stat, whose second field, the name, may hold anything but ends with the last ')'.
std::optional<Relatives> relatives_of(const std::filesystem::path& process) {
    std::ifstream file(process / "stat");
    std::string stat;
    if (!std::getline(file, stat)) return std::nullopt;
    const auto name_end = stat.rfind(')');
    if (name_end == std::string::npos) return std::nullopt;
    char state = 0;
    Relatives relatives;
    if (std::sscanf(stat.c_str() + name_end + 1, " %c %d %d", &state, &relatives.parent, &relatives.group) != 3)
        return std::nullopt;
    if (state == 'Z') return std::nullopt;
    return relatives;
}

// The process, its descendants, and whoever else is in its group: a grandchild may have been given to init.
std::set<pid_t> tree_of(pid_t root) {
    std::map<pid_t, Relatives> all;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        pid_t pid = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), pid).ptr != name.data() + name.size()) continue;
        if (const auto relatives = relatives_of(entry.path())) all.emplace(pid, *relatives);
    }
    std::set<pid_t> tree;
    for (std::size_t size = all.size() + 1; size != tree.size();) {  // until nothing is added
        size = tree.size();
        for (const auto& [pid, relatives] : all) {
            if (pid == root || relatives.group == root || tree.contains(relatives.parent)) tree.insert(pid);
        }
    }
    return tree;
}

double pss_kibibytes_of(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
    for (std::string word; file >> word;) {
        double kibibytes = 0;
        if (word == "Pss:" && file >> kibibytes) return kibibytes;
    }
    return 0;
}

std::chrono::nanoseconds cpu_of(pid_t pid) {
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0) return {};
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

bool process_ends_within(pid_t pid, std::chrono::milliseconds limit) {
    const int handle = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
    if (handle < 0) return true;
    pollfd ended{handle, POLLIN, 0};
    const bool over = poll(&ended, 1, static_cast<int>(limit.count())) == 1;
    close(handle);
    return over;
}

// In the child, until the program takes over: only calls that are safe after fork.
[[noreturn]] void become(pid_t parent, int log, int pass_as_3, const std::vector<char*>& arguments,
                         const std::vector<char*>& environment) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a bench that is interrupted leaves nothing behind
    if (getppid() != parent) _exit(127);
    if (pass_as_3 >= 0 && pass_as_3 != 3) dup2(pass_as_3, 3);
    if (pass_as_3 == 3) fcntl(3, F_SETFD, 0);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    dup2(nothing, STDIN_FILENO);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    execvpe(arguments.front(), arguments.data(), environment.data());
    const std::string_view excuse = " cannot be started: not installed?\n";
    (void)!write(STDERR_FILENO, arguments.front(), std::strlen(arguments.front()));
    (void)!write(STDERR_FILENO, excuse.data(), excuse.size());
    _exit(127);
}

}  // namespace

double pss_megabytes() { return pss_kibibytes_of(getpid()) * 1024 / 1e6; }

Result<Program> Program::start(const Setup& setup) {
    const auto variables = environment_with(setup.environment);
    const auto arguments = pointers_to(setup.command);
    const auto environment = pointers_to(variables);
    const int log = open(setup.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0) return fail("cannot write " + setup.log.string() + ": " + std::strerror(errno));

    const Instant started = std::chrono::steady_clock::now();
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid == 0) become(parent, log, setup.pass_as_3, arguments, environment);
    close(log);
    if (pid < 0) return fail("cannot start " + setup.command.front() + ": " + std::strerror(errno));
    setpgid(pid, pid);  // here too: whoever comes first
    return Program(pid, started);
}

Program::Program(Program&& other) noexcept : pid_(std::exchange(other.pid_, -1)), started_(other.started_) {}

Program& Program::operator=(Program&& other) noexcept {
    if (this != &other) {
        stop();
        pid_ = std::exchange(other.pid_, -1);
        started_ = other.started_;
    }
    return *this;
}

Program::~Program() { stop(); }

Usage Program::usage() const {
    Usage usage;
    for (const pid_t pid : tree_of(pid_)) {
        usage.pss_megabytes += pss_kibibytes_of(pid) * 1024 / 1e6;
        usage.cpu += cpu_of(pid);
        ++usage.processes;
    }
    return usage;
}

bool Program::ends_within(std::chrono::milliseconds limit) const {
    return pid_ <= 0 || process_ends_within(pid_, limit);
}

void Program::stop() {
    if (pid_ <= 0) return;
    const auto tree = tree_of(pid_);  // a child may have left the group
    kill(-pid_, SIGTERM);
    (void)process_ends_within(pid_, std::chrono::seconds(3));
    kill(-pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    for (const pid_t pid : tree) {
        if (pid != pid_ && !process_ends_within(pid, std::chrono::milliseconds(500))) kill(pid, SIGKILL);
    }
    pid_ = -1;
}

}  // namespace rancak::bench
