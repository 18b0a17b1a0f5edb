#pragma once

#include "kiosk/core/service_search.h"
#include "kiosk/core/typing.h"
#include "shared/catalogue.h"
#include "shared/event_body.h"
#include "shared/standing.h"
#include "shared/time.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace rancak::kiosk {

// The whole state of the kiosk as plain values. Only update() changes it; drawing reads it.

enum class Placement { lobby, counter };
enum class TextSize { small, normal, large, largest };  // capital height 4.2, 5, 6.5, 8.5 mm
enum class Theme { paper, high_contrast, night };  // night: nobody chooses it, a shut office rests in it
enum class Voice { off, soft, usual, loud };  // whether and how loudly the screen reads itself out

// What the kiosk's own configuration and enrolment fix.
struct Setup {
    Placement placement = Placement::lobby;
    std::string office;
    std::string counter;  // with Placement::counter: where it stands
    std::string version;
    std::string server;  // address, for the caretaker
    bool reduced_motion = false;
    bool has_voice = true;  // a program that speaks is installed
};

// Ways to meet a person that are off until they are asked for.
enum class Aid {
    low_reach,  // everything to press in the lower 60 % of a portrait screen
    mirrored,   // for the left hand: what stands at the right of a row stands at its left
    calm,       // nothing moves
    more_time,  // the screen waits twice as long
};

