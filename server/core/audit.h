#pragma once

#include "server/core/caller.h"
#include "shared/random.h"
#include "shared/time.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace rancak::server {

// Where an entry of the audit log stands; newest first they are read.
struct AuditPlace {
    Timestamp at{};
    std::string id;  // random: two servers may write in the same millisecond
    friend auto operator<=>(const AuditPlace&, const AuditPlace&) = default;
};

// Who changed what. Never changed or deleted; holds no text of a citizen, PIN, password, key or token.
struct AuditEntry {
    AuditPlace place;
    std::string who;      // Caller::name
    std::string what;     // user.add, catalogue.import, case.answer …
    std::string subject;  // the id of what was changed
    std::string office;   // whose it is; empty: the city's
    std::string detail;   // a few words
    friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

// Names an entry of now; to be stored in the transaction of the change.
[[nodiscard]] AuditEntry audit_entry(Random&, Timestamp now, const Caller& who, std::string_view what, std::string_view subject,
                                     std::string_view office = {}, std::string_view detail = {});

[[nodiscard]] std::string encode(const AuditPlace&);  // an opaque word outside the server
[[nodiscard]] std::optional<AuditPlace> decode_audit_place(std::string_view);

}  // namespace rancak::server
