#include "server/adapters/postgres_connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <utility>

namespace rancak::postgres {
namespace {

constexpr Oid int8_oid = 20, int8_array_oid = 1016, text_array_oid = 1009, bytea_array_oid = 1001;
constexpr int binary = 1;

void append_number(std::string& to, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) to += static_cast<char>(value >> shift & 0xff);
}

void put_number(std::string& to, std::size_t at, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) to[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (24 - 8 * i) & 0xff);
}

// What a connection waits for at most, unless the address says otherwise: a machine that vanished without a word must not
// hold the server for the quarter of an hour that TCP would give it.
constexpr std::array patience{std::pair{"connect_timeout", "5"},     std::pair{"tcp_user_timeout", "10000"},
                              std::pair{"keepalives_idle", "10"},    std::pair{"keepalives_interval", "3"},
                              std::pair{"keepalives_count", "3"},    std::pair{"client_encoding", "UTF8"},
                              std::pair{"fallback_application_name", "rancak-server"}};

struct Options {
    explicit Options(const std::string& address) {
        char* why = nullptr;
        options.reset(PQconninfoParse(address.c_str(), &why));
        if (why) PQfreemem(why);  // it repeats the address
    }
    struct Free {
        void operator()(PQconninfoOption* all) const { PQconninfoFree(all); }
    };
    std::unique_ptr<PQconninfoOption, Free> options;
    [[nodiscard]] std::string value(std::string_view keyword) const {
        for (auto* one = options.get(); one && one->keyword; ++one)
            if (keyword == one->keyword && one->val) return one->val;
        return {};
    }
};

void note_warning(void* warned, const PGresult* result) {
    const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity && std::string_view(severity) == "WARNING") *static_cast<bool*>(warned) = true;
}

