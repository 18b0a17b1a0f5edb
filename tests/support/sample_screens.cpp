#include "tests/support/sample_screens.h"

#include "kiosk/core/attract.h"

#include <array>
#include <stdexcept>

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
    counter_attract.screen = Attract{now};
    lobby_attract.screen = Attract{now};
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
    add("why-pressed", visiting(catalogue, Why{.rating = {officer, 5, 12}, .reasons = {}, .cause = {}, .pressed = true}));
    add("why-counter", visiting(catalogue, Why{{officer, 3, 12}, {"kind"}, Cause::queue}, Placement::counter));
    add("thanks", visiting(catalogue, Thanks{now + 8s}));
    add("thanks-counter", visiting(catalogue, Thanks{now + 8s}, Placement::counter));
    State idle = visiting(catalogue, Faces{officer, false});
    idle.last_touch = now - 63s;
    idle.idle_warning = true;
    add("idle-warning", idle);
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

void add_participation_screens(std::vector<SampleScreen>& list, const std::shared_ptr<const Catalogue>& catalogue) {
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
    add("left-case", Left{Left::What::told, now + 8s});
    State idle = visiting(catalogue, CaseWriting{draft, some});
    idle.last_touch = now - 63s;
    idle.idle_warning = true;
    add("idle-warning-case", idle.screen);
    list.back().state = idle;
    const Why why{{{"contoh-3", "loket-3"}, 2, 12}, {"slow"}, Cause::queue, "Antreannya panjang sekali (contoh)."};
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
    const ServiceIndex index(*catalogue, office_id);
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
    add("pledge", PledgePage{});
}

void add_services(Catalogue& catalogue) {
    catalogue.categories = {{"kartu", {"KTP, KK, dan kartu lain", "", "Identity and family cards"}},
                            {"akta", {"Akta", "", "Certificates"}},
                            {"usaha", {"Usaha dan pajak", "", "Business and taxes"}}};
    const auto add = [&](const char* id, LocalText name, const char* category, const char* counter) -> Service& {
        Service service{id, office_id, std::move(name), {counter}, category};
        service.sample = true;
        catalogue.services.push_back(std::move(service));
        return catalogue.services.back();
    };
    Service& birth = add("akta-kelahiran", {"Akta kelahiran", "Akta kalahiran", "Birth certificate"}, "akta", "loket-3");
    birth.also = {"akta lahir"};
    birth.counters.push_back("loket-4");
    birth.checked_on = local_day(wall, 7h);
    ServiceStandard& standard = birth.standard;
    standard.requirements = {{"Surat keterangan kelahiran dari rumah sakit, puskesmas, dokter, atau bidan", "", "Birth letter of the hospital, health centre, doctor or midwife"},
                             {"Buku nikah atau kutipan akta perkawinan orang tua", "", "Marriage book or marriage certificate of the parents"},
                             {"Kartu Keluarga", "", "Family card (Kartu Keluarga)"},
                             {"KTP-el kedua orang tua", "", "Identity cards (KTP-el) of both parents"},
                             {"Dua orang saksi dengan KTP-el", "", "Two witnesses with their identity cards"}};
    standard.procedure = {{"Ambil nomor antrean dan tunggu dipanggil.", "", "Take a queue number and wait to be called."},
                          {"Serahkan berkas di loket. Petugas memeriksanya di depan Anda.", "", "Hand in your papers at the counter. The officer checks them while you are there."},
                          {"Periksa nama, tanggal, dan nomor sebelum dokumen dicetak.", "", "Check names, dates and numbers before the document is printed."}};
    standard.time = {"Paling lama 24 jam sejak berkas dinyatakan lengkap.", "", "At most 24 hours after your papers are found complete."};
    standard.cost = {"Gratis. Dokumen kependudukan tidak dipungut biaya (UU 24/2013 pasal 79A).", "", "Free. Population documents are free of charge by law (UU 24/2013, article 79A)."};
    standard.product = {"Kutipan akta kelahiran", "", "Birth certificate"};
    standard.complaints = {"Sampaikan kepada petugas di loket, atau lewat SP4N-LAPOR!: www.lapor.go.id.", "", "Tell the officer at the counter, or use SP4N-LAPOR!: www.lapor.go.id."};
    for (const Management one : managements)
        standard.management[static_cast<std::size_t>(one)] = {"Contoh isi komponen ini, satu kalimat yang agak panjang.", "", "A sample of this component, one sentence of some length."};
    ServiceStandard like_birth = standard;
    like_birth.product = {"Dokumen yang diminta", "", "The document that you asked for"};
    add("akta-kematian", {"Akta kematian", "Akta kamatian", "Death certificate"}, "akta", "loket-3").standard = like_birth;
    add("akta-perkawinan", {"Akta perkawinan (selain agama Islam)", "", "Marriage certificate (religions other than Islam)"}, "akta", "loket-4").standard = like_birth;
    add("ktp-el", {"KTP-el baru", "", "Identity card (KTP-el), first"}, "kartu", "loket-1").standard = like_birth;
    add("ktp-el-hilang", {"KTP-el hilang atau rusak", "", "Identity card (KTP-el), lost or damaged"}, "kartu", "loket-1").standard = like_birth;
    add("kartu-keluarga", {"Kartu Keluarga baru", "", "Family card (Kartu Keluarga), new"}, "kartu", "loket-2").standard = like_birth;
    add("kia", {"Kartu Identitas Anak (KIA)", "", "Child identity card (KIA)"}, "kartu", "loket-2").standard = like_birth;
    Service& business = add("nib", {"Nomor Induk Berusaha (NIB)", "", "Business number (NIB)"}, "usaha", "loket-5");
    business.standard.requirements = {{"NIK dan KTP-el", "", "NIK and identity card (KTP-el)"}};
    business.standard.cost = {"Gratis.", "", "Free."};
    business.link = "https://contoh.example/nib";
    add("bare", {"Layanan yang belum dicatat", "", "A service not written down yet"}, "usaha", "loket-5").sample = false;
    catalogue.offices[0].pledge = {{{"Kami sanggup menyelenggarakan pelayanan sesuai standar pelayanan yang telah ditetapkan.", "", "We will serve you according to the published service standards."},
                                    {"Kami akan terus memperbaiki pelayanan kami.", "", "We will keep improving our service."},
                                    {"Bila tidak menepati janji ini, kami siap menerima sanksi sesuai peraturan yang berlaku.", "", "If we break this promise, we accept the sanctions that the law provides."}},
                                   true};
}

