#pragma once

#include "kiosk/core/words.h"
#include "kiosk/ui/widgets.h"

#include <span>
#include <string>

namespace rancak::kiosk {

// What the screens of a case share.

// A question and, below it, what helps to answer it; returns what is left of the body.
[[nodiscard]] Box draw_question(Page&, Box body, std::string_view question, std::string_view help = {});

// One below the other in the whole width, all equally high, taller where there is room; without their second lines where only
// so all of them are in view. `picked` hears the index.
float stacked_tiles(Page&, Box at, std::span<const TileLook>, Call<void(std::size_t)> picked);

struct CaseLook {
    Word name;
    Word hint;
    Icon icon;
};
[[nodiscard]] CaseLook look_of(CaseKind);
[[nodiscard]] CaseLook look_of(CaseAbout);

// "Pengaduan: Petugas, Rahmi": what it is and what it is about.
[[nodiscard]] std::string summary_of(const Page&, const State&, const CaseDraft&);

}  // namespace rancak::kiosk
