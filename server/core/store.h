#pragma once

#include "server/core/accounts_store.h"
#include "server/core/batch.h"
#include "server/core/case_desk.h"
#include "server/core/device.h"
#include "server/core/figures_store.h"
#include "server/core/rating.h"
#include "server/core/skm_store.h"
#include "server/core/stored.h"
#include "server/core/told.h"
#include "server/core/webhook_store.h"
#include "shared/event_line.h"
#include "shared/hash.h"
#include "shared/result.h"
#include "shared/standing.h"
#include "shared/time.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rancak::server {

// What the server keeps. Every row belongs to an office, and the office leads every key, so that a store may be split
// by office; only the directory of journals, codes, the catalogue, media, settings, people and webhooks are the city's.
// All methods may be called from any thread unless they say otherwise. What was answered with success is durable.

// ---- Ingest ------------------------------------------------------------------------------------------------------------

// What deciding about a group of batches needs to know first.
struct Needs {
    struct OfJournal {
        JournalId id;
        std::uint64_t first = 0, last = 0;  // stored events of this range are told back
    };
    std::vector<OfJournal> journals;  // each once
    std::vector<std::pair<JournalId, std::uint64_t>> ratings;  // that details and withdrawals name
};

struct StoredEvent {
    std::string line;
    std::string parked;  // why; empty when it was understood
};

struct Found {
    struct OfJournal {
        Head head;
        std::vector<StoredEvent> events;     // from the range's first to its last or the head
        std::vector<RecentRating> recent;    // the newest `recent_ratings`, oldest first
    };
    std::vector<OfJournal> journals;               // as asked
    std::vector<std::optional<Rating>> ratings;    // as asked; nullopt: there is no such rating
};

// What a group of batches changes, to be stored whole or not at all. Views point into the batches.
struct Changes {
    // A head moves from what was found to what it is now; when the store holds another, nothing is stored.
    struct HeadMove {
        JournalId id;
        Head from, to;
    };
    struct Run {  // events of one batch that are new, consecutive
        JournalId id;
        std::uint64_t first = 0, last = 0;
        Timestamp received{};
        std::string_view lines;  // each ended by a line feed
        // No row that an export makes of it is of another day, by which of its times ever: of what it brought, of the ratings
        // that it changed, of its coming in.
        LocalDay first_day{}, last_day{};
    };
    struct NewRating {
        std::size_t run = 0;  // the run that brought it; its arrival becomes the rating's
        Rating rating;
    };
    struct ChangedRating {
        JournalId id;
        Rating rating;
    };
    // The event `seq` changed an earlier rating; kept so that an export can repeat that rating.
    struct RatingChange {
        JournalId id;
        std::uint64_t seq = 0, rating = 0;
    };
    template <class Body>
    struct NewTold {
        std::size_t run = 0;  // the run that brought it; its arrival becomes what was told's
        Told<Body> told;
    };
    struct ParkedEvent {
        JournalId id;
        Parked parked;
    };
    struct Shift {
        JournalId id;
        std::uint64_t seq = 0;
        Timestamp at{};
        ShiftBody body;
    };
    struct ForkedEvent {
        JournalId id;
        std::uint64_t seq = 0;
        Hash hash;
        Timestamp received{};
        std::string_view line;
    };

    std::vector<HeadMove> heads;
    std::vector<Run> runs;  // in order of arrival
    std::vector<NewRating> new_ratings;
    std::vector<ChangedRating> changed_ratings;
    std::vector<RatingChange> rating_changes;
    std::vector<NewTold<CaseBody>> new_cases;  // in the order of their runs, as the surveys
    std::vector<NewTold<SurveyBody>> new_surveys;
    std::vector<ParkedEvent> parked;
    std::vector<Shift> shifts;
    std::vector<ForkedEvent> forked;  // the same again is ignored
    std::vector<Alarm> alarms;        // the first of its kind stands
    Counts counts;                    // added to those stored
    std::vector<Announcement> announcements;  // of cases and comments, for the outbox; an alarm's the store makes when it is the first

    [[nodiscard]] bool empty() const { return heads.empty() && forked.empty() && alarms.empty(); }
};

enum class Appended { stored, conflict };  // conflict: a head had moved; look up and decide again

