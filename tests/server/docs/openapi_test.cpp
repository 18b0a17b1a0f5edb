// docs/openapi.yaml against the real server: each operation gets good and bad inputs, each reply must be as documented,
// and every documented status must come up.

#include "shared/tracking_code.h"
#include "tests/server/docs/openapi.h"
#include "tests/server/people_world.h"
#include "tests/support/places.h"

#include <doctest/doctest.h>

#include <set>

namespace rancak::server {
namespace {

using test::OpenApi;
using Operation = OpenApi::Operation;

// What may be changed about a good request to make it a bad one.
struct Ask {
    std::string path, query, body, type;
};

class Contract {
public:
    Contract() : document_(rancak::test::source_folder() + "/docs/openapi.yaml") {
        for (const auto& operation : document_.operations())
            for (const int status : operation.statuses) missing_.insert({operation.id, status});
    }
    [[nodiscard]] std::vector<Operation> operations() const { return document_.operations(); }
    [[nodiscard]] Operation operation(const std::string& id) const {
        for (const auto& one : document_.operations())
            if (one.id == id) return one;
        FAIL("there is no operation ", id);
        return {};
    }
    void check(const Operation& operation, const HttpReply& reply, int expected) {
        CAPTURE(operation.id);
        CAPTURE(reply.body);
        CHECK(reply.status == expected);
        for (const auto& mistake : document_.mistakes(operation, reply)) FAIL_CHECK(mistake);
        missing_.erase({operation.id, reply.status});
    }
    [[nodiscard]] const std::set<std::pair<std::string, int>>& missing() const { return missing_; }

private:
    OpenApi document_;
    std::set<std::pair<std::string, int>> missing_;  // documented, not yet seen
};

const std::string code = "K7MAR4T9W2X3";
const std::string png = "\x89PNG\r\n\x1a\nrest";

// A server, a kiosk, and a good request for each operation.
class Asker {
public:
    explicit Asker(ServerWorld& world) : world_(world), device_(world.enrolled()) {
        device_.chain().add(rating_body(5, "v"), world.clock.now());
        device_.chain().add(RatingDetailBody{.rating = 1, .reasons = {"ramah"}, .cause = {}, .pressed = true}, world.clock.now());
        SurveyBody survey{"dukcapil", "ktp", Sex::female, Education::s1, Occupation::other, Language::indonesian, {}};
        survey.answers.fill(3);
        device_.chain().add(survey, world.clock.now());
        CaseBody told;
        told.office = "dukcapil";
        told.code = tracking_hash(code);
        case_ = device_.journal() + "." + std::to_string(device_.chain().add(told, world.clock.now()));
        for (const char* topic : {"antre", "sabtu"}) device_.chain().add(SupportBody{"dukcapil", "fkp", topic}, world.clock.now());
        device_.chain().add(RatingDetailBody{1, {}, std::nullopt, blake2b("comment")}, world.clock.now());
        static_cast<void>(take_in(*world.store, batch_of({"dukcapil", device_.journal()}, 1, device_.chain().batch())));
        REQUIRE(world.admin("PUT", "/v1/admin/media/" + to_hex(blake2b(png)), png, "application/octet-stream").status == 200);
        add_user(world, "upik", "city");
    }

