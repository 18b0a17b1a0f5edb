#pragma once

#include "server/core/catalogue_facts.h"
#include "server/core/store.h"

#include <map>
#include <string>

namespace rancak::server {

// Decides again what an office's runs mean, one after the other, with the catalogue that was in force when each came in, and
// with what it remembers of each journal. So the same events give the same projections.
class Replayer final : public Replay {
public:
    explicit Replayer(Store&);
    Result<void> begin() override;
    Result<void> project(std::span<const StoredRun>, const RatingsOf&, const Put&) override;

private:
    [[nodiscard]] Result<void> use_catalogue_of(Timestamp received);

    Store& store_;
    std::map<JournalId, Timestamp> enrolled_;
    std::map<JournalId, Found::OfJournal> journals_;  // as the runs so far left them
    std::vector<Timestamp> editions_;                 // when catalogues were imported, ascending
    std::size_t edition_ = 0;                         // of those, how many are no later than the run; 0: none is
    CatalogueFacts facts_;
};

// Makes all projections of an office anew from its raw events and says what became of each.
[[nodiscard]] Stored<Rebuilt> rebuild(Store&, const std::string& office);

}  // namespace rancak::server
