#pragma once

#include "shared/catalogue.h"
#include "shared/citizen_case.h"
#include "shared/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// What the centre does with a case that came in. Its life, as SP4N-LAPOR! knows it: received -> verified (somebody read it,
// and it is one) -> in progress (somebody has it) -> answered -> closed. Steps may be left out; each is kept for good, and
// the state follows from them alone.

enum class CaseState : std::uint8_t { received, verified, in_progress, answered, closed };
enum class CaseAction : std::uint8_t { verify, assign, note, answer, forward, close, reopen };
inline constexpr std::array all_case_states{CaseState::received, CaseState::verified, CaseState::in_progress, CaseState::answered,
                                            CaseState::closed};
inline constexpr std::array all_case_actions{CaseAction::verify,  CaseAction::assign, CaseAction::note,  CaseAction::answer,
                                             CaseAction::forward, CaseAction::close,  CaseAction::reopen};
// As the API, tables and exports carry them: received, verified, in_progress, answered, closed; verify, assign, note, answer,
// forward, close, reopen.
[[nodiscard]] std::string_view code(CaseState);
[[nodiscard]] std::string_view code(CaseAction);
[[nodiscard]] std::optional<CaseState> parse_case_state(std::string_view);
[[nodiscard]] std::optional<CaseAction> parse_case_action(std::string_view);

struct CaseStep {
    Timestamp at{};
    std::string who;  // a user; "rancak" for what the server does by itself
    CaseAction action = CaseAction::note;
    std::string text;  // of an answer: what the citizen reads; else for the office alone
    std::string to;    // of assign: a user; of forward: where to
    friend bool operator==(const CaseStep&, const CaseStep&) = default;
};

inline constexpr std::size_t max_step_text = 2000;  // code points
inline constexpr std::size_t max_step_to = 100;
inline constexpr std::uint64_t max_case_steps = 500;

// What its steps made of a case.
struct CaseStatus {
    CaseState state = CaseState::received;
    std::uint64_t steps = 0;
    std::string assigned;  // a user; empty: nobody has it
    std::string answer;    // the newest; empty: none yet
    std::optional<Timestamp> verified, answered;  // verified: the first; answered: the newest
    friend bool operator==(const CaseStatus&, const CaseStatus&) = default;
};

[[nodiscard]] std::vector<CaseAction> allowed_actions(CaseState);
// The status with the step done. The state must allow it.
[[nodiscard]] CaseStatus after(CaseStatus, const CaseStep&);

// ---- Deadlines ---------------------------------------------------------------------------------------------------------

// In days on which the office is open. The first three are those of SP4N-LAPOR! (PermenPANRB 62/2018); how long a case may
// take in all is the city's to set.
struct CaseRules {
    int verify = 3;       // from when it came in
    int answer = 5;       // from when it was verified, or had to be
    int close = 10;       // from the answer, when the citizen says nothing more
    int question = 5;     // to be resolved, from when it came in
    int ordinary = 14;
    int supervised = 60;  // an illegal fee: somebody has to be heard
};

struct CaseDeadlines {
    LocalDay verify{}, answer{}, resolve{};
    std::optional<LocalDay> close;  // once it is answered
    friend bool operator==(const CaseDeadlines&, const CaseDeadlines&) = default;
};

// The n-th day after `day` on which the office is open, by its hours and shut days. Of an office that never opens, weekdays.
[[nodiscard]] LocalDay after_working_days(const Office&, LocalDay day, int n);
[[nodiscard]] CaseDeadlines deadlines(const Office&, const CaseRules&, const CaseBody&, Timestamp received, const CaseStatus&);
// The day by which the next thing has to be done; none once it is answered or closed.
[[nodiscard]] std::optional<LocalDay> next_deadline(CaseState, const CaseDeadlines&);

}  // namespace rancak::server
