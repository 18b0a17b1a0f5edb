#include "tests/support/random_visits.h"

#include <algorithm>
#include <stdexcept>

namespace rancak::kiosk::test {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t longest_visit = 40;  // deeds
constexpr std::uint64_t visits_a_power_cut = 400;

std::string counter_at(Placement placement) { return placement == Placement::counter ? "a-1" : ""; }

// Choosing another text size bakes the fonts anew, which takes as long as a hundred touches.
bool is_slow(const Node& node) { return node.id == "text-size"; }

// What every screen offers beside its own: else most visits would do nothing but turn it on and off.
bool is_on_every_screen(const Node& node) {
    static constexpr std::array ids{"contrast", "text-size", "voice", "low-reach", "mirrored", "calm", "more-time", "staff", "back"};
    return node.id.starts_with("language") || std::find(ids.begin(), ids.end(), node.id) != ids.end();
}

}  // namespace

RandomVisits::RandomVisits(const Wish& wish)
    : wish_(wish), random_(wish.seed), world_(wish.placement, counter_at(wish.placement)) {
    screen_ = std::make_unique<KioskScreen>(world_.state(), wish_.size, Pixels::none);
    clean_ = std::make_unique<KioskScreen>(world_.state(), wish_.size, Pixels::none);
}

void RandomVisits::play() {
    told_.clear();
    world_.journal.clear();
    world_.texts.clear();
    checked_ = 0;
    ++visits_;
    const std::uint64_t deeds = 1 + below(longest_visit);
    for (std::uint64_t i = 0; i < deeds; ++i) do_something();
    if (one_in(visits_a_power_cut)) lose_power();
    world_.journal_is_broken = world_.journal_is_slow = false;
    world_.store();
    told_.push_back("walks away");
    world_.act(JournalRecovered{});
    world_.act(ExportEnded{ExportEnded::How::cancelled, ""});  // one that runs keeps the caretaker's screen
    world_.pass(2 * (idle_after + idle_warning_lasts + thanks_last) + 1s);  // twice as long when they asked for it
    world_.act(Tick{});
    show();
    check_journal();
    check_nothing_is_left();
}