    [[nodiscard]] Ask good(const std::string& id) {
        const auto hash = [](const std::string& bytes) { return to_hex(blake2b(bytes)); };
        if (id == "enrol") return {"/v1/enrolments", "", test::SignedDevice(next_++).enrolment(world_.new_code()).body, "application/json"};
        if (id == "sendEvents") return {"/v1/journals/" + device_.journal() + "/events", "first=1", device_.chain().batch(), "application/x-ndjson"};
        if (id == "putAttachment") return {"/v1/attachments/" + hash("sealed"), "", "sealed", "application/octet-stream"};
        if (id == "getCatalogue") return {"/v1/catalogue", "", "", ""};
        if (id == "getMedia") return {"/v1/media/" + hash(png), "", "", ""};
        if (id == "sendHeartbeat") return {"/v1/heartbeat", "", encode(Heartbeat{"0.1.0", {}, 0, 0, 1, 1, {}, {{local_day(morning(), {}), 3, 2}}}), "application/json"};
        if (id == "getOwnStanding") return {"/v1/officers/o-1/standing", "", "", ""};
        if (id == "showCatalogue") return {"/v1/admin/catalogue", "", "", ""};
        if (id == "listKioskWords") return {"/v1/admin/catalogue/words", "", "", ""};
        if (id == "listEditions") return {"/v1/admin/catalogues", "", "", ""};
        if (id == "showEdition") return {"/v1/admin/catalogues/" + newest_edition(), "", "", ""};
        if (id == "restoreEdition") return {"/v1/admin/catalogues/" + newest_edition() + "/restoration", "", "", ""};
        if (id == "addPhoto") return {"/v1/admin/photos", "", a_photo(), "image/jpeg"};
        if (id == "showPicture") return {"/v1/admin/media/" + hash(png), "", "", ""};
        if (id == "importCatalogue") return {"/v1/admin/catalogue", "", encode(small_catalogue()), "application/json"};
        if (id == "putMedia") return {"/v1/admin/media/" + hash(png), "", png, "application/octet-stream"};
        if (id == "newEnrolmentCode") return {"/v1/admin/enrolment-codes", "", R"({"office":"dukcapil"})", "application/json"};
        if (id == "signIn") return {"/v1/session", "", R"({"name":"upik","password":")" + good_password + "\"}", "application/json"};
        if (id == "showSession" || id == "signOut") return {"/v1/session", "", "", ""};
        if (id == "changeOwnPassword")
            return {"/v1/session/password", "", R"({"old":")" + good_password + R"(","new":")" + good_password + "\"}", "application/json"};
        if (id == "listUsers") return {"/v1/admin/users", "", "", ""};
        if (id == "addUser")
            return {"/v1/admin/users", "", R"({"name":"b-)" + std::to_string(next_++) + R"(","display":"Contoh","role":"viewer","office":"","password":")" + good_password + "\"}", "application/json"};
        if (id == "changeUser") return {"/v1/admin/users/upik", "", R"j({"display":"Upik (contoh)"})j", "application/json"};
        if (id == "listTokens") return {"/v1/admin/tokens", "", "", ""};
        if (id == "addToken") return {"/v1/admin/tokens", "", R"({"name":"Contoh","rights":["figures"],"office":"dukcapil","days":1})", "application/json"};
        if (id == "revokeToken") return {"/v1/admin/tokens/" + a_token(), "", "", ""};
        if (id == "listWebhooks") return {"/v1/admin/webhooks", "", "", ""};
        if (id == "addWebhook")
            return {"/v1/admin/webhooks", "", R"({"url":"https://receiver.example/x","kinds":["case.received"],"office":"dukcapil"})", "application/json"};
        if (id == "changeWebhook") return {"/v1/admin/webhooks/" + a_webhook(), "", R"({"active":false})", "application/json"};
        if (id == "removeWebhook") return {"/v1/admin/webhooks/" + a_webhook(), "", "", ""};
        if (id == "testWebhook") return {"/v1/admin/webhooks/" + a_webhook() + "/test", "", "", ""};
        if (id == "rotateWebhook") return {"/v1/admin/webhooks/" + a_webhook() + "/secret", "", "", ""};
        if (id == "listAudit") return {"/v1/admin/audit", "limit=1", "", ""};
        if (id == "exportRatings") return {"/v1/admin/ratings", "format=csv", "", ""};
        if (id == "exportDetails") return {"/v1/admin/details", "format=csv", "", ""};
        if (id == "exportEvents") return {"/v1/admin/events", "format=jsonl&limit=1", "", ""};
        if (id == "exportCases") return {"/v1/admin/cases", "format=csv", "", ""};
        if (id == "listCases") return {"/v1/admin/inbox", "state=received&limit=1", "", ""};
        if (id == "showCase") return {"/v1/admin/inbox/" + case_, "", "", ""};
        if (id == "addCaseStep")
            return {"/v1/admin/inbox/" + case_ + "/steps", "", R"({"action":"note","text":"contoh"})", "application/json"};
        if (id == "listComments") return {"/v1/admin/comments", "", "", ""};
        if (id == "decideComment") return {"/v1/admin/comments/" + device_.journal() + ".1", "", R"({"decision":"show"})", "application/json"};
        if (id == "exportSurveys") return {"/v1/admin/surveys", "format=csv", "", ""};
        if (id == "getOverview") return {"/v1/admin/overview", "", "", ""};
        if (id == "getFigures") return {"/v1/admin/figures", "office=dukcapil&by=week", "", ""};
        if (id == "listFlagged") return {"/v1/admin/flagged", "office=dukcapil", "", ""};
        if (id == "getSkm") return {"/v1/admin/skm", "office=dukcapil&population=500", "", ""};
        if (id == "getSkmReport") return {"/v1/admin/skm/report", "office=dukcapil&format=html", "", ""};
        if (id == "listPublications") return {"/v1/admin/skm/publications", "", "", ""};
        if (id == "publishSkm") return {"/v1/admin/skm/publications", "", R"({"office":"dukcapil","from":"2026-11-01","until":"2026-11-30"})", "application/json"};
        if (id == "exportStandings") return {"/v1/admin/standings", "format=csv", "", ""};
        if (id == "listSupports") return {"/v1/admin/supports", "", "", ""};
        if (id == "getCase") return {"/v1/cases/" + code, "", "", ""};
        if (id == "getStanding") return {"/v1/admin/officers/o-1/standing", "from=2026-11-01", "", ""};
        if (id == "listJournals") return {"/v1/admin/journals", "", "", ""};
        if (id == "revokeJournal") return {"/v1/admin/journals/" + device_.journal() + "/revocation", "", "", ""};
        if (id == "homePage") return {"/", "bahasa=en", "", ""};
        if (id == "casePage") return {"/kasus", "kode=" + code, "", ""};
        if (id == "servicesPage") return {"/layanan", "", "", ""};
        if (id == "servicePage") return {"/layanan/ktp", "", "", ""};
        if (id == "changesPage") return {"/tindak-lanjut", "", "", ""};
        if (id == "health") return {"/healthz", "", "", ""};
        if (id == "getAdminPage") return {"/admin", "", "", ""};
        if (id == "getAsset") return {"/assets/" + world_.web.assets().begin()->first, "", "", ""};
        if (id == "ready") return {"/readyz", "", "", ""};
        if (id == "metrics") return {"/metrics", "", "", ""};
        FAIL("this test knows no good request for ", id);
        return {};
    }
    HttpReply send(const Operation& operation, const Ask& ask, bool with_rights = true, const std::string& header = {}, const std::string& bearer = "secret") {
        HttpRequest request{operation.method, ask.query.empty() ? ask.path : ask.path + "?" + ask.query, {}, ask.body};
        if (operation.kiosk && with_rights)
            request = device_.request(operation.method, ask.path, ask.query, ask.body, ask.type, world_.clock.now());
        else if (!ask.type.empty()) request.headers.push_back("Content-Type: " + ask.type);
        if (!operation.right.empty() && with_rights) request.headers.push_back("Authorization: Bearer " + bearer);
        if (operation.session && with_rights) add_session(request, header.starts_with("X-Rancak-Token"));
        if (!header.empty()) request.headers.push_back(header);
        return world_.send(request);
    }
    [[nodiscard]] test::SignedDevice& device() { return device_; }

private:
    std::string newest_edition() { return to_rfc3339(*world_.catalogue->current()->imported); }
    std::string a_photo() { return *world_.jpeg_writer.write({{8, 8}, std::vector<std::uint8_t>(8 * 8 * 3, 100)}); }
    // The id of a new one.
    std::string a_token() { return world_.store->token(secret_hash(new_token(world_, 1))).value()->id; }
    // The id of a new one.
    std::string a_webhook() {
        Subscription one;
        one.id = random_id(world_.random);
        one.url = "https://receiver.example/";
        one.kinds = 1;
        one.created = world_.clock.now();
        REQUIRE(*world_.store->add_subscription(one, audit_entry(world_.random, world_.clock.now(), {"contoh", 0, {}}, "webhook.add", one.id)));
        return one.id;
    }
    // One of its own for each request: some end it.
    void add_session(HttpRequest& request, bool without_page_token) {
        const auto secret = new_secret(world_.random);
        const auto user = world_.store->users().value().front().user;
        REQUIRE(*world_.store->open_session({secret_hash(secret), user.name, world_.clock.now(), world_.clock.now()}, user,
                                            audit_entry(world_.random, world_.clock.now(), caller_of(user), "session.open", user.name)));
        request.headers.push_back("Cookie: rancak_session=" + secret);
        if (!without_page_token) request.headers.push_back("X-Rancak-Token: " + page_token(secret));
    }

