#include "server/core/catalogue_edit.h"

#include "shared/encoding.h"
#include "shared/json_fields.h"
#include "tests/support/small_catalogue.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using nlohmann::json;

// dukcapil with a caretaker and PINs, mpp between its things, and something of the whole city.
Catalogue two_offices() {
    auto catalogue = test::small_catalogue();
    auto office = catalogue.offices[0];
    office.id = "mpp";
    catalogue.offices.push_back(office);
    catalogue.counters.insert(catalogue.counters.begin() + 1, {"m-1", "mpp", {"Loket 1", "", ""}});
    catalogue.officers[0].pin_hash = "$argon2id$1";
    catalogue.officers.push_back({"m-o", "mpp", "Contoh Tiga", "m-1", {}, "$argon2id$3"});
    catalogue.caretakers = {{"c-1", "dukcapil", "Penjaga (contoh)", "$argon2id$4"}};
    catalogue.changes = {{"city", "", {"a", "", ""}, {"b", "", ""}, *parse_iso_date("2026-11-01"), true},
                         {"own", "dukcapil", {"a", "", ""}, {"b", "", ""}, *parse_iso_date("2026-11-01"), true}};
    const auto day = *parse_iso_date("2026-11-01");
    catalogue.announcements = {{"city-news", "", {"a", "", ""}, {"b", "", ""}, {day, day}}, {"own-news", "dukcapil", {"a", "", ""}, {"b", "", ""}, {day, day}}};
    catalogue.words = {{"why_title", {"Apa sebabnya?", "", ""}}};
    catalogue.awards = {{"best", "m-o", {day, day}, {"Ramah", "", ""}, true}, {"good", "o-1", {day, day}, {"Ramah", "", ""}, true}};
    return catalogue;
}

Result<std::string> mark(std::string_view pin) { return "$argon2id$new " + std::string(pin); }

Result<Catalogue> read(const json& value, const Catalogue& seen) { return read_admin_json(value.dump(), seen, mark); }

json admin_view(const Catalogue& catalogue) { return json::parse(admin_json(catalogue)); }

std::string refused(const Catalogue& whole, const Catalogue& part) {
    const auto merged = with_part(whole, "dukcapil", part);
    return merged ? std::string() : merged.error().message;
}

}  // namespace

TEST_CASE("an admin sees who has a PIN and never its hash") {
    const auto text = admin_json(two_offices());
    CHECK(text.find("argon2") == std::string::npos);
    const auto value = json::parse(text);
    CHECK(value["officers"][0]["has_pin"] == true);
    CHECK(value["officers"][1]["has_pin"] == false);
    CHECK(value["caretakers"][0]["has_pin"] == true);
}

TEST_CASE("what an admin sends back unchanged changes nothing, PINs among it") {
    const auto whole = two_offices();
    CHECK(read(admin_view(whole), whole).value() == whole);
}

TEST_CASE("a PIN is kept, made anew or taken away, as the admin says") {
    const auto whole = two_offices();
    auto value = admin_view(whole);
    value["officers"][0]["pin"] = "246810";
    value["officers"][2]["pin"] = "";
    value["caretakers"][0]["pin_hash"] = "$argon2id$own";
    const auto after = read(value, whole).value();
    CHECK(after.officers[0].pin_hash == "$argon2id$new 246810");
    CHECK(after.officers[1].pin_hash.empty());
    CHECK(after.officers[2].pin_hash.empty());
    CHECK(after.caretakers[0].pin_hash == "$argon2id$own");
}

TEST_CASE("a PIN that no keypad can type, and too many new ones at once, are refused") {
    const auto whole = two_offices();
    for (const json& wrong : {json("12345"), json("1234567890123"), json("24681a"), json(246810), json(nullptr)}) {
        auto value = admin_view(whole);
        value["officers"][0]["pin"] = wrong;
        CHECK(!read(value, whole));
    }
    auto value = admin_view(whole);
    for (int i = 0; i <= max_new_pins; ++i)
        value["officers"].push_back({{"id", "x-" + std::to_string(i)}, {"office", "mpp"}, {"name", "Contoh"}, {"pin", "246810"}});
    CHECK(read(value, whole).error().message.find("50 new PINs") != std::string::npos);
    value["officers"].erase(value["officers"].size() - 1);
    CHECK(read(value, whole));
    for (const char* text : {"", "[", "[]", "{}", R"({"officers":1})", R"({"officers":[1]})"}) CHECK(!read_admin_json(text, whole, mark));
}

