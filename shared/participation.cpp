#include "shared/participation.h"

#include <algorithm>

namespace rancak {

const ForumTopic* Forum::topic(std::string_view wanted) const {
    const auto found = std::find_if(topics.begin(), topics.end(), [&](const ForumTopic& one) { return one.id == wanted; });
    return found == topics.end() ? nullptr : &*found;
}

Timestamp Forum::begins(std::chrono::minutes utc_offset) const {
    return Timestamp{day.time_since_epoch()} + at - utc_offset;
}

char quality_of(const PublishedIndex& index) {
    if (index.hundredths >= 8831) return 'A';
    if (index.hundredths >= 7661) return 'B';
    return index.hundredths >= 6500 ? 'C' : 'D';
}

}  // namespace rancak
