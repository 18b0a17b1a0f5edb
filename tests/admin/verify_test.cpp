#include "admin/verify.h"

#include <doctest/doctest.h>
#include <sstream>

using namespace rancak;
using namespace rancak::admin;

namespace {

const std::string one_journal(26, 'a');
const std::string other_journal(26, 'b');

// Lines that follow each other.
std::vector<std::string> chain(const std::string& journal, int count) {
    std::vector<std::string> lines;
    Hash prev;
    for (int seq = 1; seq <= count; ++seq) {
        lines.push_back(write_event_line(journal, static_cast<std::uint64_t>(seq), prev, Timestamp{Milliseconds{seq}},
                                         "started", "{\"version\":\"1\"}"));
        prev = blake2b(lines.back());
    }
    return lines;
}

Verification verify_text(const std::vector<std::string>& lines) {
    std::stringstream file;
    for (const std::string& line : lines) file << line << '\n';
    return verify_lines(file, [](std::uint64_t) {});
}

}  // namespace

TEST_CASE("verify: says how many events each journal has, from where to where, and its head") {
    const auto one = chain(one_journal, 3), other = chain(other_journal, 2);
    const auto found = verify_text({one[0], other[0], one[1], one[2], other[1]});
    CHECK(found.whole());
    REQUIRE(found.journals.size() == 2);
    const JournalCheck& check = found.journals.at(one_journal);
    CHECK(check.events == 3);
    CHECK(check.first == 1);
    CHECK(check.head == Head{3, blake2b(one[2])});
    CHECK(found.journals.at(other_journal).head == Head{2, blake2b(other[1])});
}

TEST_CASE("verify: a changed byte breaks the chain at the line after it") {
    auto lines = chain(one_journal, 4);
    lines[1][lines[1].find("\"version\":\"1") + 11] = '2';
    const auto found = verify_text(lines);
    CHECK_FALSE(found.whole());
    const JournalCheck& check = found.journals.at(one_journal);
    REQUIRE(check.broken);
    CHECK(check.broken->line == 3);
    CHECK(check.events == 2);
    CHECK_FALSE(check.broken->why.empty());
}

TEST_CASE("verify: a missing, doubled or swapped line breaks the chain there") {
    const auto lines = chain(one_journal, 3);
    CHECK(verify_text({lines[0], lines[2]}).journals.at(one_journal).broken->line == 2);
    CHECK(verify_text({lines[0], lines[1], lines[1], lines[2]}).journals.at(one_journal).broken->line == 3);
    CHECK(verify_text({lines[0], lines[2], lines[1]}).journals.at(one_journal).broken->line == 2);
}

TEST_CASE("verify: one journal's break leaves the others checked to their end") {
    const auto one = chain(one_journal, 3), other = chain(other_journal, 3);
    const auto found = verify_text({one[0], other[0], one[2], other[1], other[2]});
    CHECK(found.journals.at(one_journal).broken);
    CHECK_FALSE(found.journals.at(other_journal).broken);
    CHECK(found.journals.at(other_journal).events == 3);
}

TEST_CASE("verify: a journal may begin in the middle, but event 1 follows nothing") {
    const auto lines = chain(one_journal, 4);
    const auto part = verify_text({lines[2], lines[3]});
    CHECK(part.whole());
    CHECK(part.journals.at(one_journal).first == 3);
    const std::string false_start =
        write_event_line(one_journal, 1, blake2b("something"), Timestamp{}, "started", "{\"version\":\"1\"}");
    CHECK_FALSE(verify_text({false_start}).whole());
}

TEST_CASE("verify: names the first line that is no event line, and goes on") {
    const auto lines = chain(one_journal, 2);
    const auto found = verify_text({lines[0], "hello", std::string(max_line_bytes + 1, 'x'), lines[1]});
    REQUIRE(found.unreadable);
    CHECK(found.unreadable->line == 2);
    CHECK(found.journals.at(one_journal).events == 2);
    CHECK_FALSE(found.whole());
}

TEST_CASE("verify: a line of any length is read within bounds, and a last line needs no line feed") {
    const auto lines = chain(one_journal, 1);
    std::stringstream file;
    file << std::string(1'000'000, 'x') << '\n' << lines[0];
    const auto found = verify_lines(file, [](std::uint64_t) {});
    CHECK(found.unreadable->line == 1);
    CHECK(found.journals.at(one_journal).events == 1);
}
