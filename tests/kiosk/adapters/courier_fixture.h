#pragma once

#include "kiosk/adapters/courier.h"
#include "tests/kiosk/adapters/journal_fixture.h"
#include "tests/support/kiosk_world.h"
#include "tests/support/memory_server.h"

#include <algorithm>

namespace rancak::kiosk {

// The same numbers each time: share 0.5 of every ceiling.
class HalfRandom final : public Random {
 public:
    void fill(std::span<std::uint8_t> out) override { std::fill(out.begin(), out.end(), std::uint8_t{0x80}); }
};

// An enrolled kiosk and its centre in memory. The courier is stepped by the test.
struct CourierFixture : JournalFixture {
    CourierFixture() {
        server.devices[sample_journal].key = key.verify_key();
        server.time = clock.now();
        start_courier();
    }

    // As when the program starts anew.
    void start_courier() {
        courier.reset();
        auto client = std::make_unique<test::DirectClient>(server);
        http = client.get();
        auto memory = CourierMemory::open(folder, sample_journal);
        REQUIRE(memory);
        courier = std::make_unique<Courier>(
            CourierParts{folder.paths(),
                         {sample_journal, "a", "", "http://127.0.0.1:1", server.open_key.seal, key},
                         "1.2.3",
                         reader(),
                         std::move(*memory),
                         CatalogueCache::open(folder, "a"),
                         std::move(client),
                         clock,
                         random,
                         alarms,
                         mailbox});
    }

    // Steps until there is nothing to do; answers how long that stays so.
    Milliseconds settle() {
        for (int steps = 0; steps < 10'000; ++steps) {
            if (const auto rest = courier->step()) return *rest;
        }
        FAIL("the courier never rests");
        return {};
    }

    [[nodiscard]] const std::vector<std::string>& on_server() { return server.devices[sample_journal].lines; }
    [[nodiscard]] std::string journal_text() { return reader().read_from(1, all_lines)->text; }
    [[nodiscard]] bool server_holds_all() {
        std::string all;
        for (const auto& line : on_server()) all += line + "\n";
        return all == journal_text();
    }
    template <class T>
    std::vector<T> posted() {
        std::vector<T> found;
        for (auto& action : mailbox.take()) {
            if (auto* one = std::get_if<T>(&action)) found.push_back(std::move(*one));
        }
        return found;
    }
    [[nodiscard]] std::size_t batches() const {
        return static_cast<std::size_t>(std::count_if(
            server.requests.begin(), server.requests.end(),
            [](const HttpRequest& request) { return request.target.find("/events?") != std::string::npos; }));
    }

    test::MemoryServer server;
    SigningKey key = SigningKey::from_seed({9});
    HalfRandom random;
    std::vector<std::string> told;  // of the alarms, as the log gets them
    Alarms alarms{[this](const std::string& sentence) { told.push_back(sentence); }};
    int wakes = 0;
    Mailbox<Action> mailbox{[this] { ++wakes; }};
    test::DirectClient* http = nullptr;
    std::unique_ptr<Courier> courier;
};

}  // namespace rancak::kiosk
