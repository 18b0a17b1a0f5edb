#pragma once

#include "server/core/centre.h"
#include "server/core/device_gate.h"
#include "server/core/group_commit.h"
#include "server/core/rate_limit.h"
#include "server/core/workers.h"

namespace rancak::server {

// Every address of the server, each with who may call it and what it takes (docs/protocol.md, docs/openapi.yaml).
// The calling thread checks and reads; what may wait for the store goes to the workers, events to the group commit.
//
// stop() answers what is under way and refuses what comes after.
class Api final : public Application {
public:
    struct Limits {
        Rate device{20, 1000};       // requests of one kiosk: a year offline drains in a minute, a loop is held
        Rate lookups{10, 100};       // of cases by all together: guessing 46 bits at this rate takes longer than anybody has
        Rate enrolments{5, 100};     // tries of all together: a code's 30 secret bits outlast its 15 minutes
    };

    // All of the centre outlives it.
    Api(Centre centre, Limits limits);
    ~Api() override { stop(); }

    [[nodiscard]] Admission admit(const Request&) override;
    void handle(Request, Responder) override;
    void stop();

    [[nodiscard]] static std::size_t addresses();  // how many different ones there are

private:
    struct Route;
    struct Match {
        const Route* route = nullptr;
        std::vector<std::string_view> parameters;
        std::string allow;  // the methods of this path, when only the method is wrong
    };
    static const Route routes[];
    [[nodiscard]] static Match match(const Request&);

    // Whoever may call the route: set by what it lets in.
    struct Sender {
        std::optional<Device> device;
        Caller caller;
    };
    [[nodiscard]] Responder measured(Responder) const;
    // A reply that ends the call, or nothing: then the sender is known.
    [[nodiscard]] std::optional<Reply> refuse(const Route&, const Request&, Sender&);
    [[nodiscard]] tl::expected<Caller, Reply> caller_of(const Request&) const;
    void take_events(const Call&, Request&, Responder);
    void run_later(const Route&, Request, Query, Sender, Responder);

    const Centre centre_;
    DeviceGate gate_;
    RateLimiter enrolments_, lookups_;
    GroupCommit commit_;
    Workers workers_;
};

}  // namespace rancak::server
