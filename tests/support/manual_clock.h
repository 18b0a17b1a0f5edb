#pragma once

#include "shared/time.h"

#include <atomic>

namespace rancak::test {

// A clock that moves only when it is told to. Callable from any thread.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Timestamp start = *parse_rfc3339("2026-11-24T03:12:45.123Z"))
        : wall_(start.time_since_epoch().count()) {}

    [[nodiscard]] Timestamp now() const override { return Timestamp(Milliseconds(wall_)); }
    [[nodiscard]] Monotonic monotonic() const override { return Monotonic(Milliseconds(monotonic_)); }

    void advance(Milliseconds by) {  // time passes
        wall_ += by.count();
        monotonic_ += by.count();
    }
    void set_wall(Timestamp to) { wall_ = to.time_since_epoch().count(); }  // somebody sets the clock

private:
    std::atomic<std::int64_t> wall_;
    std::atomic<std::int64_t> monotonic_{1'000'000};
};

}  // namespace rancak::test
