#pragma once

#include "kiosk/adapters/journal.h"
#include "shared/time.h"

#include <string>
#include <variant>

namespace rancak::kiosk {

// Guards the PINs of one kiosk against guessing: 5 tries, then 30 s, doubling with each further wrong one up to 1 h. Per
// person, kept in the journal's file over restarts. A try is counted before the PIN is checked and forgiven when it was
// right, so that pulling the plug gives no free tries.
class PinGuard {
public:
    struct Right {};
    struct Wrong {
        Milliseconds locked_for{0};  // 0: try again at once
    };
    struct Unknown {};  // the tries cannot be counted, so nothing is checked; the journal says why
    using Outcome = std::variant<Right, Wrong, Unknown>;

    explicit PinGuard(const Clock& clock) : clock_(clock) {}

    [[nodiscard]] Outcome check(Journal&, const std::string& who, const std::string& pin_hash, const std::string& pin) const;

private:
    const Clock& clock_;
};

inline constexpr int free_pin_tries = 5;
// How long after this many wrong PINs in a row nobody may try.
[[nodiscard]] std::chrono::seconds pin_lock(int failures);

}  // namespace rancak::kiosk
