#include "admin/catalogue_folder.h"

#include "shared/file.h"
#include "shared/keys.h"
#include "shared/protocol.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::admin;

namespace {

const std::filesystem::path sample = rancak::test::source_folder() + "/config/sawahlunto";
const std::string png = "\x89PNG\r\n\x1a\nand so on";
constexpr const char* any_pin_hash =
    "$argon2id$v=19$m=19456,t=2,p=1$6WP6ZIAUwNKS/m0RgFVn1A$KhAcWPxzElw7oEtRKIz4FPtQln4ayr/lHyDY7jI6TIU";

// The smallest folder that is right, with each file replaceable.
struct Folder {
    test::TemporaryFolder root;
    std::filesystem::path office = root / "kantor";

    Folder() {
        std::filesystem::create_directory(office);
        write(root / "reasons.toml", "[[reason]]\nid = \"ramah\"\ncause = \"officer\"\nscores = [4, 5]\n"
                                     "text = { id = \"Ramah\" }\n");
        write(office / "office.toml", "name = { id = \"Kantor\" }\n[hours]\nmonday = \"08:00-16:00\"\n"
                                      "tuesday = \"closed\"\nwednesday = \"closed\"\nthursday = \"closed\"\n"
                                      "friday = \"closed\"\nsaturday = \"closed\"\nsunday = \"00:00-24:00\"\n"
                                      "[[counter]]\nid = \"loket-1\"\nname = { id = \"Loket 1\", min = \"Loket ciek\" }\n");
        officers("[[officer]]\nid = \"a\"\nname = \"A (contoh)\"\ncounter = \"loket-1\"\n");
        write(office / "services.toml",
              "[[service]]\nid = \"ktp\"\nname = { id = \"KTP\" }\ncounters = [\"loket-1\"]\n");
    }
    static void write(const std::filesystem::path& path, const std::string& text) { REQUIRE(write_atomically(path, text)); }
    void officers(const std::string& text) const { write(office / "officers.toml", text); }

    [[nodiscard]] auto read() const { return read_catalogue_folder(root.path()); }
    // The mistakes with the folder's own path cut off.
    [[nodiscard]] std::vector<std::string> mistakes() const {
        const auto result = read();
        REQUIRE_FALSE(result);
        std::vector<std::string> found = result.error();
        const std::string prefix = root.path().string() + "/";
        for (std::string& text : found) {
            for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) text.erase(at, prefix.size());
        }
        return found;
    }
};

using Mistakes = std::vector<std::string>;

const std::string shut_office =
    "name = { id = \"Kantor\" }\n[hours]\nmonday = \"closed\"\ntuesday = \"closed\"\nwednesday = \"closed\"\n"
    "thursday = \"closed\"\nfriday = \"closed\"\nsaturday = \"closed\"\nsunday = \"closed\"\n";

}  // namespace

TEST_CASE("catalogue folder: the sample of Sawahlunto is right, and everybody in it is marked as an example") {
    const auto read = read_catalogue_folder(sample);
    if (!read) FAIL(read.error().at(0));
    const Catalogue& catalogue = read->catalogue;
    CHECK(mistakes(catalogue).empty());
    CHECK(catalogue.offices.size() == 2);
    CHECK(catalogue.officers.size() == 14);
    for (const Officer& officer : catalogue.officers) CHECK(officer.name.ends_with("(contoh)"));
    for (const Caretaker& caretaker : catalogue.caretakers) CHECK(caretaker.name.ends_with("(contoh)"));
    CHECK(password_matches("246810", catalogue.officers[0].pin_hash));
    CHECK(password_matches("135791", catalogue.caretakers[0].pin_hash));
}

TEST_CASE("catalogue folder: the sample offers five to eight reasons a score, in three languages, from more than one cause") {
    const auto read = read_catalogue_folder(sample);
    REQUIRE(read);
    for (std::size_t score = 0; score < 5; ++score) {
        CAPTURE(score + 1);
        std::vector<Cause> about;
        for (const Reason& reason : read->catalogue.reasons) {
            if (reason.scores[score]) about.push_back(reason.cause);
        }
        CHECK(about.size() >= 5);
        CHECK(about.size() <= 8);
        for (const Cause cause : causes) CHECK(std::find(about.begin(), about.end(), cause) != about.end());
    }
    for (const Reason& reason : read->catalogue.reasons) {
        CHECK_FALSE(reason.text.minangkabau.empty());
        CHECK_FALSE(reason.text.english.empty());
    }
}

