#include "server/core/projection.h"

#include "server/core/flags.h"
#include "server/core/webhook_messages.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rancak::server {
namespace {

std::string names_no_rating(std::uint64_t seq) {
    return "names seq " + std::to_string(seq) + ", which is no rating before it";
}

}  // namespace

JournalProjection::JournalProjection(const JournalId& id, std::vector<RecentRating> recent, Changes& changes)
    : id_(id), recent_(std::move(recent)), changes_(&changes) {}

void JournalProjection::know(const Rating& rating) { known_.emplace(rating.seq, Known{rating, false}); }

std::string JournalProjection::apply(const Projected& projected) {
    const auto& body = projected.event.body;
    if (const auto* rating = std::get_if<RatingBody>(&body)) {
        add_rating(projected, *rating);
    } else if (const auto* detail = std::get_if<RatingDetailBody>(&body)) {
        return add_detail(projected, *detail);
    } else if (const auto* withdrawal = std::get_if<WithdrawalBody>(&body)) {
        return withdraw(projected, *withdrawal);
    } else if (const auto* shift = std::get_if<ShiftBody>(&body)) {
        changes_->shifts.push_back({id_, projected.seq, projected.event.at, *shift});
    } else if (const auto* one = std::get_if<CaseBody>(&body)) {
        changes_->new_cases.push_back({projected.run, told(projected, *one)});
        changes_->announcements.push_back(case_received(id_, projected.seq, *one, projected.batch.received));
    } else if (const auto* support = std::get_if<SupportBody>(&body)) {
        ++changes_->counts.supports[{id_.office, support->forum, support->topic}];
    } else if (const auto* survey = std::get_if<SurveyBody>(&body)) {
        changes_->new_surveys.push_back({projected.run, told(projected, *survey)});
    }
    return {};
}

void JournalProjection::spread(const Projected& projected, LocalDay first, LocalDay last) {
    auto& run = changes_->runs[projected.run];
    run.first_day = std::min(run.first_day, first);
    run.last_day = std::max(run.last_day, last);
}

// Its day is the office's as the catalogue is when it is asked for.
template <class Body>
Told<Body> JournalProjection::told(const Projected& projected, const Body& body) {
    const auto day = local_day(projected.event.at, std::chrono::minutes{0});
    spread(projected, day - widest_offset, day + widest_offset);
    return {projected.seq, 0, projected.event.at, body};
}

void JournalProjection::add_rating(const Projected& projected, const RatingBody& body) {
    const auto* office = projected.facts.office(id_.office);
    const auto utc_offset = office ? office->utc_offset : Office{}.utc_offset;
    Rating rating;
    rating.seq = rating.changed = projected.seq;
    rating.at = projected.event.at;
    rating.day = local_day(rating.at, utc_offset);
    rating.hour = local_hour(rating.at, utc_offset);
    rating.counter = body.counter;
    rating.officer = body.officer;
    rating.service = projected.facts.service_at(body.counter);
    rating.visit = body.visit;
    rating.score = body.score;
    rating.language = body.language;
    rating.flags = flags_of({rating, newest(), office, projected.batch.enrolled, projected.batch.received});
    changes_->counts.add(id_.office, rating, 1);
    spread(projected, rating.day, rating.day);
    recent_.push_back({rating.seq, rating.at, rating.visit, rating.counter, rating.officer, false});
    fresh_.emplace_back(rating.seq, changes_->new_ratings.size());
    changes_->new_ratings.push_back({projected.run, std::move(rating)});
}

Rating* JournalProjection::change(std::uint64_t rating, const Projected& by) {
    Rating* found = nullptr;
    const auto fresh = std::lower_bound(fresh_.begin(), fresh_.end(), std::pair{rating, std::size_t{0}});
    if (fresh != fresh_.end() && fresh->first == rating) {
        found = &changes_->new_ratings[fresh->second].rating;
    } else if (const auto known = known_.find(rating); known != known_.end()) {
        known->second.changed = true;
        found = &known->second.rating;
    }
    if (!found) return nullptr;
    found->changed = by.seq;
    spread(by, found->day, found->day);
    changes_->rating_changes.push_back({id_, by.seq, rating});
    return found;
}

std::string JournalProjection::add_detail(const Projected& projected, const RatingDetailBody& body) {
    Rating* rating = change(body.rating, projected);
    if (!rating) return names_no_rating(body.rating);
    if (body.comment && body.comment != rating->comment && !rating->withdrawn)
        changes_->announcements.push_back(comment_waiting(id_, body.rating, projected.seq, projected.batch.received));
    changes_->counts.add(id_.office, *rating, -1);
    rating->reasons = body.reasons;
    rating->cause = body.cause;
    rating->comment = body.comment;
    constexpr auto pressed = static_cast<std::uint8_t>(Flag::pressed);
    rating->flags = static_cast<std::uint8_t>(body.pressed ? rating->flags | pressed : rating->flags & ~pressed);
    changes_->counts.add(id_.office, *rating, 1);
    return {};
}

std::string JournalProjection::withdraw(const Projected& projected, const WithdrawalBody& body) {
    Rating* rating = change(body.rating, projected);
    if (!rating) return names_no_rating(body.rating);
    if (rating->withdrawn) return {};
    changes_->counts.add(id_.office, *rating, -1);
    rating->withdrawn = body.why;
    for (auto& recent : recent_)
        if (recent.seq == rating->seq) recent.withdrawn = true;
    return {};
}

std::vector<RecentRating> JournalProjection::finish() {
    for (auto& [seq, known] : known_)
        if (known.changed) changes_->changed_ratings.push_back({id_, std::move(known.rating)});
    if (recent_.size() <= recent_ratings) return std::move(recent_);
    // A vector of their own: this one has room for all that the group brought, and what is handed over is kept for long.
    return {std::make_move_iterator(recent_.end() - recent_ratings), std::make_move_iterator(recent_.end())};
}

}  // namespace rancak::server
