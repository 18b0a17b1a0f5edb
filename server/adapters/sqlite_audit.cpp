#include "server/adapters/sqlite_accounts.h"

namespace rancak::server {
namespace {

using std::string_view;

std::vector<AuditEntry> read_entries(sqlite::Statement& found) {
    std::vector<AuditEntry> entries;
    while (found.step())
        entries.push_back({{timestamp(found.integer(0)), std::string(found.text(1))}, std::string(found.text(2)),
                           std::string(found.text(3)), std::string(found.text(4)), std::string(found.text(5)), std::string(found.text(6))});
    return entries;
}

}  // namespace

void note(SqliteSession& session, const AuditEntry& entry) {
    auto insert = session.prepared("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)");
    insert->bind(1, stored(entry.place.at)).bind(2, string_view(entry.place.id)).bind(3, string_view(entry.who));
    insert->bind(4, string_view(entry.what)).bind(5, string_view(entry.subject)).bind(6, string_view(entry.office));
    insert->bind(7, string_view(entry.detail)).run();
}

Stored<std::vector<AuditEntry>> SqliteStore::audit(const AuditWish& wish) {
    return connections_->read([&](SqliteSession& session) {
        const AuditPlace newest{timestamp(std::numeric_limits<std::int64_t>::max()), {}};
        const auto& before = wish.before ? *wish.before : newest;
        auto found = wish.office
                         ? session.prepared("SELECT * FROM audit WHERE (at, id) < (?, ?) AND office = ?4 ORDER BY at DESC, id DESC LIMIT ?3")
                         : session.prepared("SELECT * FROM audit WHERE (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?3");
        found->bind(1, stored(before.at)).bind(2, string_view(before.id)).bind(3, static_cast<std::int64_t>(wish.limit));
        if (wish.office) found->bind(4, string_view(*wish.office));
        return read_entries(*found);
    });
}

}  // namespace rancak::server
