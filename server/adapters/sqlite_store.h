#pragma once

#include "server/core/store.h"
#include "shared/result.h"

#include <filesystem>
#include <memory>

namespace rancak::server {

// The embedded store: one SQLite file, nothing to install. One connection writes and checkpoints, behind a mutex;
// readers have a small pool of read-only connections. Only one process may have the file open for writing: whoever
// opens it holds the data folder's lock.
class SqliteStore final : public Store {
public:
    // Creates the file or brings it to the newest schema; refuses one that is newer or was laid down otherwise.
    [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& file);
    ~SqliteStore() override;

    Stored<Found> look_up(const Needs&) override;
    Stored<Appended> append(const Changes&) override;
    void tidy() override;

    Stored<bool> add_code(const EnrolmentCode&, const AuditEntry&) override;
    Stored<Enrolment> enrol(const EnrolmentAttempt&) override;
    Stored<std::optional<Device>> device(std::string_view journal) override;
    Stored<bool> revoke(std::string_view journal, Timestamp, const AuditEntry&) override;
    Stored<void> heard_from(const JournalId&, const Heartbeat&, Timestamp) override;
    Stored<std::vector<DeviceState>> devices() override;

    Stored<bool> put_catalogue(const StoredCatalogue&, std::optional<Timestamp> after, const std::vector<std::string>& offices,
                               const AuditEntry&) override;
    Stored<std::vector<StoredCatalogue>> newest_catalogues(std::size_t most) override;
    Stored<std::optional<StoredCatalogue>> catalogue_after(std::optional<Timestamp> known) override;
    Stored<std::vector<Timestamp>> catalogue_times() override;
    Stored<std::optional<StoredCatalogue>> catalogue_at(Timestamp imported) override;
    Stored<void> put_media(const Hash&, std::string_view bytes, const AuditEntry&) override;
    Stored<std::optional<std::string>> media(const Hash&) override;
    Stored<void> put_attachment(const JournalId& from, const Hash&, std::string_view bytes, Timestamp received) override;
    Stored<std::optional<std::string>> attachment(const std::string& office, const Hash&) override;
    Stored<std::uint64_t> erase_contacts(const std::string& office, Timestamp received_before) override;
    Stored<std::string> setting(std::string_view name, std::string_view value_if_missing) override;

    Stored<std::map<std::string, std::uint64_t>> arrivals() override;
    Stored<void> events_after(const std::string& office, Place, const OnEvent&, const Days&) override;
    Stored<void> ratings_after(const std::string& office, Place, const OnRating&, const Days&) override;
    Stored<void> cases_after(const std::string& office, Place, const OnCase&, const Days&) override;
    Stored<void> surveys_after(const std::string& office, Place, const OnSurvey&, const Days&) override;
    Stored<std::optional<CaseRow>> case_with(const Hash& code) override;
    Stored<std::vector<std::string>> forked_lines(const JournalId&) override;
    Stored<OfficerCounts> officer_counts(const std::string& office, const std::string& officer, LocalDay from,
                                         LocalDay until) override;
    Stored<Supports> supports(const std::string& office) override;
    Stored<Counts> counts(const std::string& office) override;

    Stored<void> office_days(std::string_view office, LocalDay from, LocalDay until, const OnOfficeDay&) override;
    Stored<VisitsByOffice> visits(std::string_view office, LocalDay from, LocalDay until) override;
    Stored<Heat> heat(const std::string& office, LocalDay from, LocalDay until) override;
    Stored<void> daily_counts(const Choice&, LocalDay from, LocalDay until, const OnCount&) override;
    Stored<WhyCounts> why(const Choice&, LocalDay from, LocalDay until) override;
    Stored<std::vector<FlaggedRating>> flagged(const std::string& office, LocalDay from, LocalDay until, std::size_t limit) override;

    Stored<void> surveys_between(const std::string& office, Timestamp from, Timestamp before, const OnSurvey&) override;
    Stored<Publication> put_publication(const Publication&, const AuditEntry&) override;
    Stored<std::vector<Publication>> publications(const std::string& office) override;

    Stored<Rebuilt> rebuild(const std::string& office, Replay&) override;

    Stored<std::vector<CaseFile>> case_files(const CaseWish&) override;
    Stored<std::optional<CaseFile>> case_file(std::string_view journal, std::uint64_t seq) override;
    Stored<std::vector<CaseStep>> case_steps(const JournalId&, std::uint64_t seq) override;
    Stored<bool> add_case_step(const CaseFile& before, const CaseStep&, const AuditEntry&) override;
    Stored<std::map<CaseState, std::uint64_t>> case_counts(const std::string& office) override;
    Stored<std::vector<Comment>> comments(const CommentWish&) override;
    Stored<std::optional<Comment>> comment(std::string_view journal, std::uint64_t seq) override;
    Stored<void> decide_comment(const Comment&, CommentState, const AuditEntry&) override;
    Stored<bool> add_user(const User&, const AuditEntry&) override;
    Stored<UserChanged> change_user(std::string_view name, const UserChange&, const AuditEntry&) override;
    Stored<std::vector<UserState>> users() override;
    Stored<SignIn> begin_sign_in(std::string_view name, Timestamp now) override;
    Stored<bool> open_session(const Session&, const User& as_it_was, const AuditEntry&) override;
    Stored<std::optional<OpenSession>> session(const Hash& id) override;
    Stored<void> see_session(const Hash& id, Timestamp) override;
    Stored<void> end_session(const Hash& id, const AuditEntry&) override;
    Stored<void> add_token(const MachineToken&, const AuditEntry&) override;
    Stored<std::vector<MachineToken>> tokens() override;
    Stored<std::optional<MachineToken>> token(const Hash&) override;
    Stored<void> see_token(const Hash&, Timestamp) override;
    Stored<bool> revoke_token(std::string_view id, const AuditEntry&) override;
    Stored<std::vector<AuditEntry>> audit(const AuditWish&) override;

    Stored<bool> add_subscription(const Subscription&, const AuditEntry&) override;
    Stored<std::vector<Subscription>> subscriptions() override;
    Stored<std::optional<Subscription>> subscription(std::string_view id) override;
    Stored<std::optional<Subscription>> change_subscription(std::string_view id, const SubscriptionChange&, const AuditEntry&) override;
    Stored<bool> remove_subscription(std::string_view id, const AuditEntry&) override;
    Stored<bool> announce_to(std::string_view id, const Announcement&, const AuditEntry&) override;
    Stored<bool> announce_ratings(std::string_view id, std::string_view from, std::string_view to,
                                  const std::optional<Announcement>&) override;
    Stored<std::uint64_t> ratings_between(const std::string& office, std::uint64_t after, std::uint64_t until) override;
    Stored<std::optional<WebhookMessage>> take_message(Timestamp now) override;
    Stored<std::optional<Settled>> settle(const WebhookMessage&, const WebhookAnswer&, Timestamp now, double jitter) override;
    Stored<std::uint64_t> drop_messages(Timestamp written_before) override;
    Stored<std::uint64_t> messages_waiting() override;

private:
    class Connections;
    explicit SqliteStore(std::unique_ptr<Connections>);
    std::unique_ptr<Connections> connections_;
};

}  // namespace rancak::server
