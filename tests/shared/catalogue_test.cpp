#include "shared/catalogue.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace std::chrono_literals;

namespace {
Catalogue sample() {
    Catalogue catalogue;
    catalogue.offices = {{"a", {"Kantor A", "", "Office A"}, 7h, {OpeningHours{8h, 15h}}}, {"b", {"Kantor B", "", ""}, 7h, {}}};
    catalogue.counters = {{"a-1", "a", {"Loket 1", "", ""}}, {"b-1", "b", {"Loket 1", "", ""}}};
    catalogue.officers = {{"o-1", "a", "Petugas (contoh)", "a-1", blake2b("photo"), "$argon2id$v=19$x"},
                          {"o-2", "b", "Petugas (contoh)", "", std::nullopt, ""}};
    catalogue.caretakers = {{"c-1", "a", "Penjaga (contoh)", "$argon2id$v=19$x"}};
    catalogue.services = {{"ktp", "a", {"KTP-el", "", ""}, {"a-1"}}};
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