TEST_CASE("catalogue folder: reads offices with their hours, counters, people, services and reasons") {
    const Folder folder;
    const auto read = folder.read();
    if (!read) FAIL(read.error().at(0));
    const Catalogue& catalogue = read->catalogue;
    const Office& office = catalogue.offices.at(0);
    CHECK(office.id == "kantor");
    CHECK(office.hours[0] == OpeningHours{std::chrono::hours{8}, std::chrono::hours{16}});
    CHECK(office.hours[1] == OpeningHours{});
    CHECK(office.hours[6] == OpeningHours{std::chrono::hours{0}, std::chrono::hours{24}});
    CHECK(catalogue.counters.at(0) == Counter{"loket-1", "kantor", {"Loket 1", "Loket ciek", ""}});
    CHECK(catalogue.officers.at(0) == Officer{"a", "kantor", "A (contoh)", "loket-1", std::nullopt, ""});
    CHECK(catalogue.services.at(0).counters == std::vector<std::string>{"loket-1"});
    CHECK(catalogue.reasons.at(0).scores == std::array{false, false, false, true, true});
}

TEST_CASE("catalogue folder: mistakes of all files come at once, with file, line, key, found and expected") {
    const Folder folder;
    folder.officers("[[officer]]\nid = \"A b\"\nname = \"B\"\ncounter = \"loket-9\"\n");
    Folder::write(folder.root / "reasons.toml", "[[reason]]\nid = \"x\"\ncause = \"weather\"\nscores = [0]\ntext = \"no\"\n");
    Folder::write(folder.office / "services.toml", "[[service]]\nid = \"ktp\"\nname = { id = \"KTP\" }\ncounter = []\n");
    CHECK(folder.mistakes() ==
          Mistakes{"reasons.toml:3: reason[1].cause: found \"weather\", expected \"officer\" or \"rule\" or \"queue\" or "
                   "\"place\"",
                   "reasons.toml:4: reason[1].scores: found 0, expected scores from 1 to 5",
                   "reasons.toml:5: reason[1].text: found \"no\", expected a table",
                   "reasons.toml:5: reason[1].text.id: found nothing, expected a text",
                   "kantor/officers.toml:2: officer[1].id: found \"A b\", expected 1 to 40 of a-z, 0-9 and -",
                   "kantor/officers.toml:4: officer[1].counter: found \"loket-9\", expected a counter of this office's "
                   "office.toml",
                   "kantor/services.toml:4: service[1].counter: found an unknown key, expected counters"});
}

TEST_CASE("catalogue folder: the sample's services are useful: found, explained, free where the law says so, and marked") {
    const auto read = read_catalogue_folder(sample);
    REQUIRE(read);
    const Catalogue& catalogue = read->catalogue;
    CHECK(catalogue.services.size() >= 12);
    for (const Service& service : catalogue.services) {
        CAPTURE(service.id);
        CHECK(service.sample);
        CHECK(service.checked_on);
        CHECK_FALSE(service.category.empty());
        CHECK_FALSE(service.also.empty());
        CHECK_FALSE(service.counters.empty());
        CHECK_FALSE(service.standard.requirements.empty());
        CHECK_FALSE(service.standard.procedure.empty());
        for (const LocalText* text : {&service.standard.cost, &service.standard.product, &service.standard.complaints})
            CHECK_FALSE(text->english.empty());
        CHECK_FALSE(service.name.minangkabau.empty());
        CHECK_FALSE(service.name.english.empty());
        if (service.office == "disdukcapil") CHECK(service.standard.cost.indonesian.starts_with("Gratis"));
        CHECK(service.standard.cost.indonesian.find("Rp") == std::string::npos);  // no fee is invented
    }
    for (const Office& office : catalogue.offices) {
        CHECK(office.pledge.promises.size() == 3);
        CHECK(office.pledge.sample);
        REQUIRE(office.index);
        CHECK(office.index->sample);
    }
    CHECK(catalogue.forums.size() >= 2);
    CHECK(catalogue.changes.size() >= 3);
    for (const auto& one : catalogue.forums) CHECK(one.sample);
    for (const auto& one : catalogue.changes) CHECK(one.sample);
    for (const auto& one : catalogue.awards) CHECK(one.sample);
    CHECK_FALSE(catalogue.announcements.empty());
    for (const auto& one : catalogue.announcements) CHECK(one.sample);
    CHECK(catalogue.category(catalogue.service("akta-kelahiran")->category)->name.indonesian == "Akta");
}

