#include "admin/verify.h"

#include <algorithm>
#include <istream>

namespace rancak::admin {

namespace {

enum class Got { line, too_long, nothing };

// Up to the next line feed, which is left out. The rest of a line that is too long is skipped.
Got next_line(std::istream& file, std::string& line) {
    line.clear();
    auto& bytes = *file.rdbuf();
    for (int byte = bytes.sbumpc(); byte != std::istream::traits_type::eof(); byte = bytes.sbumpc()) {
        if (byte == '\n') return line.size() > max_line_bytes ? Got::too_long : Got::line;
        if (line.size() <= max_line_bytes) line.push_back(static_cast<char>(byte));
    }
    if (line.empty()) return Got::nothing;
    return line.size() > max_line_bytes ? Got::too_long : Got::line;
}

// The chain as far as it is checked. The first line of a journal says itself what it follows; from seq 1 on that must
// be the beginning.
struct Chain {
    ChainReader reader;
    JournalCheck check;

    explicit Chain(const EventView& first)
        : reader(first.seq == 1 ? Head{} : Head{first.seq - 1, first.prev}) {
        check.first = first.seq;
    }

    void add(std::string_view line, std::uint64_t number) {
        if (check.broken) return;
        if (auto wrong = reader.add(line)) {
            check.broken = Break{number, std::move(*wrong)};
        } else {
            ++check.events;
            check.head = reader.head();
        }
    }
};

}  // namespace

bool Verification::whole() const {
    return !unreadable && std::none_of(journals.begin(), journals.end(),
                                       [](const auto& entry) { return entry.second.broken.has_value(); });
}

Verification verify_lines(std::istream& file, const std::function<void(std::uint64_t)>& progress) {
    std::map<std::string, Chain, std::less<>> chains;
    Verification result;
    std::string line;
    std::uint64_t number = 0;
    for (Got got = next_line(file, line); got != Got::nothing; got = next_line(file, line)) {
        if (++number % 1000 == 0) progress(number);
        const auto view = got == Got::line ? read_event_line(line) : std::nullopt;
        if (!view || view->seq == 0) {
            if (!result.unreadable) result.unreadable = Break{number, "this is not an event line"};
            continue;
        }
        auto found = chains.find(view->journal);
        if (found == chains.end()) found = chains.emplace(std::string(view->journal), Chain(*view)).first;
        found->second.add(line, number);
    }
    progress(number);
    for (auto& [journal, chain] : chains) result.journals.emplace(journal, std::move(chain.check));
    return result;
}

}  // namespace rancak::admin
