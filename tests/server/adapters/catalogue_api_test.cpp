// The catalogue as admins see and change it, over real HTTP.

#include "tests/server/people_world.h"

#include <algorithm>
#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

struct World : ServerWorld {
    World() {
        put(two_offices());
        token = new_token(*this, rights_of(Role::office), "dukcapil");
    }
    json shown(const std::string& target = "/v1/admin/catalogue") {
        const auto reply = admin("GET", target);
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return json::parse(reply.body);
    }
    json shown_to_office() { return json::parse(with_token(*this, token, "GET", "/v1/admin/catalogue").body); }
    HttpReply change(const json& value, const std::string& bearer = "secret", const std::string& if_match = {}) {
        HttpRequest request{"PUT", "/v1/admin/catalogue", {"Authorization: Bearer " + bearer, "Content-Type: application/json"}, value.dump()};
        if (!if_match.empty()) request.headers.push_back("If-Match: \"" + if_match + "\"");
        return send(request);
    }
    std::string token;  // of the office dukcapil
};

json editions(ServerWorld& world, const std::string& bearer = "secret") {
    const auto reply = with_token(world, bearer, "GET", "/v1/admin/catalogues");
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return json::parse(reply.body).at("editions");
}

}  // namespace

TEST_CASE("the catalogue comes with its ETag and who has a PIN, and an office's caller gets its part") {
    World world;
    const auto reply = world.admin("GET", "/v1/admin/catalogue");
    const auto whole = json::parse(reply.body);
    CHECK(reply.header("etag") == "\"" + whole["etag"].get<std::string>() + "\"");
    CHECK(reply.header("cache-control") == "no-store");
    CHECK(whole["imported"].is_string());
    CHECK(whole["catalogue"]["offices"].size() == 2);
    CHECK(whole["catalogue"]["officers"][0]["has_pin"] == false);
    const auto part = world.shown_to_office();
    CHECK(part["catalogue"]["offices"].size() == 1);
    CHECK(part.dump().find("mpp") == std::string::npos);
    CHECK(part["etag"] != whole["etag"]);
}

TEST_CASE("a new PIN reaches the office's kiosks as Argon2id, and stays when the next change does not name it") {
    World world;
    const auto device = world.enrolled();
    auto catalogue = world.shown()["catalogue"];
    catalogue["officers"][0]["pin"] = "246810";
    REQUIRE(world.change(catalogue).status == 200);
    const auto hash = world.catalogue->current()->catalogue.officers[0].pin_hash;
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(world.admin("GET", "/v1/admin/catalogue").body.find("argon2id") == std::string::npos);
    const auto at_kiosk = world.send(device.request("GET", "/v1/catalogue", "", "", "", world.clock.now()));
    CHECK(json::parse(at_kiosk.body)["officers"][0]["pin_hash"] == hash);

    auto again = world.shown()["catalogue"];
    CHECK(again["officers"][0]["has_pin"] == true);
    again["officers"][0]["name"] = "Nama lain (contoh)";
    REQUIRE(world.change(again).status == 200);
    CHECK(world.catalogue->current()->catalogue.officers[0].pin_hash == hash);
    again["officers"][0]["pin"] = "";
    REQUIRE(world.change(again).status == 200);
    CHECK(world.catalogue->current()->catalogue.officers[0].pin_hash.empty());
}

