#include "kiosk/adapters/background_append.h"

#include <utility>

namespace rancak::kiosk {

BackgroundAppend::BackgroundAppend() : thread_([this] { work(); }) {}

BackgroundAppend::~BackgroundAppend() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void BackgroundAppend::begin(Journal& journal, std::vector<EventBody> events) {
    {
        const std::lock_guard lock(mutex_);
        journal_ = &journal;
        events_ = std::move(events);
    }
    begun_ = true;
    changed_.notify_all();
}

JournalResult<std::vector<std::uint64_t>> BackgroundAppend::finish() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return result_.has_value(); });
    begun_ = false;
    return *std::exchange(result_, std::nullopt);
}

void BackgroundAppend::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return journal_ != nullptr || ending_; });
        if (journal_ == nullptr) return;
        Journal& journal = *std::exchange(journal_, nullptr);
        const auto events = std::exchange(events_, {});
        lock.unlock();
        auto result = journal.append(events);
        lock.lock();
        result_ = std::move(result);
        changed_.notify_all();
    }
}

}  // namespace rancak::kiosk
