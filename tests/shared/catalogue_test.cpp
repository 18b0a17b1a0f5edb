#include "shared/catalogue.h"

#include "shared/public_address.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace std::chrono_literals;

namespace {
Service complete_service() {
    Service service{"kk", "a", {"Kartu Keluarga", "Kartu Kaluarga", "Family card"}, {"a-1"}};
    service.category = "cards";
    service.also = {"KK", "membuat KK"};
    service.standard.requirements = {{"Buku nikah", "", "Marriage book"}, {"Surat pindah", "", ""}};
    service.standard.procedure = {{"Ambil nomor", "", ""}, {"Serahkan berkas", "", ""}};
    service.standard.time = {"24 jam", "", "24 hours"};
    service.standard.cost = {"Gratis", "", "Free"};
    service.standard.product = {"Kartu Keluarga", "", ""};
    service.standard.complaints = {"Di loket", "", ""};
    for (const Management one : managements)
        service.standard.management[static_cast<std::size_t>(one)] = {"Isi " + std::string(code(one)), "", ""};
    service.checked_on = parse_iso_date("2026-11-20");
    service.sample = true;
    service.link = "https://contoh.example/kk?a=1";
    return service;
}

const DaySpan half_year{*parse_iso_date("2026-01-01"), *parse_iso_date("2026-06-30")};

Forum complete_forum() {
    Forum forum{"talk", "a", {"Forum Konsultasi Publik", "Forum", "Public consultation"}, *parse_iso_date("2026-12-10"), 13h, {"Aula", "", ""}};
    forum.agenda = {{"Pembukaan", "", "Opening"}, {"Usulan", "", ""}};
    forum.topics = {{"saturday", {"Buka Sabtu", "", "Open on Saturdays"}}, {"queue", {"Antre dari rumah", "", ""}}};
    forum.sample = true;
    return forum;
}

Catalogue sample() {
    Catalogue catalogue;
    catalogue.offices = {{"a", {"Kantor A", "", "Office A"}, 7h, {OpeningHours{8h, 15h}}}, {"b", {"Kantor B", "", ""}, 7h, {}}};
    catalogue.counters = {{"a-1", "a", {"Loket 1", "", ""}}, {"b-1", "b", {"Loket 1", "", ""}}};
    catalogue.officers = {{"o-1", "a", "Petugas (contoh)", "a-1", blake2b("photo"), "$argon2id$v=19$x"},
                          {"o-2", "b", "Petugas (contoh)", "", std::nullopt, ""}};
    catalogue.caretakers = {{"c-1", "a", "Penjaga (contoh)", "$argon2id$v=19$x"}};
    catalogue.services = {{"ktp", "a", {"KTP-el", "", ""}, {"a-1"}}};
    catalogue.categories = {{"cards", {"Kartu", "", "Cards"}}};
    catalogue.services.push_back(complete_service());
    catalogue.offices[0].pledge = {{{"Kami melayani sesuai standar.", "", "We keep to the standard."}}, true};
    catalogue.offices[0].shut_days = {{*parse_iso_date("2026-12-25"), {"Hari Natal", "", "Christmas"}}};
    catalogue.offices[0].index = PublishedIndex{8427, 217, half_year, true};
    catalogue.forums = {{"city", "", {"Musrenbang", "", ""}, *parse_iso_date("2026-12-09"), 9h + 30min, {"Balai Kota", "", "Town Hall"}},
                        complete_forum(), {"of-b", "b", {"Musyawarah", "", ""}, *parse_iso_date("2026-12-01"), 0h, {"Aula", "", ""}}};
    catalogue.changes = {{"chairs", "a", {"Kurang kursi", "", "Too few seats"}, {"Dua belas kursi baru", "", ""}, *parse_iso_date("2026-09-14"), true},
                         {"city-wide", "", {"Antre lama", "", ""}, {"Satu nomor", "", ""}, *parse_iso_date("2026-10-01")},
                         {"of-b", "b", {"Gelap", "", ""}, {"Terang", "", ""}, *parse_iso_date("2026-10-01")}};
    catalogue.awards = {{"best", "o-1", half_year, {"Sabar", "", "Patient"}, true}, {"best-b", "o-2", half_year, {"Cepat", "", ""}}};
    catalogue.announcements = {{"closed", "a", {"Tutup Jumat", "", "Shut on Friday"}, {"Buka lagi Senin.", "", ""}, half_year, true},
                               {"bus", "", {"Layanan keliling", "", ""}, {"Ke Talawi tiap Kamis.", "", ""}, {half_year.until, half_year.until}},
                               {"of-b", "b", {"Pindah", "", ""}, {"Ke lantai 2.", "", ""}, half_year}};
    catalogue.words = {{"why_title", {"Mengapa?", "", ""}}, {"home_open", {"", "", "Ask us"}}};
    catalogue.reasons = {{"friendly", {"Ramah", "", "Friendly"}, Cause::officer, {false, false, false, true, true}}};
    return catalogue;
}
}  // namespace

