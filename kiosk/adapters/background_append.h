#pragma once

#include "kiosk/adapters/journal.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace rancak::kiosk {

// Lifecycle: construct (its thread sleeps), begin() one append, finish() it, begin() the next; ends after what it began.
// Waits for the disk in a thread of its own, so that the next screen can be drawn meanwhile. The journal belongs to that
// thread from begin() until finish() has returned. Called from one thread.
//
// To wake a sleeping thread and the processor that slept with it takes as long as the disk, so who knows that an append
// may come says so: the thread then waits awake, giving way to any other that wants to run.
class BackgroundAppend {
public:
    BackgroundAppend();
    ~BackgroundAppend();
    BackgroundAppend(const BackgroundAppend&) = delete;
    BackgroundAppend& operator=(const BackgroundAppend&) = delete;

    // From now on waits awake, or not any more.
    void stay_awake(bool awake);

    // The one before is finished.
    void begin(Journal& journal, std::vector<EventBody> events, std::vector<SealedAttachment> attachments);
    [[nodiscard]] bool begun() const { return begun_; }

    // What Journal::append answers, once it does.
    [[nodiscard]] JournalResult<std::vector<std::uint64_t>> finish();

private:
    void work();

    bool begun_ = false;
    std::mutex mutex_;
    std::condition_variable changed_;
    Journal* journal_ = nullptr;  // none: nothing to do
    std::vector<EventBody> events_;
    std::vector<SealedAttachment> attachments_;
    std::optional<JournalResult<std::vector<std::uint64_t>>> result_;
    bool ending_ = false;
    std::atomic<bool> awake_ = false;
    // For who waits awake: there is something to do, there is a result.
    std::atomic<bool> called_ = false;
    std::atomic<bool> finished_ = false;
    std::thread thread_;
};

}  // namespace rancak::kiosk
