#include "tests/e2e/house.h"
#include "tests/support/postgres_cluster.h"

#include "shared/file.h"
#include "shared/hash.h"

#include <SDL.h>
#include <SDL_image.h>
#include <algorithm>
#include <doctest/doctest.h>
#include <sstream>

using namespace rancak;
using namespace rancak::test;

namespace {

// The sample catalogue with a photo of the first officer, as an admin would add one.
std::filesystem::path catalogue_with_photo(const TemporaryFolder& folder) {
    const auto copy = folder / "catalogue";
    std::filesystem::copy(sources / "config/sawahlunto", copy, std::filesystem::copy_options::recursive);
    std::filesystem::create_directory(copy / "disdukcapil/photos");
    SDL_Surface* picture = SDL_CreateRGBSurface(0, 120, 160, 32, 0xff0000, 0xff00, 0xff, 0);
    REQUIRE(picture != nullptr);
    SDL_FillRect(picture, nullptr, 0x2060a0);
    CHECK(IMG_SavePNG(picture, (copy / "disdukcapil/photos/01.png").c_str()) == 0);
    SDL_FreeSurface(picture);
    std::string officers = read_file(copy / "disdukcapil/officers.toml", 100'000).value();
    const std::string first = "id = \"petugas-01\"\n";
    officers.insert(officers.find(first) + first.size(), "photo = \"photos/01.png\"\n");
    REQUIRE(write_atomically(copy / "disdukcapil/officers.toml", officers));
    return copy;
}

// The chain as anybody can recheck it without us: each line's `prev` is what b2sum prints of the line before.
const char* const recheck_with_b2sum = R"sh(
prev=$(printf '%064d' 0)
while IFS= read -r line; do
  case $line in *"\"prev\":\"$prev\""*) ;; *) echo "does not follow: $line"; exit 1;; esac
  prev=$(printf %s "$line" | b2sum -l 256 | cut -d ' ' -f 1)
done <"$1"
echo "$prev"
)sh";

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

}  // namespace

TEST_CASE("e2e: a rating given by touching the window stands in the admin's export, once, and its chain verifies") {
    const TemporaryFolder folder;
    std::unique_ptr<PostgresCluster> cluster;
    std::string store = "sqlite";
    SUBCASE("on SQLite") {}
    SUBCASE("on PostgreSQL") {
        cluster = std::make_unique<PostgresCluster>(PostgresCluster::Disk::memory);
        cluster->create_database("rancak");
        store = cluster->address("rancak");
    }
    House house({.catalogue = catalogue_with_photo(folder), .store = store});
    house.start_kiosk();
    house.tap("begin");
    house.see_screen("choose_officer");
    house.tap("officer/petugas-01");
    house.see_screen("faces");
    house.tap("Sangat puas");
    house.see_screen("why");
    house.tap_all({"Ramah dan sopan", "Sabar dan mau membantu", "cause/officer", "done"});
    house.see_screen("thanks");
    house.wait_until_sent();

    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 1);
    const auto& rating = ratings[0];
    CHECK(rating.at("officer") == "petugas-01");
    CHECK(rating.at("office") == "disdukcapil");
    CHECK(rating.at("score") == "5");
    CHECK(rating.at("language") == "id");
    CHECK(rating.at("cause") == "officer");
    CHECK(rating.at("reasons") == "ramah;sabar");
    CHECK(rating.at("withdrawn").empty());

    const auto events = house / "events.jsonl";
    REQUIRE(house.admin({"export", "events", "--format", "jsonl", "--out", events}).exit_code == 0);
    const Ran verified = house.admin({"verify", events});
    CHECK(verified.exit_code == 0);
    const Ran rechecked = run_process({"bash", "-c", recheck_with_b2sum, "recheck", events});
    CHECK(rechecked.exit_code == 0);
    CHECK(verified.out.find("head " + rechecked.out.substr(0, 64)) != std::string::npos);
    const Ran local = house.admin({"journal", "export", "--data", house.kiosk_data()});
    CHECK(local.exit_code == 0);
    CHECK(local.out == read_file(events, 1'000'000).value());

    CHECK(house.standing("petugas-01").n == 1);
    CHECK(house.standing("petugas-01").mean == 5.0);
    CHECK(house.admin({"standing", "petugas-01"}).out.find("Mean      5.00") != std::string::npos);
    CHECK(house.standing("petugas-02").n == 0);

    // The photo came along by its hash.
    const std::string photo = read_file(folder / "catalogue/disdukcapil/photos/01.png", 1'000'000).value();
    const auto kept = house.kiosk_data() / "media" / to_hex(blake2b(photo));
    CHECK(read_file(kept, 1'000'000).value() == photo);
}

