#include "kiosk/adapters/performer.h"

#include "kiosk/adapters/journal_reader.h"
#include "shared/keys.h"
#include "shared/tracking_code.h"
#include "tests/kiosk/adapters/journal_fixture.h"

using namespace rancak;
using namespace rancak::kiosk;

namespace {

const std::string complaint = "Petugas meminta uang rokok di Loket 3 (contoh)";
const std::string contact = "0812 contoh";

struct Stage {
    OpenKey server = open_key_from_seed({42});
    test::TemporaryFolder temporary;
    test::ManualClock clock;
    DataFolder folder = *DataFolder::open(temporary / "data");
    Alarms alarms;
    Mailbox<Action> mailbox{[] {}};
    Performer performer;

    explicit Stage(bool with_journal = true) : performer(parts(with_journal)) {}

    Performer::Parts parts(bool with_journal) {
        Performer::Parts made{folder, sample_journal, std::nullopt, "Disk rusak", clock, alarms, mailbox, server.seal};
        if (with_journal) made.journal = std::move(*Journal::open(folder, sample_journal, clock));
        return made;
    }
    template <class A>
    A answer(const Effect& effect) {
        const auto action = performer.perform(effect);
        REQUIRE(action);
        const auto* expected = std::get_if<A>(&*action);
        REQUIRE(expected);
        return *expected;
    }
};

CaseBody confidential_case() {
    CaseBody body;
    body.office = "dukcapil";
    body.about = CaseAbout::illegal_fee;
    body.privacy = CasePrivacy::confidential;
    body.code = tracking_hash("K7MAR4T9W2X3");
    return body;
}

// Somewhere in a file of the folder or of one below it.
bool is_written(const std::filesystem::path& folder, std::string_view text) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const auto bytes = read_file(entry.path(), 1 << 24);
        REQUIRE(bytes);
        if (bytes->find(text) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("what is appended is answered with its ticket and where it will stand, and stands there once it is settled") {
    Stage stage;
    CHECK(stage.answer<Stored>(Append{7, {rating(4)}}).ticket == 7);
    CHECK_FALSE(stage.performer.settle());
    CHECK(stage.answer<Stored>(Append{8, {rating(4), rating(5)}}).seqs == std::vector<std::uint64_t>{2, 3});
    CHECK_FALSE(stage.performer.settle());
    CHECK_FALSE(stage.performer.settle());
    auto reader = JournalReader::open(stage.folder.paths().journal());
    REQUIRE(reader);
    CHECK(reader->extent().value().head.seq == 3);
}

TEST_CASE("the next append waits for the one before, and both are stored") {
    Stage stage;
    (void)stage.performer.perform(Append{7, {rating(4)}});
    CHECK(stage.answer<Stored>(Append{8, {rating(5)}}).seqs.front() == 2);
    CHECK_FALSE(stage.performer.settle());
}

TEST_CASE("an append is stored whether it was expected, expected in vain before, or not expected at all") {
    constexpr int rounds = 50;
    Stage stage;
    for (int round = 0; round < rounds; ++round) {
        stage.performer.expect_append(round % 3 != 0);
        if (round % 5 == 0) stage.performer.expect_append(false);
        (void)stage.performer.perform(Append{7, {rating(4)}});
        stage.performer.expect_append(round % 2 == 0);
        REQUIRE_FALSE(stage.performer.settle());
    }
    auto reader = JournalReader::open(stage.folder.paths().journal());
    REQUIRE(reader);
    CHECK(reader->extent().value().head.seq == rounds);
    stage.performer.expect_append(true);  // nobody waits for it when the program ends
}

TEST_CASE("a journal that is not open answers why, and is opened when it can be") {
    Stage stage{false};
    CHECK(stage.answer<StoreFailed>(Append{7, {rating(4)}}).why == "Disk rusak");
    CHECK_FALSE(stage.performer.settle());
    stage.answer<JournalRecovered>(ReopenJournal{});
    CHECK(stage.answer<Stored>(Append{8, {rating(4)}}).seqs.front() == 1);
    CHECK_FALSE(stage.performer.settle());
}

TEST_CASE("an event beyond the limits was not stored, says settling, once and with its ticket") {
    Stage stage;
    RatingDetailBody huge{1, {}, std::nullopt};
    for (int i = 0; i < 200; ++i) huge.reasons.push_back(std::string(40, 'a'));
    (void)stage.performer.perform(Append{7, {huge}});
    stage.performer.rest(true);
    const auto failed = stage.performer.settle();
    REQUIRE(failed);
    CHECK(failed->ticket == 7);
    CHECK_FALSE(failed->why.empty());
    CHECK_FALSE(stage.performer.settle());
    CHECK(stage.answer<Stored>(Append{8, {rating(4)}}).seqs.front() == 1);
}

TEST_CASE("what a person wrote is stored sealed, named by its event, and opens with the server's key alone") {
    Stage stage;
    (void)stage.answer<Stored>(Append{7, {confidential_case()}, {{TextRole::case_text, complaint}, {TextRole::case_contact, contact}}});
    REQUIRE_FALSE(stage.performer.settle());
    (void)stage.answer<Stored>(Append{8, {rating(4), RatingDetailBody{2, {"slow"}, std::nullopt}}, {{TextRole::comment, complaint}}});
    REQUIRE_FALSE(stage.performer.settle());

    auto reader = JournalReader::open(stage.folder.paths().journal());
    REQUIRE(reader);
    const auto lines = reader->read_from(1, all_lines).value().text;
    std::map<Hash, std::string> opened;
    const auto attachments = reader->attachments(1, 3).value();
    for (const auto& attachment : attachments) {
        CHECK(attachment.hash == blake2b(attachment.bytes));
        CHECK_FALSE(open(open_key_from_seed({41}), attachment.bytes));
        opened[attachment.hash] = open(stage.server, attachment.bytes).value_or("cannot be opened");
    }
    CHECK(opened.size() == 3);
    const auto body = [&, rest = std::string_view(lines)]() mutable {
        const auto view = read_event_line(rest.substr(0, rest.find('\n')));
        rest.remove_prefix(rest.find('\n') + 1);
        REQUIRE(view);
        return decode_body(view->kind, view->body).value();
    };
    auto next = body;
    const auto stored = std::get<CaseBody>(next());
    CHECK(opened[stored.text] == complaint);
    REQUIRE(stored.contact);
    CHECK(opened[*stored.contact] == contact);
    (void)next();
    const auto detail = std::get<RatingDetailBody>(next());
    REQUIRE(detail.comment);
    CHECK(opened[*detail.comment] == complaint);
    CHECK(detail.reasons == std::vector<std::string>{"slow"});
}

TEST_CASE("nothing that a person wrote is in any file of the data folder, nor the tracking code") {
    Stage stage;
    (void)stage.answer<Stored>(Append{7, {confidential_case()}, {{TextRole::case_text, complaint}, {TextRole::case_contact, contact}}});
    REQUIRE_FALSE(stage.performer.settle());
    const auto& root = stage.folder.paths().root;
    CHECK(is_written(root, "illegal_fee"));  // so it would be found
    for (const std::string_view text : {std::string_view(complaint), std::string_view("uang rokok"), std::string_view(contact),
                                        std::string_view("K7MAR4T9W2X3")})
        CHECK_FALSE(is_written(root, text));
    stage.performer.rest(true);  // moves the journal's log into its file
    CHECK_FALSE(is_written(root, "uang rokok"));
    CHECK_FALSE(is_written(root, contact));
}

TEST_CASE("a text that is too long for an attachment is refused, and nothing of it is stored") {
    Stage stage;
    const std::string endless(max_attachment_bytes, 'x');
    CHECK_FALSE(stage.answer<StoreFailed>(Append{7, {confidential_case()}, {{TextRole::case_text, endless}}}).why.empty());
    CHECK_FALSE(stage.performer.settle());
    CHECK(stage.answer<Stored>(Append{8, {rating(4)}}).seqs.front() == 1);
}

TEST_CASE("a PIN is accepted, refused, and locked with the time that is left") {
    Stage stage;
    const std::string hash = hash_password("482913").value();
    CHECK(stage.answer<PinAccepted>(CheckPin{"o-1", hash, "482913"}).who == "o-1");
    for (int i = 0; i < 4; ++i)
        CHECK_FALSE(stage.answer<PinRefused>(CheckPin{"o-1", hash, "111111"}).locked_until);
    CHECK(stage.answer<PinRefused>(CheckPin{"o-1", hash, "111111"}).locked_until ==
          stage.clock.monotonic() + std::chrono::seconds{30});
}

TEST_CASE("the caretaker sees the journal as it stands, without a network") {
    Stage stage;
    (void)stage.performer.perform(Append{1, {rating(4)}});
    REQUIRE_FALSE(stage.performer.settle());
    stage.alarms.raise(Alarms::Topic::sending, "Kabel terlepas.");
    const Health health = stage.answer<HealthRead>(ReadHealth{}).health;
    CHECK_FALSE(health.online);
    CHECK(health.waiting == 1);
    CHECK(health.head_seq == 1);
    CHECK(health.journal == sample_journal);
    CHECK(health.disk_free > 0);
    CHECK(health.alarms == std::vector<std::string>{"Kabel terlepas."});
    CHECK(stage.answer<StandingMissing>(FetchStanding{"o-1"}).officer == "o-1");
}

TEST_CASE("visits that ended are counted once, when the screen has answered, and not held back by a journal that is shut") {
    Stage stage{false};
    const LocalDay today = parse_iso_date("2026-11-24").value();
    const auto counted = [&] { return read_visits(stage.folder.paths().visits(), sample_journal).value(); };
    CHECK_FALSE(stage.performer.perform(CountVisit{today, true}));
    CHECK(counted().empty());
    stage.performer.rest(true);
    stage.performer.rest(true);
    CHECK(counted() == std::vector<DayVisits>{{today, 1, 1}});
    CHECK(stage.alarms.sentences().empty());
}

TEST_CASE("visits that cannot be counted raise an alarm, are given up, and put nothing out of service") {
    Stage stage;
    const LocalDay today = parse_iso_date("2026-11-24").value();
    std::filesystem::create_directory(stage.folder.paths().visits());
    CHECK_FALSE(stage.performer.perform(CountVisit{today, true}));
    stage.performer.rest(true);
    REQUIRE(stage.alarms.sentences().size() == 1);
    CHECK(stage.answer<Stored>(Append{7, {rating(4)}}).seqs.front() == 1);
    CHECK_FALSE(stage.performer.settle());
    std::filesystem::remove(stage.folder.paths().visits());
    CHECK_FALSE(stage.performer.perform(CountVisit{today, false}));
    stage.performer.rest(true);
    CHECK(stage.alarms.sentences().empty());
    CHECK(read_visits(stage.folder.paths().visits(), sample_journal).value() == std::vector<DayVisits>{{today, 1, 0}});
}