TEST_CASE("a catalogue goes there and back to the same bytes") {
    const Catalogue catalogue = sample();
    CHECK(mistakes(catalogue).empty());
    const auto back = decode_catalogue(encode(catalogue));
    REQUIRE_MESSAGE(back, back.error().message);
    CHECK(*back == catalogue);
    CHECK(encode(*back) == encode(catalogue));
}

TEST_CASE("an office's kiosks get their own people and no others") {
    const Catalogue part = of_office(sample(), "a");
    CHECK(part.offices.size() == 1);
    CHECK(part.officers.size() == 1);
    CHECK(part.officer("o-1"));
    CHECK_FALSE(part.officer("o-2"));
    CHECK(part.counters.size() == 1);
    CHECK(part.reasons.size() == 1);
    CHECK(part.categories.size() == 1);
    CHECK(of_office(sample(), "b").services.empty());
    CHECK(part.forum("city"));
    CHECK(part.forum("talk"));
    CHECK_FALSE(part.forum("of-b"));
    CHECK(part.changes.size() == 2);
    REQUIRE(part.announcements.size() == 2);
    CHECK(part.announcements[1].id == "bus");
    CHECK(part.words == sample().words);
    REQUIRE(part.awards.size() == 1);
    CHECK(part.awards[0].officer == "o-1");
    CHECK(mistakes(part).empty());
}

TEST_CASE("what does not fit together is named") {
    const auto only_mistake = [](auto change) {
        Catalogue catalogue = sample();
        change(catalogue);
        const auto found = mistakes(catalogue);
        return found.size() == 1 ? found[0] : std::to_string(found.size()) + " mistakes";
    };
    CHECK(only_mistake([](Catalogue& c) { c.counters[1].id = "a-1"; }) == "The counter \"a-1\" is there twice.");
    CHECK(only_mistake([](Catalogue& c) { c.officers[1].office = "z"; }) ==
          "The officer \"o-2\" names the office \"z\", which is not there.");
    CHECK(only_mistake([](Catalogue& c) { c.officers[0].counter = "b-1"; }) ==
          "The officer \"o-1\" names the counter \"b-1\", which the office does not have.");
    CHECK(only_mistake([](Catalogue& c) { c.reasons[0].scores = {}; }) == "The reason \"friendly\" is offered for no score.");
    CHECK(only_mistake([](Catalogue& c) { c.officers[0].name = "a\xE2\x80\xAE" "b"; }) ==
          "The officer \"o-1\" needs a name of 1 to 120 characters without control characters.");
    CHECK(only_mistake([](Catalogue& c) { c.officers[0].pin_hash = "123456"; }) ==
          "The officer \"o-1\" has a pin_hash that is not Argon2id.");
    CHECK(only_mistake([](Catalogue& c) { c.offices[0].hours[0] = {15h, 8h}; }) ==
          "The office \"a\" has impossible hours on monday.");
    CHECK(only_mistake([](Catalogue& c) { c.caretakers[0].id = "o-1"; }) ==
          "The caretaker \"o-1\" has the id of an officer; each person needs an id of their own.");
}

