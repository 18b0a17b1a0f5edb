// From the press of a face to the durable line: event encoded, line built and hashed, one SQLite transaction, synchronous
// FULL. Beside it, taking turns on the same disk, what no store can undercut: appending as many bytes to a plain file and
// fdatasync. Then how long the journal of a year offline takes to open and to recheck.
#include "kiosk/adapters/journal.h"
#include "kiosk/adapters/journal_reader.h"
#include "tests/bench/frame/bench.h"
#include "tests/support/temporary_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace rancak::bench {
namespace {

using Stopwatch = std::chrono::steady_clock;
using Milli = std::chrono::duration<double, std::milli>;

const std::string journal_id(journal_id_length, '0');

EventBody some_rating(std::size_t number) {
    return RatingBody{"0123456789abcdefghjkmnpqrs", static_cast<int>(1 + number % 5), "disdukcapil", "disdukcapil-2",
                      fmt::format("petugas-{:02}", number % 40), Language::indonesian};
}

template <class Value>
Value stored(kiosk::JournalResult<Value> result) {
    if (!result) throw std::runtime_error(result.error().message);
    if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

Figure in_milliseconds(std::string name) {
    Figure figure;
    figure.name = std::move(name);
    figure.unit = "ms";
    return figure;
}

template <class Work>
double milliseconds(Work work) {
    const auto began = Stopwatch::now();
    work();
    return Milli(Stopwatch::now() - began).count();
}

struct Times {
    std::vector<double> ours, raw;
};

// One visitor after the other, each followed by a raw append: what disturbs the disk disturbs both.
Times append_in_turns(kiosk::Journal& journal, const FileDescriptor& file, const std::filesystem::path& name,
                      const std::string& bytes, std::size_t appends) {
    Times times;
    for (std::size_t i = 0; i < appends; ++i) {
        const std::vector<EventBody> one{some_rating(i)};
        times.ours.push_back(milliseconds([&] { stored(journal.append(one)); }));
        times.raw.push_back(milliseconds([&] {
            static_cast<void>(write_all(file, bytes, name));
            if (fdatasync(file.get()) != 0) throw std::runtime_error("fdatasync failed");
        }));
    }
    return times;
}

void measure_appends(bool quick) {
    const test::TemporaryFolder temporary;
    const SystemClock clock;
    const auto folder = checked(kiosk::DataFolder::open(temporary / "data"));
    auto journal = stored(kiosk::Journal::open(folder, journal_id, clock));
    const auto name = temporary / "raw";
    const FileDescriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (!file) throw std::runtime_error("cannot write " + name.string());
    const std::vector<EventBody> one{some_rating(0)};
    stored(journal.append(one));
    const auto line = checked(checked(kiosk::JournalReader::open(folder.paths().journal())).read_from(1, {1, 1}));

    Figure middle = in_milliseconds("press to durable, median"), tail = in_milliseconds("press to durable, p99");
    middle.beside = tail.beside = "raw append + fdatasync";
    middle.goal.ratio_at_most = 1.2;
    tail.goal.ratio_at_most = 2;
    for (int round = 0; round < (quick ? 3 : 7); ++round) {
        const auto times = append_in_turns(journal, file, name, line.text, quick ? 100 : 1000);
        middle.runs.push_back(median(times.ours));
        middle.beside_runs.push_back(median(times.raw));
        tail.runs.push_back(quantile(times.ours, 0.99));
        tail.beside_runs.push_back(quantile(times.raw, 0.99));
        stored(journal.tidy());  // as the program does when nobody is at the screen
    }
    print(middle);
    print(tail);
}

void measure_a_year_offline(bool quick) {
    const std::size_t events = quick ? 20'000 : 500'000;
    const test::TemporaryFolder temporary;
    const SystemClock clock;
    const auto folder = checked(kiosk::DataFolder::open(temporary / "data"));
    {
        auto journal = stored(kiosk::Journal::open(folder, journal_id, clock));
        for (std::size_t done = 0; done < events;) {
            std::vector<EventBody> some;
            for (; some.size() < 1000; ++done) some.push_back(some_rating(done));
            stored(journal.append(some));
        }
        stored(journal.tidy());
    }
    Figure opened = in_milliseconds(fmt::format("journal of {} events opened, newest verified", events));
    Figure checked_whole = in_milliseconds(fmt::format("whole chain of {} events rechecked", events));
    for (int round = 0; round < 3; ++round) {
        opened.runs.push_back(milliseconds([&] { stored(kiosk::Journal::open(folder, journal_id, clock)); }));
        auto reader = checked(kiosk::JournalReader::open(folder.paths().journal()));
        kiosk::ChainCheck check;
        checked_whole.runs.push_back(milliseconds([&] {
            while (checked(check.step(reader, 2000)) == kiosk::ChainCheck::Outcome::more) {
            }
        }));
        if (!check.damage().empty()) throw std::runtime_error(check.damage());
    }
    print(opened);
    print(checked_whole);
}

void measure(const Options& options) {
    measure_appends(options.quick);
    measure_a_year_offline(options.quick);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
