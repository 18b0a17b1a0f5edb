#pragma once

#include "shared/event_line.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/kiosk_world.h"

#include <cstdint>
#include <memory>
#include <random>
#include <string>

namespace rancak::kiosk::test {

// Visitors who touch whatever is there: taps, drags, keys, long pauses, other catalogues, a disk that fails, a kiosk that
// loses its power. The real Ui and the real update() with a journal in memory; nothing is drawn. The same seed plays the
// same visits.
class RandomVisits {
public:
    struct Wish {
        std::uint64_t seed = 1;
        Placement placement = Placement::lobby;
        ScreenSize size{"1920x1080", 1920, 1080, 546_mm};
    };
    explicit RandomVisits(const Wish&);

    // One visit and the pause after it. Throws std::runtime_error, with the visit's number and what was done in it, when a
    // screen leaves nothing to do, somebody is thanked for what is not in the journal, anything of the visit is left on the
    // screen after it, or what was written is no event that a server would understand.
    void play();

    [[nodiscard]] std::uint64_t visits() const { return visits_; }
    [[nodiscard]] std::uint64_t deeds() const { return deeds_; }
    [[nodiscard]] std::uint64_t events() const { return head_.seq; }
    [[nodiscard]] std::size_t kinds_of_screens() const { return screens_.size(); }

private:
    void do_something();
    void tap_something();
    void drag_somewhere();
    void press_a_key();
    void change_the_world();
    void lose_power();
    void answer_effects();
    void act();
    void show();
    void check_screen();
    void check_journal();
    void check_nothing_is_left();
    [[noreturn]] void fail(const std::string& what) const;
    [[nodiscard]] std::uint64_t below(std::uint64_t n) { return random_() % n; }
    [[nodiscard]] bool one_in(std::uint64_t n) { return below(n) == 0; }

    Wish wish_;
    std::mt19937_64 random_;
    KioskWorld world_;
    std::unique_ptr<KioskScreen> screen_, clean_;  // clean: never sees a visit
    Head head_;  // of all that was ever written; the world keeps only what this visit wrote
    ChainReader reader_;
    std::uint64_t visits_ = 0, deeds_ = 0;
    std::size_t checked_ = 0;  // of what this visit wrote
    std::set<std::string> screens_;
    std::vector<std::string> told_;  // what was done in this visit
};

}  // namespace rancak::kiosk::test
