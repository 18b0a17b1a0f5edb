// Cases over real HTTP: what anybody may ask, and what admins take out.

#include "shared/encoding.h"
#include "shared/tracking_code.h"
#include "tests/server/teller.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

const std::string known_code = "K7MAR4T9W2X3";
const std::string complaint = "Petugas meminta uang rokok, \"wajib\" katanya (contoh)";
const std::string contact = "0812 contoh";

CaseBody confidential(Teller& teller) {
    CaseBody body;
    body.about = CaseAbout::illegal_fee;
    body.privacy = CasePrivacy::confidential;
    body.code = tracking_hash(known_code);
    body.text = teller.sealed(complaint);
    body.contact = teller.sealed(contact);
    return body;
}

std::vector<nlohmann::json> exported(ServerWorld& world, const std::string& what) {
    std::vector<nlohmann::json> rows;
    const auto reply = world.admin("GET", "/v1/admin/" + what);
    REQUIRE(reply.status == 200);
    CHECK(reply.header("cache-control") == "no-store");
    for (std::string_view rest = reply.body; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
        rows.push_back(nlohmann::json::parse(rest.substr(0, rest.find('\n'))));
    return rows;
}

}  // namespace

TEST_CASE("a case comes out for the admin once, opened, and its text is in no log") {
    ServerWorld world;
    Teller teller(world);
    teller.tell(confidential(teller));
    const auto rows = exported(world, "cases");
    REQUIRE(rows.size() == 1);
    const auto& row = rows[0];
    CHECK(row["text"] == complaint);
    CHECK(row["contact"] == contact);
    CHECK(row["unread"] == "");
    CHECK(row["kind"] == "complaint");
    CHECK(row["about"] == "illegal_fee");
    CHECK(row["privacy"] == "confidential");
    CHECK(row["state"] == "received");
    CHECK(row["office"] == "dukcapil");
    CHECK(row["code_hash"] == to_hex(tracking_hash(known_code).bytes));
    CHECK(world.log().find("uang") == std::string::npos);
    const auto again = world.admin("GET", "/v1/admin/cases?since=" + world.admin("GET", "/v1/admin/cases").header("rancak-cursor"));
    CHECK(again.body.empty());
    check_problem(world.send({"GET", "/v1/admin/cases", {}, ""}), 401);
}

TEST_CASE("the events that an admin takes out hold nothing of what was written") {
    ServerWorld world;
    Teller teller(world);
    teller.tell(confidential(teller));
    const auto events = world.admin("GET", "/v1/admin/events").body;
    CHECK(events.find("illegal_fee") != std::string::npos);
    for (const auto& text : {std::string("uang"), contact, known_code}) CHECK(events.find(text) == std::string::npos);
}

TEST_CASE("cases as csv are quoted, and pages of one have each once") {
    ServerWorld world;
    Teller teller(world);
    for (int i = 0; i < 3; ++i) teller.tell(confidential(teller));
    const auto csv = world.admin("GET", "/v1/admin/cases?format=csv&limit=1");
    CHECK(csv.body == "journal,seq,at,received_at,office,kind,about,service,officer,privacy,language,state,code_hash,text,contact,unread\r\n" +
                          teller.device.journal() + ",1,2026-11-24T03:00:00.000Z,2026-11-24T03:00:00.000Z,dukcapil,complaint,illegal_fee,,,"
                          "confidential,id,received," + to_hex(tracking_hash(known_code).bytes) +
                          ",\"Petugas meminta uang rokok, \"\"wajib\"\" katanya (contoh)\",0812 contoh,\r\n");
    std::vector<int> seqs;
    std::string since;
    for (bool more = true; more;) {
        const auto page = world.admin("GET", "/v1/admin/cases?limit=1" + since);
        for (std::string_view rest = page.body; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
            seqs.push_back(nlohmann::json::parse(rest.substr(0, rest.find('\n'))).at("seq"));
        since = "&since=" + page.header("rancak-cursor");
        more = !page.header("link").empty();
    }
    CHECK(seqs == std::vector{1, 2, 3});
}

TEST_CASE("what cannot be opened is told as such, and the case comes out all the same") {
    ServerWorld world;
    Teller teller(world);
    CaseBody missing = confidential(teller);
    missing.text = blake2b("never sent");
    teller.tell(missing);
    CaseBody foreign = confidential(teller);
    foreign.text = teller.attach(seal(open_key_from_seed({1}).seal, complaint));
    foreign.contact = teller.sealed(std::string(max_contact + 1, 'x'));
    teller.tell(foreign);
    CaseBody hostile = confidential(teller);
    hostile.text = teller.sealed("kiri \xe2\x80\xae kanan");  // a right-to-left override
    teller.tell(hostile);
    const auto rows = exported(world, "cases");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["text"] == "");
    CHECK(rows[0]["contact"] == contact);
    CHECK(rows[0]["unread"] == "text missing");
    CHECK(rows[1]["unread"] == "text sealed;contact sealed");
    CHECK(rows[2]["unread"] == "text sealed");
}