TEST_CASE("what is announced and how a text is worded reaches the kiosks, and a wording that no kiosk could show is refused") {
    World world;
    const auto device = world.enrolled();
    auto catalogue = world.shown()["catalogue"];
    catalogue["announcements"] = json::array({{{"id", "kabar"}, {"title", {{"id", "Tutup Jumat"}}}, {"text", {{"id", "Buka lagi Senin."}}}, {"from", "2026-11-24"}, {"until", "2026-11-27"}}});
    catalogue["words"] = json::array({{{"id", "choose_title"}, {"text", {{"id", "Siapa petugas Anda?"}}}}});
    REQUIRE(world.change(catalogue).status == 200);
    const auto at_kiosk = json::parse(world.send(device.request("GET", "/v1/catalogue", "", "", "", world.clock.now())).body);
    CHECK(at_kiosk["announcements"] == catalogue["announcements"]);
    CHECK(at_kiosk["words"] == catalogue["words"]);

    const auto refused = [&](const char* key, const json& text, const char* why) {
        catalogue["words"] = json::array({{{"id", key}, {"text", text}}});
        const auto reply = world.change(catalogue);
        check_problem(reply, 422);
        CHECK_MESSAGE(reply.body.find(why) != std::string::npos, reply.body);
    };
    refused("choose_titel", {{"id", "Siapa?"}}, "is none of the kiosk's texts");
    refused("choose_title", {{"id", "Siapa {nama} Anda?"}}, "needs no placeholder and has {nama}");
    refused("pin_title", {{"en", "Your PIN"}}, "needs {name} and has no placeholder");
    refused("choose_title", {{"min", "Sia nan malayani Sanak di siko?"}}, "may have 25 letters");
    refused("choose_title", {{"id", "Melayani-siapakah?"}}, "no word of more than 8 letters");
    refused("choose_title", {{"id", "a\xE2\x80\xAE" "b"}}, "plain text");
    refused("choose_title", json::object(), "says nothing in any language");
    refused("case_consent_who", {{"id", "Semua orang membacanya."}}, "cannot be reworded");

    const auto told = json::parse(world.admin("GET", "/v1/admin/catalogue/words").body)["words"];
    CHECK(told.size() > 200);
    for (const auto& one : told) CHECK(!one["id"].get<std::string>().starts_with("case_consent"));
    const auto title = std::find_if(told.begin(), told.end(), [](const json& one) { return one["id"] == "choose_title"; });
    REQUIRE(title != told.end());
    CHECK((*title)["text"] == json{{"id", "Siapa yang melayani Anda?"}, {"min", "Sia nan malayani Sanak?"}, {"en", "Who served you?"}});
    CHECK((*title)["most"] == 25);
}

TEST_CASE("wordings that a newer server no longer knows are left out, and the catalogue can still be changed and put back") {
    World world;
    auto stored = world.catalogue->current()->catalogue;
    stored.words = {{"gone_by_now", {"Dulu", "", ""}}, {"choose_title", {"Siapa petugas Anda?", "", ""}}};
    const auto before = world.catalogue->newest()->imported;
    const auto at = world.clock.now() + 1s;
    REQUIRE(world.store->put_catalogue({at, encode(stored), "contoh"}, before, {}, audit_entry(world.random, at, {"contoh", 0, {}}, "catalogue.import", "contoh")).value());
    const auto words = world.catalogue->newest()->catalogue.words;
    CHECK(words == std::vector<Wording>{stored.words[1]});
    world.clock.advance(2s);
    auto catalogue = world.shown()["catalogue"];
    catalogue["officers"][0]["name"] = "Nama lain (contoh)";
    CHECK(world.change(catalogue).status == 200);
    CHECK(world.admin("POST", "/v1/admin/catalogues/" + to_rfc3339(at) + "/restoration").status == 200);
    CHECK(world.catalogue->newest()->catalogue.words == words);
}

