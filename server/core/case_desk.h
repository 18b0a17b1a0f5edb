#pragma once

#include "server/core/audit.h"
#include "server/core/case_work.h"
#include "server/core/rating.h"
#include "server/core/stored.h"
#include "server/core/told.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rancak::server {

// A case or a comment is called by its event: journal.seq.
struct EventName {
    std::string journal;
    std::uint64_t seq = 0;
    friend bool operator==(const EventName&, const EventName&) = default;
};
[[nodiscard]] std::string name_of(const JournalId&, std::uint64_t seq);
[[nodiscard]] std::optional<EventName> read_event_name(std::string_view);

// A case as it came in, and what was made of it since.
struct CaseFile {
    CaseRow row;
    CaseStatus status;
};

// Where a list of what citizens wrote stands, newest first.
struct PlaceInTime {
    Timestamp at{};
    JournalId id;
    std::uint64_t seq = 0;
    friend bool operator==(const PlaceInTime&, const PlaceInTime&) = default;
};

struct CaseWish {
    std::string office;  // empty: all
    std::optional<CaseState> state;
    std::optional<CaseKind> kind;
    std::optional<std::string> assigned;
    std::optional<PlaceInTime> before;  // by when cases came in
    std::size_t limit = 50;
};

// A comment to a rating. Nobody but admins reads it before somebody decided that it may be shown.
enum class CommentState : std::uint8_t { pending, shown, hidden };
[[nodiscard]] std::string_view code(CommentState);  // pending, shown, hidden
[[nodiscard]] std::optional<CommentState> parse_comment_state(std::string_view);

struct Comment {
    JournalId id;
    std::uint64_t seq = 0;  // of its rating
    Timestamp at{};         // of its rating, by the kiosk's clock
    LocalDay day{};
    std::string officer;
    int score = 0;
    Hash text;
    CommentState state = CommentState::pending;
    friend bool operator==(const Comment&, const Comment&) = default;
};

struct CommentWish {
    std::string office;  // empty: all
    CommentState state = CommentState::pending;
    std::optional<PlaceInTime> before;  // by when they were rated
    std::size_t limit = 50;
};

// What people at the centre do with what citizens wrote. Not made from events: a rebuild leaves it alone.
// Callable from any thread; what was answered with success is durable. What takes an AuditEntry stores it in the same
// transaction, and only when it changed something.
class CaseDesk {
public:
    virtual ~CaseDesk() = default;
    [[nodiscard]] virtual Stored<std::vector<CaseFile>> case_files(const CaseWish&) = 0;
    [[nodiscard]] virtual Stored<std::optional<CaseFile>> case_file(std::string_view journal, std::uint64_t seq) = 0;
    [[nodiscard]] virtual Stored<std::vector<CaseStep>> case_steps(const JournalId&, std::uint64_t seq) = 0;  // oldest first
    // One transaction. False: somebody else did a step since `before` was read; nothing is stored.
    [[nodiscard]] virtual Stored<bool> add_case_step(const CaseFile& before, const CaseStep&, const AuditEntry&) = 0;
    // How many cases are in each state; states without any may be left out.
    [[nodiscard]] virtual Stored<std::map<CaseState, std::uint64_t>> case_counts(const std::string& office) = 0;

    // Comments of ratings that were withdrawn are left out.
    [[nodiscard]] virtual Stored<std::vector<Comment>> comments(const CommentWish&) = 0;
    [[nodiscard]] virtual Stored<std::optional<Comment>> comment(std::string_view journal, std::uint64_t seq) = 0;
    // Who decided it and when, the entry says.
    [[nodiscard]] virtual Stored<void> decide_comment(const Comment&, CommentState, const AuditEntry&) = 0;
};

}  // namespace rancak::server
