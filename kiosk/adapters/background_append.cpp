#include "kiosk/adapters/background_append.h"

#include <utility>

namespace rancak::kiosk {

BackgroundAppend::BackgroundAppend() : thread_([this] { work(); }) {}

BackgroundAppend::~BackgroundAppend() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        awake_ = false;
    }
    changed_.notify_all();
    thread_.join();
}

void BackgroundAppend::stay_awake(bool awake) {
    if (awake_ == awake) return;
    {
        const std::lock_guard lock(mutex_);
        awake_ = awake;
    }
    if (awake) changed_.notify_all();
}

void BackgroundAppend::begin(Journal& journal, std::vector<EventBody> events, std::vector<SealedAttachment> attachments) {
    {
        const std::lock_guard lock(mutex_);
        journal_ = &journal;
        events_ = std::move(events);
        attachments_ = std::move(attachments);
        called_ = true;
    }
    begun_ = true;
    if (!awake_) changed_.notify_all();
}

JournalResult<std::vector<std::uint64_t>> BackgroundAppend::finish() {
    // About as long as a disk takes.
    constexpr int most_looks = 2000;
    for (int looks = 0; !finished_ && looks < most_looks; ++looks) std::this_thread::yield();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return result_.has_value(); });
    finished_ = false;
    begun_ = false;
    return *std::exchange(result_, std::nullopt);
}

void BackgroundAppend::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return journal_ != nullptr || ending_ || awake_; });
        if (journal_ == nullptr && !ending_) {
            lock.unlock();
            while (awake_ && !called_) std::this_thread::yield();
            lock.lock();
            continue;
        }
        if (journal_ == nullptr) return;
        called_ = false;
        Journal& journal = *std::exchange(journal_, nullptr);
        const auto events = std::exchange(events_, {});
        const auto attachments = std::exchange(attachments_, {});
        lock.unlock();
        auto result = journal.append(events, attachments);
        lock.lock();
        result_ = std::move(result);
        finished_ = true;
        changed_.notify_all();
    }
}

}  // namespace rancak::kiosk
