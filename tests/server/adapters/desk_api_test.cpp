// The desk at which cases and comments are worked on, over real HTTP.

#include "shared/encoding.h"
#include "shared/tracking_code.h"
#include "tests/server/people_world.h"
#include "tests/server/teller.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

const std::string known_code = "K7MAR4T9W2X3";

void tell(Teller& teller, const std::string& text, const std::string& code, CaseKind kind = CaseKind::complaint) {
    CaseBody body;
    body.kind = kind;
    body.about = CaseAbout::service;
    body.service = "ktp";
    body.code = tracking_hash(code);
    body.text = teller.sealed(text);
    teller.tell(body);
}

json get(ServerWorld& world, const std::string& target) {
    const auto reply = world.admin("GET", target);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(reply.header("cache-control") == "no-store");
    return json::parse(reply.body);
}

std::vector<std::string> excerpts(const json& list) {
    std::vector<std::string> texts;
    for (const auto& one : list.at("cases")) texts.push_back(one.at("excerpt"));
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a case goes from the inbox to its answer, and the citizen reads it by the code") {
    ServerWorld world;
    Teller teller(world);
    tell(teller, "Antrean panjang sekali (contoh)", known_code);
    const auto list = get(world, "/v1/admin/inbox");
    REQUIRE(list["cases"].size() == 1);
    const auto& one = list["cases"][0];
    CHECK(one["excerpt"] == "Antrean panjang sekali (contoh)");
    CHECK(one["state"] == "received");
    CHECK(one["deadline"] == "2026-11-27");
    CHECK(one["overdue"] == false);
    CHECK(one["case"] == teller.device.journal() + ".1");
    CHECK(list["counts"] == json{{"received", 1}, {"verified", 0}, {"in_progress", 0}, {"answered", 0}, {"closed", 0}});
    CHECK(list["next"].is_null());

    const auto target = "/v1/admin/inbox/" + one["case"].get<std::string>();
    add_user(world, "budi", "office", "dukcapil");
    for (const char* step : {R"({"action":"verify"})", R"({"action":"assign","to":"budi"})", R"({"action":"answer","text":"Kami tambah loket."})"})
        CHECK(world.admin("POST", target + "/steps", step).status == 201);
    const auto whole = get(world, target);
    CHECK(whole["state"] == "answered");
    CHECK(whole["deadline"].is_null());
    CHECK(whole["text"] == "Antrean panjang sekali (contoh)");
    CHECK(whole["contact"].is_null());
    CHECK(whole["deadlines"] == json{{"verify", "2026-11-27"}, {"answer", "2026-12-01"}, {"resolve", "2026-12-14"}, {"close", "2026-12-08"}});
    REQUIRE(whole["steps"].size() == 3);
    CHECK(whole["steps"][1] == json{{"at", "2026-11-24T03:00:00.000Z"}, {"who", "admin.token"}, {"action", "assign"}, {"text", ""}, {"to", "budi"}});
    CHECK(whole["allowed"] == json{"note", "answer", "close", "reopen"});
    const auto asked = world.send({"GET", "/v1/cases/" + known_code, {}, ""});
    CHECK(json::parse(asked.body) == json{{"state", "answered"}, {"received", "2026-11-24"}, {"answer", "Kami tambah loket."}, {"answered", "2026-11-24"}});
}

TEST_CASE("what is overdue is told so on the day after its deadline") {
    ServerWorld world;
    Teller teller(world);
    tell(teller, "Contoh", known_code);
    world.clock.advance(3 * 24h + 13h);  // 23:00 on Friday in the office
    CHECK(get(world, "/v1/admin/inbox")["cases"][0]["overdue"] == false);
    world.clock.advance(1h);
    CHECK(get(world, "/v1/admin/inbox")["cases"][0]["overdue"] == true);
}