TEST_CASE("catalogue folder: a service has what it says itself, and of [common] what it does not say") {
    const Folder folder;
    Folder::write(folder.root / "categories.toml", "[[category]]\nid = \"kartu\"\nname = { id = \"Kartu\" }\n");
    Folder::write(folder.office / "services.toml",
                  "[common]\ncost = { id = \"Gratis\" }\nsafety = { id = \"Aman\" }\nprocedure = [{ id = \"Antre\" }]\n"
                  "[[service]]\nid = \"ktp\"\nname = { id = \"KTP\" }\ncategory = \"kartu\"\nalso = [\"e-KTP\"]\n"
                  "requirements = [{ id = \"KK\", en = \"Family card\" }, { id = \"Foto\" }]\ncost = { id = \"Bayar\" }\n"
                  "checked_on = 2026-11-20\nsample = true\nlink = \"https://contoh.example\"\n"
                  "[[service]]\nid = \"kk\"\nname = { id = \"KK\" }\n");
    const auto read = folder.read();
    if (!read) FAIL(read.error().at(0));
    const Service ktp = read->catalogue.services.at(0), kk = read->catalogue.services.at(1);
    CHECK(read->catalogue.categories == std::vector<ServiceCategory>{{"kartu", {"Kartu", "", ""}}});
    CHECK(ktp.category == "kartu");
    CHECK(ktp.also == std::vector<std::string>{"e-KTP"});
    CHECK(ktp.standard.requirements == std::vector<LocalText>{{"KK", "", "Family card"}, {"Foto", "", ""}});
    CHECK(ktp.standard.cost.indonesian == "Bayar");
    CHECK(ktp.standard.procedure == kk.standard.procedure);
    CHECK(ktp.standard.of(Management::safety).indonesian == "Aman");
    CHECK(ktp.checked_on == parse_iso_date("2026-11-20"));
    CHECK(ktp.sample);
    CHECK(ktp.link == "https://contoh.example");
    CHECK(kk.standard.cost.indonesian == "Gratis");
    CHECK(kk.standard.requirements.empty());
    CHECK_FALSE(kk.checked_on);
    CHECK_FALSE(kk.sample);
}

