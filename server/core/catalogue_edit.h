#pragma once

#include "shared/catalogue.h"
#include "shared/result.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// What admins see and change of a catalogue. Pure.

// The part that they see: the whole, or one office's with what is the whole city's.
[[nodiscard]] Catalogue seen_of(const Catalogue& whole, std::string_view office);

// As the dashboard gets it: has_pin stands for pin_hash.
[[nodiscard]] std::string admin_json(const Catalogue&);

// As the dashboard sends it: whoever has neither pin_hash nor pin keeps what they have in `seen`; pin makes a new one, an
// empty one takes it away. `hash` makes Argon2id of a PIN; at most max_new_pins are made at once, for each takes its time.
inline constexpr int max_new_pins = 50;
using HashPin = std::function<Result<std::string>(std::string_view)>;
[[nodiscard]] Result<Catalogue> read_admin_json(std::string_view json, const Catalogue& seen, const HashPin& hash);

// The whole with an office's part replaced. An Error names what differs that is not the office's.
[[nodiscard]] Result<Catalogue> with_part(const Catalogue& whole, std::string_view office, const Catalogue& part);

// The part of `old` that is the office's, with what is the city's from `now`: what an office may put back.
[[nodiscard]] Catalogue part_of(const Catalogue& old, std::string_view office, const Catalogue& now);

// "officers +1 -2 ~3": added, gone and changed, one kind each. Empty: nothing differs but the order.
[[nodiscard]] std::vector<std::string> summary(const Catalogue& before, const Catalogue& after);

}  // namespace rancak::server
