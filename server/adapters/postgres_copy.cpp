#include "server/adapters/postgres_copy.h"

#include <libpq-fe.h>

namespace rancak::postgres {
namespace {

// So much goes on its way at once; the server works while the next is laid together.
constexpr std::size_t piece = std::size_t{1} << 16;
// PostgreSQL's documentation of COPY, "Binary Format": signature, flags, length of the extension.
constexpr std::string_view header{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
constexpr std::uint64_t none = 0xffffffff, end_of_rows = 0xffff;

}  // namespace

Copy::Copy(Connection& connection, const char* sql) : connection_(connection), data_(header) {
    data_.reserve(2 * piece);
    const Rows begun(PQexec(connection_.handle_.get(), sql));
    if (PQresultStatus(begun.result_.get()) != PGRES_COPY_IN) throw connection_.failure(begun.result_.get());
}

void Copy::put(std::uint64_t value, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) data_ += static_cast<char>(value >> shift & 0xff);
}

Copy& Copy::row(std::int16_t columns) {
    if (data_.size() >= piece) send();
    put(static_cast<std::uint64_t>(columns), 2);
    return *this;
}

Copy& Copy::number(std::int64_t value, int width) {
    put(static_cast<std::uint64_t>(width), 4);
    put(static_cast<std::uint64_t>(value), width);
    return *this;
}

Copy& Copy::bytes(std::string_view text_or_bytes) {
    put(text_or_bytes.size(), 4);
    data_ += text_or_bytes;
    return *this;
}

Copy& Copy::null() {
    put(none, 4);
    return *this;
}

void Copy::send() {
    if (PQputCopyData(connection_.handle_.get(), data_.data(), static_cast<int>(data_.size())) != 1)
        throw connection_.failure(nullptr);
    data_.clear();
}

void Copy::finish() {
    auto* handle = connection_.handle_.get();
    put(end_of_rows, 2);
    send();
    if (PQputCopyEnd(handle, nullptr) != 1) throw connection_.failure(nullptr);
    const Rows ended(PQgetResult(handle));
    const Rows end_of_all(PQgetResult(handle));
    if (PQresultStatus(ended.result_.get()) != PGRES_COMMAND_OK) throw connection_.failure(ended.result_.get());
}

}  // namespace rancak::postgres
