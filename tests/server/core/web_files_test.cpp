#include "server/core/web_files.h"

#include "shared/hash.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <vector>

namespace rancak::server {
namespace {

std::string hashed(const std::string& base, const std::string& bytes, const std::string& extension) {
    return base + "-" + to_hex(blake2b(bytes)).substr(0, 16) + "." + extension;
}

std::string header(const Reply& reply, const std::string& name) {
    const auto found = std::find_if(reply.headers.begin(), reply.headers.end(), [&](const auto& one) { return one.first == name; });
    return found == reply.headers.end() ? "" : found->second;
}

const std::string dom = "export const h = 'it\\'s';";
const std::string today = "import { h } from \"../parts/dom.js\"; // it's today's";
const std::string page = "<script src=\"./app.js\"></script><a href='#./x'>don't</a>";

Result<WebFiles> small(std::string_view app) {
    const std::vector<WebFile> files{{"index.html", page}, {"app.js", app}, {"pages/today.js", today}, {"parts/dom.js", dom}};
    return WebFiles::of(files);
}

}  // namespace

TEST_CASE("each file is called by the hash of what is sent, from the leaves to the page") {
    const auto web = small("import './pages/today.js';");
    REQUIRE(web);
    const auto dom_name = hashed("dom", dom, "js");
    const auto today_sent = "import { h } from \"/assets/" + dom_name + "\"; // it's today's";
    const auto today_name = hashed("today", today_sent, "js");
    const auto app_sent = "import '/assets/" + today_name + "';";
    CHECK(web->asset(dom_name, "").body == dom);
    CHECK(web->asset(today_name, "").body == today_sent);
    CHECK(web->asset(hashed("app", app_sent, "js"), "").body == app_sent);
    CHECK(web->page().body == "<script src=\"/assets/" + hashed("app", app_sent, "js") + "\"></script><a href='#./x'>don't</a>");
    CHECK(web->assets().size() == 3);
    CHECK(web->total_bytes() == dom.size() + today_sent.size() + app_sent.size() + web->page().body.size());
}

TEST_CASE("another byte in a leaf gives all that lead to it another name") {
    const auto web = small("import './pages/today.js';");
    const std::vector<WebFile> files{{"index.html", page}, {"app.js", "import './pages/today.js';"}, {"pages/today.js", today}, {"parts/dom.js", ""}};
    const auto other = WebFiles::of(files);
    REQUIRE((web && other));
    for (const auto& [name, bytes] : web->assets()) CHECK(other->assets().count(name) == 0);
    CHECK(web->page().body != other->page().body);
}

TEST_CASE("files that do not fit together are no pages") {
    const auto missing = small("import './pages/other.js';");
    REQUIRE(!missing);
    CHECK(missing.error().message == "The pages do not fit together: pages/other.js is not there.");
    const auto outside = small("import '../../etc/passwd';");
    REQUIRE(!outside);
    CHECK(outside.error().message.find("leads out of the folder") != std::string::npos);
    const auto circle = small("import './app.js';");
    REQUIRE(!circle);
    CHECK(circle.error().message.find("names itself") != std::string::npos);
    const std::vector<WebFile> twice{{"a/x.js", "1"}, {"b/x.js", "1"}};
    CHECK(!WebFiles::of(twice));
}

TEST_CASE("a browser may keep a file for ever, and never the page") {
    const auto web = small("");
    REQUIRE(web);
    const auto name = hashed("dom", dom, "js");
    const auto first = web->asset(name, "");
    CHECK(first.status == 200);
    CHECK(first.content_type == "text/javascript; charset=utf-8");
    CHECK(header(first, "Cache-Control") == "public, max-age=31536000, immutable");
    const auto again = web->asset(name, header(first, "ETag"));
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(web->asset("dom.js", "").status == 404);
    CHECK(header(web->page(), "Cache-Control") == "no-store");
    CHECK(WebFiles{}.page().status == 404);
    CHECK(WebFiles{}.asset(name, "").status == 404);
}

// Each directive by itself: what is added to one of them is a hole.
TEST_CASE("the page lets nothing in but the server's own files, and nobody frame it or learn where its reader comes from") {
    const auto page = small("")->page();
    std::set<std::string> directives;
    std::istringstream policy(header(page, "Content-Security-Policy"));
    for (std::string one; std::getline(policy >> std::ws, one, ';');) directives.insert(one);
    CHECK(directives == std::set<std::string>{"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
                                              "font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"});
    CHECK(header(page, "Referrer-Policy") == "no-referrer");
    CHECK(page.content_type == "text/html; charset=utf-8");
}

}  // namespace rancak::server