TEST_CASE("catalogue folder: what is wrong with a service is told with file, line and key") {
    const Folder folder;
    Folder::write(folder.office / "services.toml",
                  "[common]\ncosts = { id = \"Gratis\" }\n"
                  "[[service]]\nid = \"ktp\"\nname = { id = \"KTP\" }\n"
                  "category = \"kartu\"\n"
                  "also = [\"\"]\n"
                  "requirements = [\"KK\"]\n"
                  "procedure = [{ en = \"Queue\" }]\n"
                  "time = \"24 jam\"\n"
                  "cost = { id = \"" + std::string(max_service_text + 1, 'x') + "\" }\n"
                  "checked_on = \"2026-11-20\"\n"
                  "sample = \"ya\"\n"
                  "link = \"http://contoh.example\"\n");
    Folder::write(folder.office / "office.toml",
                  "name = { id = \"Kantor\" }\npublic_address = \"https://contoh.example/layanan\"\n[hours]\nmonday = \"closed\"\n"
                  "tuesday = \"closed\"\nwednesday = \"closed\"\n"
                  "thursday = \"closed\"\nfriday = \"closed\"\nsaturday = \"closed\"\nsunday = \"closed\"\n"
                  "[pledge]\npromises = [{ id = \"\" }]\n[[counter]]\nid = \"loket-1\"\nname = { id = \"Loket 1\" }\n");
    CHECK(folder.mistakes() ==
          Mistakes{"kantor/office.toml:2: public_address: found \"https://contoh.example/layanan\", expected an address such as "
                   "\"https://rancak.example.go.id\": https or http, a host in small letters, no path, at most 100 characters",
                   "kantor/office.toml:12: pledge.promises[1].id: found an empty text, expected words",
                   "kantor/services.toml:2: common.costs: found an unknown key, expected cost",
                   "kantor/services.toml:6: service[1].category: found \"kartu\", expected a category of categories.toml",
                   "kantor/services.toml:7: service[1].also: found an empty text, expected words",
                   "kantor/services.toml:8: service[1].requirements: found a list, expected tables [[requirements]]",
                   "kantor/services.toml:9: service[1].procedure[1].id: found nothing, expected a text",
                   "kantor/services.toml:10: service[1].time: found \"24 jam\", expected a table",
                   "kantor/services.toml:10: service[1].time.id: found nothing, expected a text",
                   "kantor/services.toml:11: service[1].cost.id: found 601 characters, expected at most 600",
                   "kantor/services.toml:12: service[1].checked_on: found \"2026-11-20\", expected a date like 2026-11-24, "
                   "without quotes",
                   "kantor/services.toml:13: service[1].sample: found \"ya\", expected true or false",
                   "kantor/services.toml:14: service[1].link: found \"http://contoh.example\", expected an address that begins "
                   "with https:// and has at most 200 characters"});
}

TEST_CASE("catalogue folder: announcements, forums and changes of the city and of an office, its awards, its index and its shut days are read") {
    const Folder folder;
    Folder::write(folder.root / "participation.toml",
                  "[[change]]\nid = \"antre\"\nsaid = { id = \"Antre lama\" }\ndid = { id = \"Satu nomor\" }\ndate = 2026-10-01\n"
                  "[[announcement]]\nid = \"keliling\"\ntitle = { id = \"Layanan keliling\" }\ntext = { id = \"Di Talawi\" }\n"
                  "from = 2026-12-01\nuntil = 2026-12-01\nsample = true\n");
    Folder::write(folder.office / "participation.toml",
                  "[[forum]]\nid = \"fkp\"\ntitle = { id = \"Forum\" }\ndate = 2026-12-10\ntime = \"09:30\"\nplace = { id = \"Aula\" }\n"
                  "agenda = [{ id = \"Pembukaan\" }]\nsample = true\n[[forum.topic]]\nid = \"sabtu\"\ntext = { id = \"Buka Sabtu\" }\n"
                  "[[award]]\nid = \"terbaik\"\nofficer = \"a\"\nfrom = 2026-07-01\nuntil = 2026-09-30\nwhy = { id = \"Sabar\" }\n"
                  "[index]\nvalue = 84.27\nrespondents = 217\nfrom = 2026-01-01\nuntil = 2026-06-30\n");
    Folder::write(folder.office / "office.toml", shut_office + "[[shut_day]]\ndate = 2026-12-25\nwhy = { id = \"Hari Natal\" }\n"
                                                 "[[counter]]\nid = \"loket-1\"\nname = { id = \"Loket 1\" }\n");
    const auto read = folder.read();
    if (!read) FAIL(read.error().at(0));
    const auto day = [](const char* date) { return parse_iso_date(date).value(); };
    const Catalogue& catalogue = read->catalogue;
    CHECK(catalogue.changes == std::vector<Change>{{"antre", "", {"Antre lama", "", ""}, {"Satu nomor", "", ""}, day("2026-10-01")}});
    Forum forum{"fkp", "kantor", {"Forum", "", ""}, day("2026-12-10"), std::chrono::minutes{570}, {"Aula", "", ""}};
    forum.agenda = {{"Pembukaan", "", ""}};
    forum.topics = {{"sabtu", {"Buka Sabtu", "", ""}}};
    forum.sample = true;
    CHECK(catalogue.forums == std::vector<Forum>{forum});
    CHECK(catalogue.announcements ==
          std::vector<Announcement>{{"keliling", "", {"Layanan keliling", "", ""}, {"Di Talawi", "", ""}, {day("2026-12-01"), day("2026-12-01")}, true}});
    CHECK(catalogue.awards == std::vector<Award>{{"terbaik", "a", {day("2026-07-01"), day("2026-09-30")}, {"Sabar", "", ""}}});
    CHECK(catalogue.offices[0].index == PublishedIndex{8427, 217, {day("2026-01-01"), day("2026-06-30")}, false});
    CHECK(catalogue.offices[0].shut_days == std::vector<ShutDay>{{day("2026-12-25"), {"Hari Natal", "", ""}}});
}

