#pragma once

#include "server/core/log.h"
#include "server/core/metrics.h"
#include "server/core/store.h"

#include <cstdint>
#include <mutex>
#include <optional>

namespace rancak::server {

// Works -> fails -> works …: one line when the store begins to fail, one when it begins to fail in another way, one
// when it stores again, with how many calls were refused meanwhile. Kiosks try again and again; the log stays readable,
// and the disk that may be full is not filled further. The metrics count all. Callable from any thread.
class FailureLog {
public:
    FailureLog(Log log, Metrics& metrics) : log_(std::move(log)), metrics_(metrics) {}

    void failed(const StoreFailure&);  // a call is refused
    void stored();                     // something new is durable

private:
    const Log log_;
    Metrics& metrics_;
    std::mutex mutex_;
    // guarded by mutex_
    std::optional<StoreFailure::Kind> failing_;
    std::uint64_t refused_ = 0;
};

}  // namespace rancak::server
