#include "kiosk/adapters/courier_memory.h"

#include "kiosk/adapters/small_cache.h"

#include "shared/sqlite/schema.h"

#include <array>

namespace rancak::kiosk {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view schema_1 = R"sql(
CREATE TABLE sending (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  journal TEXT NOT NULL,
  acknowledged_seq INTEGER NOT NULL,
  acknowledged_hash BLOB NOT NULL,
  failures INTEGER NOT NULL,
  next_try INTEGER,             -- Unix milliseconds
  fork TEXT NOT NULL,
  last_receipt INTEGER          -- Unix milliseconds
);
CREATE TABLE parked (
  seq INTEGER PRIMARY KEY,
  reason TEXT NOT NULL
);
CREATE TABLE standing (
  officer TEXT PRIMARY KEY,
  as_of INTEGER NOT NULL,       -- Unix milliseconds
  json TEXT NOT NULL
) WITHOUT ROWID;
)sql";
constexpr std::array<std::string_view, 1> steps{schema_1};
constexpr sqlite::Schema schema{"rancak-kiosk", steps};

std::optional<Timestamp> time_at(const sqlite::Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Timestamp(Milliseconds(row.integer(column)));
}

void bind_time(sqlite::Statement& statement, int position, const std::optional<Timestamp>& time) {
    if (time) {
        statement.bind(position, static_cast<std::int64_t>(time->time_since_epoch().count()));
    } else {
        statement.bind_null(position);
    }
}

template <class Work>
auto attempt(Work&& work) -> Result<decltype(work())> {
    try {
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const std::exception& thrown) {
        return fail("The courier cannot use its memory: " + std::string(thrown.what()) + ".");
    }
}

void remove_database(const fs::path& path) {
    for (const auto* ending : {"", "-wal", "-shm"}) fs::remove(path.string() + ending);
}

bool belongs_to(sqlite::Database& database, const std::string& journal) {
    auto row = database.prepare("SELECT journal FROM sending");
    return row.step() && row.text(0) == journal;
}

SendingRecord read_sending(sqlite::Database& database) {
    auto row = database.prepare(
        "SELECT acknowledged_seq, acknowledged_hash, failures, next_try, fork, last_receipt FROM sending");
    if (!row.step()) throw std::runtime_error("its record is gone");
    SendingRecord record;
    record.acknowledged = {static_cast<std::uint64_t>(row.integer(0)), hash_from_bytes(row.text(1)).value_or(Hash{})};
    record.failures = static_cast<int>(row.integer(2));
    record.next_try = time_at(row, 3);
    record.fork = row.text(4);
    record.last_receipt = time_at(row, 5);
    return record;
}

std::uint64_t count_parked(sqlite::Database& database) {
    auto row = database.prepare("SELECT count(*) FROM parked");
    return row.step() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

}  // namespace

struct CourierMemory::File {
    File(const fs::path& path, const std::string& journal)
        : database(sqlite::Database::open_writer(path, sqlite::Durability::normal)) {
        if (auto laid = sqlite::lay_down(database, path, schema); !laid) throw std::runtime_error(laid.error().message);
        database.execute(small_cache);
        database.prepare("INSERT INTO sending VALUES (1, ?, 0, zeroblob(32), 0, NULL, '', NULL) ON CONFLICT DO NOTHING")
            .bind(1, journal)
            .run();
        keep_sending = database.prepare(
            "UPDATE sending SET acknowledged_seq = ?, acknowledged_hash = ?, failures = ?, next_try = ?, fork = ?, "
            "last_receipt = ?");
        keep_parked = database.prepare("INSERT INTO parked (seq, reason) VALUES (?, ?) ON CONFLICT DO NOTHING");
    }

    sqlite::Database database;
    sqlite::Statement keep_sending, keep_parked;
};

