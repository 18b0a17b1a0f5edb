#pragma once

#include "server/core/ingest.h"
#include "server/core/store.h"

#include <map>

namespace rancak::server {

// What the last group left of each journal, so that a batch which goes on from there asks the store for nothing. The
// chain of a journal only grows: what is known stays true of its beginning, and when another server has made it longer,
// append() finds the head moved, and it is forgotten. Of one thread.
class KnownJournals {
public:
    // What is known of `needs`, and the rest from the store.
    [[nodiscard]] Stored<Found> look_up(IngestStore&, const Needs&);
    // The group was stored as decided.
    void remember(const Needs&, std::vector<Found::OfJournal> after);
    // It was not, or nobody knows.
    void forget(const Needs&);

private:
    std::map<JournalId, Found::OfJournal> known_;
};

}  // namespace rancak::server