class IngestStore {
public:
    virtual ~IngestStore() = default;
    [[nodiscard]] virtual Stored<Found> look_up(const Needs&) = 0;
    // One durable transaction; gives each run the next arrival of its office.
    [[nodiscard]] virtual Stored<Appended> append(const Changes&) = 0;
    // A moment for upkeep, between groups.
    virtual void tidy() = 0;
};

// ---- Devices -----------------------------------------------------------------------------------------------------------

class DeviceStore {
public:
    virtual ~DeviceStore() = default;
    // False when another open code has the same public part: make a new one.
    [[nodiscard]] virtual Stored<bool> add_code(const EnrolmentCode&, const AuditEntry&) = 0;
    // One transaction: judge() decides with what is stored under the code's public part.
    [[nodiscard]] virtual Stored<Enrolment> enrol(const EnrolmentAttempt&) = 0;
    [[nodiscard]] virtual Stored<std::optional<Device>> device(std::string_view journal) = 0;
    // False when there is no such journal. The first revocation stands.
    [[nodiscard]] virtual Stored<bool> revoke(std::string_view journal, Timestamp, const AuditEntry&) = 0;
    // Of a day's visits that are there already the larger count stays, so that to hear them again, or late, changes nothing.
    [[nodiscard]] virtual Stored<void> heard_from(const JournalId&, const Heartbeat&, Timestamp) = 0;
    [[nodiscard]] virtual Stored<std::vector<DeviceState>> devices() = 0;
};

// ---- What is not an event ----------------------------------------------------------------------------------------------

struct StoredCatalogue {
    Timestamp imported{};
    std::string json;  // encode(Catalogue)
    std::string who;   // Caller::name; empty: imported before names were kept
};

class Library {
public:
    virtual ~Library() = default;
    // False when the newest is not the one of `after`, or of none: another came in between, and nothing was stored. `offices`:
    // those for whose kiosks it is another one.
    [[nodiscard]] virtual Stored<bool> put_catalogue(const StoredCatalogue&, std::optional<Timestamp> after,
                                                     const std::vector<std::string>& offices, const AuditEntry&) = 0;
    // The newest, when it is newer than `known`.
    [[nodiscard]] virtual Stored<std::optional<StoredCatalogue>> catalogue_after(std::optional<Timestamp> known) = 0;
    [[nodiscard]] virtual Stored<std::vector<StoredCatalogue>> newest_catalogues(std::size_t most) = 0;  // the newest first
    // When each catalogue was imported, ascending; and the one of such a time.
    [[nodiscard]] virtual Stored<std::vector<Timestamp>> catalogue_times() = 0;
    [[nodiscard]] virtual Stored<std::optional<StoredCatalogue>> catalogue_at(Timestamp imported) = 0;
    // Content under its own hash: storing it again changes nothing, and no entry is made of it then. Media are the city's, attachments an office's.
    [[nodiscard]] virtual Stored<void> put_media(const Hash&, std::string_view bytes, const AuditEntry&) = 0;
    [[nodiscard]] virtual Stored<std::optional<std::string>> media(const Hash&) = 0;
    [[nodiscard]] virtual Stored<void> put_attachment(const JournalId& from, const Hash&, std::string_view bytes,
                                                      Timestamp received) = 0;
    [[nodiscard]] virtual Stored<std::optional<std::string>> attachment(const std::string& office, const Hash&) = 0;
    // Erases the contacts of an office's cases that came in before then; tells how many. What their events say stays.
    [[nodiscard]] virtual Stored<std::uint64_t> erase_contacts(const std::string& office, Timestamp received_before) = 0;
    // Writes the value unless one is there; tells the one that is there then.
    [[nodiscard]] virtual Stored<std::string> setting(std::string_view name, std::string_view value_if_missing) = 0;
};

// ---- Reading -----------------------------------------------------------------------------------------------------------

// Where an office's export stands: all runs before `arrival` are done, and of that one the events to `seq`.
struct Place {
    std::uint64_t arrival = 0, seq = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
};

// Days of an office, both included; open where none is set.
struct Days {
    std::optional<LocalDay> from, until;
    [[nodiscard]] bool hold(LocalDay day) const { return (!from || *from <= day) && (!until || day <= *until); }
    [[nodiscard]] bool all() const { return !from && !until; }
};

