#include "shared/folder_watch.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace rancak {

Result<FolderWatch> FolderWatch::open(const std::filesystem::path& folder) {
    constexpr std::uint32_t changes_of_interest = IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM;
    FileDescriptor changes(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    if (!changes || ::inotify_add_watch(changes.get(), folder.c_str(), changes_of_interest) < 0) {
        return fail("Cannot watch the folder " + folder.string() + ": " + system_message(errno) + ".");
    }
    return FolderWatch(std::move(changes));
}

bool FolderWatch::wait(std::chrono::steady_clock::time_point until) {
    using std::chrono::steady_clock;
    pollfd readable{changes_.get(), POLLIN, 0};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now()).count();
        const int ready = ::poll(&readable, 1, static_cast<int>(std::clamp<decltype(left)>(left, 0, 3'600'000)));
        if (ready > 0) break;
        if (ready == 0 && steady_clock::now() >= until) return false;
        if (ready < 0 && errno != EINTR) return false;
    }
    alignas(inotify_event) char events[16 * 1024];
    while (::read(changes_.get(), events, sizeof events) > 0) {}  // all that came together is one change
    return true;
}

}  // namespace rancak
