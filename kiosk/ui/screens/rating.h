#pragma once

#include "kiosk/ui/page.h"

namespace rancak::kiosk {

// What the screens around one rating share.

// How much may be said before the faces.
enum class Room { wide, tight };

// The five faces, all in view and equally large, beneath or beside `before`. A press rates.
void draw_rating(Page&, Box body, Call<float(Box, Room)> before);

// Who will see the answer, and that the officer cannot see it now.
float draw_promise(Page&, Box at, Room);

// "How well did … serve you?", with the officer's portrait.
float draw_question(Page&, Box at, const State&, const Subject&, Room);

[[nodiscard]] std::string subject_question(const Page&, const State&, const Subject&);
[[nodiscard]] std::string subject_name(const Page&, const State&, const Subject&);

}  // namespace rancak::kiosk
