#include "shared/public_address.h"

#include <doctest/doctest.h>

using namespace rancak;

TEST_CASE("a public address is a scheme, a host and perhaps a port, and nothing that leads elsewhere") {
    for (const char* right : {"https://rancak.sawahlunto.example", "http://10.20.30.40:8460", "https://a", "https://x-1.example:65535"})
        CHECK_MESSAGE(is_public_address(right), right);
    for (const char* wrong :
         {"", "https://", "http://:80", "rancak.example", "ftp://rancak.example", "HTTPS://rancak.example", "https://Rancak.example",
          "https://rancak.example/", "https://rancak.example/../admin", "https://rancak.example?x", "https://rancak.example#x",
          "https://admin@rancak.example", "https://rancak.example:", "https://rancak.example:0", "https://rancak.example:080",
          "https://rancak.example:65536", "https://rancak.example:80:80", "https://rancak..example", "https://.example", "https://example.",
          "https://-a.example", "https://a-.example", "https://ranc ak.example", "https://r\xC3\xA4ncak.example", "https://a\\b", "https://a\nb"})
        CHECK_FALSE_MESSAGE(is_public_address(wrong), wrong);
    const std::string label(63, 'a'), host = "https://" + label + ".";
    CHECK(is_public_address(host + std::string(max_public_address_bytes - host.size(), 'b')));
    CHECK_FALSE(is_public_address(host + std::string(max_public_address_bytes - host.size() + 1, 'b')));
    CHECK_FALSE(is_public_address("https://a" + label));
}

TEST_CASE("the pages at a public address, and how they are typed") {
    const std::string address = "https://rancak.example";
    CHECK(page_of_case(address, "K7MA-R4T9-W2X3") == "https://rancak.example/kasus?kode=K7MA-R4T9-W2X3");
    CHECK(page_of_service(address, "akta-kelahiran") == "https://rancak.example/layanan/akta-kelahiran");
    CHECK(as_typed(page_of_cases(address)) == "rancak.example/kasus");
    CHECK(as_typed("http://10.0.0.1:8460/kasus") == "http://10.0.0.1:8460/kasus");  // a browser would try https
}