TEST_CASE("what is wrong with a forum, a change, an announcement, an award, an index, a shut day or a wording is named") {
    const auto only_mistake = [](auto change) {
        Catalogue catalogue = sample();
        change(catalogue);
        const auto found = mistakes(catalogue);
        return found.size() == 1 ? found[0] : std::to_string(found.size()) + " mistakes";
    };
    const auto too_long = [](std::size_t letters) { return LocalText{std::string(letters + 1, 'x'), "", ""}; };
    const DaySpan backwards{half_year.until, half_year.from};
    CHECK(only_mistake([](Catalogue& c) { c.forums[1].id = "city"; }) == "The forum \"city\" is there twice.");
    CHECK(only_mistake([](Catalogue& c) { c.forums[1].office = "z"; }) == "The forum \"talk\" names the office \"z\", which is not there.");
    CHECK(only_mistake([&](Catalogue& c) { c.forums[1].title = too_long(max_forum_title); }) ==
          "The forum \"talk\" needs a title of 1 to 100 characters without control characters.");
    CHECK(only_mistake([&](Catalogue& c) { c.forums[1].place = {}; }) ==
          "The forum \"talk\" needs a place of 1 to 160 characters without control characters.");
    CHECK(only_mistake([](Catalogue& c) { c.forums[1].at = 24h; }) == "The forum \"talk\" begins at no time of a day.");
    CHECK(only_mistake([](Catalogue& c) { c.forums[1].agenda.assign(max_agenda + 1, {"Satu", "", ""}); }) ==
          "The forum \"talk\" has more than 12 agenda items.");
    CHECK(only_mistake([](Catalogue& c) { c.forums[1].topics[1].id = "saturday"; }) == "The forum \"talk\" has the topic \"saturday\" twice.");
    CHECK(only_mistake([](Catalogue& c) { c.forums[1].topics[1].id = "Not an id"; }) ==
          "The forum \"talk\" has a topic without an id of a-z, 0-9 and -.");
    CHECK(only_mistake([&](Catalogue& c) { c.forums[1].topics[1].text = too_long(max_topic); }) ==
          "The forum \"talk\" needs a topic of 1 to 160 characters without control characters.");
    CHECK(only_mistake([](Catalogue& c) {
              c.forums[1].topics.clear();
              for (std::size_t i = 0; i <= max_topics; ++i) c.forums[1].topics.push_back({"t-" + std::to_string(i), {"Topik", "", ""}});
          }) == "The forum \"talk\" has more than 8 topics.");
    CHECK(only_mistake([](Catalogue& c) { c.changes[0].said.indonesian = "a\nb"; }) ==
          "The change \"chairs\" needs a said of 1 to 200 characters without control characters.");
    CHECK(only_mistake([&](Catalogue& c) { c.changes[0].did = too_long(max_change_text); }) ==
          "The change \"chairs\" needs a did of 1 to 200 characters without control characters.");
    CHECK(only_mistake([](Catalogue& c) { c.changes[0].office = "z"; }) == "The change \"chairs\" names the office \"z\", which is not there.");
    CHECK(only_mistake([](Catalogue& c) { c.awards[0].officer = "o-9"; }) == "The award \"best\" names the officer \"o-9\", who is not there.");
    CHECK(only_mistake([&](Catalogue& c) { c.awards[0].period = backwards; }) == "The award \"best\" has a period that ends before it begins.");
    CHECK(only_mistake([&](Catalogue& c) { c.announcements[0].title = too_long(max_announcement_title); }) ==
          "The announcement \"closed\" needs a title of 1 to 100 characters without control characters.");
    CHECK(only_mistake([&](Catalogue& c) { c.announcements[0].text = too_long(max_announcement_text); }) ==
          "The announcement \"closed\" needs a text of 1 to 300 characters without control characters.");
    CHECK(only_mistake([](Catalogue& c) { c.announcements[1].text.english = "a\nb"; }) ==
          "The announcement \"bus\" needs a text of 1 to 300 characters without control characters.");
    CHECK(only_mistake([](Catalogue& c) { c.announcements[0].office = "z"; }) ==
          "The announcement \"closed\" names the office \"z\", which is not there.");
    CHECK(only_mistake([](Catalogue& c) { c.announcements[1].id = "closed"; }) == "The announcement \"closed\" is there twice.");
    CHECK(only_mistake([&](Catalogue& c) { c.announcements[0].shown = backwards; }) ==
          "The announcement \"closed\" has a time to be shown that ends before it begins.");
    CHECK(only_mistake([](Catalogue& c) { c.words[0].id = "why-title"; }) ==
          "The word \"why-title\" needs a key of a-z, 0-9 and _, at most 40 characters.");
    CHECK(only_mistake([](Catalogue& c) { c.words[1].id = "why_title"; }) == "The word \"why_title\" is there twice.");
    CHECK(only_mistake([](Catalogue& c) { c.words[0].text = {}; }) == "The word \"why_title\" says nothing in any language.");
    CHECK(only_mistake([](Catalogue& c) { c.words[0].text.minangkabau = "a\xE2\x80\xAE" "b"; }) ==
          "The word \"why_title\" needs a text of 1 to 300 characters without control characters.");
    CHECK(only_mistake([](Catalogue& c) { c.words[0].text.indonesian = std::string(max_wording + 1, 'x'); }) ==
          "The word \"why_title\" needs a text of 1 to 300 characters without control characters.");
    CHECK(only_mistake([&](Catalogue& c) { c.offices[0].index->period = backwards; }) ==
          "The office \"a\" has an index of a period that ends before it begins.");
    CHECK(only_mistake([](Catalogue& c) { c.offices[0].index->hundredths = 10001; }) == "The office \"a\" has an index outside of 25.00 to 100.00.");
    CHECK(only_mistake([](Catalogue& c) { c.offices[0].index->respondents = 0; }) == "The office \"a\" has an index without respondents.");
    CHECK(only_mistake([](Catalogue& c) { c.offices[0].shut_days.push_back(c.offices[0].shut_days[0]); }) ==
          "The office \"a\" is shut twice on 2026-12-25.");
    CHECK(only_mistake([](Catalogue& c) { c.offices[0].shut_days[0].why = {}; }) ==
          "The office \"a\" needs a why of a shut day of 1 to 60 characters without control characters.");
}

