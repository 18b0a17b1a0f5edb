// A webhook of the real program, which is killed in the middle of it.

#include "shared/sqlite/sqlite.h"
#include "tests/server/running_server.h"
#include "tests/support/canned_server.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

std::string header_of(const std::string& request, const std::string& name) {
    const auto begin = request.find("\r\n" + name + ": ") + name.size() + 4;
    return request.substr(begin, request.find("\r\n", begin) - begin);
}

}  // namespace

TEST_CASE("killed between sending a message and noting it, the server sends the same one again") {
    const test::TemporaryFolder folder;
    const auto settings = (folder / "server.toml").string(), data = (folder / "data").string();
    std::ofstream(settings) << "data = \"data\"\n[webhooks]\nallow_private = true\n";
    test::CannedServer receiver({"", test::http_reply(200, "")});  // the first time it says nothing, and the server waits for it
    const auto now = SystemClock().now();
    std::string name;
    {
        RunningServer server(data, {}, settings);
        auto kiosk = server.enrolled(1);
        const nlohmann::json wanted{{"url", receiver.address()}, {"kinds", {"case.received"}}};
        REQUIRE(server.send({"POST", "/v1/admin/webhooks", {"Content-Type: application/json"}, wanted.dump()}).status == 201);
        CaseBody told;
        told.office = "dukcapil";
        name = kiosk.journal() + "." + std::to_string(kiosk.chain().add(told, now));
        REQUIRE(server.http->send(kiosk.events(1, kiosk.chain().batch(), now))->status == 200);
        receiver.wait_for_requests(1);
        server.process.signal(SIGKILL);
        REQUIRE(server.process.wait() == 128 + SIGKILL);
    }
    // The one who was killed has the message for half a minute; nobody waits for that here.
    sqlite::Database::open_writer(folder / "data" / "server.db", sqlite::Durability::full).execute("UPDATE webhook_message SET due_at = 0");
    RunningServer again(data, {}, settings);
    receiver.wait_for_requests(2);
    const auto requests = receiver.requests();
    CHECK(requests[0].find(name) != std::string::npos);
    CHECK(requests[0].substr(requests[0].find("\r\n\r\n")) == requests[1].substr(requests[1].find("\r\n\r\n")));
    CHECK(header_of(requests[0], "webhook-id").starts_with("msg_"));
    CHECK(header_of(requests[0], "webhook-id") == header_of(requests[1], "webhook-id"));
    CHECK(again.process.err().find("whsec_") == std::string::npos);
    CHECK(again.stop() == 0);
}

}  // namespace rancak::server
