#include "server/core/upkeep.h"

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

Stored<std::uint64_t> close_answered_cases(Store& store, const Catalogue& catalogue, const CaseRules& rules, Random& random, Timestamp now) {
    const Caller nobody{"rancak", 0, {}};
    std::uint64_t closed = 0;
    CaseWish wish;
    wish.state = CaseState::answered;
    for (;;) {
        const auto files = store.case_files(wish);
        if (!files) return tl::unexpected<StoreFailure>(files.error());
        for (const auto& file : *files) {
            wish.before = PlaceInTime{file.row.received, file.row.id, file.row.told.seq};
            const Office* known = catalogue.office(file.row.id.office);
            const Office office = known ? *known : Office{};
            const auto due = deadlines(office, rules, file.row.told.body, file.row.received, file.status).close;
            if (!due || local_day(now, office.utc_offset) <= *due) continue;
            const auto entry = audit_entry(random, now, nobody, "case.close", name_of(file.row.id, file.row.told.seq), file.row.id.office);
            const auto added = store.add_case_step(file, {now, nobody.name, CaseAction::close, {}, {}}, entry);
            if (!added) return tl::unexpected<StoreFailure>(added.error());
            if (*added) ++closed;
        }
        if (files->size() < wish.limit) return closed;
    }
}

Upkeep::Upkeep(Store& store, CatalogueBook& catalogue, const CaseRules& rules, const Clock& clock, Random& random, Log log)
    : store_(store), catalogue_(catalogue), rules_(rules), clock_(clock), random_(random), log_(std::move(log)), thread_([this] { run(); }) {}

Upkeep::~Upkeep() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    told_.notify_all();
    thread_.join();
}

void Upkeep::look_once() {
    const auto edition = catalogue_.current();
    const auto erased = erase_old_contacts(store_, edition->catalogue, clock_.now());
    if (!erased) log_(Severity::warning, "old contacts could not be erased, they are tried again in an hour: " + erased.error().message);
    else if (*erased > 0) log_(Severity::info, std::to_string(*erased) + " contacts were erased: their time was over");
    const auto closed = close_answered_cases(store_, edition->catalogue, rules_, random_, clock_.now());
    if (!closed) log_(Severity::warning, "answered cases could not be closed, they are tried again in an hour: " + closed.error().message);
    else if (*closed > 0) log_(Severity::info, std::to_string(*closed) + " answered cases were closed: nobody came back to them");
}

void Upkeep::run() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        lock.unlock();
        look_once();
        lock.lock();
        told_.wait_for(lock, std::chrono::hours{1}, [this] { return ending_; });
    }
}

}  // namespace rancak::server
