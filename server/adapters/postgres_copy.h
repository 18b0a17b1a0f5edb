#pragma once

#include "server/adapters/postgres_connection.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace rancak::postgres {

// Many rows into a table by COPY … FROM STDIN (FORMAT binary): the server puts them in a page at a time, where INSERT takes
// each by itself. Between two statements of a transaction, never inside a Pipeline. Left unfinished, the connection is of no
// more use. Values have the width of their columns: the format converts nothing.
class Copy {
public:
    // `sql` names the table and all columns of a row.
    Copy(Connection&, const char* sql);
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;

    // Begins a row of so many columns, which follow.
    Copy& row(std::int16_t columns);
    Copy& smallint(std::int64_t value) { return number(value, 2); }
    Copy& integer(std::int64_t value) { return number(value, 4); }
    Copy& bigint(std::int64_t value) { return number(value, 8); }
    Copy& bytes(std::string_view text_or_bytes);
    Copy& null();
    // All rows are in, as far as the transaction is.
    void finish();

private:
    Copy& number(std::int64_t value, int width);
    void put(std::uint64_t value, int width);
    void send();

    Connection& connection_;
    std::string data_;  // not sent yet
};

}  // namespace rancak::postgres
