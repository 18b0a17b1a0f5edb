#pragma once

#include "shared/event_body.h"
#include "shared/hash.h"
#include "shared/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rancak {

// One event as it is stored, sent and hashed: one line, its bytes fixed forever, without the line feed.
//
//   {"v":1,"journal":"<26>","seq":12,"prev":"<64 hex>","at":"2026-11-24T03:12:45.123Z","kind":"rating","body":{…}}
//
// The envelope has exactly this form and order, no blanks; only the body is free JSON. So the envelope can be checked
// without a JSON parser and there is one way to write an event.
struct EventView {  // points into the line
    std::string_view journal;
    std::uint64_t seq = 0;
    Hash prev;
    Timestamp at{};
    std::string_view kind;  // [a-z_]{1,32}
    std::string_view body;  // starts with { and ends with }; otherwise unchecked, see decode_body()
};

inline constexpr std::size_t max_line_bytes = 8192;
inline constexpr std::size_t journal_id_length = 26;

[[nodiscard]] bool is_journal_id(std::string_view);  // [0-9a-z]{26}

[[nodiscard]] std::string write_event_line(std::string_view journal, std::uint64_t seq, const Hash& prev, Timestamp at,
                                           std::string_view kind, std::string_view body);
[[nodiscard]] std::optional<EventView> read_event_line(std::string_view line);

// The newest event of a chain; seq 0 and zeros before the first.
struct Head {
    std::uint64_t seq = 0;
    Hash hash;
    friend bool operator==(const Head&, const Head&) = default;
};

// Checks that lines follow each other: each well formed, of the same journal, seq one higher, prev the hash before.
class ChainReader {
public:
    explicit ChainReader(Head start = {}) : head_(start) {}

    // nullopt when the line follows; else what is wrong, and the head stays.
    [[nodiscard]] std::optional<std::string> add(std::string_view line);
    [[nodiscard]] const Head& head() const { return head_; }
    [[nodiscard]] const std::string& journal() const { return journal_; }  // of the first line

private:
    Head head_;
    std::string journal_;
};

}  // namespace rancak
