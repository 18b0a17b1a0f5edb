// A kiosk without a window: real decisions, real journal, real courier, in one thread, so that a test can end it at any
// call that touches its files. Plays visits and says on standard output when a visitor is thanked.
//
//   faults-kiosk --data DIR --server URL [--ca-file FILE] [--code CODE] [--visits N] [--drain] [--die-before-thanks]
//   faults-kiosk --data DIR --count N    only counts visits, every second with a rating
//
//   counted                   one more is counted
//   enrolled JOURNAL          after the enrolment, which is made with the code when there is none yet
//   thanked JOURNAL SEQ       the rating is stored and the screen says so
//   alarm SENTENCE            something that a person must look at begins (--drain), or "none" when it is over
//   drained SEQ               all up to SEQ are acknowledged (--drain: waits for it)

#include "kiosk/adapters/courier.h"
#include "kiosk/adapters/journal.h"
#include "kiosk/adapters/visit_counts.h"
#include "kiosk/core/update.h"
#include "tests/support/kiosk_world.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <thread>
#include <unistd.h>

namespace {

using namespace rancak;
using namespace rancak::kiosk;

struct Options {
    std::string data, server, ca_file, code;
    int visits = 0, count = 0;
    bool drain = false, die_before_thanks = false;
};

Options read_options(int count, char** words) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        const auto value = [&] { return i + 1 < count ? std::string(words[++i]) : std::string(); };
        if (word == "--data")
            options.data = value();
        else if (word == "--server")
            options.server = value();
        else if (word == "--ca-file")
            options.ca_file = value();
        else if (word == "--code")
            options.code = value();
        else if (word == "--visits")
            options.visits = std::stoi(value());
        else if (word == "--count")
            options.count = std::stoi(value());
        else if (word == "--drain")
            options.drain = true;
        else if (word == "--die-before-thanks")
            options.die_before_thanks = true;
        else
            std::exit(2);
    }
    return options;
}

void say(const std::string& line) {
    const std::string whole = line + "\n";
    if (write(STDOUT_FILENO, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size())) std::exit(3);
}

template <class T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
}

// Random as the system's, but a share of a retry's ceiling (8 bytes, see uniform()) is small: a test need not wait.
class PromptRandom final : public Random {
 public:
    void fill(std::span<std::uint8_t> out) override {
        system_.fill(out);
        if (out.size() == 8) out[0] = 2, out[1] = 0;
    }

 private:
    SystemRandom system_;
};

// The state and what happens to it. Every thanks is told at once.
class Screen {
 public:
    Screen(Journal& journal, const Clock& clock, Random& random, bool die_before_thanks)
        : journal_(journal), clock_(clock), random_(random), die_before_thanks_(die_before_thanks) {
        Setup setup;
        setup.office = "a";
        state_ = first_state(setup, sample_catalogue(), {}, moment());
    }

    void act(const Action& action) {
        Next next = update(std::move(state_), action, moment());
        state_ = std::move(next.state);
        tell_thanks();
        for (const Effect& effect : next.effects) {
            if (const auto* append = std::get_if<Append>(&effect)) store(*append);
        }
    }

    void visit(int number) {
        act(Begin{});
        switch (number % 3) {
            case 0:
                act(PickOfficer{"o-1"});
                act(Rate{5});
                act(ToggleReason{"kind"});
                break;
            case 1:
                act(PickOfficer{"o-1"});
                act(Rate{2});
                act(WrongOfficer{});
                act(PickOfficer{"o-2"});
                act(ToggleCause{Cause::queue});
                break;
            default:
                act(PickUnsure{});
                act(Rate{1});
                act(Undo{});
                act(Rate{4});
        }
        act(Done{});
        act(Done{});
    }

 private:
    [[nodiscard]] Moment moment() { return {clock_.monotonic(), clock_.now(), random_id(random_)}; }

    void store(const Append& append) {
        const auto seqs = journal_.append(append.events);
        if (!seqs) return act(StoreFailed{append.ticket, seqs.error().message});
        if (die_before_thanks_) std::raise(SIGKILL);
        act(Stored{append.ticket, *seqs});
    }

    void tell_thanks() {
        if (!state_.visit) return;
        for (const auto& rating : state_.visit->ratings) {
            if (told_.insert(rating.seq).second) say("thanked " + journal_.id() + " " + std::to_string(rating.seq));
        }
    }

    Journal& journal_;
    const Clock& clock_;
    Random& random_;
    const bool die_before_thanks_;
    State state_;
    std::set<std::uint64_t> told_;
};

DeviceIdentity identity_of(const DataFolder& folder, const Options& options, HttpClient& http, Random& random) {
    auto known = must(load_identity(folder));
    if (known) return std::move(*known);
    if (options.code.empty()) must<int>(fail("not enrolled, and no code was given"));
    auto identity = must(enrol(folder, http, {options.server, options.code, "1", Placement::lobby}, random));
    say("enrolled " + identity.journal);
    return identity;
}

std::unique_ptr<HttpClient> client_for(const Options& options) {
    HttpSettings settings;
    settings.server = options.server;
    settings.ca_file = options.ca_file;
    settings.max_reply_bytes = 1 << 20;
    settings.reply_within = std::chrono::seconds(5);
    return must(make_http_client(settings));
}

void count_visits(const DataFolder& folder, int times) {
    VisitCounts counts(folder, std::string(journal_id_length, '0'));
    for (int i = 0; i < times; ++i) {
        if (const auto counted = counts.count({}, i % 2 == 0); !counted) must<int>(fail(counted.error().message));
        say("counted");
    }
}

void run(const Options& options) {
    const DataFolder folder = must(DataFolder::open(options.data));
    if (options.count > 0) return count_visits(folder, options.count);
    SystemClock clock;
    PromptRandom random;
    auto http = client_for(options);
    const DeviceIdentity identity = identity_of(folder, options, *http, random);
    auto opened = Journal::open(folder, identity.journal, clock);
    if (!opened) must<int>(fail(opened.error().message));
    Journal& journal = *opened;

    Alarms alarms;
    Mailbox<Action> mailbox([] {});
    Courier courier({folder.paths(), identity, "1", must(JournalReader::open(folder.paths().journal())),
                     must(CourierMemory::open(folder, identity.journal)), CatalogueCache::open(folder, identity.office),
                     std::move(http), clock, random, alarms, mailbox});
    Screen screen(journal, clock, random, options.die_before_thanks);
    const auto everything_is_there = [&] { return courier.status().acknowledged == journal.head().seq; };
    for (int i = 0; i < options.visits; ++i) {
        screen.visit(i);
        for (int steps = 0; steps < 20 && !courier.step(); ++steps) {
        }
    }
    if (auto tidied = journal.tidy(); !tidied) must<int>(fail(tidied.error().message));
    std::string alarmed = "none";
    while (options.drain && !everything_is_there()) {
        const auto rest = courier.step();
        const auto sentences = alarms.sentences();
        if (const auto now = sentences.empty() ? std::string("none") : sentences.front(); now != alarmed) say("alarm " + (alarmed = now));
        if (rest) std::this_thread::sleep_for(*rest);
    }
    if (alarmed != "none" && alarms.sentences().empty()) say("alarm none");
    if (options.drain) say("drained " + std::to_string(journal.head().seq));
}

}  // namespace

int main(int count, char** words) {
    std::signal(SIGPIPE, SIG_IGN);
    run(read_options(count, words));
    return 0;
}
