#include "kiosk/adapters/exporter.h"

#include "shared/file.h"
#include "tests/kiosk/adapters/journal_fixture.h"

#include <condition_variable>

using namespace rancak;
using namespace rancak::kiosk;

namespace {

struct Exporting : JournalFixture {
    std::mutex mutex;
    std::condition_variable arrived;
    Mailbox<Action> mailbox{[this] {
        const std::lock_guard lock(mutex);
        arrived.notify_all();
    }};
    Exporter exporter{folder.paths(), mailbox, clock};
    std::vector<ExportProgress> progress;

    ExportEnded end() {
        for (;;) {
            std::unique_lock lock(mutex);
            auto letters = mailbox.take();
            if (letters.empty()) {
                arrived.wait(lock);
                continue;
            }
            for (const Action& letter : letters) {
                if (const auto* step = std::get_if<ExportProgress>(&letter)) progress.push_back(*step);
                if (const auto* ended = std::get_if<ExportEnded>(&letter)) return *ended;
            }
        }
    }
    std::string export_whole(ExportKind kind) {
        exporter.start(kind, temporary.path().string());
        const ExportEnded ended = end();
        REQUIRE_MESSAGE(ended.how == ExportEnded::How::done, ended.message);
        return read_file(ended.message, 1 << 20).value();
    }
};

}  // namespace

TEST_CASE("the journal goes out as its exact lines, which verify") {
    Exporting kiosk;
    kiosk.store(1200);
    const std::string text = kiosk.export_whole(ExportKind::journal);
    ChainReader chain;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = text.find('\n', begin);
        REQUIRE(chain.add(std::string_view{text}.substr(begin, end - begin)) == std::nullopt);
        begin = end + 1;
    }
    CHECK(chain.head() == kiosk.journal.head());
    CHECK(kiosk.progress.front().done == 0);
    CHECK(kiosk.progress.back().done == 1200);
    CHECK(kiosk.progress.back().total == 1200);
}

TEST_CASE("ratings go out in their present state, one row each") {
    Exporting kiosk;
    const std::vector<EventBody> visit{RatingBody{"v1", 2, "a", "a-1", "o-1", Language::english},
                                       RatingDetailBody{1, {"slow"}, Cause::rule},
                                       RatingDetailBody{1, {"slow", "rude"}, Cause::queue},
                                       RatingBody{"v1", 5, "a", "", "", Language::indonesian},
                                       WithdrawalBody{4, WithdrawalWhy::undo}};
    REQUIRE(kiosk.journal.append(visit));
    const std::string at = to_rfc3339(kiosk.clock.now()), journal{sample_journal};
    CHECK(kiosk.export_whole(ExportKind::ratings_csv) ==
          "journal,seq,at,received_at,office,counter,officer,visit,score,language,cause,reasons,withdrawn,flags\r\n" +
              journal + ",1," + at + ",,a,a-1,o-1,v1,2,en,queue,slow;rude,,\r\n" +
              journal + ",4," + at + ",,a,,,v1,5,id,,,undo,\r\n");
}

TEST_CASE("a folder that cannot be written is told, and no file is left") {
    Exporting kiosk;
    kiosk.store(1);
    kiosk.exporter.start(ExportKind::journal, "/nowhere/at/all");
    const ExportEnded ended = kiosk.end();
    CHECK(ended.how == ExportEnded::How::failed);
    CHECK(ended.message.find("/nowhere/at/all") != std::string::npos);
}

TEST_CASE("a stopped export leaves nothing behind") {
    Exporting kiosk;
    kiosk.store(3000);
    const test::TemporaryFolder stick;
    kiosk.exporter.start(ExportKind::ratings_csv, stick.path().string());
    kiosk.exporter.stop();
    CHECK(kiosk.end().how == ExportEnded::How::cancelled);
    // the part is removed when the thread has ended, which starting anew waits for
    kiosk.exporter.start(ExportKind::journal, "/nowhere");
    CHECK(std::filesystem::is_empty(stick.path()));
}
