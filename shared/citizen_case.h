#pragma once

#include "shared/hash.h"
#include "shared/language.h"

#include <optional>
#include <string>
#include <string_view>

namespace rancak {

// What a citizen tells an office: a complaint, a suggestion or a question (the kinds of SP4N-LAPOR!).
enum class CaseKind { complaint, suggestion, question };
// What it is about. An illegal fee is money that was asked for and not due.
enum class CaseAbout { service, officer, place, illegal_fee, other };
// Anonymous: nobody is told who wrote it, and nothing asks. Confidential: a contact may be left; the office and the
// public see neither it nor the text, only who handles complaints for the city.
enum class CasePrivacy { anonymous, confidential };

// As events, exports and files carry them: complaint, suggestion, question; service, officer, place, illegal_fee, other;
// anonymous, confidential.
[[nodiscard]] std::string_view code(CaseKind);
[[nodiscard]] std::string_view code(CaseAbout);
[[nodiscard]] std::string_view code(CasePrivacy);
[[nodiscard]] std::optional<CaseKind> parse_case_kind(std::string_view);
[[nodiscard]] std::optional<CaseAbout> parse_case_about(std::string_view);
[[nodiscard]] std::optional<CasePrivacy> parse_case_privacy(std::string_view);

// A case as its event says it. Text and contact are attachments, each for itself: the contact can be erased when its
// time is over and the text stay. It names no visit: what somebody complained of is not tied to how they rated.
struct CaseBody {
    std::string office;
    CaseKind kind = CaseKind::complaint;
    CaseAbout about = CaseAbout::other;
    std::string service;  // empty: none named
    std::string officer;  // empty: none named
    CasePrivacy privacy = CasePrivacy::anonymous;
    Language language = Language::indonesian;  // of the screen it was written at
    Hash code;                                 // of the tracking code, see tracking_code.h
    Hash text;                                 // of the sealed text
    std::optional<Hash> contact;               // of the sealed contact; only of a confidential case
    friend bool operator==(const CaseBody&, const CaseBody&) = default;
};

// The longest free text, and the longest contact, in code points.
inline constexpr std::size_t max_free_text = 500;
inline constexpr std::size_t max_contact = 100;

}  // namespace rancak
