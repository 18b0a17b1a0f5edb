#include "kiosk/core/service_search.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <numeric>
#include <random>
#include <rapidcheck.h>

using namespace rancak;
using namespace rancak::kiosk;

namespace {

Service service(std::string id, LocalText name, std::vector<std::string> also = {}, std::string category = {}) {
    Service made{std::move(id), "a", std::move(name)};
    made.also = std::move(also);
    made.category = std::move(category);
    return made;
}

// As an office would write it down.
Catalogue office() {
    Catalogue catalogue;
    catalogue.offices = {{"a", {"Kantor A", "", ""}}, {"b", {"Kantor B", "", ""}}};
    catalogue.categories = {{"akta", {"Akta catatan sipil", "", "Certificates"}}};
    catalogue.services = {
        service("akta-kelahiran", {"Akta kelahiran", "Akta kalahiran", "Birth certificate"}, {"surek lahia", "bayi"}, "akta"),
        service("akta-kematian", {"Akta kematian", "Akta kamatian", "Death certificate"}, {"meninggal dunia"}, "akta"),
        service("kk", {"Kartu Keluarga baru", "Kartu Kaluarga baru", "Family card"}, {"KK", "pisah KK"}),
        service("kk-hilang", {"Kartu Keluarga hilang atau rusak", "", "Family card, lost"}, {"KK"}),
        service("ktp", {"KTP-el baru", "", "Identity card"}, {"kartu tanda penduduk", "perekaman"}),
        service("ktp-hilang", {"KTP-el hilang atau rusak", "", "Identity card, lost"}, {"ganti KTP"}),
        service("urus-ktp", {"Mengurus KTP orang sakit", "", "Identity card for the sick"}),
        service("pindah", {"Surat keterangan pindah", "Surek katarangan pindah", "Moving letter"}),
        service("nib", {"Nomor Induk Berusaha (NIB)", "", "Business number"}),
    };
    Service elsewhere = service("lain", {"Akta kelahiran kantor lain", "", ""});
    elsewhere.office = "b";
    catalogue.services.push_back(elsewhere);
    return catalogue;
}

std::vector<std::string> ids(const Catalogue& catalogue, const ServiceIndex::Found& found) {
    std::vector<std::string> list;
    for (const std::size_t at : found.services) list.push_back(catalogue.services.at(at).id);
    return list;
}

std::vector<std::string> find(std::string_view typed) {
    const Catalogue catalogue = office();
    return ids(catalogue, ServiceIndex(catalogue, "a").find(typed));
}

std::string first(std::string_view typed) {
    const auto found = find(typed);
    return found.empty() ? "nothing" : found.front();
}

}  // namespace

TEST_CASE("service search: a service is found by what people call it") {
    CHECK(first("akta lahir") == "akta-kelahiran");
    CHECK(first("birth certificate") == "akta-kelahiran");
    CHECK(first("akta kalahiran") == "akta-kelahiran");
    CHECK(first("surek lahia") == "akta-kelahiran");
    CHECK(first("KTPel") == "ktp");
    CHECK(first("ktp-el") == "ktp");
    CHECK(first("ktp hilang") == "ktp-hilang");
    CHECK(first("nib") == "nib");
    CHECK(first("usaha") == "nib");
    CHECK(first("meninggal") == "akta-kematian");
    CHECK(first("kepindahan") == "pindah");
    CHECK(first("kk") == "kk");
    CHECK(first("KELUARGA, KARTU") == "kk");
}

TEST_CASE("service search: it answers while somebody types, and the order of the words does not matter") {
    for (const char* typed : {"akta k", "akta ke", "akta kelah", "kelahiran akta", "lahir akta"})
        CHECK_MESSAGE(first(typed) == "akta-kelahiran", typed);
    CHECK(find("k").size() >= 6);
    CHECK(find("").empty());
    CHECK(find(" -!? ").empty());
}

TEST_CASE("service search: mengurus KTP is found by ktp urus, and who asks how to get a thing finds the thing") {
    CHECK(first("ktp urus") == "urus-ktp");
    CHECK(first("mengurus ktp") == "urus-ktp");
    CHECK(first("cara mengurus akta kelahiran") == "akta-kelahiran");
    CHECK(first("bagaimana membuat kartu keluarga") == "kk");
    CHECK(first("how to get a birth certificate") == "akta-kelahiran");
    CHECK(first("caro mambuek akta kamatian") == "akta-kematian");
    CHECK(first("urus") == "urus-ktp");
}