std::string one_line(const char* text) {
    std::string line(text ? text : "");
    while (!line.empty() && line.back() == '\n') line.pop_back();
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

// A statement's parameters as libpq takes them.
struct Passed {
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
};

bool is_success(const PGresult* result) {
    const auto status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

template <class All>
Passed passed(const All& all) {
    Passed to;
    for (const auto& one : all) {
        to.types.push_back(one.type);
        to.values.push_back(one.null ? nullptr : one.bytes.data());
        to.lengths.push_back(static_cast<int>(one.bytes.size()));
        to.formats.push_back(binary);
    }
    return to;
}

}  // namespace

// ---- Failures ----------------------------------------------------------------------------------------------------------

bool Failure::is_lost() const {
    // Besides broken connections: shutting down, starting up, crashed, or a primary that has become a standby.
    return state_.empty() || state_.starts_with("08") || state_.starts_with("57P0") || state_ == "25006";
}

bool Failure::is_passing() const {
    return is_lost() || state_ == "40001" || state_ == "40P01" || state_ == "53300";  // serialisation, deadlock, too many
}

// ---- Parameters --------------------------------------------------------------------------------------------------------

Column& Column::add(std::int64_t value) {
    append_number(data_, 8, 4);
    append_number(data_, static_cast<std::uint64_t>(value), 8);
    return ++rows_, *this;
}

Column& Column::add(std::string_view bytes) {
    append_number(data_, bytes.size(), 4);
    data_ += bytes;
    return ++rows_, *this;
}

Column& Column::add_null() {
    append_number(data_, 0xffffffff, 4);
    has_null_ = true;
    return ++rows_, *this;
}

Parameters& Parameters::add(std::int64_t value) {
    One one{int8_oid, false, {}};
    append_number(one.bytes, static_cast<std::uint64_t>(value), 8);
    all_.push_back(std::move(one));
    return *this;
}

Parameters& Parameters::add(std::optional<std::int64_t> value) {
    if (value) return add(*value);
    all_.push_back({int8_oid, true, {}});
    return *this;
}

Parameters& Parameters::add(std::string_view text) {
    all_.push_back({static_cast<std::uint32_t>(Column::Type::text), false, std::string(text)});
    return *this;
}

Parameters& Parameters::add_bytes(std::string_view bytes) {
    all_.push_back({static_cast<std::uint32_t>(Column::Type::bytes), false, std::string(bytes)});
    return *this;
}

Parameters& Parameters::add(Column column) {
    // Dimensions, whether one is null, the element's type, how many, from which place.
    put_number(column.data_, 0, 1);
    put_number(column.data_, 4, column.has_null_);
    put_number(column.data_, 8, static_cast<std::uint32_t>(column.type_));
    put_number(column.data_, 12, column.rows_);
    put_number(column.data_, 16, 1);
    const auto type = column.type_ == Column::Type::number ? int8_array_oid
                      : column.type_ == Column::Type::text ? text_array_oid
                                                           : bytea_array_oid;
    all_.push_back({type, false, std::move(column.data_)});
    return *this;
}

// ---- Rows --------------------------------------------------------------------------------------------------------------

void Rows::Free::operator()(pg_result* result) const { PQclear(result); }
Rows::Rows(pg_result* result) : result_(result) {}
int Rows::size() const { return PQntuples(result_.get()); }

std::uint64_t Rows::affected() const {
    const std::string_view digits = PQcmdTuples(result_.get());
    std::uint64_t count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return count;
}

bool Rows::Row::is_null(int column) const { return PQgetisnull(result_, row_, column) == 1; }

std::string_view Rows::Row::text(int column) const {
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t Rows::Row::integer(int column) const {
    const auto bytes = text(column);
    // Two, four or eight bytes, the sign in the first.
    auto value = static_cast<std::uint64_t>(!bytes.empty() && static_cast<signed char>(bytes.front()) < 0 ? -1 : 0);
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
}

// ---- Connection --------------------------------------------------------------------------------------------------------

void Connection::Close::operator()(pg_conn* handle) const { PQfinish(handle); }

Connection::Connection(const std::string& address) {
    const Options options(address);
    if (!options.options) throw Failure("the address cannot be read", "08001");
    std::vector<const char*> names{"dbname"}, values{address.c_str()};
    for (const auto& [name, value] : patience)
        if (options.value(name).empty()) {
            names.push_back(name);
            values.push_back(value);
        }
    names.push_back(nullptr);
    values.push_back(nullptr);
    handle_.reset(PQconnectdbParams(names.data(), values.data(), 1));
    if (!handle_ || PQstatus(handle_.get()) != CONNECTION_OK)
        throw Failure(handle_ ? one_line(PQerrorMessage(handle_.get())) : "no memory", "");
    PQsetNoticeReceiver(handle_.get(), note_warning, warned_.get());
}

Failure Connection::failure(const pg_result* result) const {
    const char* state = PQstatus(handle_.get()) == CONNECTION_OK ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    // Never the detail: it may repeat a row.
    return {one_line(primary ? primary : PQerrorMessage(handle_.get())), state ? state : ""};
}

const std::string& Connection::name_of(const char* sql, bool& fresh) {
    auto at = names_.find(sql);
    fresh = at == names_.end();
    if (fresh) at = names_.emplace(sql, "s" + std::to_string(++prepared_)).first;
    return at->second;
}

Rows Connection::run(const char* sql, const Parameters& parameters) {
    const auto to = passed(parameters.all_);
    const auto count = static_cast<int>(parameters.all_.size());
    bool fresh = false;
    const auto name = name_of(sql, fresh);
    if (fresh) {
        const Rows prepared_now(PQprepare(handle_.get(), name.c_str(), sql, count, to.types.data()));
        if (!is_success(prepared_now.result_.get())) {
            names_.erase(sql);
            throw failure(prepared_now.result_.get());
        }
    }
    Rows rows(PQexecPrepared(handle_.get(), name.c_str(), count, to.values.data(), to.lengths.data(), to.formats.data(), binary));
    if (!is_success(rows.result_.get())) throw failure(rows.result_.get());
    return rows;
}

Rows Connection::execute(const std::string& sql) {
    Rows rows(PQexec(handle_.get(), sql.c_str()));
    if (!is_success(rows.result_.get())) throw failure(rows.result_.get());
    return rows;
}

bool Connection::is_at_rest() {
    const auto state = PQtransactionStatus(handle_.get());
    if (state == PQTRANS_INTRANS || state == PQTRANS_INERROR) Rows(PQexec(handle_.get(), "ROLLBACK"));
    return PQstatus(handle_.get()) == CONNECTION_OK && PQpipelineStatus(handle_.get()) == PQ_PIPELINE_OFF &&
           PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
}

// ---- Transaction -------------------------------------------------------------------------------------------------------

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
    if (kind == Kind::writing) connection_.run("BEGIN");
    else connection_.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

Transaction::~Transaction() {
    try {
        if (open_) static_cast<void>(connection_.is_at_rest());
    } catch (const std::exception&) {
        // The connection finds out when it is used again.
    }
}

void Transaction::commit() {
    static_cast<void>(connection_.take_warning());
    connection_.run("COMMIT");
    open_ = false;
    if (connection_.take_warning()) throw Failure("the transaction may not have reached the standby", "01000");
}

// ---- Pipeline ----------------------------------------------------------------------------------------------------------

Pipeline::Pipeline(Connection& connection) : connection_(connection) {
    if (PQenterPipelineMode(connection_.handle_.get()) != 1) throw connection_.failure(nullptr);
}

void Pipeline::send(const char* sql, const Parameters& parameters) {
    auto* handle = connection_.handle_.get();
    const auto to = passed(parameters.all_);
    const auto count = static_cast<int>(parameters.all_.size());
    bool fresh = false;
    const auto name = connection_.name_of(sql, fresh);
    if (fresh) {
        if (PQsendPrepare(handle, name.c_str(), sql, count, to.types.data()) != 1) throw connection_.failure(nullptr);
        is_preparation_.push_back(true);
    }
    if (PQsendQueryPrepared(handle, name.c_str(), count, to.values.data(), to.lengths.data(), to.formats.data(), binary) != 1)
        throw connection_.failure(nullptr);
    is_preparation_.push_back(false);
}

std::vector<Rows> Pipeline::finish() {
    auto* handle = connection_.handle_.get();
    if (PQpipelineSync(handle) != 1) throw connection_.failure(nullptr);
    std::vector<Rows> all;
    std::optional<Failure> first;
    for (const bool is_preparation : is_preparation_) {
        Rows rows(PQgetResult(handle));
        if (!is_success(rows.result_.get()) && !first) first = connection_.failure(rows.result_.get());
        if (PQstatus(handle) != CONNECTION_OK) throw first.value_or(connection_.failure(nullptr));
        Rows end_of_one(PQgetResult(handle));
        if (!is_preparation) all.push_back(std::move(rows));
    }
    const Rows end_of_all(PQgetResult(handle));
    if (PQresultStatus(end_of_all.result_.get()) != PGRES_PIPELINE_SYNC) throw first.value_or(connection_.failure(end_of_all.result_.get()));
    PQexitPipelineMode(handle);
    if (first) {
        connection_.names_.clear();  // which of them were prepared before the failure is not worth knowing
        throw *first;
    }
    return all;
}

// ---- Addresses ---------------------------------------------------------------------------------------------------------

bool is_address(const std::string& address) { return Options(address).options != nullptr; }

std::string place_of(const std::string& address) {
    const Options options(address);
    const auto or_default = [&](const char* name, const char* otherwise) {
        auto value = options.value(name);
        return value.empty() ? otherwise : value;
    };
    return "PostgreSQL at " + or_default("host", "this machine") + ", port " + or_default("port", "5432") + ", database " +
           or_default("dbname", "of the user's name");
}

}  // namespace rancak::postgres