TEST_CASE("a date or a value in the wrong form is refused with its place") {
    const std::string json = encode(sample());
    const auto refusal = [&](const std::string& right, const std::string& wrong) {
        std::string other = json;
        const auto at = other.find(right);
        REQUIRE_MESSAGE(at != std::string::npos, right);
        const auto read = decode_catalogue(other.replace(at, right.size(), wrong));
        return read ? std::string("taken") : read.error().message;
    };
    CHECK(refusal(R"("date":"2026-12-10")", R"("date":"10-12-2026")").find("forums[1].date") != std::string::npos);
    CHECK(refusal(R"("date":"2026-12-10")", R"("date":"2026-02-30")").find("forums[1].date") != std::string::npos);
    CHECK(refusal(R"("time":780)", R"("time":1440)").find("forums[1].time") != std::string::npos);
    CHECK(refusal(R"("until":"2026-06-30")", R"("until":"2026-06-31")").find("announcements[0].until") != std::string::npos);
    CHECK(refusal(R"("id":"why_title")", R"("id":"Why title")").find("words[0].id") != std::string::npos);
    CHECK(refusal(R"("text":{"id":"Mengapa?"})", R"("text":"Mengapa?")").find("words[0].text") != std::string::npos);
    CHECK(refusal(R"("value":84.27)", R"("value":84.274)").find("offices[0].index.value") != std::string::npos);
    CHECK(refusal(R"("value":84.27)", R"("value":24.99)").find("offices[0].index.value") != std::string::npos);
    CHECK(refusal(R"("respondents":217)", R"("respondents":0)").find("offices[0].index.respondents") != std::string::npos);
}

TEST_CASE("the letter of an index changes exactly at the bands of the law") {
    const auto letter = [](int hundredths) { return quality_of(PublishedIndex{hundredths, 1, {}, false}); };
    CHECK(std::string{letter(10000), letter(8831)} == "AA");
    CHECK(std::string{letter(8830), letter(7661)} == "BB");
    CHECK(std::string{letter(7660), letter(6500)} == "CC");
    CHECK(std::string{letter(6499), letter(2500)} == "DD");
}

TEST_CASE("an office is shut on its shut days and open on others as its hours say") {
    Office office;
    office.hours[4] = {8h, 15h};  // Fridays
    office.shut_days = {{*parse_iso_date("2026-12-25"), {"Hari Natal", "", ""}}};
    CHECK(hours_on(office, *parse_iso_date("2026-12-18")) == OpeningHours{8h, 15h});
    CHECK(hours_on(office, *parse_iso_date("2026-12-25")) == OpeningHours{});
    CHECK(hours_on(office, *parse_iso_date("2026-12-24")) == OpeningHours{});
}