TEST_CASE("catalogue folder: what is wrong with forums, changes, awards and the index is told with file, line and key") {
    const Folder folder;
    Folder::write(folder.root / "participation.toml",
                  "[[forum]]\nid = \"fkp\"\ntitle = { id = \"Forum\" }\ndate = \"2026-12-10\"\ntime = \"24:00\"\nplace = { id = \"Aula\" }\n"
                  "[[award]]\nid = \"x\"\n");
    Folder::write(folder.office / "participation.toml",
                  "[[forum]]\nid = \"fkp-2\"\ntitle = { id = \"" + std::string(max_forum_title + 1, 'x') + "\" }\ntime = \"9:30\"\n"
                  "place = { id = \"Aula\" }\n[[forum.topic]]\nid = \"a\"\ntext = { id = \"A\" }\n[[forum.topic]]\nid = \"a\"\ntext = { id = \"B\" }\n"
                  "[[change]]\nid = \"fkp\"\nsaid = { id = \"Satu\" }\ndid = { id = \"\" }\ndate = 2026-02-01\n"
                  "[[change]]\nid = \"fkp\"\nsaid = { id = \"Satu\" }\ndid = { id = \"Dua\" }\ndate = 2026-02-01\n"
                  "[[award]]\nid = \"y\"\nofficer = \"siapa\"\nfrom = 2026-09-30\nuntil = 2026-07-01\nwhy = { id = \"Sabar\" }\n"
                  "[index]\nvalue = 84.275\nrespondents = 0\nfrom = 2026-01-01\nuntil = 2026-06-30\n"
                  "[[announcement]]\nid = \"z\"\ntitle = { id = \"Tutup\" }\ntext = { id = \"" + std::string(max_announcement_text + 1, 'x') +
                      "\" }\nfrom = 2026-12-02\nuntil = 2026-12-01\n");
    CHECK(folder.mistakes() ==
          Mistakes{"kantor/participation.toml:1: forum[1].date: found nothing, expected a date like 2026-11-24, without quotes",
                   "kantor/participation.toml:3: forum[1].title.id: found 101 characters, expected at most 100",
                   "kantor/participation.toml:4: forum[1].time: found \"9:30\", expected \"HH:MM\" from 00:00 to 23:59",
                   "kantor/participation.toml:10: forum[1].topic[2].id: found \"a\", expected an id that nothing before it has",
                   "kantor/participation.toml:15: change[1].did.id: found an empty text, expected words",
                   "kantor/participation.toml:18: change[2].id: found \"fkp\", expected an id that nothing before it has",
                   "kantor/participation.toml:24: award[1].officer: found \"siapa\", expected an officer of this office's officers.toml",
                   "kantor/participation.toml:26: award[1].until: found 2026-07-01, expected a day that is not before from",
                   "kantor/participation.toml:29: index.value: found more than two decimals, expected the published value, as 84.27",
                   "kantor/participation.toml:30: index.respondents: found 0, expected a whole number from 1 to 10000000",
                   "kantor/participation.toml:36: announcement[1].text.id: found 301 characters, expected at most 300",
                   "kantor/participation.toml:38: announcement[1].until: found 2026-12-01, expected a day that is not before from",
                   "participation.toml:4: forum[1].date: found \"2026-12-10\", expected a date like 2026-11-24, without quotes",
                   "participation.toml:5: forum[1].time: found \"24:00\", expected \"HH:MM\" from 00:00 to 23:59",
                   "participation.toml:7: award: found an unknown key, expected one of announcement, change"});
}