void add_participation(Catalogue& catalogue) {
    const auto day = [](const char* date) { return parse_iso_date(date).value(); };
    const DaySpan half{day("2026-01-01"), day("2026-06-30")}, quarter{day("2026-07-01"), day("2026-09-30")};
    Forum forum{"fkp", office_id, {"Forum Konsultasi Publik tentang standar pelayanan", "", "Public consultation on service standards"},
                day("2026-12-10"), 9h + 30min, {"Ruang pertemuan lantai 2", "", "Meeting room, second floor"}};
    forum.agenda = {{"Waktu penyelesaian tiap layanan", "", "How long each service takes"}, {"Usulan dan keberatan warga", "", "Proposals and objections of citizens"},
                    {"Kesepakatan bersama", "", "What is agreed"}};
    forum.topics = {{"sabtu", {"Loket buka Sabtu pagi", "", "Counters open on Saturday mornings"}},
                    {"antre", {"Ambil nomor antrean dari rumah", "", "Take a queue number from home"}},
                    {"anak", {"Sudut bermain untuk anak", "", "A corner where children can play"}}};
    forum.sample = true;
    Forum city{"musrenbang", "", {"Musrenbang Kota Sawahlunto", "", "Development planning meeting of Sawahlunto"}, day("2027-03-18"), 9h,
               {"Gedung Pusat Kebudayaan, Lembah Segar", "", "Cultural Centre, Lembah Segar"}};
    city.topics = {{"bus", {"Bus sekolah dari Talawi", "", "School buses from Talawi"}}};
    city.sample = true;
    catalogue.forums = {forum, city};
    catalogue.changes = {{"kursi", office_id, {"Orang tua berdiri lama saat menunggu.", "", "Old people stood for long while they waited."},
                          {"Ada dua belas kursi baru dan satu loket khusus untuk lansia.", "", "There are twelve new seats, and a counter for elderly people."}, day("2026-09-14"), true},
                         {"antrean", "", {"Warga harus mengambil nomor antrean di tiap loket.", "", "People had to take a number at every counter."},
                          {"Satu nomor antrean berlaku untuk semua loket.", "", "One number now holds for all counters."}, day("2026-08-03"), true},
                         {"papan", office_id, {"Loket sulit ditemukan.", "", "Counters were hard to find."},
                          {"Papan petunjuk dengan nomor besar dipasang dari pintu masuk.", "", "Signs with large numbers lead from the entrance."}, day("2026-07-01"), true}};
    catalogue.awards = {{"berprestasi", "contoh-3", quarter, {"Menjelaskan tiap langkah dengan sabar, dan tidak pernah menyuruh warga kembali karena berkas yang lupa disebut.", "", "Explains each step with patience, and never sent anybody home for a paper that was not mentioned."}, true}};
    catalogue.offices[0].index = PublishedIndex{8427, 217, half, true};
}