TEST_CASE("a change that began from another edition is refused, and nothing is overwritten") {
    World world;
    auto mine = world.shown(), theirs = mine;
    theirs["catalogue"]["officers"][0]["name"] = "Orang lain (contoh)";
    const auto first = world.change(theirs["catalogue"], "secret", theirs["etag"]);
    REQUIRE(first.status == 200);
    mine["catalogue"]["officers"][1]["name"] = "Saya (contoh)";
    check_problem(world.change(mine["catalogue"], "secret", mine["etag"]), 412);
    CHECK(world.catalogue->current()->catalogue.officers[1].name != "Saya (contoh)");
    // Another office's change is no hindrance to this one's.
    auto part = world.shown_to_office();
    auto whole = world.shown();
    whole["catalogue"]["officers"][2]["name"] = "Di MPP (contoh)";
    REQUIRE(world.change(whole["catalogue"], "secret", json::parse(first.body)["etag"]).status == 200);
    part["catalogue"]["officers"][0]["name"] = "Di dukcapil (contoh)";
    CHECK(world.change(part["catalogue"], world.token, part["etag"]).status == 200);
    CHECK(world.catalogue->current()->catalogue.officers[2].name == "Di MPP (contoh)");
    CHECK(world.catalogue->current()->catalogue.officers[0].name == "Di dukcapil (contoh)");
}

TEST_CASE("OWASP API 1: an office changes its own part and hears what it may not change") {
    World world;
    auto part = world.shown_to_office()["catalogue"];
    part["services"].push_back({{"id", "baru"}, {"office", "dukcapil"}, {"name", {{"id", "Layanan baru"}}}, {"counters", {"a-1"}}});
    const auto reply = world.change(part, world.token);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(json::parse(reply.body)["etag"] == world.shown_to_office()["etag"]);
    CHECK(world.catalogue->current()->catalogue.service("baru"));
    CHECK(world.catalogue->current()->catalogue.service("izin"));

    auto reasons = part;
    reasons["reasons"][0]["text"]["id"] = "Lain";
    const auto refused = world.change(reasons, world.token);
    check_problem(refused, 403);
    CHECK(refused.body.find("reasons ramah") != std::string::npos);
    auto stolen = part;
    stolen["officers"].push_back({{"id", "m-o"}, {"office", "dukcapil"}, {"name", "Contoh Tiga"}});
    check_problem(world.change(stolen, world.token), 422);  // the id is another office's
    check_problem(world.change(world.shown()["catalogue"], world.token), 403);
    CHECK(world.catalogue->current()->catalogue.officer("m-o")->office == "mpp");
}

TEST_CASE("the history tells who changed what, and a mistake is undone in one call") {
    World world;
    const auto before = world.shown();
    world.clock.advance(1min);
    auto catalogue = before["catalogue"];
    catalogue["officers"].erase(0);
    add_user(world, "upik", "city");
    const auto upik = signed_in(world, "upik");
    REQUIRE(as(world, upik, "PUT", "/v1/admin/catalogue", catalogue.dump()).status == 200);
    auto list = editions(world);
    REQUIRE(list.size() == 3);
    CHECK(list[0]["who"] == "upik");
    CHECK(list[0]["summary"] == json{"officers -1"});
    CHECK(list[0]["in_force"] == true);
    CHECK(list[1]["in_force"] == false);
    CHECK(list[1]["etag"] == before["etag"]);
    const std::string imported = list[1]["imported"];
    CHECK(world.shown("/v1/admin/catalogues/" + imported)["catalogue"] == before["catalogue"]);
    CHECK(world.shown("/v1/admin/catalogues/" + percent_encoded(imported))["catalogue"] == before["catalogue"]);

    const auto restored = as(world, upik, "POST", "/v1/admin/catalogues/" + imported + "/restoration");
    REQUIRE_MESSAGE(restored.status == 200, restored.body);
    CHECK(json::parse(restored.body)["etag"] == before["etag"]);
    CHECK(world.shown()["catalogue"] == before["catalogue"]);
    CHECK(editions(world).size() == 4);
    const auto noted = audited(world);
    CHECK(std::count_if(noted.begin(), noted.end(), [](const auto& line) { return line.starts_with("upik catalogue.restore "); }) == 1);
    for (const char* time : {"2026-01-01T00:00:00.000Z", "yesterday", "%ff", "%"}) {
        check_problem(world.admin("GET", std::string("/v1/admin/catalogues/") + time), 404);
        check_problem(world.admin("POST", std::string("/v1/admin/catalogues/") + time + "/restoration"), 404);
    }
}

