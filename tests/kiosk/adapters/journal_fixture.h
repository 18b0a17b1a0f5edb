#pragma once

#include "kiosk/adapters/journal.h"
#include "kiosk/adapters/journal_reader.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <string>

namespace rancak::kiosk {

inline const std::string sample_journal = "0123456789abcdefghjkmnpqrs";

inline EventBody rating(int score, std::string officer = "officer-1") {
    return RatingBody{"visit-1", score, "dukcapil", "loket-1", std::move(officer), Language::indonesian};
}

// A data folder with an open journal.
struct JournalFixture {
    test::TemporaryFolder temporary = test::TemporaryFolder::in_memory();
    test::ManualClock clock;
    DataFolder folder = *DataFolder::open(temporary / "data");
    Journal journal = *Journal::open(folder, sample_journal, clock);

    std::vector<std::uint64_t> store(int ratings) {
        std::vector<std::uint64_t> seqs;
        for (int i = 0; i < ratings; ++i) {
            const std::vector<EventBody> one{rating(i % 5 + 1)};
            const auto stored = journal.append(one);
            REQUIRE(stored);
            seqs.insert(seqs.end(), stored->begin(), stored->end());
        }
        return seqs;
    }
    JournalReader reader() {
        auto opened = JournalReader::open(folder.paths().journal());
        REQUIRE(opened);
        return std::move(*opened);
    }
};

inline constexpr LinesLimit all_lines{1'000'000, 1'000'000'000};

}  // namespace rancak::kiosk