    ServerWorld& world_;
    test::SignedDevice device_;
    std::string case_;  // its name
    unsigned next_ = 100;
};

int good_status(const Operation& operation) {
    return *std::find_if(operation.statuses.begin(), operation.statuses.end(), [](int status) { return status / 100 == 2; });
}

void try_good(Contract& contract) {
    ServerWorld world;
    Asker asker(world);
    for (const auto& operation : contract.operations())
        contract.check(operation, asker.send(operation, asker.good(operation.id)), good_status(operation));
}

// Bad in the same way for every operation that documents the status.
void try_usual_mistakes(Contract& contract) {
    ServerWorld world;
    Asker asker(world);
    for (const auto& operation : contract.operations()) {
        const auto good = asker.good(operation.id);
        if (operation.kiosk || operation.session || !operation.right.empty()) contract.check(operation, asker.send(operation, good, false), 401);
        if (!operation.has_body) continue;
        auto large = good;
        large.body = std::string(operation.id == "importCatalogue" ? max_catalogue_bytes + 1 : max_media_bytes + 1, 'x');
        contract.check(operation, asker.send(operation, large), 413);
        auto other = good;
        other.type = "text/plain";
        contract.check(operation, asker.send(operation, other), 415);
        auto empty = good;
        empty.body = "[";
        contract.check(operation, asker.send(operation, empty), 422);
    }
}