TEST_CASE("the inbox is narrowed by state, kind, words and tracking code, and turned page by page") {
    ServerWorld world;
    Teller teller(world);
    SystemRandom random;
    for (int i = 1; i <= 5; ++i) {
        world.clock.advance(1min);
        tell(teller, "Kasus " + std::to_string(i) + (i % 2 ? " tentang Parkir" : ""), make_tracking_code(random), i == 4 ? CaseKind::question : CaseKind::complaint);
    }
    world.clock.advance(1min);
    tell(teller, "Yang dicari", known_code);
    CHECK(excerpts(get(world, "/v1/admin/inbox?kind=question")) == Texts{"Kasus 4"});
    CHECK(excerpts(get(world, "/v1/admin/inbox?q=parkir")) == Texts{"Kasus 5 tentang Parkir", "Kasus 3 tentang Parkir", "Kasus 1 tentang Parkir"});
    CHECK(excerpts(get(world, "/v1/admin/inbox?q=k7ma-r4t9-w2x3")) == Texts{"Yang dicari"});
    CHECK(excerpts(get(world, "/v1/admin/inbox?state=closed")).empty());
    CHECK(excerpts(get(world, "/v1/admin/inbox?office=mpp")).empty());
    Texts all;
    int pages = 0;
    for (std::string before; pages == 0 || !before.empty(); ++pages) {
        const auto page = get(world, "/v1/admin/inbox?limit=2" + before);
        CHECK(page["cases"].size() == 2);
        for (const auto& text : excerpts(page)) all.push_back(text);
        before = page["next"].is_null() ? "" : "&before=" + page["next"].get<std::string>();
    }
    CHECK(pages == 3);
    CHECK(all.size() == 6);
    CHECK(all.front() == "Yang dicari");
    CHECK(all.back() == "Kasus 1 tentang Parkir");
    CHECK(excerpts(get(world, "/v1/admin/inbox?q=parkir&limit=2")) == Texts{"Kasus 5 tentang Parkir", "Kasus 3 tentang Parkir"});
}

TEST_CASE("a step that makes no sense is refused with what would") {
    ServerWorld world;
    Teller teller(world);
    tell(teller, "Contoh", known_code);
    const auto target = "/v1/admin/inbox/" + teller.device.journal() + ".1";
    const auto post = [&](const std::string& body) { return world.admin("POST", target + "/steps", body); };
    for (const char* body : {R"({"action":"shout"})", R"({"action":"answer"})", R"({"action":"assign"})", R"({"action":"close","to":"budi"})", "[]",
                             "{\"action\":\"answer\",\"text\":\"kiri \xe2\x80\xae kanan\"}"})
        check_problem(post(body), 422);
    CHECK(post(R"({"action":"close"})").status == 201);
    const auto refused = post(R"({"action":"answer","text":"Ya."})");
    check_problem(refused, 409);
    CHECK(refused.body.find("note, reopen") != std::string::npos);
    check_problem(world.admin("GET", "/v1/admin/inbox/" + teller.device.journal() + ".2"), 404);
    check_problem(world.admin("GET", "/v1/admin/inbox/nonsense"), 404);
    for (const char* query : {"state=open", "kind=x", "before=x", "limit=0", "limit=201", "office=No"})
        check_problem(world.admin("GET", std::string("/v1/admin/inbox?") + query), 400);
}

TEST_CASE("a case is given to nobody who could not work on it, and all of them are refused alike") {
    ServerWorld::Options options;
    options.with_catalogue = false;
    ServerWorld world(options);
    world.put(two_offices());
    Teller teller(world);
    tell(teller, "Contoh", known_code);
    const auto target = "/v1/admin/inbox/" + teller.device.journal() + ".1/steps";
    const auto give = [&](const std::string& to) { return world.admin("POST", target, json{{"action", "assign"}, {"to", to}}.dump()); };
    add_user(world, "kota", "city");
    add_user(world, "upik", "office", "dukcapil");
    add_user(world, "buyuang", "office", "mpp");
    add_user(world, "tamu", "viewer");
    add_user(world, "pergi", "office", "dukcapil");
    REQUIRE(world.admin("PATCH", "/v1/admin/users/pergi", R"({"disabled":true})").status == 200);
    const auto refused = give("nobody");
    check_problem(refused, 422);
    for (const char* name : {"buyuang", "tamu", "pergi", "Upik", "upik "}) CHECK_MESSAGE(give(name).body == refused.body, name);
    CHECK(get(world, "/v1/admin/inbox")["cases"][0]["assigned"] == "");
    for (const char* name : {"kota", "upik"}) {
        CHECK(give(name).status == 201);
        CHECK(get(world, "/v1/admin/inbox")["cases"][0]["assigned"] == name);
    }
    CHECK(world.admin("POST", target, R"({"action":"forward","to":"lapor"})").status == 201);  // to an authority, which is no user
}