TEST_CASE("service search: slips of the finger are forgiven, one from four letters on, two from eight") {
    CHECK(first("akta kelahirn") == "akta-kelahiran");
    CHECK(first("akta kelhairan") == "akta-kelahiran");
    CHECK(first("akat kelahiran") == "akta-kelahiran");
    CHECK(first("kaluargga") == "kk");
    CHECK(first("keterangn pndah") == "pindah");
    CHECK(find("nbi").empty());   // three letters: as typed or not at all
    CHECK(find("qwrt").empty());
}

TEST_CASE("service search: what has all words comes alone; when nothing has, what has some is offered as near") {
    const Catalogue catalogue = office();
    const ServiceIndex index(catalogue, "a");
    CHECK(ids(catalogue, index.find("kartu keluarga hilang")) == std::vector<std::string>{"kk-hilang"});
    CHECK_FALSE(index.find("kartu keluarga hilang").nearly);
    const auto near = index.find("akta zebra");
    CHECK(near.nearly);
    CHECK(ids(catalogue, near).front() == "akta-kelahiran");
    CHECK(index.find("zebra").services.empty());
}

TEST_CASE("service search: another office's services are not found") {
    const auto found = find("akta kelahiran");
    CHECK(std::find(found.begin(), found.end(), "lain") == found.end());
}

TEST_CASE("service search: any word of a name with a slip in it still finds the service") {
    const Catalogue catalogue = office();
    const ServiceIndex index(catalogue, "a");
    CHECK(rc::check("one edit", [&] {
        const auto place = *rc::gen::inRange<std::size_t>(0, catalogue.services.size() - 1);
        const auto words = search_words(catalogue.services[place].name.indonesian, 8, Hyphen::parts);
        const SearchWord word = *rc::gen::elementOf(words);
        std::string typed(word.begin(), word.end());
        const auto at = *rc::gen::inRange<std::size_t>(0, typed.size());
        switch (*rc::gen::inRange(0, 4)) {
            case 0: typed.erase(at, 1); break;
            case 1: typed.insert(at, 1, *rc::gen::inRange('a', 'z')); break;
            case 2: typed[at] = *rc::gen::inRange('a', 'z'); break;
            default: if (at > 0) std::swap(typed[at], typed[at - 1]);
        }
        RC_PRE(typed.size() >= 4U);
        const auto found = index.find(typed).services;
        RC_ASSERT(std::find(found.begin(), found.end(), place) != found.end());
    }));
}

TEST_CASE("service search: the order of the catalogue changes nothing, and neither does asking twice") {
    const Catalogue catalogue = office();
    const ServiceIndex index(catalogue, "a");
    CHECK(rc::check("the same list", [&](unsigned seed) {
        Catalogue shuffled = catalogue;
        std::shuffle(shuffled.services.begin(), shuffled.services.end(), std::mt19937{seed});
        const auto typed = *rc::gen::element<std::string>("akta", "k", "kartu keluarga", "ktp el", "certificate", "hilang", "xyzzy");
        RC_ASSERT(ids(shuffled, ServiceIndex(shuffled, "a").find(typed)) == ids(catalogue, index.find(typed)));
        RC_ASSERT(ids(catalogue, index.find(typed)) == ids(catalogue, index.find(typed)));
    }));
}

TEST_CASE("service search: hostile texts, typed or in the catalogue, are searched like any other") {
    Catalogue catalogue = office();
    catalogue.services.push_back(service("menara", {"A\xCC\x81\xCC\x81\xCC\x81" + std::string(3000, '\xCC'), std::string(100'000, 'x'), "\xE2\x80\xAE" "ktp"}));
    catalogue.services.push_back(service("kosong", {"", "\xFF\xFE", "\xF0\x9F\x98\x80"}));
    const ServiceIndex index(catalogue, "a");
    CHECK(ids(catalogue, index.find("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")).front() == "menara");
    CHECK(rc::check("any bytes give places in the catalogue, each once", [&](const std::string& typed) {
        const auto found = index.find(typed + *rc::gen::element<std::string>("", " ktp", "\xCC\x81", std::string(10'000, 'a')));
        std::vector<std::size_t> sorted = found.services;
        std::sort(sorted.begin(), sorted.end());
        RC_ASSERT(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());
        for (const std::size_t place : sorted) RC_ASSERT(place < catalogue.services.size());
    }));
}