void try_limits(Contract& contract) {
    ServerWorld::Options options;
    options.limits.device = {0.001, 1};
    options.limits.enrolments = {0.001, 2};
    options.limits.lookups = {0.001, 1};
    options.limits.sign_ins = {0.001, 1};
    ServerWorld world(options);
    Asker asker(world);
    static_cast<void>(asker.send(contract.operation("getCatalogue"), asker.good("getCatalogue")));
    static_cast<void>(asker.send(contract.operation("enrol"), asker.good("enrol")));
    static_cast<void>(asker.send(contract.operation("getCase"), asker.good("getCase")));
    static_cast<void>(asker.send(contract.operation("signIn"), asker.good("signIn")));
    const std::set<std::string> limited{"enrol", "getCase", "casePage", "signIn", "changeOwnPassword"};
    for (const auto& operation : contract.operations())
        if (operation.kiosk || limited.contains(operation.id))
            contract.check(operation, asker.send(operation, asker.good(operation.id)), 429);
}

void try_revoked(Contract& contract) {
    ServerWorld world;
    Asker asker(world);
    static_cast<void>(asker.send(contract.operation("revokeJournal"), asker.good("revokeJournal")));
    for (const auto& operation : contract.operations())
        if (operation.kiosk) contract.check(operation, asker.send(operation, asker.good(operation.id)), 403);
}

// OWASP API 5:2023, broken function level authorisation: each operation for admins needs the right that it names, and no
// other will do.
void try_rights(Contract& contract) {
    ServerWorld world;
    Asker asker(world);
    std::map<std::string, std::pair<std::string, std::string>> tokens;  // by right: all others, this alone
    for (const Right right : rights_in_order) {
        const auto bit = static_cast<std::uint8_t>(right);
        tokens.emplace(rancak::server::code(right), std::pair{new_token(world, static_cast<std::uint8_t>(all_rights & ~bit)), new_token(world, bit)});
    }
    for (const auto& operation : contract.operations()) {
        if (operation.right.empty()) continue;
        const auto& [others, alone] = tokens.at(operation.right);
        contract.check(operation, asker.send(operation, asker.good(operation.id), true, {}, others), 403);
        const auto allowed = asker.send(operation, asker.good(operation.id), true, {}, alone);
        CAPTURE(operation.id);
        CHECK(allowed.body.find("may not do this") == std::string::npos);
        CHECK(allowed.status != 401);
    }
}

void try_stopped(Contract& contract) {
    ServerWorld world;
    Asker asker(world);
    std::map<std::string, Ask> asks;
    for (const auto& operation : contract.operations()) asks.emplace(operation.id, asker.good(operation.id));
    world.api->stop();
    for (const auto& operation : contract.operations())
        if (operation.id != "health") contract.check(operation, asker.send(operation, asks.at(operation.id)), 503);
}

