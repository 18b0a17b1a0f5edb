#pragma once

#include "server/core/failure_log.h"
#include "server/core/http_message.h"
#include "server/core/rate_limit.h"
#include "server/core/store.h"
#include "shared/time.h"

#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace rancak::server {

// Who sends this request? Checks a device's signature, its standing and its rate, in that order, so that nobody can
// use up a device's rate or learn about it without its key. Callable from any thread.
class DeviceGate {
public:
    // All outlive it.
    DeviceGate(DeviceStore& store, const Clock& clock, FailureLog& failures, Rate rate)
        : store_(store), clock_(clock), failures_(failures), limiter_(rate) {}

    // Events are never refused for their age, so a kiosk whose clock is wrong still delivers; control calls are.
    enum class Age { any, recent };
    [[nodiscard]] tl::expected<Device, Reply> admit(const Request&, Age);
    // After a revocation or an enrolment in this process.
    void forget(std::string_view journal);

private:
    struct Known {
        Device device;
        Monotonic looked;
    };
    // As the store had it a second ago at most, so that a revocation works at once.
    [[nodiscard]] tl::expected<Device, Reply> device(const std::string& journal);

    DeviceStore& store_;
    const Clock& clock_;
    FailureLog& failures_;
    RateLimiter limiter_;
    std::mutex mutex_;
    std::map<std::string, Known, std::less<>> known_;  // guarded by mutex_
};

// 507 when there is no space, else 503; what went wrong stays in the log.
[[nodiscard]] Reply store_failed(const StoreFailure&);

}  // namespace rancak::server
