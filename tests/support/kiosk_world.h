#pragma once

#include "kiosk/core/update.h"

#include <string>
#include <vector>

namespace rancak::kiosk {

// One office with two counters, three officers (o-1 at a-1, o-2 at a-2, o-3 nowhere), a caretaker, two services, a few
// reasons, and the survey all through the month in which the clock begins.
[[nodiscard]] std::shared_ptr<const Catalogue> sample_catalogue();

// update() with a journal in memory and a clock that the test moves. Every Append is stored at once unless the
// journal is broken.
class KioskWorld {
public:
    explicit KioskWorld(Placement placement = Placement::lobby, std::string counter = {});

    void act(const Action&);
    void pass(Milliseconds);   // lets time go by, with a Tick at each deadline
    [[nodiscard]] const State& state() const { return state_; }
    template <class S>
    [[nodiscard]] const S* on() const { return std::get_if<S>(&state_.screen); }

    std::vector<EventBody> journal;      // all stored bodies, oldest first; seq is index + 1
    std::vector<FreeText> texts;         // all that was stored with them, oldest first
    std::vector<Effect> effects;         // all but Append, oldest first
    bool journal_is_broken = false;
    bool journal_is_slow = false;        // an Append waits for store()
    void store();
    // The power fails and comes back: what waits for the disk was written or is lost.
    void restart(bool written);

    // The ratings that stand: neither withdrawn nor replaced.
    [[nodiscard]] std::vector<RatingBody> standing_ratings() const;

private:
    void run(std::vector<Effect>);
    void answer(const Append&);
    [[nodiscard]] Moment moment();

    State state_;
    Monotonic now_{Milliseconds{1'000'000}};
    Timestamp wall_ = parse_rfc3339("2026-11-24T03:12:45.000Z").value();
    int ids_ = 0;
    std::vector<Append> waiting_;
};

}  // namespace rancak::kiosk
