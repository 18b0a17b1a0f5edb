#include "tests/support/sample_catalogue.h"

#include <array>

namespace rancak::kiosk::test {
namespace {

using namespace std::chrono_literals;

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

void add_services(Catalogue& catalogue) {
    catalogue.categories = {{"kartu", {"KTP, KK, dan kartu lain", "", "Identity and family cards"}},
                            {"akta", {"Akta", "", "Certificates"}},
                            {"usaha", {"Usaha dan pajak", "", "Business and taxes"}}};
    const auto add = [&](const char* id, LocalText name, const char* category, const char* counter) -> Service& {
        Service service{id, sample_office, std::move(name), {counter}, category};
        service.sample = true;
        catalogue.services.push_back(std::move(service));
        return catalogue.services.back();
    };
    Service& birth = add("akta-kelahiran", {"Akta kelahiran", "Akta kalahiran", "Birth certificate"}, "akta", "loket-3");
    birth.also = {"akta lahir"};
    birth.counters.push_back("loket-4");
    birth.checked_on = local_day(sample_moment(), 7h);
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
    Forum forum{"fkp", sample_office, {"Forum Konsultasi Publik tentang standar pelayanan", "", "Public consultation on service standards"},
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
    catalogue.changes = {{"kursi", sample_office, {"Orang tua berdiri lama saat menunggu.", "", "Old people stood for long while they waited."},
                          {"Ada dua belas kursi baru dan satu loket khusus untuk lansia.", "", "There are twelve new seats, and a counter for elderly people."}, day("2026-09-14"), true},
                         {"antrean", "", {"Warga harus mengambil nomor antrean di tiap loket.", "", "People had to take a number at every counter."},
                          {"Satu nomor antrean berlaku untuk semua loket.", "", "One number now holds for all counters."}, day("2026-08-03"), true},
                         {"papan", sample_office, {"Loket sulit ditemukan.", "", "Counters were hard to find."},
                          {"Papan petunjuk dengan nomor besar dipasang dari pintu masuk.", "", "Signs with large numbers lead from the entrance."}, day("2026-07-01"), true}};
    catalogue.awards = {{"berprestasi", "contoh-3", quarter, {"Menjelaskan tiap langkah dengan sabar, dan tidak pernah menyuruh warga kembali karena berkas yang lupa disebut.", "", "Explains each step with patience, and never sent anybody home for a paper that was not mentioned."}, true}};
    const LocalDay today = local_day(sample_moment(), 7h);
    catalogue.announcements = {{"keliling", "", {"Layanan keliling di Talawi", "", "Mobile services in Talawi"},
                                {"Kamis ini pukul 9 sampai 14 di kantor kecamatan: KTP-el, Kartu Keluarga, dan akta.", "", "This Thursday from 9 to 14 at the district office: identity cards, family cards and certificates."},
                                {today, today + std::chrono::days{2}}, true},
                               {"loket-pindah", sample_office, {"Loket 4 pindah ke lantai 2", "", "Counter 4 has moved to the second floor"},
                                {"Lift ada di sebelah kiri pintu masuk.", "", "The lift is to the left of the entrance."}, {today - std::chrono::days{7}, today}, true}};
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
        Service service{id, sample_office, text(120), {"loket-1", "loket-2", "loket-3"}, i < 12 ? catalogue.categories[static_cast<std::size_t>(i)].id : "akta"};
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
    for (Announcement& announcement : catalogue.announcements) {
        announcement.title = text(max_announcement_title);
        announcement.text = text(max_announcement_text);
    }
    for (Award& award : catalogue.awards) award.why = text(max_award_why);
}

}  // namespace

Timestamp sample_moment() { return parse_rfc3339("2026-11-24T03:12:45.000Z").value(); }

std::shared_ptr<const Catalogue> office_catalogue() {
    auto catalogue = std::make_shared<Catalogue>();
    Office office{.id = sample_office, .name = {"Mal Pelayanan Publik Sawahlunto (contoh)", "", "Sawahlunto Public Service Mall (sample)"}};
    for (std::size_t day = 0; day < 5; ++day) office.hours[day] = {8h, 16h};
    office.survey = SurveyPeriod{local_day(sample_moment(), 7h), local_day(sample_moment(), 7h)};
    catalogue->offices = {office};
    static constexpr std::array names{"Rahmi Oktavia (contoh)", "Syafril (contoh)",        "Desi Anggraini (contoh)", "Yulia Marlina (contoh)",
                                      "Afrizal (contoh)",       "Nurhayati (contoh)",      "Hendra Saputra (contoh)", "Mila Rosanti (contoh)",
                                      "Zulkifli (contoh)",      "Fitri Handayani (contoh)", "Ronaldi (contoh)",       "Elvi Sukaesih (contoh)"};
    for (int i = 1; i <= 9; ++i) {
        const std::string number = std::to_string(i);
        catalogue->counters.push_back({"loket-" + number, sample_office, {"Loket " + number, "", "Counter " + number}});
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        Officer officer{.id = "contoh-" + std::to_string(i + 1), .office = sample_office, .name = names[i],
                        .counter = i < 9 ? "loket-" + std::to_string(i + 1) : "", .photo = {}, .pin_hash = "$argon2id$contoh"};
        if (i % 4 == 2) officer.photo = Hash{};
        catalogue->officers.push_back(officer);
    }
    catalogue->caretakers = {{"contoh-pengelola", sample_office, "Pengelola Contoh", "$argon2id$contoh"}};
    add_reasons(*catalogue);
    add_services(*catalogue);
    add_participation(*catalogue);
    return catalogue;
}

std::shared_ptr<const Catalogue> crowded_catalogue() {
    auto catalogue = std::make_shared<Catalogue>();
    const auto sixty = [](std::string start) { return (start + " " + long_word + long_word).substr(0, 60); };
    catalogue->offices = {{.id = sample_office, .name = {sixty("Dinas Contoh"), "", sixty("Sample Office")}}};
    for (int i = 1; i <= 23; ++i) {
        const std::string number = std::to_string(i);
        catalogue->counters.push_back({"loket-" + number, sample_office, {sixty("Loket " + number), "", sixty("Counter " + number)}});
    }
    for (int i = 1; i <= 40; ++i) {
        const std::string number = std::to_string(i);
        // Every fifth is one word without a place to break.
        const std::string name = i % 5 == 0 ? std::string(52, 'w') + "contoh" + number : sixty("Contoh " + number);
        catalogue->officers.push_back({.id = "contoh-" + number, .office = sample_office, .name = name,
                                       .counter = i <= 23 ? "loket-" + number : "", .photo = {}, .pin_hash = "$argon2id$contoh"});
    }
    catalogue->caretakers = {{"contoh-pengelola", sample_office, sixty("Pengelola Contoh"), "$argon2id$contoh"}};
    for (int i = 1; i <= 12; ++i) {
        const std::string text = sixty("Alasan contoh " + std::to_string(i));
        catalogue->reasons.push_back({"alasan-" + std::to_string(i), {text, "", text}, Cause::officer, {true, true, true, true, true}});
    }
    add_crowded_services(*catalogue);
    return catalogue;
}

}  // namespace rancak::kiosk::test