void try_special_mistakes(Contract& contract) {
    ServerWorld world;
    Asker asker(world);
    const auto with = [&](const char* id, auto change, int expected, const std::string& header = {}) {
        auto ask = asker.good(id);
        change(ask);
        contract.check(contract.operation(id), asker.send(contract.operation(id), ask, true, header), expected);
    };
    with("enrol", [&](Ask& ask) { ask.body = test::SignedDevice(9).enrolment("0000000000").body; }, 403);
    with("enrol", [&](Ask& ask) { ask.body = asker.device().enrolment(world.new_code()).body; }, 409);
    with("signIn", [](Ask& ask) { ask.body = R"({"name":"nobody","password":"wrong"})"; }, 401);
    with("signOut", [](Ask&) {}, 403, "X-Rancak-Token: wrong");
    with("changeOwnPassword", [](Ask& ask) { ask.body = R"({"old":"wrong","new":"sepuluh huruf"})"; }, 403);
    with("addUser", [](Ask& ask) { ask.body.replace(ask.body.find("b-"), 2, "upik\",\"x\":\""); }, 409);
    with("changeUser", [](Ask& ask) { ask.path = "/v1/admin/users/nobody"; }, 404);
    with("changeUser", [](Ask& ask) { ask.body = R"({"disabled":true})"; }, 409);
    with("revokeToken", [](Ask& ask) { ask.path = "/v1/admin/tokens/none"; }, 404);
    for (const char* id : {"changeWebhook", "removeWebhook"}) with(id, [](Ask& ask) { ask.path = "/v1/admin/webhooks/none"; }, 404);
    with("testWebhook", [](Ask& ask) { ask.path = "/v1/admin/webhooks/none/test"; }, 404);
    with("testWebhook", [&](Ask& ask) {
        SubscriptionChange off;
        off.active = false;
        const auto id = ask.path.substr(19, 26);
        REQUIRE(world.store->change_subscription(id, off, audit_entry(world.random, world.clock.now(), {"contoh", 0, {}}, "webhook.off", id)).value());
    }, 409);
    with("rotateWebhook", [](Ask& ask) { ask.path = "/v1/admin/webhooks/none/secret"; }, 404);
    with("listAudit", [](Ask& ask) { ask.query = "limit=0"; }, 400);
    with("sendEvents", [](Ask& ask) { ask.query = "first=2"; }, 409);
    with("sendEvents", [](Ask& ask) { ask.query = "first=one"; }, 400);
    with("sendEvents", [](Ask&) {}, 200);
    with("sendEvents", [](Ask& ask) { ask.body = "other\n"; }, 409);
    with("getCatalogue", [](Ask&) {}, 304, "If-None-Match: *");
    with("getMedia", [](Ask& ask) { ask.path = "/v1/media/" + std::string(64, '0'); }, 404);
    with("getOwnStanding", [](Ask& ask) { ask.path = "/v1/officers/nobody/standing"; }, 404);
    with("getStanding", [](Ask& ask) { ask.path = "/v1/admin/officers/nobody/standing"; }, 404);
    with("getStanding", [](Ask& ask) { ask.query = "from=soon"; }, 400);
    with("getOverview", [](Ask& ask) { ask.query = "from=soon"; }, 400);
    with("getFigures", [](Ask& ask) { ask.query = "by=week"; }, 400);
    with("getFigures", [](Ask& ask) { ask.query = "office=nowhere"; }, 404);
    with("getFigures", [](Ask& ask) { ask.query = "office=dukcapil&officer=o-1&by=month"; }, 200);
    with("listFlagged", [](Ask& ask) { ask.query = "limit=0"; }, 400);
    with("listFlagged", [](Ask& ask) { ask.query = "office=nowhere"; }, 404);
    with("getSkm", [](Ask& ask) { ask.query = "office=dukcapil&population=0"; }, 400);
    with("getSkm", [](Ask& ask) { ask.query = "office=dukcapil&service=nothing"; }, 404);
    with("getSkm", [](Ask& ask) { ask.query = "office=dukcapil&from=2020-01-01&until=2020-12-31"; }, 200);
    with("getSkmReport", [](Ask& ask) { ask.query = "office=dukcapil&format=doc"; }, 400);
    with("getSkmReport", [](Ask& ask) { ask.query = "office=nowhere&format=pdf"; }, 404);
    with("getSkmReport", [](Ask& ask) { ask.query += "&from=2020-01-01&until=2020-12-31"; }, 409);
    with("getSkmReport", [](Ask& ask) { ask.query = "office=dukcapil&format=pdf"; }, 200);
    with("getSkmReport", [](Ask& ask) { ask.query = "office=dukcapil&format=xlsx"; }, 200);
    with("publishSkm", [](Ask& ask) { ask.body = R"({"office":"nowhere","from":"2026-11-01","until":"2026-11-30"})"; }, 404);
    with("publishSkm", [](Ask& ask) { ask.body = R"({"office":"dukcapil","from":"2020-11-01","until":"2020-11-30"})"; }, 409);
    with("publishSkm", [](Ask& ask) { ask.body = R"({"office":"dukcapil","from":"2026-11-30","until":"2026-11-01"})"; }, 422);
    with("publishSkm", [](Ask&) {}, 201);
    with("listPublications", [](Ask&) {}, 200);
    with("listPublications", [](Ask& ask) { ask.query = "office=nowhere"; }, 404);
    with("listPublications", [](Ask& ask) { ask.query = "office=Nowhere"; }, 400);
    with("exportRatings", [](Ask& ask) { ask.query = "format=xml"; }, 400);
    with("exportEvents", [](Ask& ask) { ask.query = "limit=0"; }, 400);
    with("exportCases", [](Ask& ask) { ask.query = "since=x"; }, 400);
    with("exportSurveys", [](Ask& ask) { ask.query = "limit=none"; }, 400);
    with("exportDetails", [](Ask& ask) { ask.query = "from=soon"; }, 400);
    with("exportStandings", [](Ask& ask) { ask.query = "from=2026-11-02&until=2026-11-01"; }, 400);
    with("exportStandings", [](Ask& ask) { ask.query = "format=xlsx"; }, 200);
    with("getCase", [](Ask& ask) { ask.path = "/v1/cases/K7MA-R4T9-W2X4"; }, 404);
    with("listCases", [](Ask& ask) { ask.query = "state=open"; }, 400);
    for (const char* id : {"health", "getAdminPage", "homePage", "casePage", "servicesPage", "servicePage", "changesPage"}) with(id, [](Ask& ask) { ask.query = "x=1"; }, 400);
    with("casePage", [](Ask& ask) { ask.query = "kode=K7MA-R4T9-W2X4"; }, 404);
    with("servicePage", [](Ask& ask) { ask.path = "/layanan/nothing"; }, 404);
    with("showCase", [](Ask& ask) { ask.path.back() = '9'; }, 404);
    with("addCaseStep", [&](Ask& ask) { ask.path = "/v1/admin/inbox/" + asker.device().journal() + ".9/steps"; }, 404);
    with("addCaseStep", [](Ask& ask) { ask.body = R"({"action":"reopen"})"; }, 409);
    with("addCaseStep", [](Ask& ask) { ask.body = R"({"action":"answer","text":"contoh"})"; }, 201);
    with("getCase", [](Ask&) {}, 200);
    with("listComments", [](Ask& ask) { ask.query = "state=secret"; }, 400);
    with("decideComment", [](Ask& ask) { ask.path.back() = '9'; }, 404);
    with("getAsset", [](Ask& ask) { ask.path = "/assets/app.js"; }, 404);
    const auto& script = world.web.assets().begin()->second;
    with("getAsset", [](Ask&) {}, 304, "If-None-Match: \"" + to_hex(blake2b(script)).substr(0, 16) + "\"");
    with("exportEvents", [](Ask& ask) { ask.query = "format=csv"; }, 200);
    with("exportRatings", [](Ask&) {}, 200);
    with("getStanding", [](Ask&) {}, 200);
    with("listJournals", [](Ask&) {}, 200);
    for (const char* id : {"health", "ready", "metrics"}) with(id, [](Ask& ask) { ask.query = "x=1"; }, 400);
    with("revokeJournal", [](Ask& ask) { ask.path = "/v1/admin/journals/" + std::string(26, '0') + "/revocation"; }, 404);

    while (world.store->subscriptions()->size() < max_subscriptions) static_cast<void>(asker.good("removeWebhook"));
    with("addWebhook", [](Ask&) {}, 409);

    auto other = small_catalogue();
    other.offices[0].id = "mpp";
    for (auto& counter : other.counters) counter.office = "mpp";
    for (auto& officer : other.officers) officer.office = "mpp";
    for (auto& service : other.services) service.office = "mpp";
    with("importCatalogue", [](Ask&) {}, 412, "If-Match: \"another\"");
    with("restoreEdition", [](Ask&) {}, 412, "If-Match: \"another\"");
    for (const char* id : {"showEdition", "restoreEdition"})
        with(id, [](Ask& ask) { ask.path.replace(ask.path.find("/2026-"), 6, "/1999-"); }, 404);
    with("showPicture", [](Ask& ask) { ask.path = "/v1/admin/media/" + std::string(64, '0'); }, 404);
    with("importCatalogue", [&](Ask& ask) { ask.body = encode(other); }, 200);
    with("getCatalogue", [](Ask&) {}, 404);
    // What was the office's then is another one's now.
    const auto office = new_token(world, rights_of(Role::office), "mpp");
    other.offices.push_back(small_catalogue().offices[0]);
    other.counters[0].office = "dukcapil";
    for (auto& officer : other.officers) officer.counter.clear();
    for (auto& service : other.services) service.counters = {"a-2"};
    const auto moved = asker.good("restoreEdition");
    with("importCatalogue", [&](Ask& ask) { ask.body = encode(other); }, 200);
    contract.check(contract.operation("restoreEdition"), asker.send(contract.operation("restoreEdition"), moved, true, {}, office), 422);
}

