#pragma once

#include "kiosk/ui/page.h"

namespace rancak::kiosk {

// One function a screen: draws the whole of it and acts on what is pressed.
void draw_screen(Page&, const State&, const NotReady&);
void draw_screen(Page&, const State&, const Attract&);
void draw_screen(Page&, const State&, const ChooseOfficer&);
void draw_screen(Page&, const State&, const Faces&);
void draw_screen(Page&, const State&, const Why&);
void draw_screen(Page&, const State&, const Thanks&);
void draw_screen(Page&, const State&, const SignIn&);
void draw_screen(Page&, const State&, const StaffHome&);
void draw_screen(Page&, const State&, const CaretakerHome&);
void draw_screen(Page&, const State&, const OutOfService&);
void draw_screen(Page&, const State&, const Home&);
void draw_screen(Page&, const State&, const ServiceList&);
void draw_screen(Page&, const State&, const ServicePage&);
void draw_screen(Page&, const State&, const PledgePage&);
void draw_screen(Page&, const State&, const Comment&);
void draw_screen(Page&, const State&, const CaseKinds&);
void draw_screen(Page&, const State&, const CaseAbouts&);
void draw_screen(Page&, const State&, const CaseNames&);
void draw_screen(Page&, const State&, const CaseWriting&);
void draw_screen(Page&, const State&, const CasePrivacyChoice&);
void draw_screen(Page&, const State&, const CaseContact&);
void draw_screen(Page&, const State&, const CaseCheck&);
void draw_screen(Page&, const State&, const CaseSent&);
void draw_screen(Page&, const State&, const Left&);
void draw_screen(Page&, const State&, const Participation&);
void draw_screen(Page&, const State&, const ForumPage&);
void draw_screen(Page&, const State&, const SurveyAsking&);

// Over any screen.
void draw_idle_warning(Page&, const State&);

}  // namespace rancak::kiosk
