#include "kiosk/core/roster.h"
#include "kiosk/core/turn.h"

#include <algorithm>

namespace rancak::kiosk {
namespace {

RatingBody rating_body(Turn& turn, const Subject& subject, int score) {
    return {turn.visit().id, score, turn.state.setup.office, subject.counter, subject.officer,
            turn.state.preferences.language};
}

std::optional<RatingDetailBody> detail_body(const Why& why) {
    if (why.reasons.empty() && !why.cause && why.comment.empty() && !why.pressed) return std::nullopt;
    return RatingDetailBody{.rating = why.rating.seq,
                            .reasons = {why.reasons.begin(), why.reasons.end()},
                            .cause = why.cause,
                            .pressed = why.pressed};
}

std::vector<FreeText> texts_of(const Why& why) {
    if (why.comment.empty()) return {};
    return {{TextRole::comment, why.comment}};
}

// An officer who has moved to another counter meanwhile is still the same.
bool same(const Subject& a, const Subject& b) {
    return a.officer == b.officer && (!a.officer.empty() || a.counter == b.counter);
}

// The events of a new rating. One that this visit already gave for the same subject is withdrawn in the same
// transaction: a second thought replaces the first, it does not count twice.
std::vector<EventBody> rating_events(Turn& turn, const Subject& subject, int score,
                                     std::optional<WithdrawalBody> first = {}) {
    std::vector<EventBody> events;
    if (first) events.emplace_back(*first);
    for (const GivenRating& given : turn.visit().ratings)
        if (same(given.subject, subject) && !(first && first->rating == given.seq))
            events.emplace_back(WithdrawalBody{given.seq, WithdrawalWhy::replaced});
    events.emplace_back(rating_body(turn, subject, score));
    return events;
}

void forget_rating(Turn& turn, std::uint64_t seq) {
    std::erase_if(turn.visit().ratings, [seq](const GivenRating& given) { return given.seq == seq; });
}

Subject unsure(const State& state) {
    return {{}, state.setup.placement == Placement::counter ? state.setup.counter : std::string{}};
}

// The rating moves from the officer it was given for to another subject.
void correct(Turn& turn, const Subject& subject) {
    const Why unfinished = *turn.visit().unfinished;
    if (same(subject, unfinished.rating.subject)) {
        turn.visit().unfinished.reset();
        turn.show(unfinished);
        return;
    }
    forget_rating(turn, unfinished.rating.seq);
    turn.append(rating_events(turn, subject, unfinished.rating.score,
                              WithdrawalBody{unfinished.rating.seq, WithdrawalWhy::wrong_officer}),
                PendingRating{subject, unfinished.rating.score});
}

}  // namespace

void begin(Turn& turn) {
    const bool at_start = turn.on<Attract>() && turn.state.setup.placement == Placement::lobby;
    const bool another = turn.on<Thanks>() && may_rate_another(turn.state);
    const bool from_home = turn.on<Home>();
    if (!at_start && !another && !from_home) return;
    turn.visit();
    if (turn.state.setup.placement == Placement::counter) turn.show(Faces{subject_at_counter(turn.state), false});
    else if (on_duty(turn.state).empty()) turn.show(Faces{unsure(turn.state), false});
    else turn.show(ChooseOfficer{});
}

void pick(Turn& turn, Subject subject) {
    const auto* screen = turn.on<ChooseOfficer>();
    if (!screen) return;
    if (screen->correcting && turn.visit().unfinished) correct(turn, subject);
    else turn.show(Faces{std::move(subject), false});
}

void pick_officer(Turn& turn, const std::string& officer) {
    for (const Seat& one : on_duty(turn.state))
        if (one.officer->id == officer) return pick(turn, {officer, one.counter ? one.counter->id : std::string{}});
}

void pick_unsure(Turn& turn) { pick(turn, unsure(turn.state)); }

void rate(Turn& turn, int score) {
    if (score < 1 || score > 5) return;
    if (const auto* faces = turn.on<Faces>()) {
        const Subject subject = faces->subject;
        turn.append(rating_events(turn, subject, score), PendingRating{subject, score});
    } else if (turn.on<Attract>() && turn.state.setup.placement == Placement::counter) {
        const Subject subject = subject_at_counter(turn.state);
        turn.append(rating_events(turn, subject, score), PendingRating{subject, score});
    }
}

void rating_stored(Turn& turn, const PendingRating& pending, const std::vector<std::uint64_t>& seqs) {
    if (seqs.empty() || !turn.state.visit) return;
    Visit& visit = turn.visit();
    const GivenRating given{pending.subject, pending.score, seqs.back()};
    std::erase_if(visit.ratings, [&](const GivenRating& old) { return same(old.subject, given.subject); });
    visit.ratings.push_back(given);
    Why why;
    if (visit.unfinished) {
        why = std::move(*visit.unfinished);
        visit.unfinished.reset();
    }
    why.rating = given;
    turn.show(std::move(why));
}

void toggle_reason(Turn& turn, const std::string& reason) {
    auto* why = turn.on<Why>();
    if (!why) return;
    const auto offered = reasons_for(*turn.state.catalogue, why->rating.score);
    if (std::none_of(offered.begin(), offered.end(), [&](const Reason* one) { return one->id == reason; })) return;
    if (why->reasons.erase(reason) == 0) why->reasons.insert(reason);
}

void toggle_cause(Turn& turn, Cause cause) {
    if (auto* why = turn.on<Why>()) {
        if (why->cause == cause) why->cause.reset();
        else why->cause = cause;
    }
}

void toggle_pressed(Turn& turn) {
    if (auto* why = turn.on<Why>()) why->pressed = !why->pressed;
}

void undo(Turn& turn) {
    const auto* why = turn.on<Why>();
    if (!why) return;
    const GivenRating given = why->rating;
    turn.append({WithdrawalBody{given.seq, WithdrawalWhy::undo}}, PendingUndo{given.subject});
    forget_rating(turn, given.seq);
}

void wrong_officer(Turn& turn) {
    const auto* why = turn.on<Why>();
    if (!why || why->rating.subject.officer.empty()) return;
    turn.visit().unfinished = *why;
    turn.show(ChooseOfficer{true});
}

void finish_why(Turn& turn) {
    const auto* why = turn.on<Why>();
    if (!why) return;
    if (auto detail = detail_body(*why)) turn.append({std::move(*detail)}, PendingLeave{}, texts_of(*why));
    else turn.thank();
}

void keep_unfinished(Turn& turn) {
    std::vector<EventBody> events;
    std::vector<FreeText> texts;
    const auto* comment = turn.on<Comment>();
    if (const auto* why = comment ? &comment->why : turn.on<Why>()) {
        if (auto detail = detail_body(*why)) events.emplace_back(std::move(*detail));
        texts = texts_of(*why);
    } else if (turn.on<ChooseOfficer>() && turn.state.visit && turn.state.visit->unfinished) {
        // They said that it was not this officer and left before saying who it was: the mark stays, on nobody.
        const GivenRating given = turn.state.visit->unfinished->rating;
        events = rating_events(turn, unsure(turn.state), given.score,
                               WithdrawalBody{given.seq, WithdrawalWhy::wrong_officer});
    }
    if (!events.empty()) turn.append(std::move(events), PendingNothing{}, std::move(texts));
}

void open_comment(Turn& turn) {
    const auto* why = turn.on<Why>();
    if (!why) return;
    Typing typing = typing_at_most(max_free_text);
    type(typing, why->comment);
    turn.show(Comment{*why, std::move(typing)});
}

void comment_written(Turn& turn) {
    const auto* comment = turn.on<Comment>();
    if (!comment) return;
    Why why = comment->why;
    why.comment = comment->typing.text.says_something() ? comment->typing.text.utf8() : std::string{};
    turn.show(std::move(why));
}

}  // namespace rancak::kiosk