TEST_CASE("an office sees the history of its part, and puts back nothing but that") {
    World world;
    const auto old = editions(world, world.token);
    REQUIRE(old.size() == 1);
    world.clock.advance(1min);
    auto whole = world.shown()["catalogue"];
    whole["officers"].erase(0);
    whole["officers"][1]["name"] = "Di MPP (contoh)";
    whole["reasons"].erase(1);
    REQUIRE(world.change(whole).status == 200);
    world.clock.advance(1min);
    whole["officers"][1]["name"] = "Di MPP lagi (contoh)";
    REQUIRE(world.change(whole).status == 200);
    const auto list = editions(world, world.token);
    CHECK(list.size() == 2);  // the second change was another office's
    CHECK(list[0]["summary"] == json{"officers -1", "reasons -1"});
    CHECK(list.dump().find("mpp") == std::string::npos);
    const auto restored = with_token(world, world.token, "POST", "/v1/admin/catalogues/" + old[0]["imported"].get<std::string>() + "/restoration");
    REQUIRE_MESSAGE(restored.status == 200, restored.body);
    const auto now = world.catalogue->current()->catalogue;
    CHECK(now.officer("o-1"));
    CHECK(now.officer("m-o")->name == "Di MPP lagi (contoh)");
    CHECK(now.reasons.size() == 1);
}

TEST_CASE("a photo is taken in, written anew, and served to who may see the catalogue") {
    World world;
    Pixels pixels{{40, 20}, std::vector<std::uint8_t>(40 * 20 * 3, 120)};
    const auto file = *world.jpeg_writer.write(pixels);
    const auto made = with_token(world, world.token, "POST", "/v1/admin/photos", file, "image/jpeg");
    REQUIRE_MESSAGE(made.status == 201, made.body);
    const auto told = json::parse(made.body);
    CHECK(told["width"] == 40);
    CHECK(told["height"] == 20);
    const auto viewer = new_token(world, rights_of(Role::viewer));
    const auto media = with_token(world, viewer, "GET", "/v1/admin/media/" + told["hash"].get<std::string>());
    CHECK(media.status == 200);
    CHECK(media.header("content-type") == "image/jpeg");
    CHECK(to_hex(blake2b(media.body)) == told["hash"]);
    check_problem(with_token(world, viewer, "POST", "/v1/admin/photos", file, "image/jpeg"), 403);
    check_problem(with_token(world, world.token, "POST", "/v1/admin/photos", "no picture", "image/png"), 422);
    check_problem(with_token(world, world.token, "POST", "/v1/admin/photos", file, "image/gif"), 415);
    check_problem(with_token(world, world.token, "POST", "/v1/admin/photos", std::string(max_media_bytes + 1, 'x'), "image/png"), 413);
    check_problem(world.admin("GET", "/v1/admin/media/" + std::string(64, '0')), 404);
    // As they are, EXIF and all, only the city may bring pictures.
    check_problem(with_token(world, world.token, "PUT", "/v1/admin/media/" + to_hex(blake2b(file)), file, "application/octet-stream"), 403);
}

TEST_CASE("of two servers that change the same edition the second hears that another came in between, and shows that one") {
    ServerWorld world;
    CatalogueBook other(*world.store, world.clock);
    const auto seen = other.current();
    auto first = small_catalogue(), second = small_catalogue();
    first.officers[0].name = "Contoh Pertama";
    second.officers[0].name = "Contoh Kedua";
    world.put(first);
    CHECK(!other.put(*seen, second, audit_entry(world.random, world.clock.now(), {"contoh", 0, {}}, "catalogue.import", "contoh")).value());
    CHECK(other.current()->catalogue == small_catalogue());
    CHECK(other.newest()->catalogue == first);
}

}  // namespace rancak::server