// As long as the catalogue lets every text be.
void add_crowded_services(Catalogue& catalogue) {
    const auto text = [](std::size_t letters) {
        std::string all;
        while (all.size() < letters) all += long_word;
        all.resize(letters, 'x');
        if (all.back() == ' ') all.back() = 'x';
        return LocalText{all, "", all};
    };
    for (int i = 1; i <= 12; ++i)
        catalogue.categories.push_back({i == 1 ? "akta" : "kelompok-" + std::to_string(i), text(60)});
    for (int i = 0; i < 70; ++i) {
        const std::string id = i == 0 ? "akta-kelahiran" : i == 1 ? "nib" : i == 2 ? "bare" : "layanan-" + std::to_string(i);
        Service service{id, office_id, text(120), {"loket-1", "loket-2", "loket-3"}, i < 12 ? catalogue.categories[static_cast<std::size_t>(i)].id : "akta"};
        service.sample = true;
        if (i == 0) service.name.indonesian = "Akta lahir " + std::string(52, 'w');
        if (i == 1) service.link = "https://contoh.example/" + std::string(170, 'a');
        if (i < 2) {
            service.standard.requirements.assign(max_service_items, text(max_service_item));
            service.standard.procedure.assign(max_service_items, text(max_service_item));
            for (LocalText* one : {&service.standard.time, &service.standard.cost, &service.standard.product, &service.standard.complaints})
                *one = text(max_service_text);
            service.standard.management.fill(text(max_service_text));
        }
        catalogue.services.push_back(std::move(service));
    }
    catalogue.offices[0].pledge = {std::vector<LocalText>(max_promises, text(max_service_item)), true};
    for (std::size_t i = 0; i < 5; ++i) catalogue.offices[0].hours[i] = {8h, 16h};
    add_participation(catalogue);
    for (Forum& forum : catalogue.forums) {
        forum.title = text(max_forum_title);
        forum.place = text(max_forum_place);
        forum.agenda.assign(max_agenda, text(max_service_item));
        while (forum.topics.size() < max_topics) forum.topics.push_back({"topik-" + std::to_string(forum.topics.size()), {}});
        for (ForumTopic& topic : forum.topics) topic.text = text(max_topic);
    }
    for (Change& change : catalogue.changes) change.said = change.did = text(max_change_text);
    for (Award& award : catalogue.awards) award.why = text(max_award_why);
}

}  // namespace

std::shared_ptr<const Catalogue> office_catalogue() {
    auto catalogue = std::make_shared<Catalogue>();
    Office office{.id = office_id, .name = {"Mal Pelayanan Publik Sawahlunto (contoh)", "", "Sawahlunto Public Service Mall (sample)"}};
    for (std::size_t day = 0; day < 5; ++day) office.hours[day] = {8h, 16h};
    office.survey = SurveyPeriod{local_day(wall, 7h), local_day(wall, 7h)};
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
    add_services(*catalogue);
    add_participation(*catalogue);
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
    add_crowded_services(*catalogue);
    return catalogue;
}

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