TEST_CASE("a forum begins at its time in the office's own day") {
    CHECK(complete_forum().begins(7h) == parse_rfc3339("2026-12-10T06:00:00.000Z"));
    CHECK(Forum{"x", "", {}, *parse_iso_date("2026-12-10"), 1h, {}}.begins(7h) == parse_rfc3339("2026-12-09T18:00:00.000Z"));
}

TEST_CASE("what is wrong with a service standard is named, each component by its own name") {
    const auto only_mistake = [](auto change) {
        Catalogue catalogue = sample();
        change(catalogue.services[1]);
        const auto found = mistakes(catalogue);
        return found.size() == 1 ? found[0] : std::to_string(found.size()) + " mistakes";
    };
    const auto too_long = [](std::size_t letters) { return LocalText{std::string(letters + 1, 'x'), "", ""}; };
    CHECK(only_mistake([](Service& s) { s.category = "none"; }) == "The service \"kk\" names the category \"none\", which is not there.");
    CHECK(only_mistake([](Service& s) { s.link = "http://contoh.example"; }) ==
          "The service \"kk\" needs a link that begins with https:// and has at most 200 visible characters.");
    CHECK(only_mistake([](Service& s) { s.also = {""}; }) ==
          "The service \"kk\" needs a name in also of 1 to 60 characters without control characters.");
    CHECK(only_mistake([](Service& s) { s.also.assign(max_also_words + 1, "KK"); }) ==
          "The service \"kk\" is looked for by more than 20 other names.");
    CHECK(only_mistake([](Service& s) { s.standard.requirements.assign(max_service_items + 1, {"Satu", "", ""}); }) ==
          "The service \"kk\" has more than 30 requirements.");
    CHECK(only_mistake([&](Service& s) { s.standard.procedure[1] = too_long(max_service_item); }) ==
          "The service \"kk\" needs a procedure of 1 to 240 characters without control characters.");
    CHECK(only_mistake([&](Service& s) { s.standard.cost = too_long(max_service_text); }) ==
          "The service \"kk\" needs a cost of 1 to 600 characters without control characters.");
    CHECK(only_mistake([](Service& s) { s.standard.time = {"", "", "only English"}; }) ==
          "The service \"kk\" needs a time of 1 to 600 characters without control characters.");
    for (const Management one : managements) {
        CHECK(only_mistake([&](Service& s) { s.standard.management[static_cast<std::size_t>(one)] = {"a\nb", "", ""}; }) ==
              "The service \"kk\" needs a " + std::string(code(one)) + " of 1 to 600 characters without control characters.");
    }
    Catalogue catalogue = sample();
    catalogue.offices[0].pledge.promises.assign(max_promises + 1, {"Janji", "", ""});
    CHECK(mistakes(catalogue) == std::vector<std::string>{"The office \"a\" has more than 8 promises."});
}

TEST_CASE("a catalogue from before the service standards reads as one without them") {
    const auto old = decode_catalogue(
        R"({"offices":[{"id":"a","name":{"id":"Kantor"},"utc_offset":420,"hours":{}}],"counters":[],"officers":[],"caretakers":[],)"
        R"("services":[{"id":"ktp","office":"a","name":{"id":"KTP-el"},"counters":[]}],"reasons":[]})");
    REQUIRE_MESSAGE(old, old.error().message);
    CHECK(old->categories.empty());
    CHECK(old->offices[0].pledge == Pledge{});
    CHECK(old->services[0] == Service{"ktp", "a", {"KTP-el", "", ""}});
}

