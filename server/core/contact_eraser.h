#pragma once

#include "server/core/catalogue_book.h"
#include "server/core/log.h"
#include "server/core/store.h"
#include "shared/time.h"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

namespace rancak::server {

// Erases the contacts of cases whose time is over: what the consent at the kiosk promises. Each office has its own time
// in the catalogue; an office that left it has the usual one. Answers how many were erased.
[[nodiscard]] Stored<std::uint64_t> erase_old_contacts(Store&, const Catalogue&, Timestamp now);

// Does so at once and then every hour. The thread ends with the object.
class ContactEraser {
public:
    // All outlive it.
    ContactEraser(Store&, CatalogueBook&, const Clock&, Log);
    ~ContactEraser();
    ContactEraser(const ContactEraser&) = delete;
    ContactEraser& operator=(const ContactEraser&) = delete;

private:
    void run();

    Store& store_;
    CatalogueBook& catalogue_;
    const Clock& clock_;
    const Log log_;
    std::mutex mutex_;
    std::condition_variable told_;
    bool ending_ = false;  // guarded by mutex_
    std::thread thread_;   // last: it uses all the others
};

}  // namespace rancak::server
