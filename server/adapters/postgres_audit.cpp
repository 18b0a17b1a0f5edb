#include "server/adapters/postgres_accounts.h"

#include <limits>

namespace rancak::server {

using postgres::Connection;
using postgres::Parameters;

void note(Connection& connection, const AuditEntry& entry) {
    connection.run("INSERT INTO audit VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                   Parameters().add(stored(entry.place.at)).add(entry.place.id).add(entry.who).add(entry.what).add(entry.subject)
                       .add(entry.office).add(entry.detail));
}

Stored<std::vector<AuditEntry>> PostgresStore::audit(const AuditWish& wish) {
    return sessions_->read([&](Connection& connection) {
        auto parameters = Parameters().add(wish.before ? stored(wish.before->at) : std::numeric_limits<std::int64_t>::max());
        parameters.add(wish.before ? wish.before->id : std::string()).add(static_cast<std::int64_t>(wish.limit));
        if (wish.office) parameters.add(*wish.office);
        const auto found =
            wish.office
                ? connection.run("SELECT * FROM audit WHERE (at, id) < ($1, $2) AND office = $4 ORDER BY at DESC, id DESC LIMIT $3", parameters)
                : connection.run("SELECT * FROM audit WHERE (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3", parameters);
        std::vector<AuditEntry> entries;
        for (const auto row : found)
            entries.push_back({{timestamp(row.integer(0)), std::string(row.text(1))}, std::string(row.text(2)),
                               std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5)), std::string(row.text(6))});
        return entries;
    });
}

}  // namespace rancak::server