TEST_CASE("catalogue folder: the city's own wording of the kiosk's texts is read, each key once") {
    const Folder folder;
    Folder::write(folder.root / "words.toml", "[[word]]\nkey = \"why_title\"\nid = \"Apa sebabnya?\"\n[[word]]\nkey = \"home_open\"\nen = \"Ask us\"\n");
    const auto read = folder.read();
    if (!read) FAIL(read.error().at(0));
    CHECK(read->catalogue.words == std::vector<Wording>{{"why_title", {"Apa sebabnya?", "", ""}}, {"home_open", {"", "", "Ask us"}}});
    Folder::write(folder.root / "words.toml", "[[word]]\nkey = \"why_title\"\nid = \"Apa?\"\n[[word]]\nkey = \"why_title\"\nid = \"Apa?\"\n"
                                              "[[word]]\nkey = \"Why title\"\nid = \"a\\nb\"\n");
    const auto found = folder.mistakes();
    REQUIRE(found.size() == 3);
    CHECK(found[0] == "words.toml:5: word[2].key: found \"why_title\", expected a key of the kiosk's words that nothing before it has");
    CHECK(found[1].starts_with("words.toml:8: word[3].key: found \"Why title\""));
    CHECK(found[2].starts_with("words.toml:9: word[3].id: found"));
}

TEST_CASE("catalogue folder: a file that is no TOML or is not there is named") {
    const Folder folder;
    folder.officers("[[officer\n");
    std::filesystem::remove(folder.office / "services.toml");
    const auto found = folder.mistakes();
    REQUIRE(found.size() == 2);
    CHECK(found[0].starts_with("kantor/officers.toml:1: "));
    CHECK(found[1].starts_with("Cannot read kantor/services.toml"));
}

TEST_CASE("catalogue folder: a misspelt file and an impossible folder name are mistakes, other files are not") {
    const Folder folder;
    Folder::write(folder.office / "oficers.toml", "");
    Folder::write(folder.office / "README", "hello");
    Folder::write(folder.root / "reason.toml", "");
    std::filesystem::create_directory(folder.root / ".git");
    std::filesystem::rename(folder.office, folder.root / "Kantor");
    const auto found = folder.mistakes();
    REQUIRE(found.size() == 3);
    CHECK(found[0] == "reason.toml: found a file that nothing reads, expected reasons.toml, categories.toml, "
                      "participation.toml, words.toml or an office's folder");
    CHECK(found[1].starts_with("Kantor/oficers.toml: found a file that nothing reads"));
    CHECK(found[2].starts_with("Kantor: found \"Kantor\" as an office's id"));
}

TEST_CASE("catalogue folder: ids are unique, also between officers and caretakers") {
    const Folder folder;
    folder.officers("[[officer]]\nid = \"a\"\nname = \"A\"\n[[officer]]\nid = \"a\"\nname = \"B\"\n"
                    "[[caretaker]]\nid = \"a\"\nname = \"C\"\n");
    CHECK(folder.mistakes() ==
          Mistakes{"kantor/officers.toml:5: officer[2].id: found \"a\", expected an id that nothing before it has",
                   "kantor/officers.toml:8: caretaker[1].id: found \"a\", expected an id that nothing before it has"});
}

TEST_CASE("catalogue folder: texts are one line of visible characters within their length") {
    const Folder folder;
    folder.officers("[[officer]]\nid = \"a\"\nname = \"\"\n[[officer]]\nid = \"b\"\nname = \"x\\u202ey\"\n"
                    "[[officer]]\nid = \"c\"\nname = \"" + std::string(121, 'n') + "\"\n");
    CHECK(folder.mistakes() ==
          Mistakes{"kantor/officers.toml:3: officer[1].name: found an empty text, expected words",
                   "kantor/officers.toml:6: officer[2].name: found hidden characters, expected one line of plain text",
                   "kantor/officers.toml:9: officer[3].name: found 121 characters, expected at most 120"});
}