struct EventRow {
    JournalId id;
    Place place;
    Timestamp received{};
    std::string_view line, parked;  // valid during the call
};

struct RatingRow {
    JournalId id;
    Timestamp received{};  // when the rating itself came in
    Place place;           // of the event that makes the row appear: the rating's own, or the last one that changed it
    Rating rating;
};

// Called for each row in order; false ends the reading. The row is valid during the call.
using OnEvent = std::function<bool(const EventRow&)>;
using OnRating = std::function<bool(const RatingRow&)>;
using OnCase = std::function<bool(const CaseRow&)>;

struct OfficerCounts {
    std::vector<Week> weeks;
    std::uint64_t flagged = 0;
    std::vector<FlagCount> flags;
    std::vector<ReasonTally> reasons;
};

class Reports {
public:
    virtual ~Reports() = default;
    // Offices that have events, each with its newest arrival, by id.
    [[nodiscard]] virtual Stored<std::map<std::string, std::uint64_t>> arrivals() = 0;
    // What is behind a place, in the order of arrival. Rows of other days than these may come or not: what is far from them is
    // not read.
    [[nodiscard]] virtual Stored<void> events_after(const std::string& office, Place, const OnEvent&, const Days& = {}) = 0;
    [[nodiscard]] virtual Stored<void> ratings_after(const std::string& office, Place, const OnRating&, const Days& = {}) = 0;
    [[nodiscard]] virtual Stored<void> cases_after(const std::string& office, Place, const OnCase&, const Days& = {}) = 0;
    [[nodiscard]] virtual Stored<void> surveys_after(const std::string& office, Place, const OnSurvey&, const Days& = {}) = 0;
    // By the hash of its tracking code, in any office; the first that came in, should two have the same.
    [[nodiscard]] virtual Stored<std::optional<CaseRow>> case_with(const Hash& code) = 0;
    // The other side of a fork, by seq.
    [[nodiscard]] virtual Stored<std::vector<std::string>> forked_lines(const JournalId&) = 0;
    // Sums of the daily counts; takes time by days, not by ratings.
    [[nodiscard]] virtual Stored<OfficerCounts> officer_counts(const std::string& office, const std::string& officer,
                                                               LocalDay from, LocalDay until) = 0;
    // How often each topic of an office's kiosks was supported.
    [[nodiscard]] virtual Stored<Supports> supports(const std::string& office) = 0;
    // Every count and tally of an office, for reports and to prove a rebuild.
    [[nodiscard]] virtual Stored<Counts> counts(const std::string& office) = 0;
};

// ---- Making projections anew --------------------------------------------------------------------------------------------

struct StoredRun {
    JournalId id;
    std::uint64_t first = 0;
    Timestamp received{};
    std::string lines;  // each ended by a line feed
};

// Decides what an office's runs change. The store calls it inside its transaction.
class Replay {
public:
    using RatingsOf = std::function<std::vector<std::optional<Rating>>(const std::vector<std::pair<JournalId, std::uint64_t>>&)>;
    using Put = std::function<void(const Changes&)>;  // stores what a run brought, but not the run
    virtual ~Replay() = default;
    // Before the first run; again when the store has to begin anew.
    [[nodiscard]] virtual Result<void> begin() = 0;
    // The next runs, by arrival. Calls put() once a run, in order; ratings_of() finds what was put before.
    [[nodiscard]] virtual Result<void> project(std::span<const StoredRun>, const RatingsOf&, const Put&) = 0;
};

struct Rebuilt {
    struct Table {
        std::string name;
        std::uint64_t before = 0, after = 0;  // rows
        bool same = false;                    // each row as it was
    };
    std::uint64_t runs = 0;
    std::vector<Table> tables;  // all that is made from runs
};

class Projections {
public:
    virtual ~Projections() = default;
    // Throws an office's projections away and makes them anew from its runs: one transaction, in which nothing comes in
    // for the office. When it fails, all is as it was.
    [[nodiscard]] virtual Stored<Rebuilt> rebuild(const std::string& office, Replay&) = 0;
};

class Store : public IngestStore,
              public DeviceStore,
              public Library,
              public Reports,
              public FiguresStore,
              public SkmStore,
              public CaseDesk,
              public Projections,
              public AccountsStore,
              public WebhookStore {};

}  // namespace rancak::server
