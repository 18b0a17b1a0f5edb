#include "kiosk/adapters/courier_thread.h"

namespace rancak::kiosk {

CourierThread::CourierThread(Courier& courier) : courier_(courier), thread_([this] { loop(); }) {}

CourierThread::~CourierThread() { stop(); }

void CourierThread::wake() {
    {
        const std::lock_guard lock(mutex_);
        awake_ = true;
    }
    woken_.notify_one();
}

void CourierThread::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
    courier_.stop();
    if (thread_.joinable()) thread_.join();
}

void CourierThread::loop() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        awake_ = false;
        lock.unlock();
        const auto rest = courier_.step();
        lock.lock();
        if (rest) woken_.wait_for(lock, *rest, [&] { return awake_ || stopping_; });
    }
}

}  // namespace rancak::kiosk
