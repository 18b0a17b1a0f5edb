#pragma once

#include "shared/event_line.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>

namespace rancak::admin {

// Where a chain breaks first; the lines of that journal after it are not looked at.
struct Break {
    std::uint64_t line = 0;  // of the file, from 1
    std::string why;
};

struct JournalCheck {
    std::uint64_t events = 0;  // that follow each other
    std::uint64_t first = 0;   // seq of the first line in the file; over 1: what is before is not in the file
    Head head;                 // of the last line that follows
    std::optional<Break> broken;
};

struct Verification {
    std::map<std::string, JournalCheck> journals;
    std::optional<Break> unreadable;  // the first line that is no event line, so belongs to no journal
    [[nodiscard]] bool whole() const;
};

// Rechecks the chains of exported lines: one or more journals, one after the other or interleaved, each journal's lines
// in order. A journal may begin in the middle (an export of what is new). `progress` hears the lines read so far.
[[nodiscard]] Verification verify_lines(std::istream&, const std::function<void(std::uint64_t)>& progress);

}  // namespace rancak::admin
