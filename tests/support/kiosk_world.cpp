#include "tests/support/kiosk_world.h"

#include <algorithm>
#include <stdexcept>

namespace rancak::kiosk {

std::shared_ptr<const Catalogue> sample_catalogue() {
    auto catalogue = std::make_shared<Catalogue>();
    catalogue->offices = {{"a", {"Kantor Contoh", "", "Sample office"}, std::chrono::minutes{420}, {}}};
    catalogue->offices[0].survey = SurveyPeriod{parse_iso_date("2026-11-01").value(), parse_iso_date("2026-11-30").value()};
    catalogue->counters = {{"a-1", "a", {"Loket 1", "", "Counter 1"}}, {"a-2", "a", {"Loket 2", "", "Counter 2"}}};
    catalogue->officers = {{"o-1", "a", "Upik (contoh)", "a-1", std::nullopt, "$argon2id$1"},
                           {"o-2", "a", "Buyuang (contoh)", "a-2", std::nullopt, "$argon2id$2"},
                           {"o-3", "a", "Sutan (contoh)", "", std::nullopt, ""}};
    catalogue->caretakers = {{"c-1", "a", "Penjaga (contoh)", "$argon2id$3"}};
    catalogue->categories = {{"cards", {"Kartu", "", "Cards"}}};
    Service card{"ktp", "a", {"KTP-el", "", "Identity card"}, {"a-1"}, "cards"};
    card.standard.requirements = {{"Kartu Keluarga", "", "Family card"}, {"Datang sendiri", "", "Come yourself"}};
    catalogue->services = {card, {"kk", "a", {"Kartu Keluarga", "", "Family card"}, {"a-2"}}};
    catalogue->reasons = {{"slow", {"Lambat", "", "Slow"}, Cause::queue, {true, true, false, false, false}},
                          {"rude", {"Kasar", "", "Rude"}, Cause::officer, {true, true, false, false, false}},
                          {"kind", {"Ramah", "", "Kind"}, Cause::officer, {false, false, false, true, true}}};
    return catalogue;
}

KioskWorld::KioskWorld(Placement placement, std::string counter) {
    Setup setup;
    setup.placement = placement;
    setup.office = "a";
    setup.counter = std::move(counter);
    state_ = first_state(setup, sample_catalogue(), {}, moment());
}

Moment KioskWorld::moment() { return {now_, wall_, "visit-" + std::to_string(++ids_), "K7MAR4T9W2X3"}; }

void KioskWorld::act(const Action& action) {
    Next next = update(std::move(state_), action, moment());
    state_ = std::move(next.state);
    run(std::move(next.effects));
}

void KioskWorld::run(std::vector<Effect> list) {
    for (Effect& effect : list) {
        const auto* append = std::get_if<Append>(&effect);
        if (!append) effects.push_back(std::move(effect));
        else if (journal_is_slow) waiting_.push_back(*append);
        else answer(*append);
    }
}

void KioskWorld::answer(const Append& append) {
    if (journal_is_broken) return act(StoreFailed{append.ticket, "Disk penuh"});
    std::vector<std::uint64_t> seqs;
    for (const EventBody& body : append.events) {
        journal.push_back(body);
        seqs.push_back(journal.size());
    }
    texts.insert(texts.end(), append.texts.begin(), append.texts.end());
    act(Stored{append.ticket, seqs});
}

void KioskWorld::store() {
    for (const Append& append : std::exchange(waiting_, {})) answer(append);
}

void KioskWorld::restart(bool written) {
    if (written) store();
    waiting_.clear();
    effects.clear();
    DutyToday duty{state_.shifts, state_.left_today};
    state_ = first_state(state_.setup, state_.catalogue, std::move(duty), moment());
}

void KioskWorld::pass(Milliseconds time) {
    const Monotonic end = now_ + time;
    int at_once = 0;
    for (auto due = next_deadline(state_); due && *due <= end; due = next_deadline(state_)) {
        wall_ += std::max(*due, now_) - now_;
        at_once = *due > now_ ? 0 : at_once + 1;
        if (at_once > 100) throw std::runtime_error("a deadline stays due: the kiosk would never rest");
        now_ = std::max(*due, now_);
        act(Tick{});
    }
    wall_ += end - now_;
    now_ = end;
}

std::vector<RatingBody> KioskWorld::standing_ratings() const {
    std::vector<RatingBody> standing;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const auto* rating = std::get_if<RatingBody>(&journal[i]);
        const bool withdrawn = std::any_of(journal.begin(), journal.end(), [&](const EventBody& body) {
            const auto* withdrawal = std::get_if<WithdrawalBody>(&body);
            return withdrawal && withdrawal->rating == i + 1;
        });
        if (rating && !withdrawn) standing.push_back(*rating);
    }
    return standing;
}

}  // namespace rancak::kiosk
