#include "kiosk/core/attract.h"
#include "kiosk/ui/theme.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/sample_screens.h"

#include <algorithm>
#include <doctest/doctest.h>

namespace rancak::kiosk::test {
namespace {

using namespace std::chrono_literals;

constexpr ScreenSize lobby{"1920x1080", 1920, 1080, 546_mm};
constexpr ScreenSize portrait{"1080x1920", 1080, 1920, 546_mm};

bool says(const KioskScreen& screen, std::string_view text) {
    const auto& nodes = screen.tree().nodes;
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) { return node.label.find(text) != std::string::npos; });
}

}  // namespace

TEST_CASE("participation: the door, the forum and the topic each say what was touched") {
    KioskScreen screen(sample_screen("home"), lobby);
    screen.tap("door/participation");
    CHECK(screen.take<OpenParticipation>().has_value());
    screen.show(sample_screen("participation"));
    screen.tap("forum/fkp");
    CHECK(screen.take<OpenForum>()->forum == "fkp");
    screen.show(sample_screen("forum"));
    screen.tap("topic/sabtu");
    CHECK(screen.take<Support>()->topic == "sabtu");
}

TEST_CASE("participation: a topic that was supported says so and cannot be pressed again; the others can") {
    KioskScreen screen(sample_screen("forum-supported"), lobby);
    const Node* supported = screen.tree().find("topic/sabtu");
    REQUIRE(supported != nullptr);
    CHECK(supported->state.disabled);
    CHECK(supported->state.selected);
    CHECK(supported->value == "Dukungan Anda tercatat.");
    const Point at = supported->visible.centre();
    screen.press(at);
    screen.lift(at);
    CHECK_FALSE(screen.take<Support>().has_value());
    screen.tap("topic/antre");
    CHECK(screen.take<Support>()->topic == "antre");
}

TEST_CASE("attract: each card tells what it is about, with its figures, dates and the mark of an example") {
    KioskScreen screen(sample_screen("attract-lobby"), lobby);
    const auto shows = [&](const char* sample, std::initializer_list<const char*> texts) {
        screen.show(sample_screen(sample));
        for (const char* text : texts) CHECK_MESSAGE(says(screen, text), sample, ": ", text);
        CHECK(screen.tree().find("begin") != nullptr);
    };
    shows("attract-announcement", {"Pengumuman", "Layanan keliling di Talawi", "Seluruh kota", "contoh"});
    shows("attract-change", {"Anda bilang, kami lakukan", "Sejak 14 September 2026", "contoh"});
    shows("attract-award", {"ASN Berprestasi", "Desi Anggraini (contoh)", "1 Juli 2026 sampai 30 September 2026"});
    shows("attract-forum", {"Musyawarah berikutnya", "Kamis, 10 Desember 2026, pukul 09.30"});
    shows("attract-index", {"84,27", "Mutu pelayanan B", "217 responden", "1 Januari 2026 sampai 30 Juni 2026"});
}

TEST_CASE("attract: a shut office is dark, says when it opens, and a touch still begins") {
    KioskScreen screen(sample_screen("attract-shut"), lobby);
    CHECK(says(screen, "Buka lagi Rabu, 25 November 2026, pukul 08.00"));
    CHECK(luminance(screen.pixel(1900, 20)) < 0.01);
    screen.tap("begin");
    CHECK(screen.take<Begin>().has_value());
    screen.tap("home/start");
    CHECK(screen.take<OpenHome>().has_value());
    State high = sample_screen("attract-shut");
    high.preferences.theme = Theme::high_contrast;
    screen.show(high);
    CHECK(screen.pixel(1900, 20) == palette(Theme::high_contrast).paper);
}

TEST_CASE("attract: once a card stands nothing is drawn until the next, and that one at once") {
    State state = sample_screen("attract-lobby");
    KioskScreen screen(state, lobby);
    const auto before = [&] { return next_card(screen.state).value() - 1ms; };
    for (int card = 0; card < 6; ++card) {
        screen.now = screen.state.now = before();
        screen.draw();
        CHECK(screen.changed_rectangles() == 0);
        CHECK_FALSE(screen.next_frame());
        screen.now = screen.state.now += 1ms;
        screen.draw();
        CHECK(screen.changed_rectangles() > 0);
        CHECK_FALSE(screen.next_frame());
    }
}

TEST_CASE("attract: of what is drawn on paper and cloth little stays in one place from hour to hour") {
    for (const ScreenSize& size : {lobby, portrait}) {
        const Palette& paints = palette(Theme::paper);
        State state = sample_screen("attract-lobby");
        KioskScreen screen(state, size);
        float bar = static_cast<float>(size.height);  // where it begins
        for (const Node& node : screen.tree().nodes)
            if (node.id == "staff" || node.id.starts_with("language/") || node.id == "text-size") bar = std::min(bar, node.box.y);
        std::vector<std::vector<Paint>> drawn;
        for (int place = 0; place < attract_places; ++place) {
            state.visits = static_cast<std::uint64_t>(place);
            screen.show(state);
            auto& pixels = drawn.emplace_back();
            for (int y = 0; y < static_cast<int>(bar) - 12; y += 2)
                for (int x = 0; x < size.width; x += 2) pixels.push_back(screen.pixel(x, y));
        }
        // Of the pixels that `counts`, how many have their paint in every place.
        const auto staying = [&](auto counts) {
            std::size_t marks = 0, stay = 0;
            for (std::size_t i = 0; i < drawn[0].size(); ++i) {
                if (!counts(drawn[0][i])) continue;
                ++marks;
                if (drawn[1][i] == drawn[0][i] && drawn[2][i] == drawn[0][i]) ++stay;
            }
            return static_cast<double>(stay) / static_cast<double>(marks);
        };
        const double all = staying([&](Paint paint) { return paint != paints.paper && paint != paints.cloth; });
        const double gold = staying([&](Paint paint) { return paint == paints.gold; });
        MESSAGE(std::string(size.name), ": ", all, " of the marks stay, ", gold, " of the gold");
        CHECK(all < 0.25);
        CHECK(gold < 0.12);  // long lines of it would be seen first
    }
}

}  // namespace rancak::kiosk::test