// Chosen by the person in front; back to the defaults when the visit ends.
struct Preferences {
    Language language = Language::indonesian;
    TextSize text_size = TextSize::normal;
    Theme theme = Theme::paper;
    Voice voice = Voice::off;
    bool low_reach = false, mirrored = false, calm = false, more_time = false;
    [[nodiscard]] bool& aid(Aid);
    [[nodiscard]] bool aid(Aid one) const { return Preferences(*this).aid(one); }
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

// Whom a rating is about: the officer when `officer` is set, else the counter, else the office.
struct Subject {
    std::string officer;
    std::string counter;
    friend auto operator<=>(const Subject&, const Subject&) = default;
};

// A rating of this visit that stands in the journal.
struct GivenRating {
    Subject subject;
    int score = 0;
    std::uint64_t seq = 0;
};

// ---- Screens -------------------------------------------------------------------------------------------------------

// Nobody is here. With Placement::counter the faces are on this screen.
struct Attract {
    Monotonic since{};
};

// Lobby: who served you. `correcting` when "wrong officer" led here: the rating then moves to the one chosen.
struct ChooseOfficer {
    bool correcting = false;
};

struct Faces {
    Subject subject;
    bool withdrawn = false;  // the visitor just undid a rating: say so
};

// After a rating: why. Everything optional.
struct Why {
    GivenRating rating;
    std::set<std::string> reasons;
    std::optional<Cause> cause;
    std::string comment = {};  // what they wrote and confirmed
    bool pressed = false;      // they say that somebody pressed them to give a good mark
};

// Why, in one's own words; Done confirms, everything else leaves the comment as it was.
struct Comment {
    Why why;
    Typing typing;
};

// For what: says the same whatever was answered.
enum class ThanksFor { rating, survey };
struct Thanks {
    Monotonic until{};
    ThanksFor what = ThanksFor::rating;
};

// Staff: who are you, then the PIN.
struct SignIn {
    std::string who;     // officer or caretaker id; empty: still choosing
    std::string digits;  // typed so far; drawn as dots only
    bool checking = false;
    bool wrong = false;                // the last try was refused
    std::optional<Monotonic> locked_until;
};

struct StandingView {
    Standing standing;
    Timestamp as_of{};   // when the server computed it
    bool offline = false;  // shown from the last time that the server could be reached
};

struct StaffHome {
    std::string officer;
    bool loading = true;
    std::optional<StandingView> standing;  // none and not loading: never fetched, server out of reach
};

enum class ExportKind { ratings_csv, journal };

struct Destination {
    std::string path;
    std::string label;
};

struct ExportState {
    enum class Step { choosing, running, done, failed, cancelled };
    Step step = Step::choosing;
    ExportKind kind = ExportKind::ratings_csv;
    std::vector<Destination> destinations;
    std::uint64_t done = 0, total = 0;  // events written, events to write
    std::string message;                // the file written, or what went wrong
};

// What the caretaker sees; read from the adapters when the screen opens and each 5 s.
struct Health {
    bool online = false;
    std::optional<Timestamp> online_changed;  // since when it is so
    std::string last_error;                   // why the last try failed; empty when it did not
    std::uint64_t events = 0;                 // in the journal
    std::uint64_t waiting = 0;                // not yet acknowledged
    std::uint64_t parked = 0;
    std::optional<Timestamp> last_receipt;
    std::uint64_t head_seq = 0;
    std::string head;  // hex
    std::string journal;
    std::uint64_t disk_free = 0;  // bytes
    std::string data_folder;
    std::vector<std::string> alarms;  // fork, regression …, as sentences
};

struct CaretakerHome {
    std::string caretaker;
    std::optional<Health> health;
    Monotonic health_due{};                // when to read it again
    std::optional<ExportState> exporting;  // over the screen
};

// ---- Screens of information (services.h)

// What would you like to do?
struct Home {};

struct ServiceList {
    Typing typing;           // what is searched for
    bool keyboard = false;   // over the list
    std::string category;    // only these; empty: all
    ServiceIndex::Found found;  // by what is typed
};

struct ServicePage {
    std::string service;
    bool more = false;  // the components of management, too
    ServiceList from;   // where Back leads
};

// The office's Maklumat Pelayanan.
struct PledgePage {};

// ---- Screens of taking part (participation.h)

// What is announced, forums to come, and what changed because of what people said.
struct Participation {};

// One forum, with the topics that can be supported.
struct ForumPage { std::string forum; };

// ---- Screens of a case (cases.h), one after the other; Back leads one back and forgets nothing

// What is told so far. Only in memory, until it is sent or the visit ends.
struct CaseDraft {
    CaseKind kind = CaseKind::complaint;
    CaseAbout about = CaseAbout::other;
    std::string service, officer;  // named; empty: none
    std::string text, contact;
    CasePrivacy privacy = CasePrivacy::anonymous;
    friend bool operator==(const CaseDraft&, const CaseDraft&) = default;
};

struct CaseKinds { CaseDraft draft = {}; };
struct CaseAbouts { CaseDraft draft; };
struct CaseNames { CaseDraft draft; };  // which service or officer
struct CaseWriting {
    CaseDraft draft;
    Typing typing;
};
// Anonymous, or confidential with a contact: what happens to it is said here, before it is asked for.
struct CasePrivacyChoice { CaseDraft draft; };
struct CaseContact {
    CaseDraft draft;
    Typing typing;
};
struct CaseCheck { CaseDraft draft; };
// It is stored; the code is shown here and nowhere again.
struct CaseSent { std::string code; };
// Left half-way: says that nothing was stored.
struct Left {
    enum class What { told, survey } what = What::told;
    Monotonic until{};
};

// ---- The survey (survey.h): one question a screen, in the order of survey_questions()

struct SurveyQuestion {
    enum class Kind { service, element, sex, education, occupation } kind = Kind::service;
    SurveyElement element = SurveyElement::requirements;  // with Kind::element
    friend bool operator==(const SurveyQuestion&, const SurveyQuestion&) = default;
};

// What is answered so far. Only in memory, until it is sent or the visit ends.
struct SurveyDraft {
    std::optional<std::string> service = {};  // empty: another one, or not told
    SurveyAnswers answers{};                  // 0: not yet answered
    std::optional<Sex> sex = {};
    std::optional<Education> education = {};
    std::optional<Occupation> occupation = {};
    friend bool operator==(const SurveyDraft&, const SurveyDraft&) = default;
};

struct SurveyAsking {
    SurveyDraft draft = {};
    std::size_t place = 0;  // among the questions; behind the last: send it?
};

// The journal cannot store: no ratings are taken. `why` for the caretaker.
struct OutOfService {
    std::string why;
    Monotonic retry_at{};  // when the journal is tried again
};

// Enrolled nowhere or without a catalogue yet: says what to do.
struct NotReady {
    std::string why;
};

using Screen = std::variant<NotReady, Attract, ChooseOfficer, Faces, Why, Thanks, SignIn, StaffHome, CaretakerHome,
                            OutOfService, Home, ServiceList, ServicePage, PledgePage, Comment, CaseKinds, CaseAbouts, CaseNames, CaseWriting,
                            CasePrivacyChoice, CaseContact, CaseCheck, CaseSent, Left, Participation, ForumPage, SurveyAsking>;

// Where the keys write; null on a screen without a keyboard.
[[nodiscard]] inline Typing* typing_of(Screen& screen) {
    return std::visit(
        [](auto& shown) -> Typing* {
            if constexpr (requires { shown.typing; }) return &shown.typing;
            else return nullptr;
        },
        screen);
}

// ---- Waiting for the journal -----------------------------------------------------------------------------------------

// What happens once the events of `ticket` are durable. Touches are ignored meanwhile: it takes 0.3 ms.
struct PendingRating {
    Subject subject;
    int score = 0;
};
struct PendingLeave {};                       // the details are stored: thank
struct PendingUndo { Subject subject; };
struct PendingShift { std::vector<ShiftBody> changes; };
struct PendingCase { std::string code; };
struct PendingSupport { std::string forum, topic; };
struct PendingSurvey {};
struct PendingNothing {};                     // nothing to do but know that it is stored
using Then = std::variant<PendingRating, PendingLeave, PendingUndo, PendingShift, PendingCase, PendingSupport, PendingSurvey,
                          PendingNothing>;
struct Pending {
    std::uint64_t ticket = 0;
    Then then;
    std::uint64_t visit = 0;  // whose it was; an answer that comes when they have gone changes nobody's screen
};

// ---- The state -------------------------------------------------------------------------------------------------------

// Who is at which counter, as the shift events of this journal say. A shift ends when it is left, when another officer
// takes the counter, or at local midnight: a forgotten sign-out never gives tomorrow's ratings to yesterday's officer.
struct Shift {
    std::string officer;
    Timestamp since{};
};
using Shifts = std::map<std::string, Shift, std::less<>>;  // by counter

// One person at the screen, from the first touch to the reset.
struct Visit {
    std::string id;
    std::uint64_t number = 0;  // counts up in this process: the screen forgets scroll positions when it changes
    std::vector<GivenRating> ratings;
    std::optional<Why> unfinished;  // while "wrong officer" is being corrected: what stands and what was chosen
    bool through_home = false;  // it began there: the first screens of rating lead back to it
    bool of_staff = false;      // somebody wants to sign in: no citizen's, and not counted
    std::shared_ptr<const ServiceIndex> index = {};  // of the catalogue, once something is searched for
    std::map<std::string, std::set<std::size_t>> ticked = {};  // requirements that they have, by service
    std::set<std::pair<std::string, std::string>> supported = {};  // forum and topic
};

struct State {
    State();
    State(const State&);
    State(State&&) noexcept;
    State& operator=(const State&);
    State& operator=(State&&) noexcept;
    ~State();

