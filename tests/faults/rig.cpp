#include "tests/faults/rig.h"

#include "kiosk/adapters/journal_reader.h"
#include "shared/event_line.h"

#include <algorithm>
#include <map>
#include <sstream>

namespace rancak::test {

std::vector<Thanked> thanked_in(const std::string& driver_output) {
    std::vector<Thanked> all;
    std::istringstream lines(driver_output);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string word;
        Thanked thanked;
        if (words >> word >> thanked.journal >> thanked.seq && word == "thanked") all.push_back(std::move(thanked));
    }
    return all;
}

std::vector<std::string> violations(Centre& centre, const std::vector<Thanked>& thanked) {
    std::vector<std::string> found;
    std::map<std::string, ChainReader> chains;
    std::map<Thanked, int> events, ratings;
    for (const auto& event : centre.events()) {
        ++events[{event.journal, event.seq}];
        if (const auto wrong = chains[event.journal].add(event.line)) {
            found.push_back("the chain of " + event.journal + " is broken: " + *wrong);
        }
    }
    for (const auto& [journal, seq] : centre.ratings()) ++ratings[{journal, seq}];
    for (const auto& one : thanked) {
        const std::string name = "rating " + std::to_string(one.seq) + " of " + one.journal;
        if (events[one] != 1) found.push_back(name + " is there " + std::to_string(events[one]) + " times as an event");
        if (ratings[one] != 1)
            found.push_back(name + " is there " + std::to_string(ratings[one]) + " times as a rating");
    }
    return found;
}

std::vector<std::string> lost_in_cut(const DurableFolder& durable, const std::vector<Thanked>& thanked) {
    if (thanked.empty()) return {};
    const TemporaryFolder temporary;
    durable.restore(temporary.path());
    auto reader = kiosk::JournalReader::open(temporary / "journal.db");
    if (!reader) return {"after the cut: " + reader.error().message};
    const auto lines = reader->read_from(1, {1'000'000, 1'000'000'000});
    if (!lines) return {"after the cut: " + lines.error().message};
    std::vector<std::string> lost;
    ChainReader chain;
    std::istringstream stream(lines->text);
    for (std::string line; std::getline(stream, line);) {
        if (const auto wrong = chain.add(line)) lost.push_back("after the cut the chain is broken: " + *wrong);
    }
    for (const auto& one : thanked) {
        if (one.seq > chain.head().seq) lost.push_back("rating " + std::to_string(one.seq) + " is lost in the cut");
    }
    return lost;
}

}  // namespace rancak::test
