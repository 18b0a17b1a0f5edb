#include "kiosk/adapters/pin_guard.h"

#include "shared/keys.h"

#include <algorithm>

namespace rancak::kiosk {

using namespace std::chrono_literals;

std::chrono::seconds pin_lock(int failures) {
    if (failures < free_pin_tries) return 0s;
    return std::min<std::chrono::seconds>(30s * (1 << std::min(failures - free_pin_tries, 7)), 1h);
}

PinGuard::Outcome PinGuard::check(Journal& journal, const std::string& who, const std::string& pin_hash,
                                  const std::string& pin) const {
    const auto kept = journal.pin_tries(who);
    if (!kept) return Unknown{};
    Journal::PinTries tries = *kept;
    const Timestamp now = clock_.now();
    if (tries.locked_until && now < *tries.locked_until) {
        // A clock that was set back must not lock somebody out for longer than the rule says.
        const Timestamp latest = now + pin_lock(tries.failures);
        if (*tries.locked_until > latest) {
            tries.locked_until = latest;
            if (!journal.keep_pin_tries(who, tries)) return Unknown{};
        }
        return Wrong{*tries.locked_until - now};
    }
    ++tries.failures;
    const auto lock = pin_lock(tries.failures);
    tries.locked_until = lock > 0s ? std::optional{now + lock} : std::nullopt;
    if (!journal.keep_pin_tries(who, tries)) return Unknown{};
    if (!password_matches(pin, pin_hash)) return Wrong{lock};
    if (!journal.keep_pin_tries(who, {})) return Unknown{};
    return Right{};
}

}  // namespace rancak::kiosk
