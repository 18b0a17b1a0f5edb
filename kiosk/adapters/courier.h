#pragma once

#include "kiosk/adapters/alarms.h"
#include "kiosk/adapters/catalogue_cache.h"
#include "kiosk/adapters/courier_memory.h"
#include "kiosk/adapters/device_identity.h"
#include "kiosk/adapters/journal_reader.h"
#include "kiosk/adapters/mailbox.h"
#include "kiosk/core/action.h"
#include "kiosk/core/sending.h"
#include "shared/http/client.h"
#include "shared/random.h"
#include "shared/time.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace rancak::kiosk {

// What the caretaker's screen and the pruning want to know of the courier.
struct CourierStatus {
    bool online = false;  // the last exchange was with our server and succeeded
    std::optional<Timestamp> online_changed;
    std::string last_error;          // why the last try failed; empty when it did not
    std::uint64_t acknowledged = 0;  // seq
    std::uint64_t parked = 0;
    std::optional<Timestamp> last_receipt;
    std::optional<Milliseconds> server_ahead;  // the server's clock minus ours; none until it told
};

// What a courier works with. The references must outlive it.
struct CourierParts {
    DataPaths paths;
    DeviceIdentity identity;
    std::string version;
    JournalReader reader;
    CourierMemory memory;
    CatalogueCache catalogue;
    std::unique_ptr<HttpClient> http;
    const Clock& clock;
    Random& random;
    Alarms& alarms;
    Mailbox<Action>& mailbox;  // OnlineChanged, CatalogueArrived, StandingArrived, StandingMissing
};

// Lifecycle: construct with an open journal beside it, step() until the program ends. The thread is CourierThread's.
//
// Brings events to the server and catalogue, photos and standings back. It loops over one errand at a time, chosen by
// next_errand(); what a reply means is decided by judge(), what that changes by after(). Whatever happens, it discards
// nothing: the journal is only read here.
//
// step() is for one thread; ask_standing(), status() and stop() are for any.
class Courier {
 public:
    explicit Courier(CourierParts);

    // Does one errand. nullopt: there is more to do at once. Else how long there is nothing to do unless somebody asks.
    [[nodiscard]] std::optional<Milliseconds> step();

    void ask_standing(std::string officer);
    [[nodiscard]] CourierStatus status() const;
    void stop();  // ends the exchange under way and refuses all later ones

 private:
    void remember_sending();
    void look_around();
    std::optional<Milliseconds> run(const SendEvents&);
    std::optional<Milliseconds> run(const SendHeartbeat&);
    std::optional<Milliseconds> run(const FetchCatalogue&);
    std::optional<Milliseconds> run(const FetchMedium&);
    std::optional<Milliseconds> run(const AskStanding&);
    std::optional<Milliseconds> run(const RecheckChain&);
    std::optional<Milliseconds> run(const Rest&);

    Result<HttpReply> exchange(std::string method, std::string path, std::string query, std::string body,
                               std::vector<std::string> headers);
    Result<HttpReply> control(const std::string& method, const std::string& path, const std::string& body = {},
                              std::vector<std::string> headers = {});
    std::optional<RetryLater> send_attachments(std::uint64_t first, std::uint64_t last);
    Verdict post(const Lines&, std::string body);
    [[nodiscard]] RetryLater unanswered(const Error&) const;
    void keep(const Verdict&);
    void raise_alarms();
    void learn_time(Timestamp server);
    void noticed_catalogue(const std::string& etag);
    void tell_no_catalogue();
    void show_catalogue_if_changed(const std::shared_ptr<const Catalogue>& before);
    [[nodiscard]] std::vector<DayVisits> count_visits();
    Attempts failed(const Attempts&, const Result<HttpReply>&);
    [[nodiscard]] static std::string describe(const Result<HttpReply>&);
    void went_well();
    void went_wrong(const std::string& why);
    void set_online(bool, const std::string& why);

    CourierParts parts_;
    Agenda agenda_;
    Head acknowledged_;
    ChainCheck chain_check_;
    std::vector<std::string> alarms_told_;  // by the newest heartbeat
    std::vector<DayVisits> visits_told_;    // what the server has of them; empty: nobody knows
    std::string refused_etag_;  // of a catalogue that was refused: not fetched again
    std::optional<Milliseconds> server_ahead_;
    bool server_spoke_ = false;  // the last exchange was with our server, even if it refused
    const Monotonic started_;

    mutable std::mutex mutex_;
    CourierStatus status_;                       // guarded by mutex_
    std::vector<std::string> standings_wanted_;  // guarded by mutex_
};

}  // namespace rancak::kiosk