TEST_CASE("e2e: an undone rating is withdrawn, one for the wrong officer moves to the right one, and a second thought replaces the first") {
    House house;
    house.start_kiosk();
    house.tap_all({"begin", "officer/petugas-01", "face/1"});
    house.see_screen("why");
    house.tap("undo");
    house.see_screen("faces");
    house.tap("face/2");
    house.see_screen("why");
    house.tap("wrong-officer");
    house.see_screen("choose_officer");
    house.tap("officer/petugas-02");
    house.see_screen("why");
    house.tap_all({"reason/antre-lama", "cause/queue", "done"});
    house.see_screen("thanks");
    house.tap("another");
    house.see_screen("choose_officer");
    house.tap_all({"officer/petugas-03", "face/3"});
    house.see_screen("why");
    house.tap("done");
    house.see_screen("thanks");
    house.tap("another");
    house.see_screen("choose_officer");
    house.tap_all({"officer/petugas-03", "face/5"});  // the same officer again: the second thought counts
    house.see_screen("why");
    house.wait_until_sent();

    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 5);
    CHECK(ratings[0].at("officer") == "petugas-01");
    CHECK(ratings[0].at("withdrawn") == "undo");
    CHECK(ratings[1].at("officer") == "petugas-01");
    CHECK(ratings[1].at("withdrawn") == "wrong_officer");
    CHECK(ratings[2].at("officer") == "petugas-02");
    CHECK(ratings[2].at("score") == "2");
    CHECK(ratings[2].at("withdrawn").empty());
    CHECK(ratings[2].at("cause") == "queue");
    CHECK(ratings[3].at("officer") == "petugas-03");
    CHECK(ratings[3].at("withdrawn") == "replaced");
    CHECK(ratings[4].at("officer") == "petugas-03");
    CHECK(ratings[4].at("score") == "5");
    CHECK(ratings[4].at("withdrawn").empty());
    CHECK(ratings[4].at("visit") == ratings[2].at("visit"));
    CHECK(house.standing("petugas-01").n == 0);
    CHECK(house.standing("petugas-02").n == 1);
    CHECK(house.standing("petugas-03").n == 1);
}

TEST_CASE("e2e: the lobby in portrait: languages change at a touch, officers scroll by dragging, the next visitor starts clean") {
    House house({.width = 1080, .height = 1920, .diagonal_inches = "10.1"});
    house.start_kiosk();
    house.tap("begin");
    const SeenTree top = house.see_screen("choose_officer");
    REQUIRE(top.find("officer/petugas-01") != nullptr);
    REQUIRE(top.find("officer/petugas-06") == nullptr);  // the last, below the edge
    house.drag("officer/petugas-03", 0, -500);
    house.drag("officer/petugas-05", 0, -500);  // how far the list glides on after the first depends on the machine
    CHECK(house.see("officer/petugas-06").screen == "choose_officer");  // nobody was picked by the drag
    house.tap("language/min");  // so small a glass has room for the next language only
    house.tap("language/en");
    house.see("Who served you?");
    house.tap("unsure");
    house.see_screen("faces");
    house.tap("Happy");
    house.see_screen("why");
    house.tap("done");
    house.see_screen("thanks");
    house.tap("done");
    house.see_screen("attract");
    house.tap("begin");
    house.see("Siapa yang melayani Anda?");
    house.wait_until_sent();
    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 1);
    CHECK(ratings[0].at("officer").empty());
    CHECK(ratings[0].at("score") == "4");
    CHECK(ratings[0].at("language") == "en");
}

TEST_CASE("e2e: an export goes on from its cursor and tells of nothing twice") {
    House house;
    house.start_kiosk();
    const auto visit = [&](const char* face) {
        house.tap_all({"begin", "officer/petugas-03", face});
        house.see_screen("why");
        house.tap("done");
        house.see_screen("thanks");
        house.tap("done");
        house.see_screen("attract");
        house.wait_until_sent();
    };
    visit("face/4");
    const auto file = (house / "part.csv").string();
    const Ran first = house.admin({"export", "ratings", "--format", "csv", "--out", file});
    REQUIRE(first.exit_code == 0);
    CHECK(read_csv(read_file(file, 100'000).value()).size() == 2);
    const std::string cursor = first.out.substr(0, first.out.find('\n'));
    visit("face/3");
    const Ran second = house.admin({"export", "ratings", "--format", "csv", "--since", cursor});
    const auto rows = read_csv(second.out);
    REQUIRE(rows.size() == 2);
    CHECK(lines_of(house.exported("ratings", "jsonl")) == 2);
}

TEST_CASE("e2e: from the first screen somebody finds by touching what papers a birth certificate needs, and leaves no trace") {
    House house;
    house.start_kiosk();
    house.tap("Info dan aduan");
    house.see_screen("home");
    house.tap("Informasi layanan");
    house.see_screen("service_list");
    house.tap("search");
    house.see("key/q");
    for (const char* key : {"key/a", "key/k", "key/t", "key/a", "key/space", "key/l", "key/a", "key/h", "key/i", "key/r"}) house.tap(key);
    house.see_until("only the birth certificate", [](const SeenTree& tree) {
        return tree.find("service/akta-kelahiran") != nullptr && tree.find("service/akta-kematian") == nullptr;
    });
    house.tap("Akta kelahiran");
    house.see_screen("service_page");
    house.see("Surat keterangan kelahiran dari rumah sakit, puskesmas, dokter, atau bidan");
    house.tap_all({"requirement/0", "requirement/2"});
    house.see("Sudah ada 2 dari 5.");
    house.tap("back");
    house.see_screen("service_list");
    house.see("search/clear");  // what was typed is still there
    house.tap("back");
    house.see_screen("home");
    house.tap("back");
    house.see_screen("attract");

    // The next one begins clean.
    house.tap_all({"home/start", "door/services"});
    const SeenTree clean = house.see_screen("service_list");
    CHECK(clean.find("service/akta-kematian") != nullptr);  // nothing is searched for
    house.tap("service/akta-kelahiran");
    house.see_screen("service_page");
    house.see("Sentuh yang sudah ada.");
    CHECK(house.exported("ratings", "jsonl").empty());
}
