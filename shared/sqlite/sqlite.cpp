#include "shared/sqlite/sqlite.h"

#include <sqlite3.h>

namespace rancak::sqlite {
namespace {

[[noreturn]] void raise(sqlite3* database, const std::string& doing) {
    throw Failure{sqlite3_extended_errcode(database), doing + ": " + sqlite3_errmsg(database)};
}

sqlite3* open(const std::filesystem::path& path, int flags) {
    sqlite3* database = nullptr;
    const int result = sqlite3_open_v2(path.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (result != SQLITE_OK) {
        const std::string reason = database ? sqlite3_errmsg(database) : sqlite3_errstr(result);
        sqlite3_close_v2(database);
        throw Failure{result, "cannot open " + path.string() + ": " + reason};
    }
    return database;
}

}  // namespace

Failure::Failure(int code, std::string message) : code_(code), message_(std::move(message)) {}

bool Failure::storage_is_failing() const {
    switch (code_ & 0xFF) {
        case SQLITE_IOERR:
        case SQLITE_FULL:
        case SQLITE_READONLY:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_CANTOPEN: return true;
        default: return false;
    }
}

bool Failure::is_constraint() const { return (code_ & 0xFF) == SQLITE_CONSTRAINT; }

// ---- Statement -------------------------------------------------------------------------------------------------------

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

namespace {
void check_bind(sqlite3_stmt* statement, int result) {
    if (result != SQLITE_OK) raise(sqlite3_db_handle(statement), "cannot bind a value");
}
}  // namespace

Statement& Statement::bind(int position, std::int64_t value) {
    check_bind(statement_.get(), sqlite3_bind_int64(statement_.get(), position, value));
    return *this;
}

Statement& Statement::bind(int position, double value) {
    check_bind(statement_.get(), sqlite3_bind_double(statement_.get(), position, value));
    return *this;
}

Statement& Statement::bind(int position, std::string_view text) {
    // a null pointer would bind NULL, and a default string_view has one
    check_bind(statement_.get(), sqlite3_bind_text64(statement_.get(), position, text.data() ? text.data() : "",
                                                     text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_blob(int position, std::string_view bytes) {
    check_bind(statement_.get(), sqlite3_bind_blob64(statement_.get(), position, bytes.data() ? bytes.data() : "",
                                                     bytes.size(), SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bind_view(int position, std::string_view text) {
    check_bind(statement_.get(), sqlite3_bind_text64(statement_.get(), position, text.data() ? text.data() : "",
                                                     text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_blob_view(int position, std::string_view bytes) {
    check_bind(statement_.get(), sqlite3_bind_blob64(statement_.get(), position, bytes.data() ? bytes.data() : "",
                                                     bytes.size(), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind_null(int position) {
    check_bind(statement_.get(), sqlite3_bind_null(statement_.get(), position));
    return *this;
}

bool Statement::step() {
    switch (sqlite3_step(statement_.get())) {
        case SQLITE_ROW: return true;
        case SQLITE_DONE: return false;
        default: break;
    }
    sqlite3* database = sqlite3_db_handle(statement_.get());
    Failure failure{sqlite3_extended_errcode(database), sqlite3_errmsg(database)};
    sqlite3_reset(statement_.get());
    throw failure;
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

// The result repeats what step() has already thrown.
void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes ? std::string_view{bytes, size} : std::string_view{""};
}

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

// ---- Database --------------------------------------------------------------------------------------------------------

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Database Database::open_writer(const std::filesystem::path& path, Durability durability) {
    Database database{open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)};
    sqlite3_busy_timeout(database.handle(), 5000);
    // The WAL stays after the last close, so a reader may open a file that nobody writes.
    database.execute(
        "PRAGMA mmap_size=0; PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
        "PRAGMA journal_size_limit=67108864;");
    database.execute(durability == Durability::full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    return database;
}

Database Database::open_reader(const std::filesystem::path& path) {
    Database database{open(path, SQLITE_OPEN_READONLY)};
    sqlite3_busy_timeout(database.handle(), 5000);
    database.execute("PRAGMA mmap_size=0; PRAGMA query_only=ON; PRAGMA trusted_schema=OFF;");
    return database;
}

void Database::back_up_to(const std::filesystem::path& path) {
    Database copy{open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)};
    sqlite3_backup* backup = sqlite3_backup_init(copy.handle(), "main", handle(), "main");
    if (!backup) raise(copy.handle(), "cannot begin " + path.string());
    // All pages in one step, which is one snapshot: in several it would begin anew whenever somebody writes between them.
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK) raise(copy.handle(), "cannot write " + path.string());
    copy.execute("PRAGMA journal_mode=DELETE");
    auto check = copy.prepare("PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok") throw Failure{SQLITE_CORRUPT, "what was copied is not whole: " + std::string(check.text(0))};
}

void Database::execute(const std::string& sql) {
    if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) raise(handle(), "cannot run " + sql);
}

Statement Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr) != SQLITE_OK)
        raise(handle(), "cannot prepare " + std::string{sql});
    return Statement{statement};
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle()); }

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(handle()); }

std::int64_t Database::user_version() {
    Statement version = prepare("PRAGMA user_version");
    return version.step() ? version.integer(0) : 0;
}

void Database::set_user_version(std::int64_t version) { execute("PRAGMA user_version=" + std::to_string(version)); }

// ---- Transaction -----------------------------------------------------------------------------------------------------

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
    database_.execute(kind == Kind::writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    // SQLite may have rolled back by itself after an error; then there is nothing left to do.
    if (open_ && !sqlite3_get_autocommit(database_.handle()))
        sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

}  // namespace rancak::sqlite
