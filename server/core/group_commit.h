#pragma once

#include "server/core/catalogue_book.h"
#include "server/core/failure_log.h"
#include "server/core/ingest.h"
#include "server/core/known_journals.h"
#include "server/core/metrics.h"
#include "server/core/store.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace rancak::server {

// The one thread that writes events. A batch waits; all that wait become one durable transaction; then each is
// answered. While a group is written the next gathers, so the more there is to do, the less each batch costs.
//
// submit() from any thread. stop() writes and answers what waits, then ends the thread; what comes later is refused.
class GroupCommit {
public:
    // Called once, on the writing thread, or by submit() itself after stop(): keep it short. A StoreFailure: nothing of the batch was stored.
    using Done = std::function<void(Stored<Outcome>)>;

    // All outlive it.
    GroupCommit(IngestStore& store, CatalogueBook& catalogue, FailureLog& failures, Metrics& metrics);
    ~GroupCommit() { stop(); }
    GroupCommit(const GroupCommit&) = delete;
    GroupCommit& operator=(const GroupCommit&) = delete;

    void submit(std::unique_ptr<const Batch> batch, Done done);
    void stop();

private:
    struct Waiting {
        std::unique_ptr<const Batch> batch;
        Done done;
    };

    void run();
    [[nodiscard]] std::vector<Waiting> take_group();  // empty: stopping
    [[nodiscard]] Stored<std::vector<Outcome>> commit(Group);
    void count(const Changes&, const std::vector<Outcome>&);

    IngestStore& store_;
    CatalogueBook& catalogue_;
    FailureLog& failures_;  // what failed, those note who are told so
    Metrics& metrics_;
    KnownJournals known_;  // the writing thread's
    std::mutex mutex_;
    std::condition_variable arrived_;
    // guarded by mutex_
    std::vector<Waiting> waiting_;
    bool stopping_ = false;

    std::thread thread_;  // last: it uses all the others
};

}  // namespace rancak::server