TEST_CASE("how long contacts are kept is the office's to say, a year when it says nothing, and never for ever") {
    Catalogue catalogue = sample();
    catalogue.offices[0].contact_kept = std::chrono::days{90};
    const auto back = decode_catalogue(encode(catalogue));
    REQUIRE(back);
    CHECK(back->offices[0].contact_kept == std::chrono::days{90});
    CHECK(back->offices[1].contact_kept == std::chrono::days{365});
    for (const int days : {0, -1, max_contact_days + 1}) {
        catalogue.offices[0].contact_kept = std::chrono::days{days};
        CHECK(mistakes(catalogue).size() == 1);
        CHECK_FALSE(decode_catalogue(encode(catalogue)));
    }
    const auto older = decode_catalogue(
        R"({"offices":[{"id":"a","name":{"id":"Kantor"},"utc_offset":420,"hours":{}}],"counters":[],"officers":[],"caretakers":[],"services":[],"reasons":[]})");
    REQUIRE(older);
    CHECK(older->offices[0].contact_kept == std::chrono::days{365});
}

TEST_CASE("an office may say where its public pages are, and says nothing unless it does") {
    Catalogue catalogue = sample();
    CHECK(encode(catalogue).find("public_address") == std::string::npos);
    catalogue.offices[0].public_address = "https://rancak.sawahlunto.example";
    const auto back = decode_catalogue(encode(catalogue));
    REQUIRE(back);
    CHECK(back->offices[0].public_address == "https://rancak.sawahlunto.example");
    CHECK(back->offices[1].public_address.empty());
    catalogue.offices[0].public_address = "https://rancak.sawahlunto.example/../admin";
    CHECK(mistakes(catalogue).size() == 1);
    CHECK_FALSE(decode_catalogue(encode(catalogue)));
    catalogue.offices[0].public_address = "https://" + std::string(max_public_address_bytes, 'a');
    CHECK_FALSE(decode_catalogue(encode(catalogue)));
}

TEST_CASE("a service that is not what it should be is refused with the place where it is wrong") {
    const auto refused = [](const std::string& members) {
        const auto read = decode_catalogue(
            R"({"offices":[],"counters":[],"officers":[],"caretakers":[],"reasons":[],"services":[{"id":"ktp","office":"a",)"
            R"("name":{"id":"KTP-el"},"counters":[],)" + members + "}]}");
        return read ? std::string("nothing") : read.error().message;
    };
    const auto at = [&](const std::string& members, const char* place) {
        const std::string message = refused(members);
        CHECK_MESSAGE(message.find(place) != message.npos, message);
    };
    at(R"("standard":[])", "services[0].standard");
    at(R"("standard":{"requirements":["KTP"]})", "services[0].standard.requirements[0]");
    at(R"("standard":{"procedure":[{"en":"only"}]})", "services[0].standard.procedure[0].id");
    at(R"("standard":{"cost":7})", "services[0].standard.cost");
    at(R"("standard":{"evaluation":{"id":"a\u202eb"}})", "services[0].standard.evaluation.id");
    at(R"("checked_on":"2026-02-30")", "services[0].checked_on");
    at(R"("sample":"yes")", "services[0].sample");
    at(R"("also":"KK")", "services[0].also");
}

TEST_CASE("a link is https and of characters that a telephone takes as they are") {
    CHECK(is_link("https://sawahlunto.example/layanan/akta-kelahiran?x=1#syarat"));
    for (const char* wrong : {"", "https://", "http://a.example", "javascript:alert(1)", "https://a b", "https://a\"b", "https://\xC3\xA9"})
        CHECK_FALSE(is_link(wrong));
    CHECK(is_link("https://" + std::string(max_link_bytes - 8, 'a')));
    CHECK_FALSE(is_link("https://" + std::string(max_link_bytes - 7, 'a')));
}

TEST_CASE("a catalogue with any mistake is refused whole") {
    Catalogue catalogue = sample();
    catalogue.officers[1].office = "z";
    const auto back = decode_catalogue(encode(catalogue));
    REQUIRE_FALSE(back);
    CHECK(back.error().message.starts_with("The catalogue does not fit together: The officer \"o-2\""));
    CHECK_FALSE(decode_catalogue("{}"));
    CHECK_FALSE(decode_catalogue(std::string(max_catalogue_bytes + 1, ' ')));
    for (const std::string reason : {"[1]", R"(["lama"])", R"([{"id":"lama","text":{"id":"Lama"},"cause":"queue","scores":3}])"}) {
        const auto wrong = decode_catalogue(R"({"offices":[],"counters":[],"officers":[],"caretakers":[],"services":[],"reasons":)" + reason + "}");
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().message.find("reasons[0]") != std::string::npos);
    }
}
