#include "kiosk/core/roster.h"
#include "kiosk/core/step.h"

#include <algorithm>

namespace rancak::kiosk {
namespace {

RatingBody rating_body(Step& step, const Subject& subject, int score) {
    return {step.visit().id, score, step.state.setup.office, subject.counter, subject.officer,
            step.state.preferences.language};
}

std::optional<RatingDetailBody> detail_body(const Why& why) {
    if (why.reasons.empty() && !why.cause) return std::nullopt;
    return RatingDetailBody{why.rating.seq, {why.reasons.begin(), why.reasons.end()}, why.cause};
}

// Stores a rating. One that this visit already gave for the same subject is withdrawn in the same transaction: a
// second thought replaces the first, it does not count twice.
void store_rating(Step& step, const Subject& subject, int score, std::optional<WithdrawalBody> first = {}) {
    std::vector<EventBody> events;
    if (first) events.emplace_back(*first);
    for (const GivenRating& given : step.visit().ratings)
        if (given.subject == subject && !(first && first->rating == given.seq))
            events.emplace_back(WithdrawalBody{given.seq, WithdrawalWhy::replaced});
    events.emplace_back(rating_body(step, subject, score));
    step.append(std::move(events), PendingRating{subject, score});
}

void forget_rating(Step& step, std::uint64_t seq) {
    std::erase_if(step.visit().ratings, [seq](const GivenRating& given) { return given.seq == seq; });
}

Subject unsure(const State& state) {
    return {{}, state.setup.placement == Placement::counter ? state.setup.counter : std::string{}};
}

// The rating moves from the officer it was given for to another subject.
void correct(Step& step, const Subject& subject) {
    const Why unfinished = *step.visit().unfinished;
    if (subject == unfinished.rating.subject) {
        step.visit().unfinished.reset();
        step.show(unfinished);
        return;
    }
    forget_rating(step, unfinished.rating.seq);
    store_rating(step, subject, unfinished.rating.score,
                 WithdrawalBody{unfinished.rating.seq, WithdrawalWhy::wrong_officer});
}

}  // namespace

void begin(Step& step) {
    const bool at_start = step.on<Attract>() && step.state.setup.placement == Placement::lobby;
    if (!at_start && !step.on<Thanks>()) return;
    step.visit();
    if (on_duty(step.state).empty()) step.show(Faces{unsure(step.state), false});
    else step.show(ChooseOfficer{});
}

void pick(Step& step, Subject subject) {
    const auto* screen = step.on<ChooseOfficer>();
    if (!screen) return;
    if (screen->correcting && step.visit().unfinished) correct(step, subject);
    else step.show(Faces{std::move(subject), false});
}

void pick_officer(Step& step, const std::string& officer) {
    for (const OnDuty& one : on_duty(step.state))
        if (one.officer->id == officer) return pick(step, {officer, one.counter ? one.counter->id : std::string{}});
}

void pick_unsure(Step& step) { pick(step, unsure(step.state)); }

void rate(Step& step, int score) {
    if (score < 1 || score > 5) return;
    if (const auto* faces = step.on<Faces>()) {
        const Subject subject = faces->subject;
        store_rating(step, subject, score);
    } else if (step.on<Attract>() && step.state.setup.placement == Placement::counter) {
        step.visit();
        store_rating(step, subject_at_counter(step.state), score);
    }
}

void rating_stored(Step& step, const PendingRating& pending, const std::vector<std::uint64_t>& seqs) {
    if (seqs.empty() || !step.state.visit) return;
    Visit& visit = step.visit();
    const GivenRating given{pending.subject, pending.score, seqs.back()};
    std::erase_if(visit.ratings, [&](const GivenRating& old) { return old.subject == given.subject; });
    visit.ratings.push_back(given);
    Why why{given, {}, std::nullopt};
    if (visit.unfinished) {
        why.reasons = visit.unfinished->reasons;
        why.cause = visit.unfinished->cause;
        visit.unfinished.reset();
    }
    step.show(std::move(why));
}

void toggle_reason(Step& step, const std::string& reason) {
    auto* why = step.on<Why>();
    if (!why) return;
    const auto offered = reasons_for(*step.state.catalogue, why->rating.score);
    if (std::none_of(offered.begin(), offered.end(), [&](const Reason* one) { return one->id == reason; })) return;
    if (why->reasons.erase(reason) == 0) why->reasons.insert(reason);
}

void toggle_cause(Step& step, Cause cause) {
    if (auto* why = step.on<Why>()) {
        if (why->cause == cause) why->cause.reset();
        else why->cause = cause;
    }
}

void undo(Step& step) {
    const auto* why = step.on<Why>();
    if (!why) return;
    const GivenRating given = why->rating;
    step.append({WithdrawalBody{given.seq, WithdrawalWhy::undo}}, PendingUndo{given.subject});
    forget_rating(step, given.seq);
}

void wrong_officer(Step& step) {
    const auto* why = step.on<Why>();
    if (!why || why->rating.subject.officer.empty()) return;
    step.visit().unfinished = *why;
    step.show(ChooseOfficer{true});
}

void finish_why(Step& step) {
    const auto* why = step.on<Why>();
    if (!why) return;
    const int score = why->rating.score;
    if (auto detail = detail_body(*why)) step.append({std::move(*detail)}, PendingLeave{score});
    else step.thank(score);
}

void keep_unfinished(Step& step) {
    std::vector<EventBody> events;
    if (const auto* why = step.on<Why>()) {
        if (auto detail = detail_body(*why)) events.emplace_back(std::move(*detail));
    } else if (step.on<ChooseOfficer>() && step.state.visit && step.state.visit->unfinished) {
        // They said that it was not this officer and left before saying who it was: the mark stays, on nobody.
        const GivenRating given = step.state.visit->unfinished->rating;
        events.emplace_back(WithdrawalBody{given.seq, WithdrawalWhy::wrong_officer});
        events.emplace_back(rating_body(step, unsure(step.state), given.score));
    }
    if (!events.empty()) step.append(std::move(events), PendingNothing{});
}

}  // namespace rancak::kiosk
