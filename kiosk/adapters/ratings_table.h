#pragma once

#include "kiosk/adapters/journal_reader.h"
#include "shared/result.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rancak::kiosk {

// The ratings of a journal as CSV, each in its present state: what later details and withdrawals made of it. The same
// columns as the server's export; those that only the server knows are empty.
inline constexpr std::string_view ratings_table_columns =
    "journal,seq,at,received_at,office,counter,officer,visit,score,language,cause,reasons,withdrawn,flags\r\n";

// Lifecycle: learn() every line of the journal, then row() for every line again.
class RatingsTable {
public:
    void learn(std::string_view line);
    // Adds the line's row when it is a rating. Reads the rating's detail through the reader.
    [[nodiscard]] Result<void> row(std::string_view line, JournalReader&, std::string& out) const;

private:
    struct Later {
        std::uint64_t detail = 0;  // seq of the newest detail; 0: none
        std::string_view withdrawn;  // why; empty when it stands
    };
    std::unordered_map<std::uint64_t, Later> later_;  // by the rating's seq
};

}  // namespace rancak::kiosk
