#include "kiosk/adapters/visit_counts.h"

#include "kiosk/adapters/small_cache.h"

#include "shared/sqlite/schema.h"

#include <algorithm>
#include <array>

namespace rancak::kiosk {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view schema_1 = R"sql(
CREATE TABLE journal (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  id TEXT NOT NULL
);
CREATE TABLE visit_day (
  number INTEGER PRIMARY KEY,   -- in the order in which the days began here
  day INTEGER NOT NULL UNIQUE,  -- the office's, days since 1970-01-01
  visits INTEGER NOT NULL,
  rated INTEGER NOT NULL
);
)sql";
constexpr std::array<std::string_view, 1> steps{schema_1};
constexpr sqlite::Schema schema{"rancak-kiosk", steps};

constexpr std::int64_t last_day_written = 2'932'896;  // 9999-12-31, the last that a heartbeat can name

bool belongs_to(sqlite::Database& database, const std::string& journal) {
    auto row = database.prepare("SELECT id FROM journal");
    return row.step() && row.text(0) == journal;
}

// The file cannot be gone on with, whatever becomes of the disk.
struct Unusable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

bool is_damaged(const sqlite::Failure& failure) {
    constexpr int corrupt = 11, no_database = 26;  // sqlite.org/rescode.html
    return (failure.code() & 0xff) == corrupt || (failure.code() & 0xff) == no_database;
}

void remove_database(const fs::path& path) {
    std::error_code ignored;  // what stays is found unusable again
    for (const auto* ending : {"", "-wal", "-shm"}) fs::remove(path.string() + ending, ignored);
}

}  // namespace

struct VisitCounts::File {
    File(const fs::path& path, const std::string& journal) : database(sqlite::Database::open_writer(path, sqlite::Durability::full)) {
        if (auto laid = sqlite::lay_down(database, path, schema); !laid) throw Unusable(laid.error().message);
        database.execute(small_cache);
        database.prepare("INSERT INTO journal VALUES (1, ?) ON CONFLICT DO NOTHING").bind(1, journal).run();
        if (!belongs_to(database, journal)) throw Unusable("it belongs to another journal");
        add = database.prepare(
            "INSERT INTO visit_day (day, visits, rated) VALUES (?1, 1, ?2) ON CONFLICT (day) DO UPDATE SET "
            "visits = min(visits + 1, ?3), rated = min(rated + ?2, ?3)");
        forget = database.prepare("DELETE FROM visit_day WHERE number <= (SELECT max(number) FROM visit_day) - ?");
    }

    sqlite::Database database;
    sqlite::Statement add, forget;
};

VisitCounts::VisitCounts(const DataFolder& folder, std::string journal) : paths_(folder.paths()), journal_(std::move(journal)) {
    std::error_code unknown;
    if (journal_.empty() || !fs::exists(paths_.visits(), unknown)) return;
    try {
        open();
    } catch (const std::exception&) {  // count() tries again, and tells
    }
}
VisitCounts::VisitCounts(VisitCounts&&) noexcept = default;
VisitCounts& VisitCounts::operator=(VisitCounts&&) noexcept = default;
VisitCounts::~VisitCounts() = default;

void VisitCounts::open() {
    const auto path = paths_.visits();
    try {
        file_ = std::make_unique<File>(path, journal_);
        return;
    } catch (const Unusable&) {
    } catch (const sqlite::Failure& failure) {
        if (!is_damaged(failure)) throw;
    }
    remove_database(path);
    file_ = std::make_unique<File>(path, journal_);
}

Result<void> VisitCounts::count(LocalDay day, bool rated) {
    const auto failed = [this](const char* why) {
        file_.reset();
        return fail("Visits are not counted: " + std::string(why) + ". Ratings are stored all the same.");
    };
    try {
        if (!file_) open();
        sqlite::Transaction transaction(file_->database);
        file_->add.bind(1, std::int64_t{day.time_since_epoch().count()}).bind(2, std::int64_t{rated});
        file_->add.bind(3, static_cast<std::int64_t>(max_visits_a_day)).run();
        file_->forget.bind(1, static_cast<std::int64_t>(max_visit_days)).run();
        transaction.commit();
        return {};
    } catch (const sqlite::Failure& failure) {
        auto told = failed(failure.what());
        if (is_damaged(failure)) remove_database(paths_.visits());
        return told;
    } catch (const std::exception& thrown) {
        return failed(thrown.what());
    }
}

Result<std::vector<DayVisits>> read_visits(const fs::path& visits_db, const std::string& journal) {
    std::vector<DayVisits> days;
    try {
        if (!fs::exists(visits_db)) return days;
        auto database = sqlite::Database::open_reader(visits_db);
        const bool ours = database.user_version() == static_cast<std::int64_t>(steps.size()) && !sqlite::difference(database, schema);
        if (!ours || !belongs_to(database, journal)) return days;
        auto row = database.prepare("SELECT day, visits, rated FROM visit_day WHERE day BETWEEN 0 AND ? ORDER BY number");
        row.bind(1, last_day_written);
        while (row.step())
            days.push_back({LocalDay{std::chrono::days{row.integer(0)}}, static_cast<std::uint64_t>(row.integer(1)), static_cast<std::uint64_t>(row.integer(2))});
        return days;
    } catch (const std::exception& thrown) {
        return fail("Cannot read how many visits there were: " + std::string(thrown.what()) + ".");
    }
}

}  // namespace rancak::kiosk