CourierMemory::CourierMemory(std::unique_ptr<File> file) : file_(std::move(file)) {}
CourierMemory::CourierMemory(CourierMemory&&) noexcept = default;
CourierMemory& CourierMemory::operator=(CourierMemory&&) noexcept = default;
CourierMemory::~CourierMemory() = default;

Result<CourierMemory> CourierMemory::open(const DataFolder& folder, const std::string& journal) {
    const fs::path path = folder.paths().courier();
    const auto open_file = [&] { return std::make_unique<File>(path, journal); };
    if (auto file = attempt(open_file); file && belongs_to((*file)->database, journal)) return CourierMemory(std::move(*file));
    if (auto removed = attempt([&] { remove_database(path); }); !removed) return tl::unexpected(removed.error());
    auto file = attempt(open_file);
    if (!file) return tl::unexpected(file.error());
    return CourierMemory(std::move(*file));
}

Result<SendingRecord> CourierMemory::sending() {
    return attempt([&] { return read_sending(file_->database); });
}

Result<void> CourierMemory::keep(const SendingRecord& record, const std::vector<Parked>& parked) {
    return attempt([&] {
        sqlite::Transaction transaction(file_->database);
        auto& statement = file_->keep_sending;
        statement.bind(1, static_cast<std::int64_t>(record.acknowledged.seq));
        statement.bind_blob(2, as_bytes(record.acknowledged.hash));
        statement.bind(3, static_cast<std::int64_t>(record.failures));
        bind_time(statement, 4, record.next_try);
        statement.bind(5, record.fork);
        bind_time(statement, 6, record.last_receipt);
        statement.run();
        for (const auto& one : parked) {
            file_->keep_parked.bind(1, static_cast<std::int64_t>(one.seq)).bind(2, one.reason).run();
        }
        transaction.commit();
    });
}

Result<std::uint64_t> CourierMemory::parked_count() {
    return attempt([&] { return count_parked(file_->database); });
}

Result<std::vector<Parked>> CourierMemory::parked() {
    return attempt([&] {
        std::vector<Parked> all;
        auto row = file_->database.prepare("SELECT seq, reason FROM parked ORDER BY seq LIMIT 1000");
        while (row.step()) all.push_back({static_cast<std::uint64_t>(row.integer(0)), std::string(row.text(1))});
        return all;
    });
}

Result<std::optional<StandingView>> CourierMemory::standing(const std::string& officer) {
    return attempt([&]() -> std::optional<StandingView> {
        auto row = file_->database.prepare("SELECT as_of, json FROM standing WHERE officer = ?");
        row.bind(1, officer);
        if (!row.step()) return std::nullopt;
        auto standing = decode_standing(row.text(1));
        if (!standing) return std::nullopt;  // kept by another version: it comes again
        return StandingView{std::move(*standing), Timestamp(Milliseconds(row.integer(0))), true};
    });
}

Result<void> CourierMemory::keep_standing(const StandingView& view) {
    return attempt([&] {
        file_->database
            .prepare(
                "INSERT INTO standing VALUES (?, ?, ?) ON CONFLICT (officer) DO UPDATE SET as_of = "
                "excluded.as_of, json = excluded.json")
            .bind(1, view.standing.officer)
            .bind(2, static_cast<std::int64_t>(view.as_of.time_since_epoch().count()))
            .bind(3, encode(view.standing))
            .run();
    });
}

Result<std::optional<CourierGlance>> glance_at_courier(const fs::path& courier_db, const std::string& journal) {
    return attempt([&]() -> std::optional<CourierGlance> {
        if (!fs::exists(courier_db)) return std::nullopt;
        auto database = sqlite::Database::open_reader(courier_db);
        const bool ours = database.user_version() == static_cast<std::int64_t>(steps.size()) && !sqlite::difference(database, schema);
        if (!ours || !belongs_to(database, journal)) return std::nullopt;
        return CourierGlance{read_sending(database), count_parked(database)};
    });
}

}  // namespace rancak::kiosk
