#include "kiosk/core/sending.h"

#include "kiosk/core/retry.h"

#include <algorithm>
#include <iterator>

namespace rancak::kiosk {

Attempts failed_again(const Attempts& before, std::optional<Milliseconds> retry_after, Monotonic now, double share) {
    const int failures = std::min(before.failures, 1'000'000) + 1;
    return {failures, now + retry_delay(failures, retry_after, share)};
}

namespace {

Sending failed(Sending sending, const RetryLater& retry, Monotonic now, double share) {
    sending.attempts = failed_again(sending.attempts, retry.after, now, share);
    sending.last_error = retry.why;
    sending.needs_a_person = retry.needs_a_person;
    return sending;
}

Sending delivered(Sending sending, const Delivered& receipt) {
    sending.acknowledged = receipt.head.seq;
    sending.batch_events = std::min(sending.batch_events * 2, max_batch_events);
    sending.attempts = {};
    sending.went_back = false;
    sending.last_error.clear();
    sending.needs_a_person = false;
    return sending;
}

}  // namespace

Sending after(Sending sending, const Verdict& verdict, std::size_t count, Monotonic now, double share) {
    if (const auto* receipt = std::get_if<Delivered>(&verdict)) return delivered(std::move(sending), *receipt);
    if (const auto* retry = std::get_if<RetryLater>(&verdict)) return failed(std::move(sending), *retry, now, share);
    if (std::holds_alternative<HalveBatch>(verdict)) {
        sending.batch_events = std::max<std::size_t>(1, std::min(count, sending.batch_events) / 2);
        return sending;
    }
    if (const auto* fork = std::get_if<Fork>(&verdict)) {
        sending.fork = fork->why;
        sending.last_error = fork->why;
        return sending;
    }
    const auto& back = std::get<GoBack>(verdict);
    // A server that asks again without taking anything must not be asked without pause.
    if (sending.went_back) {
        sending = failed(
            std::move(sending),
            {.why = "The server asks again and again for events from " + std::to_string(back.seq) + ".", .after = {}},
            now, share);
    }
    sending.went_back = true;
    sending.acknowledged = back.seq - 1;
    return sending;
}

std::vector<DayVisits> visits_to_tell(const std::vector<DayVisits>& counted, const std::vector<DayVisits>& told) {
    if (told.empty() || counted.empty() || counted.back().day != told.back().day) return counted;
    std::vector<DayVisits> changed;
    std::copy_if(counted.begin(), counted.end(), std::back_inserter(changed),
                 [&](const DayVisits& one) { return std::find(told.begin(), told.end(), one) == told.end(); });
    return changed;
}

Errand next_errand(const Agenda& agenda, Monotonic now) {
    std::optional<Monotonic> until;
    const auto due = [&](const Attempts& attempts) {
        if (attempts.next <= now) return true;
        until = until ? std::min(*until, attempts.next) : attempts.next;
        return false;
    };
    if (!agenda.standings_wanted.empty()) return AskStanding{agenda.standings_wanted.front()};
    if (due(agenda.heartbeat)) return SendHeartbeat{};
    const Sending& sending = agenda.sending;
    if (sending.fork.empty() && sending.acknowledged < agenda.newest && due(sending.attempts)) {
        return SendEvents{sending.acknowledged + 1, sending.batch_events};
    }
    if (agenda.catalogue_wanted && due(agenda.catalogue)) return FetchCatalogue{};
    if (!agenda.media_missing.empty() && due(agenda.media)) return FetchMedium{agenda.media_missing.front()};
    if (agenda.chain_unchecked && due(agenda.chain)) return RecheckChain{};
    return Rest{until};
}

}  // namespace rancak::kiosk
