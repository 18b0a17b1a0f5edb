#pragma once

#include "tests/server/server_world.h"

#include <string>

namespace rancak::server {

// A kiosk that sends what it sealed, then the event.
struct Teller {
    explicit Teller(ServerWorld& in) : world(in), device(in.enrolled()) {}

    Hash attach(const std::string& bytes) {
        REQUIRE(world.send(device.request("PUT", "/v1/attachments/" + to_hex(blake2b(bytes)), "", bytes,
                                          "application/octet-stream", world.clock.now())).status == 200);
        return blake2b(bytes);
    }
    Hash sealed(const std::string& text) { return attach(seal(world.seal_key.seal, text)); }
    void tell(CaseBody body) {
        body.office = "dukcapil";
        const auto seq = device.chain().add(body, world.clock.now());
        REQUIRE(world.send_events(device, seq).status == 200);
    }

    ServerWorld& world;
    test::SignedDevice device;
};

}  // namespace rancak::server
