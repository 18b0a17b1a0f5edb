#include "server/core/contact_eraser.h"

namespace rancak::server {

Stored<std::uint64_t> erase_old_contacts(Store& store, const Catalogue& catalogue, Timestamp now) {
    const auto arrivals = store.arrivals();
    if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
    std::uint64_t erased = 0;
    for (const auto& [id, newest] : *arrivals) {
        const Office* office = catalogue.office(id);
        const auto gone = store.erase_contacts(id, now - (office ? office->contact_kept : Office{}.contact_kept));
        if (!gone) return tl::unexpected<StoreFailure>(gone.error());
        erased += *gone;
    }
    return erased;
}

ContactEraser::ContactEraser(Store& store, CatalogueBook& catalogue, const Clock& clock, Log log)
    : store_(store), catalogue_(catalogue), clock_(clock), log_(std::move(log)), thread_([this] { run(); }) {}

ContactEraser::~ContactEraser() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    told_.notify_all();
    thread_.join();
}

void ContactEraser::run() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        lock.unlock();
        const auto erased = erase_old_contacts(store_, catalogue_.current()->catalogue, clock_.now());
        if (!erased) log_(Severity::warning, "old contacts could not be erased, they are tried again in an hour: " + erased.error().message);
        else if (*erased > 0) log_(Severity::info, std::to_string(*erased) + " contacts were erased: their time was over");
        lock.lock();
        told_.wait_for(lock, std::chrono::hours{1}, [this] { return ending_; });
    }
}

}  // namespace rancak::server
