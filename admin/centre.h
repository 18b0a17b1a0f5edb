#pragma once

#include "admin/catalogue_folder.h"
#include "shared/event_line.h"
#include "shared/http/client.h"
#include "shared/standing.h"
#include "shared/time.h"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rancak::admin {

enum class Table { ratings, details, cases, surveys, events, standings };
inline constexpr std::array<std::string_view, 6> table_names{"ratings", "details", "cases", "surveys", "events", "standings"};  // as the server's addresses have them
enum class Format { csv, jsonl, xlsx };

// A table, and which of its rows.
struct TableWish {
    Table table = Table::ratings;
    Format format = Format::csv;
    bool mark = false;                     // csv begins with U+FEFF
    std::string since, office;             // empty: from the beginning; all
    std::optional<LocalDay> from, until;   // both included
};

struct EnrolmentCode {
    std::string code;
    Timestamp expires{};
};

struct StandingReply {
    Timestamp as_of{};
    Standing standing;
};

// What the server knows of one kiosk's journal, and what the kiosk last said of itself.
struct KioskReport {
    std::string journal, office, counter;  // counter empty: in the lobby
    Head head;                             // of what the server has
    std::optional<Timestamp> last_batch, last_heartbeat, revoked;
    std::string version;
    std::uint64_t waiting = 0, parked = 0, disk_free_bytes = 0;  // at the last heartbeat
    std::vector<std::string> alarms;                             // the server's, then the kiosk's own
};

// How often a topic of a forum was supported at the kiosks of an office.
struct TopicSupport {
    std::string office, forum, topic;
    std::uint64_t times = 0;
};

// One page of an export.
struct Page {
    std::string rows;    // csv: the first line names the columns
    std::string cursor;  // where the next page, or the next export, goes on; standings and the server's spreadsheets have none
    bool more = false;
};

// The server as an admin speaks to it (docs/protocol.md). A refusal is an Error with the server's own words.
// `http` must outlive it.
class Centre {
public:
    Centre(HttpClient& http, std::string token) : http_(http), token_(std::move(token)) {}

    [[nodiscard]] Result<void> put_photo(const Photo&);
    [[nodiscard]] Result<std::string> put_catalogue(const Catalogue&);  // its ETag
    [[nodiscard]] Result<EnrolmentCode> new_enrolment_code(const std::string& office, const std::string& counter);
    [[nodiscard]] Result<std::vector<KioskReport>> kiosks();
    [[nodiscard]] Result<std::vector<TopicSupport>> supports();
    [[nodiscard]] Result<void> revoke(const std::string& journal);
    [[nodiscard]] Result<Page> page(const TableWish&);  // from `since` on; xlsx: all of it, or the server's refusal
    [[nodiscard]] Result<StandingReply> standing(const std::string& officer, std::optional<LocalDay> from,
                                                 std::optional<LocalDay> until);
    // The body of what the server answers to a GET.
    [[nodiscard]] Result<std::string> read(const std::string& target);
    // The same of a POST with a JSON body.
    [[nodiscard]] Result<std::string> post(const std::string& target, std::string json);
    // Any other call; a status that is none of success is an Error.
    [[nodiscard]] Result<HttpReply> ask(std::string method, std::string target, std::string type = {}, std::string body = {});
    // Ends what is under way and all later with an Error at once. From any thread.
    void stop() { http_.stop(); }

private:
    HttpClient& http_;
    const std::string token_;
};

inline constexpr std::size_t max_page_bytes = 32 * 1024 * 1024;

// Reads page after page into `write` until there is none, and answers the last cursor, empty for standings. `progress`
// hears the rows so far.
[[nodiscard]] Result<std::string> export_all(Centre&, TableWish,
                                             const std::function<Result<void>(std::string_view)>& write,
                                             const std::function<void(std::uint64_t)>& progress);

}  // namespace rancak::admin
