#pragma once

#include "server/core/audit.h"
#include "server/core/stored.h"
#include "server/core/told.h"
#include "shared/participation.h"
#include "shared/time.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace rancak::server {

// Called for each row in order; false ends the reading.
using OnSurvey = std::function<bool(const SurveyRow&)>;

// What an office made public of its survey (SKM), once and for all: later answers change nothing about it.
struct Publication {
    std::string office, id;  // the id is made of what was published: the same again is the same publication
    std::string service;     // empty: the whole office
    DaySpan period;
    std::uint64_t n = 0;
    int hundredths = 0;   // the IKM
    std::string figures;  // JSON, as GET /v1/admin/skm told them
    Timestamp published{};
    std::string who;
    friend bool operator==(const Publication&, const Publication&) = default;
};

class SkmStore {
public:
    virtual ~SkmStore() = default;
    // An office's surveys by the kiosk's clock, `before` not included.
    [[nodiscard]] virtual Stored<void> surveys_between(const std::string& office, Timestamp from, Timestamp before, const OnSurvey&) = 0;
    // With the entry in one transaction. One that is there already stays as it is, and there is no entry; tells what is there then.
    [[nodiscard]] virtual Stored<Publication> put_publication(const Publication&, const AuditEntry&) = 0;
    // Of one office or, when it is empty, of all: newest first.
    [[nodiscard]] virtual Stored<std::vector<Publication>> publications(const std::string& office) = 0;
};

}  // namespace rancak::server