// Tables of eleven rows each, asked for again as they are and as spreadsheets that hold ten.
void try_tables(Contract& contract) {
    ServerWorld world;
    Asker asker(world);
    auto& chain = asker.device().chain();
    const auto first = chain.head().seq + 1;
    for (int i = 0; i < 11; ++i) {
        const auto now = world.clock.now();
        const auto rating = chain.add(rating_body(4, "visit-" + std::to_string(i)), now);
        chain.add(RatingDetailBody{rating, {"ramah"}, std::nullopt}, now);
        CaseBody told;
        told.office = "dukcapil";
        told.code = tracking_hash(code);
        chain.add(told, now);
        SurveyBody survey;
        survey.office = "dukcapil";
        survey.answers.fill(3);
        chain.add(survey, now);
    }
    static_cast<void>(take_in(*world.store, batch_of({"dukcapil", asker.device().journal()}, first, chain.batch(first))));
    for (const char* id : {"exportRatings", "exportDetails", "exportEvents", "exportCases", "exportSurveys", "exportStandings"}) {
        const auto operation = contract.operation(id);
        auto ask = asker.good(id);
        const auto once = asker.send(operation, ask);
        contract.check(operation, once, 200);
        contract.check(operation, asker.send(operation, ask, true, "If-None-Match: " + once.header("etag")), 304);
        ask.query = "format=xlsx";
        contract.check(operation, asker.send(operation, ask), 200);
        if (operation.id == "exportStandings") continue;
        ask.query = "format=xlsx&limit=1";
        contract.check(operation, asker.send(operation, ask), 422);
    }
}

}  // namespace

