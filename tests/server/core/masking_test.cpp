#include "server/core/masking.h"

#include <doctest/doctest.h>

#include <string>

namespace rancak::server {
namespace {

std::string dots(int n) {
    std::string text;
    for (int i = 0; i < n; ++i) text += "\xe2\x80\xa2";
    return text;
}

}  // namespace

TEST_CASE("numbers that lead to a person are hidden, however they are written") {
    CHECK(masked("NIK 1373011203850001 saya") == "NIK " + dots(16) + " saya");
    CHECK(masked("NIP 198503122010011005.") == "NIP " + dots(18) + ".");
    CHECK(masked("0812-3456-7890") == dots(4) + "-" + dots(4) + "-" + dots(4));
    CHECK(masked("+62 812 3456 789") == "+" + dots(2) + " " + dots(3) + " " + dots(4) + " " + dots(3));
    CHECK(masked("(0754) 612345") == "(" + dots(4) + ") " + dots(6));
    CHECK(masked("1373 0112 0385 0001") == dots(4) + " " + dots(4) + " " + dots(4) + " " + dots(4));
}

TEST_CASE("dates, prices, queue numbers and words stay") {
    for (const char* text : {"", "Antrean A-017, loket 3", "24-11-2026 jam 10", "bayar Rp 1.500.000.000 katanya", "tahun 2025 dan 2026",
                             "Ibu ramah sekali", "é ü ñ"})
        CHECK(masked(text) == text);
}

TEST_CASE("of an address of e-mail only the place stays") {
    CHECK(masked("tulis ke budi.contoh@example.org ya") == "tulis ke " + dots(1) + "@example.org ya");
    CHECK(masked("a@b dan c@d") == dots(1) + "@b dan " + dots(1) + "@d");
    CHECK(masked("@ sendirian, kami @pasar") == "@ sendirian, kami @pasar");
}

}  // namespace rancak::server
