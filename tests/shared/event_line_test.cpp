#include "shared/event_line.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace rancak;

namespace {
const std::string journal = "0123456789abcdefghjkmnpqrs";

std::string line(std::uint64_t seq, const Hash& prev, std::string body = R"({"score":4})") {
    return write_event_line(journal, seq, prev, parse_rfc3339("2026-11-24T03:12:45.123Z").value(), "rating", body);
}
}  // namespace

TEST_CASE("an event line has the one form") {
    CHECK(line(12, {}) ==
          R"({"v":1,"journal":"0123456789abcdefghjkmnpqrs","seq":12,"prev":")" + std::string(64, '0') +
              R"(","at":"2026-11-24T03:12:45.123Z","kind":"rating","body":{"score":4}})");
    const std::string text = line(12, blake2b("x"));
    const auto event = read_event_line(text);
    REQUIRE(event);
    CHECK(event->journal == journal);
    CHECK(event->seq == 12);
    CHECK(event->prev == blake2b("x"));
    CHECK(to_rfc3339(event->at) == "2026-11-24T03:12:45.123Z");
    CHECK(event->kind == "rating");
    CHECK(event->body == R"({"score":4})");
}

TEST_CASE("any change of the envelope's form is refused") {
    const std::string good = line(12, {});
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    CHECK(read_event_line(good));
    for (const std::string& text :
         {with("\"v\":1", "\"v\":2"), with("\"v\":1", "\"v\": 1"), with(":12,", ":012,"), with(":12,", ":-12,"), with(":12,", ":,"),
          with(":12,", ":9223372036854775808,"), with("rating", "Rating"), with("rating", ""), with("T03", " 03"),
          with("\"seq\"", "\"sek\""), with("}}", "}"), with("}}", "}}\n"), with("{\"score\":4}", "4"), good + " ", " " + good,
          good.substr(0, good.size() - 1), std::string{}})
        CHECK_FALSE_MESSAGE(read_event_line(text), text);
    CHECK_FALSE(read_event_line(line(1, {}, "{\"a\":\"" + std::string(max_line_bytes, 'a') + "\"}")));
}

TEST_CASE("reading never goes beyond the line, whatever it holds") {
    const std::string good = line(12, {});
    for (std::size_t cut = 0; cut < good.size(); ++cut) CHECK_FALSE(read_event_line(good.substr(0, cut)));
    CHECK(rc::check("any bytes are read or refused", [](const std::string& bytes) { (void)read_event_line(bytes); }));
    CHECK(rc::check("a line that was read can be written again to the same bytes",
                    [&](std::uint64_t seq, std::uint8_t at, char byte) {
                        std::string text = line(seq % INT64_MAX + 1, blake2b("p"));
                        text[at % text.size()] = byte;
                        if (const auto event = read_event_line(text))
                            RC_ASSERT(write_event_line(event->journal, event->seq, event->prev, event->at, event->kind,
                                                       event->body) == text);
                    }));
}

TEST_CASE("a chain is followed to its head and every break is told") {
    ChainReader reader;
    const std::string first = line(1, {}), second = line(2, blake2b(first)), third = line(3, blake2b(second));
    CHECK_FALSE(reader.add(first));
    CHECK_FALSE(reader.add(second));
    const Head head = reader.head();
    CHECK(head == Head{2, blake2b(second)});
    CHECK(reader.journal() == journal);

    CHECK(reader.add(second).value() == "event 2 stands where event 3 is expected");
    CHECK(reader.add(line(3, blake2b(first))).value().starts_with("event 3 does not name the hash"));
    CHECK(reader.add("hello").value() == "this is not an event line");
    std::string foreign = third;
    foreign.replace(foreign.find(journal), 26, "zzzzzzzzzzzzzzzzzzzzzzzzzz");
    CHECK(reader.add(foreign).value().starts_with("the line belongs to journal zzz"));
    CHECK(reader.head() == head);
    CHECK_FALSE(reader.add(third));
}

TEST_CASE("one flipped bit anywhere breaks the chain") {
    const std::string first = line(1, {}), second = line(2, blake2b(first));
    for (std::size_t at = 0; at < first.size(); ++at) {
        std::string changed = first;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        ChainReader reader;
        CHECK((reader.add(changed) || reader.add(second)));
    }
}
