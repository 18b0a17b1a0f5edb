#pragma once

#include "kiosk/ui/page.h"

namespace rancak::kiosk {

// How the screens of taking part and the cards of the first screen say when, where and since when.

[[nodiscard]] std::string forum_time(const Page&, const Forum&);
[[nodiscard]] std::string period_text(const Page&, const DaySpan&);
// With "contoh" behind it when it is one.
[[nodiscard]] std::string marked(const Page&, std::string text, bool sample);
[[nodiscard]] std::string change_since(const Page&, const Change&);
[[nodiscard]] std::string office_or_city(const Page&, const State&, std::string_view office);  // empty: the city

}  // namespace rancak::kiosk
