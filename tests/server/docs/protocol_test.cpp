// The worked example of docs/protocol.md, recomputed.

#include "server/core/batch.h"
#include "shared/encoding.h"
#include "shared/message_signature.h"
#include "tests/support/places.h"

#include <doctest/doctest.h>

#include <fstream>
#include <numeric>
#include <sstream>

namespace rancak {
namespace {

// The lines of the fenced block that is named so, joined by line feeds.
std::string block(const std::string& name) {
    std::ifstream file(rancak::test::source_folder() + "/docs/protocol.md");
    std::string line, text;
    bool inside = false;
    while (std::getline(file, line)) {
        if (inside && line == "```") return text;
        if (inside) text += (text.empty() ? "" : "\n") + line;
        if (line == "```text " + name) inside = true;
    }
    FAIL("docs/protocol.md has no block ", name);
    return {};
}

SigningKey example_key() {
    std::array<std::uint8_t, 32> seed;
    std::iota(seed.begin(), seed.end(), std::uint8_t{0});
    return SigningKey::from_seed(seed);
}

constexpr std::string_view journal = "0123456789abcdefghjkmnpqrs";

}  // namespace

TEST_CASE("the example's lines are events that follow each other, and their hashes are right") {
    const auto lines = block("lines");
    const auto end = lines.find('\n');
    ChainReader chain;
    CHECK(!chain.add(lines.substr(0, end)));
    const auto first = chain.head().hash;
    CHECK(!chain.add(lines.substr(end + 1)));
    CHECK(chain.journal() == journal);
    CHECK(block("hashes") == to_hex(first) + "\n" + to_hex(chain.head().hash));

    const auto batch = server::read_batch({"disdukcapil", std::string(journal)}, {}, {}, 1, lines + "\n");
    REQUIRE(batch);
    REQUIRE((*batch)->events.size() == 2);
    for (const auto& event : (*batch)->events) CHECK(event.parked == "");
    CHECK(std::holds_alternative<RatingBody>((*batch)->events[1].body));
}

TEST_CASE("the example's request is signed as its headers say") {
    const auto key = example_key();
    CHECK(block("key") == to_text(key.verify_key()));
    const auto created = std::chrono::floor<std::chrono::seconds>(*parse_rfc3339("2026-11-24T03:12:46.000Z"));
    const auto path = "/v1/journals/" + std::string(journal) + "/events";
    const auto headers = sign_request({"POST", path, "first=1"}, block("lines") + "\n", created.time_since_epoch().count(), journal, key);
    CHECK(block("headers") == "Content-Digest: " + headers.content_digest + "\nSignature-Input: " + headers.signature_input +
                                  "\nSignature: " + headers.signature);
    const auto signature = from_base64(headers.signature.substr(6, headers.signature.size() - 7));
    REQUIRE(signature);
    Signature bytes;
    REQUIRE(signature->size() == bytes.size());
    std::copy(signature->begin(), signature->end(), bytes.begin());
    CHECK(verify(key.verify_key(), block("base"), bytes));
}

}  // namespace rancak
