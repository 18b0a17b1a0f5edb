#pragma once

#include "server/core/ingest.h"
#include "server/core/store.h"

#include <map>
#include <optional>
#include <vector>

namespace rancak::server {

// What the last group left of each journal, so that a batch which goes on from there asks the store for nothing. The
// chain of a journal only grows: what is known stays true of its beginning, and when another server has made it longer,
// append() finds the head moved. Of one thread.
//
// look_up() hands out what is known of a group's journals; remember() takes it back as the group left it. What is not
// taken back, because a look-up failed or the group was not stored, is no longer known.
class KnownJournals {
public:
    // What is known of `needs`, and the rest from the store.
    [[nodiscard]] Stored<Found> look_up(IngestStore&, const Needs&);
    // The group was stored as decided.
    void remember(const Needs&, std::vector<Found::OfJournal> after);

private:
    std::map<JournalId, std::optional<Found::OfJournal>> known_;  // nullopt: handed out
};

}  // namespace rancak::server
