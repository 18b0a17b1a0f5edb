#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace rancak::sqlite {

// A thin RAII over SQLite. One connection per file writes and checkpoints (SQLite 3.7.0 to 3.51.2 can corrupt a WAL
// that two connections reset at once); readers open read-only and never checkpoint. A connection and its statements
// belong to one thread at a time. Every failure is thrown as Failure: catch it at the edge of the adapter.
class Failure : public std::exception {
public:
    Failure(int code, std::string message);
    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
    [[nodiscard]] int code() const { return code_; }          // SQLite's extended result code
    [[nodiscard]] bool storage_is_failing() const;            // I/O error, full disk, read-only, corrupt
    [[nodiscard]] bool is_constraint() const;

private:
    int code_;
    std::string message_;
};

// Prepared once, run often. Values are bound by position from 1; text and blobs are copied, those bound as views are
// not: they must stay until the statement was reset or bound anew.
class Statement {
public:
    Statement() = default;
    Statement(Statement&&) noexcept = default;
    Statement& operator=(Statement&&) noexcept = default;

    Statement& bind(int position, std::int64_t value);
    Statement& bind(int position, double value);
    Statement& bind(int position, std::string_view text);
    Statement& bind_blob(int position, std::string_view bytes);
    Statement& bind_view(int position, std::string_view text);
    Statement& bind_blob_view(int position, std::string_view bytes);
    Statement& bind_null(int position);

    [[nodiscard]] bool step();  // true: a row is there
    void run();                 // to the end, then reset: for statements without rows
    void reset();               // ready to run again; bindings stay

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;  // valid until the next step or reset; blobs too
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] int columns() const;

private:
    friend class Database;
    struct Finalize { void operator()(sqlite3_stmt*) const; };
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class Durability {
    full,    // WAL, synchronous=FULL: a commit is on the disk when it returns
    normal,  // WAL, synchronous=NORMAL: a power cut may take the last commits, never the file
};

class Database {
public:
    // Creates the file when it is missing. mmap_size=0, busy timeout 5 s, foreign keys on, trusted_schema off.
    [[nodiscard]] static Database open_writer(const std::filesystem::path&, Durability);
    [[nodiscard]] static Database open_reader(const std::filesystem::path&);

    void execute(const std::string& sql);  // one or more statements without rows
    [[nodiscard]] Statement prepare(std::string_view sql);
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t last_insert_id() const;
    [[nodiscard]] std::int64_t user_version();
    void set_user_version(std::int64_t);
    // Copies the whole file as it is at this moment, whoever writes to it meanwhile, and rechecks the copy: one plain file,
    // durable when this returns.
    void back_up_to(const std::filesystem::path&);
    [[nodiscard]] sqlite3* handle() const { return database_.get(); }

private:
    struct Close { void operator()(sqlite3*) const; };
    explicit Database(sqlite3* database) : database_(database) {}
    std::unique_ptr<sqlite3, Close> database_;
};

// BEGIN … COMMIT; rolls back when it goes out of scope uncommitted. A writing one takes the writer's lock at once, a
// reading one is a snapshot.
class Transaction {
public:
    enum class Kind { writing, reading };
    explicit Transaction(Database&, Kind = Kind::writing);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace rancak::sqlite
