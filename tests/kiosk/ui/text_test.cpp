#include "kiosk/ui/text.h"

#include <doctest/doctest.h>

using namespace rancak::kiosk;

TEST_CASE("text: an address is torn where it still can be typed, another word as late as it can be") {
    constexpr std::string_view address = "rancak.sawahluntokota.example/kasus";
    CHECK(where_to_tear(address, 28) == 21);  // before .example
    CHECK(where_to_tear(address, 21) == 21);
    CHECK(where_to_tear(address, 20) == 6);
    CHECK(where_to_tear(address, 33) == 30);  // behind the slash
    CHECK(where_to_tear(address, 5) == 5);
    CHECK(where_to_tear(".example", 3) == 3);  // never nothing of it
    CHECK(where_to_tear("pertanggungjawaban", 10) == 10);
}
