#pragma once

#include "kiosk/adapters/data_folder.h"
#include "shared/protocol.h"

#include <memory>
#include <string>
#include <vector>

namespace rancak::kiosk {

// Lifecycle: construct, which recovers what a power cut left so that it can be read, count() …; makes its file at the first visit,
// opens it anew after a failure.
//
// visits.db: how many citizens were at the screen, day by day, and nothing about any of them. A commit a visit, durable when
// count() returns. It is no part of the chain and may be lost: what was told stays with the centre, and ratings do not depend
// on it. Holds the newest max_visit_days days in the order in which they began here, so that a clock that was once years ahead
// displaces none. A file that is damaged, of another build or of another journal begins anew. One thread's.
class VisitCounts {
public:
    VisitCounts(const DataFolder&, std::string journal);  // empty: enrolled nowhere, nothing is counted
    VisitCounts(VisitCounts&&) noexcept;
    VisitCounts& operator=(VisitCounts&&) noexcept;
    ~VisitCounts();

    // One more, of the office's day; `rated`: a rating of it stands. An Error: whether it was counted is not known.
    [[nodiscard]] Result<void> count(LocalDay, bool rated);

private:
    struct File;
    void open();

    DataPaths paths_;
    std::string journal_;
    std::unique_ptr<File> file_;
};

// What a visits.db says, oldest day first, read beside who counts or without, changing nothing. Empty: there is none yet, or it
// belongs to another journal. Any thread.
[[nodiscard]] Result<std::vector<DayVisits>> read_visits(const std::filesystem::path& visits_db, const std::string& journal);

}  // namespace rancak::kiosk