TEST_CASE("of a confidential case an office reads neither text nor contact, and the city both") {
    ServerWorld world;
    Teller teller(world);
    CaseBody body;
    body.privacy = CasePrivacy::confidential;
    body.code = tracking_hash(known_code);
    body.text = teller.sealed("Tentang petugas (contoh)");
    body.contact = teller.sealed("0812 contoh");
    teller.tell(body);
    const auto office = new_token(world, rights_of(Role::office), "dukcapil");
    const auto target = "/v1/admin/inbox/" + teller.device.journal() + ".1";
    const auto whole = get(world, target), withheld = json::parse(with_token(world, office, "GET", target).body);
    CHECK(whole["text"] == "Tentang petugas (contoh)");
    CHECK(whole["contact"] == "0812 contoh");
    CHECK(whole["withheld"] == false);
    CHECK(withheld["text"].is_null());
    CHECK(withheld["contact"].is_null());
    CHECK(withheld["withheld"] == true);
    CHECK(withheld["has_contact"] == true);
    const auto list = json::parse(with_token(world, office, "GET", "/v1/admin/inbox").body);
    CHECK(excerpts(list) == Texts{""});
    CHECK(excerpts(json::parse(with_token(world, office, "GET", "/v1/admin/inbox?q=petugas").body)).empty());
    const auto row = json::parse(with_token(world, office, "GET", "/v1/admin/cases").body);
    CHECK(row["text"] == "");
    CHECK(row["contact"] == "");
    CHECK(row["unread"] == "text withheld;contact withheld");
    CHECK(json::parse(world.admin("GET", "/v1/admin/cases").body)["contact"] == "0812 contoh");
    CHECK(with_token(world, office, "POST", target + "/steps", R"({"action":"verify"})").body.find("Tentang") == std::string::npos);
}

TEST_CASE("a comment is shown to the desk with its numbers hidden, and decided once") {
    ServerWorld world;
    Teller teller(world);
    rate(teller.device, 2, world.clock.now());
    teller.device.chain().add(RatingDetailBody{1, {"lama"}, std::nullopt, teller.sealed("Telepon saya 0812 3456 7890")}, world.clock.now());
    REQUIRE(world.send_events(teller.device, 1).status == 200);
    const auto list = get(world, "/v1/admin/comments")["comments"];
    REQUIRE(list.size() == 1);
    CHECK(list[0]["text"] == "Telepon saya •••• •••• ••••");
    CHECK(list[0]["score"] == 2);
    CHECK(list[0]["day"] == "2026-11-24");
    const auto target = "/v1/admin/comments/" + list[0]["comment"].get<std::string>();
    check_problem(world.admin("POST", target, R"({"decision":"maybe"})"), 422);
    CHECK(world.admin("POST", target, R"({"decision":"show"})").status == 204);
    CHECK(get(world, "/v1/admin/comments")["comments"].empty());
    CHECK(get(world, "/v1/admin/comments?state=shown")["comments"].size() == 1);
    check_problem(world.admin("POST", "/v1/admin/comments/" + teller.device.journal() + ".2", R"({"decision":"show"})"), 404);
    CHECK(world.log().find("0812") == std::string::npos);
}

TEST_CASE("the overview counts the cases that wait, and names those whose deadline comes first") {
    ServerWorld world;
    Teller teller(world);
    tell(teller, "Satu (contoh)", known_code);
    const auto counts = [&] { return json::parse(world.admin("GET", "/v1/admin/overview").body).at("offices")[0].at("cases"); };
    const auto due = [&] { return json::parse(world.admin("GET", "/v1/admin/overview").body).at("due"); };
    CHECK(counts() == json{{"open", 1}, {"due_soon", 0}, {"overdue", 0}});
    const auto name = teller.device.journal() + ".1";
    CHECK(due() == json::array({{{"case", name}, {"office", "dukcapil"}, {"kind", "complaint"}, {"deadline", "2026-11-27"}, {"state", "received"}}}));
    world.clock.advance(48h);  // the last working day before its deadline
    CHECK(counts() == json{{"open", 1}, {"due_soon", 1}, {"overdue", 0}});
    world.clock.advance(48h);
    CHECK(counts() == json{{"open", 1}, {"due_soon", 0}, {"overdue", 1}});
    REQUIRE(world.admin("POST", "/v1/admin/inbox/" + name + "/steps", R"({"action":"answer","text":"Sudah."})").status == 201);
    CHECK(counts() == json{{"open", 0}, {"due_soon", 0}, {"overdue", 0}});
    CHECK(due().empty());
}

}  // namespace rancak::server
