#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

struct pg_conn;
struct pg_result;

// libpq in RAII. What fails throws Failure, which stays inside the adapter.
namespace rancak::postgres {

class Failure : public std::runtime_error {
public:
    // `state` is the SQLSTATE; empty when the server could not be reached or the connection broke.
    Failure(std::string message, std::string state) : std::runtime_error(std::move(message)), state_(std::move(state)) {}
    [[nodiscard]] const std::string& state() const { return state_; }
    // The connection, or the server behind it, is gone or no longer takes writes; another one may.
    [[nodiscard]] bool is_lost() const;
    // The same transaction may succeed when it is tried again.
    [[nodiscard]] bool is_passing() const;
    [[nodiscard]] bool is_full() const { return state_ == "53100"; }

private:
    std::string state_;
};

// One column of many rows, to be taken apart by unnest($n) in the statement.
class Column {
public:
    enum class Type : std::uint32_t { number = 20, text = 25, bytes = 17 };  // the element's oid: int8, text, bytea
    explicit Column(Type type) : type_(type), data_(header_bytes, '\0') {}

    Column& add(std::int64_t);
    Column& add(std::string_view text_or_bytes);
    Column& add_null();
    [[nodiscard]] std::size_t rows() const { return rows_; }

private:
    friend class Parameters;
    static constexpr std::size_t header_bytes = 20;
    Type type_;
    std::uint32_t rows_ = 0;
    bool has_null_ = false;
    std::string data_;  // the array as the protocol carries it; finished when it becomes a parameter
};

// What stands for $1, $2 … in a statement. Owns its bytes.
class Parameters {
public:
    Parameters& add(std::int64_t);
    Parameters& add(std::optional<std::int64_t>);
    Parameters& add(std::string_view text);
    Parameters& add_bytes(std::string_view);
    Parameters& add(Column);

private:
    friend class Connection;
    friend class Pipeline;
    struct One {
        std::uint32_t type;
        bool null = false;
        std::string bytes;
    };
    std::vector<One> all_;
};

// A statement's result, whole in memory. Texts are valid as long as it lives.
class Rows {
public:
    class Row {
    public:
        [[nodiscard]] std::int64_t integer(int column) const;
        [[nodiscard]] std::string_view text(int column) const;  // also of bytes; empty when it is null
        [[nodiscard]] bool is_null(int column) const;

    private:
        friend class Rows;
        Row(const pg_result* result, int row) : result_(result), row_(row) {}
        const pg_result* result_;
        int row_;
    };
    class Iterator {
    public:
        Row operator*() const { return (*rows_)[at_]; }
        Iterator& operator++() { return ++at_, *this; }
        bool operator!=(const Iterator& other) const { return at_ != other.at_; }

    private:
        friend class Rows;
        Iterator(const Rows* rows, int at) : rows_(rows), at_(at) {}
        const Rows* rows_;
        int at_;
    };

    [[nodiscard]] int size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] Row operator[](int row) const { return {result_.get(), row}; }
    [[nodiscard]] Row front() const { return (*this)[0]; }
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, size()}; }
    [[nodiscard]] std::uint64_t affected() const;  // by INSERT, UPDATE, DELETE

private:
    friend class Connection;
    friend class Copy;
    friend class Pipeline;
    explicit Rows(pg_result*);
    struct Free {
        void operator()(pg_result*) const;
    };
    std::unique_ptr<pg_result, Free> result_;
};

// A connection with its statements, each prepared once. Of one thread at a time.
class Connection {
public:
    // `address` as libpq takes it: postgres://… or words; its own passwords, certificates and PG… variables hold as well.
    explicit Connection(const std::string& address);

    // `sql` is one statement and a literal: its address names it.
    Rows run(const char* sql, const Parameters& = {});
    // Statements without parameters, one after the other; the last one's result.
    Rows execute(const std::string& sql);
    // Whether it is alive and between two transactions; ends one that a failure left open.
    [[nodiscard]] bool is_at_rest();
    // Whether the server warned since it was asked last: a COMMIT that gave up waiting for the standby says so by a
    // warning alone.
    [[nodiscard]] bool take_warning() { return std::exchange(*warned_, false); }

private:
    friend class Copy;
    friend class Pipeline;
    const std::string& name_of(const char* sql, bool& fresh);
    [[nodiscard]] Failure failure(const pg_result*) const;

    struct Close {
        void operator()(pg_conn*) const;
    };
    std::unique_ptr<bool> warned_ = std::make_unique<bool>(false);  // at one address: libpq knows it
    std::unique_ptr<pg_conn, Close> handle_;
    std::unordered_map<const char*, std::string> names_;
    int prepared_ = 0;
};

// BEGIN … COMMIT; rolls back when it ends without commit().
class Transaction {
public:
    enum class Kind { writing, snapshot };  // snapshot: reads one state of all tables
    Transaction(Connection&, Kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    // Durable when it returns, on the standby too where there is a synchronous one.
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

// Statements sent one behind the other without waiting for each: a group of batches costs a few round trips, not one a
// table. Left unfinished, the connection is of no more use.
class Pipeline {
public:
    explicit Pipeline(Connection&);
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    void send(const char* sql, const Parameters& = {});
    // The results of all sent, in order. The first failure throws; what was sent behind it was not done.
    std::vector<Rows> finish();

private:
    Connection& connection_;
    std::vector<bool> is_preparation_;  // of all sent
};

// Whether libpq reads the address. What is wrong with it, it would say by repeating it, passwords and all.
[[nodiscard]] bool is_address(const std::string&);
// Host, port and database, for messages; never user or password.
[[nodiscard]] std::string place_of(const std::string& address);

}  // namespace rancak::postgres