TEST_CASE("catalogue folder: hours are a span of one day or closed") {
    const Folder folder;
    for (const char* wrong : {"8:00-16:00", "08:00 - 16:00", "16:00-08:00", "08:00-08:00", "08:60-09:00", "08:00-24:01", ""}) {
        CAPTURE(wrong);
        Folder::write(folder.office / "office.toml",
                      "name = { id = \"Kantor\" }\n[hours]\nmonday = \"" + std::string(wrong) +
                          "\"\ntuesday = \"closed\"\nwednesday = \"closed\"\nthursday = \"closed\"\nfriday = \"closed\"\n"
                          "saturday = \"closed\"\nsunday = \"closed\"\n[[counter]]\nid = \"loket-1\"\nname = { id = \"1\" }\n");
        CHECK(folder.mistakes() == Mistakes{"kantor/office.toml:3: hours.monday: found \"" + std::string(wrong) +
                                            "\", expected \"HH:MM-HH:MM\" or \"closed\""});
    }
}

TEST_CASE("catalogue folder: a plain PIN is for samples only, a hash for everybody") {
    const Folder folder;
    folder.officers("[[officer]]\nid = \"a\"\nname = \"A (contoh)\"\npin = \"123456\"\n"
                    "[[officer]]\nid = \"b\"\nname = \"B\"\npin_hash = \"" + std::string(any_pin_hash) + "\"\n");
    const auto read = folder.read();
    if (!read) FAIL(read.error().at(0));
    CHECK(password_matches("123456", read->catalogue.officers.at(0).pin_hash));
    CHECK(read->catalogue.officers.at(1).pin_hash == any_pin_hash);

    folder.officers("[[officer]]\nid = \"a\"\nname = \"A\"\npin = \"123456\"\n"
                    "[[officer]]\nid = \"b\"\nname = \"B (contoh)\"\npin = \"12345\"\n"
                    "[[officer]]\nid = \"c\"\nname = \"C\"\npin_hash = \"123456\"\n");
    const auto found = folder.mistakes();
    REQUIRE(found.size() == 3);
    CHECK(found[0].starts_with("kantor/officers.toml:4: officer[1].pin: found a plain PIN of a real person"));
    CHECK(found[1] == "kantor/officers.toml:8: officer[2].pin: found something else, expected 6 to 12 digits in quotes");
    CHECK(found[2].starts_with("kantor/officers.toml:12: officer[3].pin_hash: found something else"));
    for (const std::string& mistake : found) CHECK(mistake.find("12345") == std::string::npos);
}

TEST_CASE("catalogue folder: a photo is read from the office's folder, each picture once") {
    const Folder folder;
    std::filesystem::create_directory(folder.office / "photos");
    Folder::write(folder.office / "photos/a.png", png);
    folder.officers("[[officer]]\nid = \"a\"\nname = \"A\"\nphoto = \"photos/a.png\"\n"
                    "[[officer]]\nid = \"b\"\nname = \"B\"\nphoto = \"photos/../photos/a.png\"\n");
    const auto read = folder.read();
    if (!read) FAIL(read.error().at(0));
    CHECK(read->catalogue.officers.at(0).photo == blake2b(png));
    CHECK(read->catalogue.officers.at(1).photo == blake2b(png));
    REQUIRE(read->photos.size() == 1);
    CHECK(read->photos[0].bytes == png);
}

TEST_CASE("catalogue folder: a photo outside the folder, missing, too large or of another kind is a mistake") {
    const Folder folder;
    Folder::write(folder.root / "outside.png", png);
    Folder::write(folder.office / "large.png", png + std::string(max_media_bytes, 'x'));
    Folder::write(folder.office / "vector.svg", "<svg/>");
    for (const char* wrong : {"../outside.png", "/etc/hostname", "", "missing.png", "large.png", "vector.svg"}) {
        CAPTURE(wrong);
        folder.officers("[[officer]]\nid = \"a\"\nname = \"A\"\nphoto = \"" + std::string(wrong) + "\"\n");
        const auto found = folder.mistakes();
        REQUIRE(found.size() == 1);
        CHECK(found[0].starts_with("kantor/officers.toml:4: officer[1].photo: found "));
    }
}

TEST_CASE("catalogue folder: a folder that is missing or empty of offices is said so") {
    CHECK(read_catalogue_folder("/nowhere").error().at(0).starts_with("/nowhere: found no such folder"));
    const Folder folder;
    std::filesystem::remove_all(folder.office);
    CHECK(folder.mistakes().at(0).find("found no office") != std::string::npos);
}
