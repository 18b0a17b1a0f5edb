#pragma once

#include "server/core/case_work.h"
#include "server/core/catalogue_book.h"
#include "server/core/log.h"
#include "server/core/store.h"
#include "shared/random.h"
#include "shared/time.h"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

namespace rancak::server {

// Erases the contacts of cases whose time is over: what the consent at the kiosk promises. Each office has its own time
// in the catalogue; an office that left it has the usual one. Answers how many were erased.
[[nodiscard]] Stored<std::uint64_t> erase_old_contacts(Store&, const Catalogue&, Timestamp now);

// Closes the cases that were answered and whose days for coming back to them are over. Answers how many were closed; one that
// somebody works on meanwhile is left to them.
[[nodiscard]] Stored<std::uint64_t> close_answered_cases(Store&, const Catalogue&, const CaseRules&, Random&, Timestamp now);

// What time alone brings about: does both at once and then every hour. The thread ends with the object.
class Upkeep {
public:
    // All outlive it.
    Upkeep(Store&, CatalogueBook&, const CaseRules&, const Clock&, Random&, Log);
    ~Upkeep();
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;

private:
    void run();
    void look_once();

    Store& store_;
    CatalogueBook& catalogue_;
    const CaseRules rules_;
    const Clock& clock_;
    Random& random_;
    const Log log_;
    std::mutex mutex_;
    std::condition_variable told_;
    bool ending_ = false;  // guarded by mutex_
    std::thread thread_;   // last: it uses all the others
};

}  // namespace rancak::server
