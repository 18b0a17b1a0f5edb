#pragma once

#include "kiosk/adapters/data_folder.h"
#include "kiosk/adapters/mailbox.h"
#include "kiosk/core/action.h"
#include "shared/time.h"

#include <atomic>
#include <string>
#include <thread>

namespace rancak::kiosk {

// Lifecycle: start() one export at a time; it ends by itself, by stop(), or with the object.
//
// Copies ratings (CSV) or the raw journal (JSON Lines) out of the journal on a thread of its own. The file appears whole
// or not at all. Tells the mailbox ExportProgress and, once, ExportEnded. start() and stop() belong to one thread.
class Exporter {
public:
    // The mailbox and the clock outlive the exporter.
    Exporter(DataPaths, Mailbox<Action>&, const Clock&);
    ~Exporter();
    Exporter(const Exporter&) = delete;
    Exporter& operator=(const Exporter&) = delete;

    void start(ExportKind, std::string folder);  // an export under way is stopped first
    void stop();                                 // at once; the export then ends as cancelled

private:
    void run(ExportKind, const std::string& folder);

    const DataPaths paths_;
    Mailbox<Action>& mailbox_;
    const Clock& clock_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

}  // namespace rancak::kiosk
