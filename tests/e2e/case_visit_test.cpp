#include "tests/e2e/house.h"

#include "shared/file.h"
#include "shared/http/client.h"
#include "shared/json_fields.h"
#include "shared/tracking_code.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

namespace {

std::vector<std::filesystem::path> files_with(const std::filesystem::path& folder, const std::string& text) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const auto bytes = read_file(entry.path(), 1 << 26);
        REQUIRE(bytes);
        if (bytes->find(text) != std::string::npos) found.push_back(entry.path());
    }
    return found;
}

void type_on(House& house, const std::string& text) {
    for (const char c : text) house.tap(c == ' ' ? "key/space" : std::string("key/") + c);
}

HttpReply ask(const House& house, const std::string& target) {
    HttpSettings settings;
    settings.server = house.address();
    settings.max_reply_bytes = 1 << 16;
    auto http = make_http_client(settings);
    REQUIRE(http);
    auto reply = (*http)->send({"GET", target, {}, ""});
    REQUIRE_MESSAGE(reply, reply.error().message);
    return std::move(*reply);
}

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

}  // namespace

TEST_CASE("e2e: somebody complains without a name: the text comes out for the admin once and is nowhere else, and the code tells the state") {
    House house;
    house.start_kiosk();
    house.tap("home/start");
    house.see_screen("home");
    house.tap("door/case");
    house.see_screen("case_kinds");
    house.tap("kind/complaint");
    house.see_screen("case_abouts");
    house.tap("about/illegal_fee");
    house.see_screen("case_writing");
    type_on(house, "rokok dua bungkus");
    house.tap("key/done");
    house.see_screen("case_privacy");
    house.tap("privacy/anonymous");
    house.see_screen("case_check");
    CHECK(read_file(house / "tree.json", 1 << 20).value().find("okok dua") == std::string::npos);  // though it is shown
    house.tap("send");
    const SeenTree sent = house.see_screen("case_sent");
    const SeenNode* shown = sent.find("code");
    REQUIRE(shown);
    const auto code = read_tracking_code(shown->label);
    REQUIRE_MESSAGE(code, shown->label);
    house.wait_until_sent();

    const Ran cases = house.admin({"export", "cases", "--format", "jsonl"});
    REQUIRE(cases.exit_code == 0);
    REQUIRE(lines_of(cases.out) == 1);
    const auto told = parse_json(cases.out);
    REQUIRE(told);
    CHECK(told->at("text") == "Rokok dua bungkus");
    CHECK(told->at("contact") == "");
    CHECK(told->at("about") == "illegal_fee");
    CHECK(told->at("privacy") == "anonymous");
    const auto mark = std::string("--since ");
    const std::string cursor = cases.err.substr(cases.err.find(mark) + mark.size());
    CHECK(house.admin({"export", "cases", "--format", "jsonl", "--since", cursor.substr(0, cursor.find('\n'))}).out.empty());

    const HttpReply state = ask(house, "/v1/cases/" + shown->label);
    CHECK(state.status == 200);
    CHECK(state.body.find(R"("state":"received")") != std::string::npos);
    CHECK(state.body.find("okok") == std::string::npos);

    for (const std::string& text : {std::string("okok dua"), *code, shown->label}) {
        CHECK(files_with(house.kiosk_data(), text).empty());
        CHECK(files_with(house.server_data(), text).empty());
        CHECK(house.kiosk().err().find(text) == std::string::npos);
        CHECK(house.server().err().find(text) == std::string::npos);
    }
    CHECK_FALSE(files_with(house.kiosk_data(), "illegal_fee").empty());  // so it would have been found
    house.tap("done");
    house.see_screen("attract");
}

TEST_CASE("e2e: who leaves a complaint half-way is told that nothing was stored, and nothing was") {
    House house;
    house.start_kiosk();
    house.tap_all({"home/start", "door/case", "kind/complaint", "about/other"});
    house.see_screen("case_writing");
    type_on(house, "kucing");
    house.tap("key/done");
    house.see_screen("case_privacy");
    house.tap("privacy/anonymous");
    house.see_screen("case_check");
    house.tap("cancel");
    house.see_screen("left");
    house.tap("done");
    house.see_screen("attract");
    house.wait_until_sent();
    CHECK(house.admin({"export", "cases", "--format", "jsonl"}).out.empty());
    CHECK(files_with(house.kiosk_data(), "ucing").empty());
}

TEST_CASE("e2e: a comment on a rating comes out with the rating") {
    House house;
    house.start_kiosk();
    house.tap_all({"begin", "officer/petugas-01", "face/2"});
    house.see_screen("why");
    house.tap("comment");
    house.see_screen("comment");
    type_on(house, "lama");
    house.tap("key/done");
    house.see_screen("why");
    house.tap("done");
    house.see_screen("thanks");
    house.wait_until_sent();
    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 1);
    CHECK(ratings[0].at("comment") == "Lama");
}
