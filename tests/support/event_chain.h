#pragma once

#include "shared/event_line.h"

#include <string>
#include <vector>

namespace rancak::test {

// A kiosk's journal in memory: each event added follows the one before.
class EventChain {
public:
    explicit EventChain(std::string journal) : journal_(std::move(journal)) {}

    std::uint64_t add(const EventBody& body, Timestamp at) { return add(kind_of(body), encode(body), at); }
    std::uint64_t add(std::string_view kind, std::string_view body, Timestamp at) {
        return add_line(write_event_line(journal_, head_.seq + 1, head_.hash, at, kind, body));
    }
    // Whatever the bytes are: what follows names their hash.
    std::uint64_t add_line(std::string line) {
        lines_.push_back(std::move(line));
        head_ = {head_.seq + 1, blake2b(lines_.back())};
        return head_.seq;
    }

    [[nodiscard]] const std::string& journal() const { return journal_; }
    [[nodiscard]] const Head& head() const { return head_; }
    [[nodiscard]] const std::string& line(std::uint64_t seq) const { return lines_.at(seq - 1); }
    // The lines from first to last, as a batch carries them.
    [[nodiscard]] std::string batch(std::uint64_t first, std::uint64_t last) const {
        std::string bytes;
        for (auto seq = first; seq <= last; ++seq) bytes += line(seq) + "\n";
        return bytes;
    }
    [[nodiscard]] std::string batch(std::uint64_t first = 1) const { return batch(first, head_.seq); }

private:
    std::string journal_;
    Head head_;
    std::vector<std::string> lines_;
};

}  // namespace rancak::test
