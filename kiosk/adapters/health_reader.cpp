#include "kiosk/adapters/health_reader.h"

#include <algorithm>
#include <filesystem>

namespace rancak::kiosk {

Health read_health(const DataPaths& paths, JournalReader* reader, const CourierStatus& courier, const Alarms& alarms) {
    Health health;
    health.online = courier.online;
    health.online_changed = courier.online_changed;
    health.last_error = courier.last_error;
    health.parked = courier.parked;
    health.last_receipt = courier.last_receipt;
    health.data_folder = paths.root.string();
    health.alarms = alarms.sentences();
    std::error_code unknown;
    const auto space = std::filesystem::space(paths.root, unknown);
    health.disk_free = unknown ? 0 : space.available;
    if (!reader) return health;
    const auto extent = reader->extent();
    if (!extent) {
        health.alarms.push_back(extent.error().message);
        return health;
    }
    health.events = extent->events();
    health.waiting = extent->head.seq - std::min(extent->head.seq, courier.acknowledged);
    health.head_seq = extent->head.seq;
    health.head = to_hex(extent->head.hash);
    health.journal = extent->journal;
    return health;
}

}  // namespace rancak::kiosk
