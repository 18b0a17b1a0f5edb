#pragma once

#include "kiosk/adapters/data_folder.h"
#include "kiosk/core/state.h"
#include "shared/event_line.h"
#include "shared/protocol.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rancak::kiosk {

// What the courier knows of its sending between two starts.
struct SendingRecord {
    Head acknowledged;
    int failures = 0;                   // in a row
    std::optional<Timestamp> next_try;  // by the wall clock, the only one that outlives the process
    std::string fork;                   // why nothing is sent any more; empty: sending
    std::optional<Timestamp> last_receipt;
    friend bool operator==(const SendingRecord&, const SendingRecord&) = default;
};

// courier.db: written by the courier's thread alone, not synced at each write. It may be lost: everything is then sent
// again and the server recognises it. A file that is damaged, of another build or of another journal
// begins anew.
class CourierMemory {
 public:
    [[nodiscard]] static Result<CourierMemory> open(const DataFolder&, const std::string& journal);
    CourierMemory(CourierMemory&&) noexcept;
    CourierMemory& operator=(CourierMemory&&) noexcept;
    ~CourierMemory();

    [[nodiscard]] Result<SendingRecord> sending();
    // The record and what was newly parked, together.
    [[nodiscard]] Result<void> keep(const SendingRecord&, const std::vector<Parked>&);
    [[nodiscard]] Result<std::uint64_t> parked_count();
    [[nodiscard]] Result<std::vector<Parked>> parked();  // the first 1,000

    // Standings as the server last told them, for when it is out of reach.
    [[nodiscard]] Result<std::optional<StandingView>> standing(const std::string& officer);
    [[nodiscard]] Result<void> keep_standing(const StandingView&);

 private:
    struct File;
    explicit CourierMemory(std::unique_ptr<File>);
    std::unique_ptr<File> file_;
};

// What a courier.db says, read beside the courier or without one, changing nothing. nullopt: there is none, or it belongs
// to another journal.
struct CourierGlance {
    SendingRecord sending;
    std::uint64_t parked = 0;
};
[[nodiscard]] Result<std::optional<CourierGlance>> glance_at_courier(const std::filesystem::path& courier_db,
                                                                     const std::string& journal);

}  // namespace rancak::kiosk
