#pragma once

#include "shared/citizen_case.h"
#include "shared/language.h"
#include "shared/result.h"
#include "shared/standing.h"
#include "shared/survey.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rancak {

// What the events of a journal say. Each body is a JSON object; encode() fixes its member order. decode() accepts any
// order and ignores members that it does not know, so that an older server reads a newer kiosk.

// One press of a face. Whom it is about: the officer when known, else the counter, else the office.
struct RatingBody {
    std::string visit;  // random, the same for all events of one visit
    int score = 0;      // 1 to 5
    std::string office;
    std::string counter;  // empty: not known
    std::string officer;  // empty: not known
    Language language = Language::indonesian;
    friend bool operator==(const RatingBody&, const RatingBody&) = default;
};

// Reasons, cause and comment of a rating of the same journal; a later detail replaces an earlier one whole.
struct RatingDetailBody {
    std::uint64_t rating = 0;  // the rating's seq
    std::vector<std::string> reasons;
    std::optional<Cause> cause;
    std::optional<Hash> comment{};  // of the sealed text
    bool pressed = false;           // "somebody pressed me to give a good mark"
    friend bool operator==(const RatingDetailBody&, const RatingDetailBody&) = default;
};

enum class WithdrawalWhy { undo, wrong_officer, replaced };
[[nodiscard]] std::string_view code(WithdrawalWhy);  // undo, wrong_officer, replaced
[[nodiscard]] std::optional<WithdrawalWhy> parse_withdrawal_why(std::string_view);

struct WithdrawalBody {
    std::uint64_t rating = 0;
    WithdrawalWhy why = WithdrawalWhy::undo;
    friend bool operator==(const WithdrawalBody&, const WithdrawalBody&) = default;
};

struct ShiftBody {
    std::string office, counter, officer;
    bool taken = true;  // false: left
    friend bool operator==(const ShiftBody&, const ShiftBody&) = default;
};

// Something the caretaker did at the kiosk.
struct CaretakerBody {
    std::string caretaker;
    std::string action;  // signed_in, exported_ratings, exported_journal
    friend bool operator==(const CaretakerBody&, const CaretakerBody&) = default;
};

struct StartedBody {
    std::string version;
    friend bool operator==(const StartedBody&, const StartedBody&) = default;
};

// Somebody supports a topic of a forum: one touch, once a visit. It names no visit: what somebody wants is not tied to how
// they rated.
struct SupportBody {
    std::string office, forum, topic;
    friend bool operator==(const SupportBody&, const SupportBody&) = default;
};

using EventBody =
    std::variant<RatingBody, RatingDetailBody, WithdrawalBody, ShiftBody, CaretakerBody, StartedBody, CaseBody, SupportBody,
                 SurveyBody>;

inline constexpr std::size_t max_body_bytes = 4096;
inline constexpr std::size_t max_body_depth = 8;

[[nodiscard]] std::string_view kind_of(const EventBody&);  // rating, rating_detail, withdrawal, shift, caretaker, started, case,
                                                           // support, survey
[[nodiscard]] std::string encode(const EventBody&);

// monostate: a well-formed body of a kind that this version does not know. An error: the body of a known kind that
// cannot be understood (it is parked with this reason), or any body that is no JSON object of depth 8 at most.
// Thread-safe; keeps a parser per thread.
using DecodedBody =
    std::variant<std::monostate, RatingBody, RatingDetailBody, WithdrawalBody, ShiftBody, CaretakerBody, StartedBody, CaseBody,
                 SupportBody, SurveyBody>;
[[nodiscard]] Result<DecodedBody> decode_body(std::string_view kind, std::string_view json);

}  // namespace rancak
