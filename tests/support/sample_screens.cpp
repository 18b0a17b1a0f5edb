#include "tests/support/sample_screens.h"

#include "kiosk/core/attract.h"

#include <array>
#include <stdexcept>

namespace rancak::kiosk::test {
namespace {

using namespace std::chrono_literals;

const Timestamp wall = sample_moment();
const Monotonic now{1'000'000ms};

State base(const std::shared_ptr<const Catalogue>& catalogue, Placement placement = Placement::lobby) {
    State state;
    state.setup = {.placement = placement, .office = sample_office, .counter = placement == Placement::counter ? "loket-3" : "",
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

std::shared_ptr<const Catalogue> with_public_address(const std::shared_ptr<const Catalogue>& catalogue) {
    auto reachable = std::make_shared<Catalogue>(*catalogue);
    for (Office& office : reachable->offices) office.public_address = "https://rancak.sawahluntokota.example";
    return reachable;
}

// The first screen at the moment of the first card of this kind.
template <class Card>
void add_card(std::vector<SampleScreen>& list, const char* name, const std::shared_ptr<const Catalogue>& catalogue) {
    State state = base(catalogue);
    const auto cards = attract_cards(state);
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (!std::holds_alternative<Card>(cards[i])) continue;
        state.screen = Attract{now - static_cast<int>(i) * card_lasts};
        list.push_back({name, state});
        return;
    }
}

void add_rating_screens(std::vector<SampleScreen>& list, const std::shared_ptr<const Catalogue>& catalogue) {
    const auto add = [&](std::string name, State state) { list.push_back({std::move(name), std::move(state)}); };
    const Subject officer{"contoh-3", "loket-3"};
    State counter_attract = base(catalogue, Placement::counter);
    counter_attract.screen = Attract{now};
    add_card<WelcomeCard>(list, "attract-lobby", catalogue);
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
    add("why-pressed", visiting(catalogue, Why{.rating = {officer, 5, 12}, .reasons = {}, .cause = {}, .pressed = true}));
    add("why-counter", visiting(catalogue, Why{{officer, 3, 12}, {"kind"}, Cause::queue}, Placement::counter));
    add("thanks", visiting(catalogue, Thanks{now + 8s}));
    add("thanks-counter", visiting(catalogue, Thanks{now + 8s}, Placement::counter));
    State idle = visiting(catalogue, Faces{officer, false});
    idle.last_touch = now - 63s;
    idle.idle_warning = true;
    add("idle-warning", idle);
}

void add_participation_screens(std::vector<SampleScreen>& list, const std::shared_ptr<const Catalogue>& catalogue) {
    add_card<AnnouncementCard>(list, "attract-announcement", catalogue);
    add_card<ChangeCard>(list, "attract-change", catalogue);
    add_card<AwardCard>(list, "attract-award", catalogue);
    add_card<ForumCard>(list, "attract-forum", catalogue);
    add_card<IndexCard>(list, "attract-index", catalogue);
    for (const Placement placement : {Placement::lobby, Placement::counter}) {
        State shut = base(catalogue, placement);
        shut.wall = wall + 9h;
        shut.screen = Attract{now};
        list.push_back({placement == Placement::lobby ? "attract-shut" : "attract-counter-shut", shut});
    }
    list.push_back({"participation", visiting(catalogue, Participation{})});
    list.push_back({"forum", visiting(catalogue, ForumPage{"fkp"})});
    list.push_back({"forum-supported", visiting(catalogue, ForumPage{"fkp"})});
    list.back().state.visit->supported = {{"fkp", "sabtu"}};
}

void add_case_screens(std::vector<SampleScreen>& list, const std::shared_ptr<const Catalogue>& catalogue) {
    const auto add = [&](std::string name, Screen screen) { list.push_back({std::move(name), visiting(catalogue, std::move(screen))}); };
    const std::string text = "Saya diminta uang dua puluh ribu supaya antrean saya didahulukan. Waktu saya minta kuitansi, katanya tidak ada (contoh).";
    Typing empty = typing_at_most(max_free_text), some = empty, contact = typing_at_most(max_contact), full = empty;
    type(some, text);
    type(contact, "0812 3456 7890 (contoh)");
    while (full.text.length() < full.text.limit()) type(full, "Antre dari pukul tujuh. ");
    CaseDraft draft;
    draft.about = CaseAbout::illegal_fee;
    draft.text = text;
    CaseDraft officer = draft, longest = draft, service;
    officer.about = CaseAbout::officer;
    officer.officer = "contoh-3";
    officer.privacy = CasePrivacy::confidential;
    officer.contact = contact.text.utf8();
    longest.text = full.text.utf8();
    service.kind = CaseKind::question;
    service.about = CaseAbout::service;
    add("case-kinds", CaseKinds{});
    add("case-abouts", CaseAbouts{draft});
    add("case-officers", CaseNames{officer});
    add("case-services", CaseNames{service});
    add("case-writing-empty", CaseWriting{service, empty});
    add("case-writing", CaseWriting{draft, some});
    add("case-writing-full", CaseWriting{draft, full});
    add("case-privacy", CasePrivacyChoice{draft});
    add("case-contact", CaseContact{officer, contact});
    add("case-check", CaseCheck{officer});
    add("case-check-longest", CaseCheck{longest});
    add("case-sent", CaseSent{"K7MAR4T9W2X3"});
    list.push_back({"case-sent-open", visiting(with_public_address(catalogue), CaseSent{"K7MAR4T9W2X3"})});
    add("left-case", Left{Left::What::told, now + 8s});
    State idle = visiting(catalogue, CaseWriting{draft, some});
    idle.last_touch = now - 63s;
    idle.idle_warning = true;
    add("idle-warning-case", idle.screen);
    list.back().state = idle;
    Why why;
    why.rating = {{"contoh-3", "loket-3"}, 2, 12};
    why.reasons = {"slow"};
    why.cause = Cause::queue;
    why.comment = "Antreannya panjang sekali (contoh).";
    add("why-commented", why);
    add("comment", Comment{why, some});
}

void add_survey_screens(std::vector<SampleScreen>& list, const std::shared_ptr<const Catalogue>& catalogue) {
    const auto add = [&](std::string name, Screen screen) { list.push_back({std::move(name), visiting(catalogue, std::move(screen))}); };
    SurveyDraft draft;
    draft.service = "akta-kelahiran";
    const auto at = [&](std::size_t place) { return SurveyAsking{draft, place}; };
    add("survey-service", SurveyAsking{});
    add("survey-requirements", at(1));
    draft.answers = {3, 4, 2, 4, 3, 3, 4, 0, 0};
    add("survey-conduct-answered", at(7));
    add("survey-complaints", at(8));
    draft.answers[7] = draft.answers[8] = 3;
    add("survey-sex", at(10));
    draft.sex = Sex::female;
    add("survey-education", at(11));
    draft.education = Education::sma;
    add("survey-occupation", at(12));
    draft.occupation = Occupation::self_employed;
    add("survey-end", at(13));
    add("left-survey", Left{Left::What::survey, now + 8s});
    add("thanks-survey", Thanks{now + 8s, ThanksFor::survey});
    State idle = visiting(catalogue, at(9));
    idle.last_touch = now - 63s;
    idle.idle_warning = true;
    list.push_back({"idle-warning-survey", idle});
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

void add_information_screens(std::vector<SampleScreen>& list, const std::shared_ptr<const Catalogue>& catalogue) {
    const auto add = [&](std::string name, Screen screen) { list.push_back({std::move(name), visiting(catalogue, std::move(screen))}); };
    const ServiceIndex index(*catalogue, sample_office);
    const auto searched = [&](std::string_view text, bool keyboard) {
        ServiceList services{.typing = typing_at_most(60), .keyboard = keyboard, .category = {}, .found = index.find(text)};
        for (const char c : text) type(services.typing, static_cast<char32_t>(c));
        return services;
    };
    add("home", Home{});
    add("services", searched("", false));
    ServiceList certificates = searched("", false);
    certificates.category = "akta";
    add("services-category", certificates);
    add("services-keyboard", searched("", true));
    add("services-typing", searched("akta lah", true));
    add("services-found", searched("akta lahir", false));
    add("services-near", searched("akta zebra", false));
    add("services-nothing", searched("zebra", false));
    add("service", ServicePage{"akta-kelahiran", false, {}});
    SampleScreen ticked{"service-more-ticked", visiting(catalogue, ServicePage{"akta-kelahiran", true, {}})};
    ticked.state.visit->ticked["akta-kelahiran"] = {0, 2};
    ticked.state.wall = wall + 9h;  // shut
    list.push_back(ticked);
    add("service-link", ServicePage{"nib", false, {}});
    add("service-bare", ServicePage{"bare", false, {}});
    list.push_back({"service-open", visiting(with_public_address(catalogue), ServicePage{"bare", false, {}})});
    add("pledge", PledgePage{});
}

}  // namespace

std::vector<SampleScreen> sample_screens(const std::shared_ptr<const Catalogue>& catalogue) {
    std::vector<SampleScreen> list;
    add_rating_screens(list, catalogue);
    add_information_screens(list, catalogue);
    add_participation_screens(list, catalogue);
    add_case_screens(list, catalogue);
    add_survey_screens(list, catalogue);
    add_staff_screens(list, catalogue);
    return list;
}

State sample_screen(std::string_view name, const std::shared_ptr<const Catalogue>& catalogue) {
    for (SampleScreen& screen : sample_screens(catalogue))
        if (screen.name == name) return std::move(screen.state);
    throw std::runtime_error("no sample screen is called " + std::string(name));
}

}  // namespace rancak::kiosk::test
