#pragma once

#include "kiosk/core/state.h"

#include <concepts>
#include <utility>
#include <variant>

namespace rancak::kiosk {

// ---- What a person does ----------------------------------------------------------------------------------------------
struct Begin {};                                     // attract: a touch leads on; thanks: rate somebody else
struct PickOfficer { std::string officer; };         // who served me
struct PickUnsure {};                                // "I am not sure": the counter or the office
struct Rate { int score; };                          // 1 to 5
struct ToggleReason { std::string reason; };
struct ToggleCause { Cause cause; };                 // a second press takes it back
struct TogglePressed {};                             // "somebody pressed me to give a good mark"
struct Undo {};                                      // withdraw this rating
struct WrongOfficer {};
struct Done {};                                      // finish: reasons, thanks, staff screens
struct Back {};                                      // one screen back
struct StillHere {};                                 // answer to the idle warning
struct Touched {};                                   // any touch at all: nothing more than "somebody is here"
struct ChooseLanguage { Language language; };
struct ChooseTextSize { TextSize size; };
struct ChooseTheme { Theme theme; };
struct ChooseVoice { Voice voice; };
struct SetAid { Aid aid; bool on; };

struct TypeCharacter { char32_t character; };         // on a screen with a keyboard
struct EraseCharacter {};
struct ClearText {};
struct SwitchKeys { KeyLayer layer; };

struct OpenHome {};                                  // attract: something else than to rate
struct OpenServices {};
struct OpenPledge {};
struct PickCategory { std::string category; };       // empty: all; a second press takes it back
struct OpenKeyboard {};
struct CloseKeyboard {};
struct OpenService { std::string service; };
struct ToggleRequirement { std::size_t requirement; };  // "I have this"
struct ToggleMore {};

struct OpenCase {};                                  // complaint, suggestion, question
struct PickCaseKind { CaseKind kind; };
struct PickCaseAbout { CaseAbout about; };
struct PickCaseName { std::string id; };             // of the officer or service; empty: none of them
struct PickCasePrivacy { CasePrivacy privacy; };
struct SendCase {};
struct CancelCase {};
struct OpenComment {};                               // why: in one's own words

struct OpenSurvey {};
struct PickSurveyService { std::string service; };   // empty: another one
struct AnswerSurvey { int choice; };                 // of the question's, from 0
struct NextQuestion {};                              // keeps the answer that is there
struct SendSurvey {};
struct LeaveSurvey {};                               // nothing is stored

struct OpenParticipation {};
struct OpenForum { std::string forum; };
struct Support { std::string topic; };               // of the forum that is shown

struct OpenSignIn {};
struct PickStaff { std::string who; };               // officer or caretaker id
struct TypeDigit { char digit; };                    // '0' to '9'
struct EraseDigit {};
struct EnterPin {};
struct TakeCounter { std::string counter; };
struct LeaveCounter {};
struct OpenExport { ExportKind kind; };
struct StartExport { std::string path; };
struct CancelExport {};
struct CloseExport {};

// ---- What the world tells --------------------------------------------------------------------------------------------
struct Tick {};                                      // a deadline of next_deadline() has come
struct Stored { std::uint64_t ticket; std::vector<std::uint64_t> seqs; };
struct StoreFailed { std::uint64_t ticket; std::string why; };  // ticket 0: nobody waits, but nothing can be stored
struct PinAccepted { std::string who; };
struct PinRefused { std::string who; std::optional<Monotonic> locked_until; };
struct StandingArrived { StandingView view; };
struct StandingMissing { std::string officer; };     // no answer and nothing kept
struct HealthRead { Health health; };
struct DestinationsFound { std::vector<Destination> destinations; };
struct ExportProgress { std::uint64_t done, total; };
struct ExportEnded {
    enum class How { done, failed, cancelled } how;
    std::string message;                             // the file written, or what went wrong
};
struct CatalogueArrived { std::shared_ptr<const Catalogue> catalogue; };
struct OnlineChanged {
    bool online;
    std::string why = {};  // it is not; for the log
};
struct VoiceBegan {};
struct VoiceEnded {
    std::uint64_t number;                            // of what was said, as Speech counted it
    std::string fault = {};                          // why it could not be said; empty: it was
};
struct JournalRecovered {};                          // the journal can store again

using AnyAction = std::variant<
    Begin, PickOfficer, PickUnsure, Rate, ToggleReason, ToggleCause, TogglePressed, Undo, WrongOfficer, Done, Back, StillHere,
    Touched, ChooseLanguage, ChooseTextSize, ChooseTheme, ChooseVoice, SetAid, TypeCharacter, EraseCharacter, ClearText, SwitchKeys,
    OpenHome, OpenServices, OpenPledge, PickCategory, OpenKeyboard, CloseKeyboard, OpenService, ToggleRequirement,
    ToggleMore, OpenCase, PickCaseKind, PickCaseAbout, PickCaseName, PickCasePrivacy, SendCase, CancelCase, OpenComment,
    OpenParticipation, OpenForum, Support,
    OpenSurvey, PickSurveyService, AnswerSurvey, NextQuestion, SendSurvey, LeaveSurvey,
    OpenSignIn, PickStaff, TypeDigit, EraseDigit, EnterPin, TakeCounter, LeaveCounter, OpenExport, StartExport,
    CancelExport, CloseExport, Tick, Stored, StoreFailed, PinAccepted, PinRefused, StandingArrived,
    StandingMissing, HealthRead, DestinationsFound, ExportProgress, ExportEnded, CatalogueArrived, OnlineChanged,
    VoiceBegan, VoiceEnded,
    JournalRecovered>;

// A class of its own so that copying, moving and destroying so many alternatives is compiled once and not wherever one
// is made, which was two thirds of what a screen took to build.
struct Action : AnyAction {
    template <class One>
        requires(!std::derived_from<std::remove_cvref_t<One>, AnyAction> && std::constructible_from<AnyAction, One>)
    Action(One&& one) : AnyAction(std::forward<One>(one)) {}
    Action(const Action&);
    Action(Action&&) noexcept;
    Action& operator=(const Action&);
    Action& operator=(Action&&) noexcept;
    ~Action();
};

}  // namespace rancak::kiosk
