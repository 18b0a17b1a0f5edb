#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace rancak::kiosk {

// Results on their way from worker threads to the UI thread. post() from any thread; take() from the one that waits.
template <class T>
class Mailbox {
public:
    // `wake` is called from the posting thread when an empty box got something; it must not call back.
    explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void post(T letter) {
        bool was_empty;
        {
            const std::lock_guard lock(mutex_);
            was_empty = letters_.empty();
            letters_.push_back(std::move(letter));
        }
        if (was_empty) wake_();
    }

    // All that came, oldest first; the box is empty afterwards.
    [[nodiscard]] std::vector<T> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(letters_, {});
    }

private:
    const std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<T> letters_;  // guarded by mutex_
};

}  // namespace rancak::kiosk