TEST_CASE("the server answers as docs/openapi.yaml says, and every status it names comes up") {
    Contract contract;
    try_good(contract);
    try_usual_mistakes(contract);
    try_limits(contract);
    try_revoked(contract);
    try_rights(contract);
    try_stopped(contract);
    try_special_mistakes(contract);
    try_tables(contract);
    for (const auto& [operation, status] : contract.missing()) {
        CAPTURE(operation);
        CHECK(status == 507);  // a full disk is the fault tests' to make
    }
}

TEST_CASE("each address takes exactly the methods that docs/openapi.yaml names") {
    ServerWorld world;
    const Contract contract;
    std::map<std::string, std::set<std::string>> methods;
    for (const auto& operation : contract.operations()) methods[operation.path].insert(operation.method);
    for (const auto& [path, names] : methods) {
        std::string allow;
        for (const auto& name : names) allow += (allow.empty() ? "" : ", ") + name;
        auto target = path;
        for (auto at = target.find('{'); at != std::string::npos; at = target.find('{')) target.replace(at, target.find('}') - at + 1, "x");
        const auto reply = world.send({"OPTIONS", target, {}, ""});
        CHECK(reply.status == 405);
        CHECK(reply.header("allow") == allow);
    }
    CHECK(Api::addresses() == methods.size());
}

}  // namespace rancak::server