void RandomVisits::do_something() {
    ++deeds_;
    const std::uint64_t dice = below(100);
    if (dice < 84) tap_something();
    else if (dice < 88) drag_somewhere();
    else if (dice < 93) press_a_key();
    else if (dice < 97) world_.pass(Milliseconds{below(100'000)});
    else change_the_world();
    act();
    check_screen();
    check_journal();
}

void RandomVisits::tap_something() {
    std::vector<const Node*> own, there;
    for (const Node& node : screen_->tree().nodes) {
        if (!pressable(node.role) || node.state.disabled || node.visible.empty()) continue;
        there.push_back(&node);
        if (!is_on_every_screen(node)) own.push_back(&node);
    }
    if (there.empty()) return;  // check_screen() has looked whether it may be so
    if (!own.empty() && !one_in(8)) there = std::move(own);
    const Node& node = *there[below(there.size())];
    if (is_slow(node) && !one_in(50)) return;
    told_.push_back("taps " + node.id);
    const Point at = node.visible.centre();
    screen_->press(at);
    screen_->lift(at);
}

void RandomVisits::drag_somewhere() {
    const auto anywhere = [&] {
        return Point{static_cast<float>(below(static_cast<std::uint64_t>(wish_.size.width))),
                     static_cast<float>(below(static_cast<std::uint64_t>(wish_.size.height)))};
    };
    told_.push_back("drags");
    screen_->press(anywhere());
    for (std::uint64_t i = 0; i < 3; ++i) screen_->move(anywhere());
    screen_->lift(anywhere());
}

void RandomVisits::press_a_key() {
    constexpr std::array steps{Step::next, Step::previous, Step::left, Step::right, Step::up, Step::down, Step::activate, Step::back};
    const Step step = steps[below(steps.size())];
    told_.push_back("presses key " + std::to_string(static_cast<int>(step)));
    screen_->draw({step});
}

void RandomVisits::change_the_world() {
    switch (below(5)) {
        case 0: world_.journal_is_broken = !world_.journal_is_broken; break;
        case 1: world_.journal_is_slow = !world_.journal_is_slow; break;
        case 2: world_.store(); break;
        case 3: {
            auto other = std::make_shared<Catalogue>(*sample_catalogue());
            if (one_in(2)) other->services.clear();
            if (one_in(2)) other->officers.pop_back();
            if (one_in(2)) other->reasons.clear();
            if (one_in(2)) other->offices[0].survey.reset();
            told_.push_back("another catalogue arrives");
            world_.act(CatalogueArrived{std::move(other)});
            break;
        }
        default: world_.act(CatalogueArrived{sample_catalogue()});
    }
}

// What waits for the disk is written or it is not; everything that was only in memory is gone.
void RandomVisits::lose_power() {
    told_.push_back("the power fails");
    world_.restart(one_in(2));
    screen_ = std::make_unique<KioskScreen>(world_.state(), wish_.size, Pixels::none);
}

// The rooms beyond the core, in one of the ways in which they may answer.
void RandomVisits::answer_effects() {
    for (const Effect& effect : std::exchange(world_.effects, {})) {
        if (const auto* check = std::get_if<CheckPin>(&effect)) {
            if (one_in(2)) world_.act(PinAccepted{check->who});
            else world_.act(PinRefused{check->who, one_in(3) ? std::optional(world_.state().now + 30s) : std::nullopt});
        } else if (std::holds_alternative<FindDestinations>(effect)) {
            world_.act(DestinationsFound{one_in(2) ? std::vector<Destination>{{"/media/usb0", "Flash disk"}} : std::vector<Destination>{}});
        } else if (std::holds_alternative<BeginExport>(effect)) {
            world_.act(ExportProgress{3, 9});
            if (one_in(2)) world_.act(ExportEnded{one_in(2) ? ExportEnded::How::done : ExportEnded::How::failed, "/media/usb0/x.csv"});
        } else if (std::holds_alternative<StopExport>(effect)) {
            world_.act(ExportEnded{ExportEnded::How::cancelled, ""});
        } else if (const auto* fetch = std::get_if<FetchStanding>(&effect)) {
            world_.act(StandingMissing{fetch->officer});
        } else if (std::holds_alternative<ReadHealth>(effect)) {
            world_.act(HealthRead{});
        }
    }
}

void RandomVisits::act() {
    for (const Action& action : screen_->take_actions()) world_.act(action);
    answer_effects();
    show();
}

void RandomVisits::show() {
    screen_->show(world_.state());
    screen_->settle();
    for (const Action& action : screen_->take_actions()) world_.act(action);  // what a key that repeats brought
    screens_.insert(screen_->tree().screen);
}

void RandomVisits::check_screen() {
    const auto& nodes = screen_->tree().nodes;
    const bool something = std::any_of(nodes.begin(), nodes.end(), [](const Node& node) {
        return pressable(node.role) && !node.state.disabled && !node.visible.empty();
    });
    if (!something) fail("nothing can be done here");
    if (const auto* why = world_.on<Why>()) {
        const bool there = why->rating.seq >= 1 && why->rating.seq <= world_.journal.size();
        const auto* rating = there ? std::get_if<RatingBody>(&world_.journal[why->rating.seq - 1]) : nullptr;
        if (!rating || rating->score != why->rating.score) fail("somebody is thanked for a rating that is not in the journal");
    }
    if (!next_deadline(world_.state())) fail("nothing would ever lead back to clean");
}

void RandomVisits::check_journal() {
    for (; checked_ < world_.journal.size(); ++checked_) {
        const EventBody& body = world_.journal[checked_];
        const std::string json = encode(body);
        const auto read = decode_body(kind_of(body), json);
        if (!read) fail("a server would park " + json + ": " + read.error().message);
        const std::string line = write_event_line("0000000000000000000000000a", head_.seq + 1, head_.hash, world_.state().wall, kind_of(body), json);
        head_ = {head_.seq + 1, blake2b(line)};
        if (const auto broken = reader_.add(line)) fail("the journal does not verify: " + *broken);
    }
}

void RandomVisits::check_nothing_is_left() {
    const State& state = world_.state();
    if (!world_.on<Attract>()) fail("the screen does not go back to clean");
    if (state.visit || !(state.preferences == Preferences{})) fail("the state remembers the visit");
    clean_->show(state);
    clean_->settle();
    if (!(clean_->tree() == screen_->tree())) fail("the screen shows a trace of the visit:\n" + encode(screen_->tree()) + "\n" + encode(clean_->tree()));
}

void RandomVisits::fail(const std::string& what) const {
    std::string told = "visit " + std::to_string(visits_) + " of seed " + std::to_string(wish_.seed) + " on " + screen_->tree().screen + ": " + what + "\n";
    for (const std::string& deed : told_) told += "  " + deed + "\n";
    throw std::runtime_error(told);
}

}  // namespace rancak::kiosk::test
