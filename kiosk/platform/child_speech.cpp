#include "kiosk/platform/child_speech.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

extern char** environ;

namespace rancak::kiosk {
namespace {

// Less than a pipe holds: writing never waits for the child.
constexpr std::size_t longest_text = 32'000;
constexpr std::size_t longest_complaint = 4'096;
constexpr const char* words_a_minute = "150";

struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return;
        read = ends[0];
        write = ends[1];
    }
    ~Pipe() {
        shut(read);
        shut(write);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    static void shut(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
};

struct FileActions {
    posix_spawn_file_actions_t actions;
    FileActions() { posix_spawn_file_actions_init(&actions); }
    ~FileActions() { posix_spawn_file_actions_destroy(&actions); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
};

// Cut between sentences where it is too long, or anywhere between characters.
std::string_view bounded(std::string_view text) {
    if (text.size() <= longest_text) return text;
    const auto sentence = text.substr(0, longest_text).rfind(". ");
    if (sentence != text.npos) return text.substr(0, sentence + 1);
    std::size_t end = longest_text;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

std::string all_of(int pipe) {
    std::string text;
    std::array<char, 512> buffer{};
    for (ssize_t got = 0; (got = ::read(pipe, buffer.data(), buffer.size())) != 0;) {
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) break;
        if (text.size() < longest_complaint) text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return text;
}

// Without a sound card espeak-ng complains and ends as if all was well.
std::string complaint_in(const std::string& text) {
    const auto at = text.starts_with("error") ? 0 : text.find("\nerror");
    if (at == std::string::npos) return {};
    const auto begin = at == 0 ? 0 : at + 1;
    return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

bool ChildSpeech::installed(const std::string& program) {
    const char* path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? std::string_view{} : path;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(':'), rest.size());
        const std::string file = std::string(rest.substr(0, end)) + "/" + program;
        if (::access(file.c_str(), X_OK) == 0) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

ChildSpeech::ChildSpeech(Parts parts) : parts_(std::move(parts)), woken_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

ChildSpeech::~ChildSpeech() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    replace(std::nullopt);
    if (thread_.joinable()) thread_.join();
    ::close(woken_);
}

std::uint64_t ChildSpeech::say(Utterance utterance) {
    replace(std::move(utterance));
    if (!thread_.joinable()) thread_ = std::thread([this] { loop(); });
    const std::lock_guard lock(mutex_);
    return number_;
}

void ChildSpeech::stop() { replace(std::nullopt); }

void ChildSpeech::replace(std::optional<Utterance> next) {
    const std::lock_guard lock(mutex_);
    if (child_ > 0) ::kill(child_, SIGKILL);
    silent_ = !next.has_value();
    if (next) ++number_;
    wanted_ = std::move(next);
    const std::uint64_t one = 1;
    (void)!::write(woken_, &one, sizeof one);
}

bool ChildSpeech::is_current(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    return !silent_ && number_ == number;
}

void ChildSpeech::loop() {
    for (;;) {
        std::optional<Utterance> next;
        std::uint64_t number = 0;
        {
            const std::lock_guard lock(mutex_);
            if (ending_) return;
            next = std::exchange(wanted_, std::nullopt);
            number = number_;
        }
        if (next) {
            speak(*next, number);
            continue;
        }
        pollfd asked{woken_, POLLIN, 0};
        (void)::poll(&asked, 1, -1);
        std::uint64_t count = 0;
        (void)!::read(woken_, &count, sizeof count);
    }
}

// False: something else was asked meanwhile.
bool ChildSpeech::rest(std::chrono::milliseconds wait, std::uint64_t number) {
    const auto until = std::chrono::steady_clock::now() + wait;
    while (is_current(number)) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return true;
        pollfd asked{woken_, POLLIN, 0};
        if (::poll(&asked, 1, static_cast<int>(left.count())) > 0) {
            std::uint64_t count = 0;
            (void)!::read(woken_, &count, sizeof count);
        }
    }
    return false;
}

void ChildSpeech::speak(const Utterance& utterance, std::uint64_t number) {
    std::string fault;
    auto wait = parts_.first_wait;
    for (int tries = 1; tries <= most_tries; ++tries, wait *= 2) {
        fault = run(utterance, number);
        if (!is_current(number)) return;
        if (fault.empty() || tries == most_tries) break;
        if (!rest(wait, number)) return;
    }
    parts_.ended({number, std::move(fault)});
}

std::string ChildSpeech::run(const Utterance& utterance, std::uint64_t number) {
    Pipe text, complaints;
    if (text.write < 0 || complaints.write < 0) return "No pipe could be opened.";
    const std::string_view said = bounded(utterance.ssml);
    if (::write(text.write, said.data(), said.size()) != static_cast<ssize_t>(said.size())) return "The text could not be handed over.";
    Pipe::shut(text.write);
    FileActions files;
    posix_spawn_file_actions_adddup2(&files.actions, text.read, STDIN_FILENO);
    if (parts_.output >= 0) posix_spawn_file_actions_adddup2(&files.actions, parts_.output, STDOUT_FILENO);
    else posix_spawn_file_actions_addopen(&files.actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files.actions, complaints.write, STDERR_FILENO);
    std::vector<std::string> command{"setpriv", "--pdeathsig", "KILL", "--", parts_.program, "-m", "-b", "1", "--stdin",
                                     "-v", utterance.voice, "-s", words_a_minute, "-a", std::to_string(utterance.loudness)};
    command.insert(command.end(), parts_.more.begin(), parts_.more.end());
    std::vector<char*> arguments;
    for (std::string& one : command) arguments.push_back(one.data());
    arguments.push_back(nullptr);
    pid_t child = -1;
    {
        const std::lock_guard lock(mutex_);
        if (silent_ || number_ != number) return {};
        const int failed = ::posix_spawnp(&child, "setpriv", &files.actions, nullptr, arguments.data(), environ);
        if (failed != 0) return "setpriv could not be started: " + std::string(std::strerror(failed)) + ".";
        child_ = child;
    }
    Pipe::shut(text.read);
    Pipe::shut(complaints.write);
    const std::string complaints_made = all_of(complaints.read);
    siginfo_t info{};
    while (::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {}
    {
        const std::lock_guard lock(mutex_);
        child_ = -1;  // from here on its number may be another's
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (const std::string complaint = complaint_in(complaints_made); !complaint.empty()) return parts_.program + " says: " + complaint;
    if (WIFSIGNALED(status)) return parts_.program + " was ended by signal " + std::to_string(WTERMSIG(status)) + ".";
    if (WEXITSTATUS(status) != 0) return parts_.program + " ended with " + std::to_string(WEXITSTATUS(status)) + ".";
    return {};
}

}  // namespace rancak::kiosk