    Setup setup;
    std::shared_ptr<const Catalogue> catalogue;  // never null
    Shifts shifts;
    std::set<std::string, std::less<>> left_today;  // officers who left their counter today and took no other
    LocalDay day{};                                 // today at the office; shifts are forgotten when it changes

    Screen screen = NotReady{};
    Preferences preferences;
    std::optional<Visit> visit;
    std::uint64_t visits = 0;

    Monotonic last_touch{};
    bool idle_warning = false;  // "are you still there?", over the screen
    Timestamp wall{};           // when update() last ran: what the clock on the screen shows
    Monotonic now{};

    std::vector<Pending> pending;  // events on their way into the journal
    std::uint64_t next_ticket = 1;
    bool online = false;
    bool speaking = false;                       // the voice is
    std::optional<Monotonic> voice_rests_until;  // it failed: until it may be tried again
    std::optional<std::string> storage_fault;  // the journal cannot store: every way leads to OutOfService
};

// The office of this kiosk; null without a catalogue that has it.
[[nodiscard]] const Office* office_of(const State&);
// Of its local time from UTC.
[[nodiscard]] std::chrono::minutes offset_of(const State&);

inline constexpr std::chrono::seconds idle_after{60};
inline constexpr std::chrono::seconds idle_warning_lasts{30};
inline constexpr std::chrono::seconds thanks_last{8};
// Any of these three times, as long as the person in front has it.
[[nodiscard]] inline std::chrono::seconds granted(std::chrono::seconds usual, const Preferences& preferences) {
    return preferences.more_time ? 2 * usual : usual;
}
// Nobody is asked "are you still there?" while they listen; after this long without a touch they are all the same.
inline constexpr std::chrono::minutes listening_lasts{5};
inline constexpr std::chrono::minutes voice_rests{1};
inline constexpr std::chrono::seconds health_every{5};
inline constexpr std::chrono::seconds journal_retry_every{10};
inline constexpr std::size_t pin_min_digits = 6;
inline constexpr std::size_t pin_max_digits = 12;

[[nodiscard]] inline bool voice_works(const State& state) { return state.setup.has_voice && !state.voice_rests_until; }

}  // namespace rancak::kiosk
