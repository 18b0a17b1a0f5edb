#include "tests/support/sample_screens.h"

#include <array>

namespace rancak::kiosk::test {
namespace {

using namespace std::chrono_literals;

const Timestamp wall = parse_rfc3339("2026-11-24T03:12:45.000Z").value();
const Monotonic now{1'000'000ms};
constexpr const char* office_id = "mpp";
const std::string long_word = "Nan Sangaik Panjang Sakali Namonyo Supayo Layar Diuji ";

void add_reason(Catalogue& catalogue, const char* id, LocalText text, Cause cause, std::array<bool, 5> scores) {
    catalogue.reasons.push_back({id, std::move(text), cause, scores});
}

void add_reasons(Catalogue& catalogue) {
    constexpr std::array bad{true, true, true, false, false}, good{false, false, true, true, true};
    add_reason(catalogue, "kind", {"Ramah", "Ramah", "Friendly"}, Cause::officer, good);
    add_reason(catalogue, "clear", {"Penjelasannya jelas", "Jaleh", "Explained clearly"}, Cause::officer, good);
    add_reason(catalogue, "quick", {"Cepat", "Indak lamo", "Quick"}, Cause::queue, good);
    add_reason(catalogue, "simple", {"Syaratnya mudah", "Syaraiknyo mudah", "Simple requirements"}, Cause::rule, good);
    add_reason(catalogue, "comfortable", {"Tempatnya nyaman", "Tampeknyo elok", "Comfortable place"}, Cause::place, good);
    add_reason(catalogue, "unkind", {"Kurang ramah", "Kurang ramah", "Unfriendly"}, Cause::officer, bad);
    add_reason(catalogue, "unclear", {"Penjelasannya kurang jelas", "Kurang jaleh", "Not explained well"}, Cause::officer, bad);
    add_reason(catalogue, "slow", {"Menunggu terlalu lama", "Talampau lamo manunggu", "Waited too long"}, Cause::queue, bad);
    add_reason(catalogue, "papers", {"Syaratnya terlalu banyak", "Syaraiknyo banyak bana", "Too many papers"}, Cause::rule, bad);
    add_reason(catalogue, "back-and-forth", {"Disuruh bolak-balik", "Disuruah bolak-baliak", "Sent back and forth"}, Cause::rule, bad);
    add_reason(catalogue, "crowded", {"Tempatnya sempit atau kotor", "Tampeknyo sampik atau kumuah", "Crowded or dirty place"}, Cause::place, bad);
}

State base(const std::shared_ptr<const Catalogue>& catalogue, Placement placement = Placement::lobby) {
    State state;
    state.setup = {.placement = placement, .office = office_id, .counter = placement == Placement::counter ? "loket-3" : "",
                   .version = "0.1.0", .server = "https://rancak.sawahlunto.example", .reduced_motion = false};
    state.catalogue = catalogue;
    state.shifts["loket-3"] = {"contoh-3", wall - 2h};
    state.wall = wall;
    state.now = now;
    state.last_touch = now;
    state.day = local_day(wall, 7h);
    return state;
}

State visiting(const std::shared_ptr<const Catalogue>& catalogue, Screen screen, Placement placement = Placement::lobby) {
    State state = base(catalogue, placement);
    state.screen = std::move(screen);
    state.visit = Visit{"contoh-visit", 1, {}, {}};
    return state;
}

Standing whole(std::uint64_t weeks, std::uint64_t each) {
    const LocalDay until = officer_sees_until(local_day(wall, 7h));
    std::vector<Week> list;
    for (std::uint64_t i = 0; i < weeks; ++i) {
        Distribution marks;
        marks.counts = {each / 9 + i % 2, each / 8, each / 5 + i % 3, each / 3 + i, each / 3 + (i * 7) % 5};
        list.push_back({monday_of(until) - std::chrono::days{7 * static_cast<int>(weeks - 1 - i)}, marks});
    }
    std::vector<ReasonCount> reasons{{"kind", Cause::officer, 41},   {"clear", Cause::officer, 27}, {"slow", Cause::queue, 19},
                                     {"quick", Cause::queue, 12},    {"papers", Cause::rule, 9},    {"comfortable", Cause::place, 7},
                                     {"unclear", Cause::officer, 4}};
    return whole_standing("contoh-3", until - std::chrono::days{90}, until, list, reasons, 0);
}

StandingView view(Standing standing, bool offline) { return {for_officer(standing), wall - 26min, offline}; }

Standing few(std::uint64_t n) {
    Standing standing = whole(1, 1);
    Distribution marks;
    marks.counts = {0, 0, 1, 2, n - 3};
    const LocalDay until = standing.until;
    return whole_standing("contoh-3", standing.from, until, {{monday_of(until), marks}}, {}, 0);
}

Health healthy() {
    Health health;
    health.online = true;
    health.online_changed = wall - 5h;
    health.events = 12'840;
    health.waiting = 0;
    health.last_receipt = wall - 40s;
    health.head_seq = 12'840;
    health.head = "7d1c0a5e93bf2c6648e0b1f4a2d97750c3e8196b5f0da42e7c91380bd6f5e21a";
    health.journal = "k7f3q9t2m5x8c1v6";
    health.disk_free = 21'400'000'000;
    health.data_folder = "/var/lib/rancak-kiosk";
    return health;
}

Health ailing() {
    Health health = healthy();
    health.online = false;
    health.online_changed = wall - 27h;
    health.last_error = "Nama rancak.sawahlunto.example tidak ditemukan.";
    health.waiting = 1'284;
    health.parked = 2;
    health.last_receipt = wall - 27h;
    health.alarms = {"Dua kejadian disisihkan pusat: jenisnya belum dikenal.",
                     "Ruang tersisa kurang dari 500 MB: bawa data keluar, lalu kosongkan."};
    return health;
}

State exporting(const std::shared_ptr<const Catalogue>& catalogue, ExportState state) {
    return visiting(catalogue, CaretakerHome{"contoh-pengelola", healthy(), {}, std::move(state)});
}

void add_rating_screens(std::vector<SampleScreen>& list, const std::shared_ptr<const Catalogue>& catalogue) {
    const auto add = [&](std::string name, State state) { list.push_back({std::move(name), std::move(state)}); };
    const Subject officer{"contoh-3", "loket-3"};
    State counter_attract = base(catalogue, Placement::counter), lobby_attract = base(catalogue);
    counter_attract.screen = Attract{};
    lobby_attract.screen = Attract{};
    add("attract-lobby", lobby_attract);
    add("attract-counter", counter_attract);
    counter_attract.shifts.clear();
    add("attract-counter-nobody", counter_attract);
    add("choose-officer", visiting(catalogue, ChooseOfficer{}));
    add("choose-officer-correcting", visiting(catalogue, ChooseOfficer{true}));
    add("faces-officer", visiting(catalogue, Faces{officer, false}));
    add("faces-counter", visiting(catalogue, Faces{{"", "loket-3"}, false}));
    add("faces-office-withdrawn", visiting(catalogue, Faces{{}, true}));
    add("why-bad", visiting(catalogue, Why{{officer, 2, 12}, {"slow", "papers"}, Cause::rule}));
    add("why-good", visiting(catalogue, Why{{officer, 5, 12}, {}, std::nullopt}));
    add("why-counter", visiting(catalogue, Why{{officer, 3, 12}, {"kind"}, Cause::queue}, Placement::counter));
    add("thanks", visiting(catalogue, Thanks{5, now + 8s}));
    add("thanks-counter", visiting(catalogue, Thanks{5, now + 8s}, Placement::counter));
    State idle = visiting(catalogue, Faces{officer, false});
    idle.last_touch = now - 63s;
    idle.idle_warning = true;
    add("idle-warning", idle);
}

void add_staff_screens(std::vector<SampleScreen>& list, const std::shared_ptr<const Catalogue>& catalogue) {
    const auto add = [&](std::string name, Screen screen) { list.push_back({std::move(name), visiting(catalogue, std::move(screen))}); };
    add("sign-in-who", SignIn{});
    add("sign-in-pin", SignIn{"contoh-3", "123", false, false, {}});
    add("sign-in-wrong", SignIn{"contoh-3", "", false, true, {}});
    add("sign-in-locked", SignIn{"contoh-3", "", false, true, now + 30s});
    add("staff-standing", StaffHome{"contoh-3", false, view(whole(12, 14), false)});
    add("staff-offline", StaffHome{"contoh-1", false, view(whole(5, 9), true)});
    add("staff-few", StaffHome{"contoh-3", false, view(few(4), false)});
    add("staff-some", StaffHome{"contoh-3", false, view(few(6), false)});
    add("staff-loading", StaffHome{"contoh-3", true, {}});
    add("staff-missing", StaffHome{"contoh-3", false, {}});
    add("caretaker-healthy", CaretakerHome{"contoh-pengelola", healthy(), {}, {}});
    add("caretaker-ailing", CaretakerHome{"contoh-pengelola", ailing(), {}, {}});
    using Step = ExportState::Step;
    const std::vector<Destination> places{{"/media/usb0", "Flash disk KINGSTON (contoh)"}, {"/var/lib/rancak-kiosk/ekspor", "Folder ekspor layar ini"}};
    const auto add_export = [&](std::string name, ExportState state) { list.push_back({std::move(name), exporting(catalogue, std::move(state))}); };
    add_export("export-choosing", {Step::choosing, ExportKind::ratings_csv, places, 0, 0, {}});
    add_export("export-nowhere", {Step::choosing, ExportKind::journal, {}, 0, 0, {}});
    add_export("export-running", {Step::running, ExportKind::journal, places, 7'421, 12'840, {}});
    add_export("export-done", {Step::done, ExportKind::ratings_csv, places, 12'840, 12'840, "/media/usb0/rancak-penilaian-2026-11-24.csv"});
    add_export("export-failed", {Step::failed, ExportKind::ratings_csv, places, 3'100, 12'840, "Flash disk penuh. Kosongkan atau pakai yang lain."});
    add("out-of-service", OutOfService{"Disk penuh: tidak ada ruang tersisa di /var/lib/rancak-kiosk.", {}});
    add("not-ready", NotReady{"Kios belum didaftarkan. Jalankan rancak-kiosk --enrol KODE."});
}

}  // namespace

std::shared_ptr<const Catalogue> office_catalogue() {
    auto catalogue = std::make_shared<Catalogue>();
    Office office{.id = office_id, .name = {"Mal Pelayanan Publik Sawahlunto (contoh)", "", "Sawahlunto Public Service Mall (sample)"}};
    catalogue->offices = {office};
    static constexpr std::array names{"Rahmi Oktavia (contoh)", "Syafril (contoh)",        "Desi Anggraini (contoh)", "Yulia Marlina (contoh)",
                                      "Afrizal (contoh)",       "Nurhayati (contoh)",      "Hendra Saputra (contoh)", "Mila Rosanti (contoh)",
                                      "Zulkifli (contoh)",      "Fitri Handayani (contoh)", "Ronaldi (contoh)",       "Elvi Sukaesih (contoh)"};
    for (int i = 1; i <= 9; ++i) {
        const std::string number = std::to_string(i);
        catalogue->counters.push_back({"loket-" + number, office_id, {"Loket " + number, "", "Counter " + number}});
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        Officer officer{.id = "contoh-" + std::to_string(i + 1), .office = office_id, .name = names[i],
                        .counter = i < 9 ? "loket-" + std::to_string(i + 1) : "", .photo = {}, .pin_hash = "$argon2id$contoh"};
        if (i % 4 == 2) officer.photo = Hash{};
        catalogue->officers.push_back(officer);
    }
    catalogue->caretakers = {{"contoh-pengelola", office_id, "Pengelola Contoh", "$argon2id$contoh"}};
    add_reasons(*catalogue);
    return catalogue;
}

std::shared_ptr<const Catalogue> crowded_catalogue() {
    auto catalogue = std::make_shared<Catalogue>();
    const auto sixty = [](std::string start) { return (start + " " + long_word + long_word).substr(0, 60); };
    catalogue->offices = {{.id = office_id, .name = {sixty("Dinas Contoh"), "", sixty("Sample Office")}}};
    for (int i = 1; i <= 23; ++i) {
        const std::string number = std::to_string(i);
        catalogue->counters.push_back({"loket-" + number, office_id, {sixty("Loket " + number), "", sixty("Counter " + number)}});
    }
    for (int i = 1; i <= 40; ++i) {
        const std::string number = std::to_string(i);
        // Every fifth is one word without a place to break.
        const std::string name = i % 5 == 0 ? std::string(52, 'w') + "contoh" + number : sixty("Contoh " + number);
        catalogue->officers.push_back({.id = "contoh-" + number, .office = office_id, .name = name,
                                       .counter = i <= 23 ? "loket-" + number : "", .photo = {}, .pin_hash = "$argon2id$contoh"});
    }
    catalogue->caretakers = {{"contoh-pengelola", office_id, sixty("Pengelola Contoh"), "$argon2id$contoh"}};
    for (int i = 1; i <= 12; ++i) {
        const std::string text = sixty("Alasan contoh " + std::to_string(i));
        catalogue->reasons.push_back({"alasan-" + std::to_string(i), {text, "", text}, Cause::officer, {true, true, true, true, true}});
    }
    return catalogue;
}

std::vector<SampleScreen> sample_screens(const std::shared_ptr<const Catalogue>& catalogue) {
    std::vector<SampleScreen> list;
    add_rating_screens(list, catalogue);
    add_staff_screens(list, catalogue);
    return list;
}

}  // namespace rancak::kiosk::test
