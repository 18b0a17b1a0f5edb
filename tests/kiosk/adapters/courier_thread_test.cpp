#include "kiosk/adapters/courier_thread.h"

#include "tests/kiosk/adapters/courier_fixture.h"
#include "tests/support/canned_server.h"

#include <semaphore>

using namespace rancak;
using namespace rancak::kiosk;

TEST_CASE("the thread sends what is stored when it is woken") {
    CourierFixture kiosk;
    std::binary_semaphore sent{0};
    kiosk.server.instead = [&](const HttpRequest& request) -> std::optional<HttpReply> {
        // in a batch of its own or with the two before it
        if (request.body.find("\"seq\":3,") != std::string::npos) sent.release();
        return std::nullopt;
    };
    CourierThread thread(*kiosk.courier);
    kiosk.store(2);
    thread.wake();
    kiosk.store(1);
    thread.wake();
    sent.acquire();
    thread.stop();
}

TEST_CASE("the thread stops within a second while the server is silent") {
    CourierFixture kiosk;
    test::CannedServer silent({""});
    HttpSettings settings;
    settings.server = silent.address();
    settings.max_reply_bytes = 1000;
    auto memory = CourierMemory::open(kiosk.folder, sample_journal);
    Courier courier({kiosk.folder.paths(),
                     {sample_journal, "a", "", silent.address(), kiosk.server.open_key.seal, kiosk.key},
                     "1",
                     kiosk.reader(),
                     std::move(*memory),
                     CatalogueCache::open(kiosk.folder, "a"),
                     std::move(*make_http_client(settings)),
                     kiosk.clock,
                     kiosk.random,
                     kiosk.alarms,
                     kiosk.mailbox});
    kiosk.courier.reset();
    CourierThread thread(courier);
    silent.wait_for_requests(1);
    const auto begin = std::chrono::steady_clock::now();
    thread.stop();
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
}