TEST_CASE("an office's part that did not change leaves the whole as it is") {
    const auto whole = two_offices();
    CHECK(with_part(whole, "dukcapil", seen_of(whole, "dukcapil")).value() == whole);
    CHECK(with_part(whole, "mpp", seen_of(whole, "mpp")).value() == whole);
}

TEST_CASE("an office changes, adds and takes away what is its own, and nothing else moves") {
    const auto whole = two_offices();
    auto part = seen_of(whole, "dukcapil");
    part.offices[0].name.indonesian = "Dukcapil (contoh)";
    part.counters.erase(part.counters.begin());
    part.counters.push_back({"a-3", "dukcapil", {"Loket 3", "", ""}});
    part.counters.push_back({"a-4", "dukcapil", {"Loket 4", "", ""}});
    part.awards.clear();
    part.announcements[1].shown.until += std::chrono::days{1};
    const auto merged = with_part(whole, "dukcapil", part).value();
    CHECK(merged.offices[0].name.indonesian == "Dukcapil (contoh)");
    CHECK(merged.offices[1] == whole.offices[1]);
    std::vector<std::string> counters;
    for (const auto& counter : merged.counters) counters.push_back(counter.id);
    CHECK(counters == std::vector<std::string>{"a-2", "m-1", "a-3", "a-4"});
    CHECK(merged.awards == std::vector{whole.awards[0]});
    CHECK(summary(whole, merged) == std::vector<std::string>{"offices ~1", "counters +2 -1", "awards -1", "announcements ~1"});
}

TEST_CASE("OWASP API 1 and 3: what is another office's or the city's an office cannot change, and hears what") {
    const auto whole = two_offices();
    const auto seen = seen_of(whole, "dukcapil");
    const auto with = [&](auto edit) {
        auto part = seen;
        edit(part);
        return refused(whole, part);
    };
    CHECK(with([](Catalogue&) {}).empty());
    CHECK(with([](Catalogue& part) { part.counters.push_back({"m-2", "mpp", {"Loket 2", "", ""}}); }).find("counters m-2") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.counters[0].office = "mpp"; }).find("counters a-1") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.reasons[0].text.indonesian = "Lain"; }).find("reasons ramah") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.reasons.pop_back(); }).find("reasons lama") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.categories.push_back({"new", {"Baru", "", ""}}); }).find("categories new") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.changes[0].did.indonesian = "Lain"; }).find("changes city") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.changes[1].office.clear(); }).find("changes own") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.announcements[0].text.indonesian = "Lain"; }).find("announcements city-news") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.words[0].text.indonesian = "Lain"; }).find("words why_title") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.words.clear(); }).find("words why_title") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.offices.clear(); }).find("offices") != std::string::npos);
    CHECK(with([&](Catalogue& part) { part.offices.push_back(whole.offices[1]); }).find("offices") != std::string::npos);
    CHECK(with([](Catalogue& part) { part.awards.push_back({"more", "m-o", {}, {"Ramah", "", ""}, true}); }).find("awards more") != std::string::npos);
    CHECK(!with_part(whole, "nowhere", seen_of(whole, "nowhere")));
}

TEST_CASE("an office puts back its own part of an old edition, and what is the city's stays as it is now") {
    const auto old = two_offices();
    auto now = old;
    now.counters.erase(now.counters.begin());
    now.officers[0].name = "Nama lain (contoh)";
    now.reasons.pop_back();
    now.offices[1].name.indonesian = "MPP baru (contoh)";
    const auto part = part_of(old, "dukcapil", now);
    const auto merged = with_part(now, "dukcapil", part).value();
    CHECK(merged.officers[0].name == old.officers[0].name);
    CHECK(merged.counters.size() == old.counters.size());
    CHECK(merged.reasons == now.reasons);
    CHECK(merged.offices[1] == now.offices[1]);
}

}  // namespace rancak::server
