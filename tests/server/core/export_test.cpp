#include "server/core/export.h"

#include "tests/server/ingest_world.h"

#include <doctest/doctest.h>

namespace rancak::server {

TEST_CASE("a cursor survives being written and read") {
    for (const auto& cursor : {ExportCursor{}, ExportCursor{{{"dukcapil", {3, 0}}}, {}},
                               ExportCursor{{{"dukcapil", {3, 9}}, {"mpp", {1, 0}}}, ExportCursor::Run{"mpp", {2, 5}, 77}}}) {
        const auto word = encode(cursor);
        CHECK(!word.empty());
        CHECK(word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos);
        CHECK(decode_cursor(word) == cursor);
    }
}

TEST_CASE("what is no cursor is refused") {
    for (const char* word : {"", "x", "!!!!", "LA==x", "ZHVrY2FwaWw", "ZHVrY2FwaWw6MS4", "fA"}) CHECK(!decode_cursor(word));
}

}  // namespace rancak::server
