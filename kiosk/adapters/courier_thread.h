#pragma once

#include "kiosk/adapters/courier.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace rancak::kiosk {

// Lifecycle: construct (begins), wake() when something was stored, stop() or destroy (within a second).
class CourierThread {
 public:
    explicit CourierThread(Courier&);
    ~CourierThread();
    CourierThread(const CourierThread&) = delete;
    CourierThread& operator=(const CourierThread&) = delete;

    void wake();  // any thread
    void stop();  // the owner's thread; returns when the courier has ended

 private:
    void loop();

    Courier& courier_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool awake_ = true;      // guarded by mutex_
    bool stopping_ = false;  // guarded by mutex_
    std::thread thread_;
};

}  // namespace rancak::kiosk