TEST_CASE("a rating comes out with its comment") {
    ServerWorld world;
    Teller teller(world);
    rate(teller.device, 2, world.clock.now());
    rate(teller.device, 5, world.clock.now());
    teller.device.chain().add(RatingDetailBody{1, {"lama"}, std::nullopt, teller.sealed("Antreannya panjang (contoh)")}, world.clock.now());
    REQUIRE(world.send_events(teller.device, 1).status == 200);
    const auto rows = exported(world, "ratings");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["comment"] == "Antreannya panjang (contoh)");
    CHECK(rows[0]["unread"] == "");
    CHECK(rows[1]["comment"] == "");
}

TEST_CASE("the tracking code tells anybody the state and the day in the office's own time, and nothing else") {
    ServerWorld world;
    Teller teller(world);
    world.clock.advance(15h);  // 01:00 on the next day in the office
    teller.tell(confidential(teller));
    for (const std::string& written : {std::string("K7MA-R4T9-W2X3"), std::string("k7ma-r4t9-w2x3"), known_code}) {
        const auto reply = world.send({"GET", "/v1/cases/" + written, {}, ""});
        CHECK(reply.status == 200);
        CHECK(reply.body == R"({"state":"received","received":"2026-11-25"})");
        CHECK(reply.header("cache-control") == "no-store");
    }
}

TEST_CASE("a code that nobody has and a code with a wrong character are told apart, both as not found") {
    ServerWorld world;
    Teller teller(world);
    teller.tell(confidential(teller));
    SystemRandom random;
    const auto other = world.send({"GET", "/v1/cases/" + make_tracking_code(random), {}, ""});
    check_problem(other, 404);
    const auto wrong = world.send({"GET", "/v1/cases/K7MA-R4T9-W2X4", {}, ""});
    check_problem(wrong, 404);
    CHECK(other.body != wrong.body);
    check_problem(world.send({"GET", "/v1/cases/x", {}, ""}), 404);
}

TEST_CASE("guessing codes is held, and goes on after the time that it names") {
    ServerWorld::Options options;
    options.limits.lookups = {0.5, 3};
    ServerWorld world(options);
    const auto ask = [&] { return world.send({"GET", "/v1/cases/" + known_code, {}, ""}); };
    for (int i = 0; i < 3; ++i) CHECK(ask().status == 404);
    const auto held = ask();
    check_problem(held, 429);
    CHECK(held.header("retry-after") == "2");
    world.clock.advance(2s);
    CHECK(ask().status == 404);
}

TEST_CASE("a case for another office than the kiosk's is parked and found by nobody") {
    ServerWorld world;
    Teller teller(world);
    auto body = confidential(teller);
    body.office = "mpp";
    teller.device.chain().add(body, world.clock.now());
    const auto receipt = decode_receipt(world.send_events(teller.device, 1).body);
    REQUIRE(receipt);
    CHECK(receipt->parked.size() == 1);
    CHECK(exported(world, "cases").empty());
    CHECK(world.send({"GET", "/v1/cases/" + known_code, {}, ""}).status == 404);
}

}  // namespace rancak::server
