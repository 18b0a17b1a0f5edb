#include "shared/participation.h"

#include "shared/skm.h"

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
    return skm_quality(index.hundredths);
}

}  // namespace rancak
