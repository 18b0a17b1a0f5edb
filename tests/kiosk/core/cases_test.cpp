#include "kiosk/core/cases.h"

#include "shared/tracking_code.h"
#include "tests/support/kiosk_world.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

const std::string complaint = "Saya diminta uang (contoh)";

void write(KioskWorld& world, std::string_view text) {
    for (const char c : text) world.act(TypeCharacter{static_cast<char32_t>(c)});
}

// To where it can be sent.
void tell(KioskWorld& world, CaseAbout about = CaseAbout::illegal_fee, CasePrivacy privacy = CasePrivacy::anonymous) {
    world.act(OpenHome{});
    world.act(OpenCase{});
    world.act(PickCaseKind{CaseKind::complaint});
    world.act(PickCaseAbout{about});
    if (world.on<CaseNames>()) world.act(PickCaseName{});
    write(world, complaint);
    world.act(Done{});
    world.act(PickCasePrivacy{privacy});
    if (privacy == CasePrivacy::anonymous) return;
    write(world, "0812 contoh");
    world.act(Done{});
}

}  // namespace

TEST_CASE("a complaint without a name is stored once, its text beside it, before the code is shown") {
    KioskWorld world;
    world.journal_is_slow = true;
    tell(world);
    REQUIRE(world.on<CaseCheck>());
    world.act(SendCase{});
    world.act(SendCase{});  // while it is being stored
    CHECK(world.on<CaseCheck>());
    world.store();
    REQUIRE(world.on<CaseSent>());
    CHECK(read_tracking_code(world.on<CaseSent>()->code));
    REQUIRE(world.journal.size() == 1);
    const auto& body = std::get<CaseBody>(world.journal[0]);
    CHECK(body.office == "a");
    CHECK(body.kind == CaseKind::complaint);
    CHECK(body.about == CaseAbout::illegal_fee);
    CHECK(body.privacy == CasePrivacy::anonymous);
    CHECK(body.code == tracking_hash(world.on<CaseSent>()->code));
    REQUIRE(world.texts.size() == 1);
    CHECK(world.texts[0].role == TextRole::case_text);
    CHECK(world.texts[0].utf8 == complaint);
}

TEST_CASE("a confidential case brings its contact, and in the language of its screen") {
    KioskWorld world;
    world.act(ChooseLanguage{Language::minangkabau});
    tell(world, CaseAbout::place, CasePrivacy::confidential);
    world.act(SendCase{});
    REQUIRE(world.on<CaseSent>());
    const auto& body = std::get<CaseBody>(world.journal.at(0));
    CHECK(body.privacy == CasePrivacy::confidential);
    CHECK(body.language == Language::minangkabau);
    REQUIRE(world.texts.size() == 2);
    CHECK(world.texts[1].role == TextRole::case_contact);
    CHECK(world.texts[1].utf8 == "0812 contoh");
}

TEST_CASE("about an officer it can name one of the office, none that is not offered, or nobody") {
    KioskWorld world;
    world.act(OpenHome{});
    world.act(OpenCase{});
    world.act(PickCaseKind{CaseKind::suggestion});
    world.act(PickCaseAbout{CaseAbout::officer});
    REQUIRE(world.on<CaseNames>());
    world.act(PickCaseName{"o-9"});
    CHECK(world.on<CaseNames>());
    world.act(PickCaseName{"o-3"});
    REQUIRE(world.on<CaseWriting>());
    CHECK(world.on<CaseWriting>()->draft.officer == "o-3");
    world.act(Back{});
    world.act(Back{});
    world.act(PickCaseAbout{CaseAbout::place});
    CHECK(world.on<CaseWriting>()->draft.officer.empty());
}

TEST_CASE("about a service it asks which one only where there are any") {
    KioskWorld world;
    auto bare = std::make_shared<Catalogue>(*sample_catalogue());
    bare->services.clear();
    world.act(CatalogueArrived{bare});
    world.act(OpenHome{});
    world.act(OpenCase{});
    world.act(PickCaseKind{CaseKind::question});
    world.act(PickCaseAbout{CaseAbout::service});
    CHECK(world.on<CaseWriting>());
}

TEST_CASE("nothing can be sent without a text, nor a contact be empty") {
    KioskWorld world;
    world.act(OpenHome{});
    world.act(OpenCase{});
    world.act(PickCaseKind{CaseKind::complaint});
    world.act(PickCaseAbout{CaseAbout::other});
    world.act(Done{});
    write(world, "   ");
    world.act(Done{});
    CHECK(world.on<CaseWriting>());
    write(world, "x");
    world.act(Done{});
    world.act(PickCasePrivacy{CasePrivacy::confidential});
    world.act(Done{});
    CHECK(world.on<CaseContact>());
    CHECK(world.journal.empty());
}

TEST_CASE("going back forgets nothing, and a contact is dropped by who then chooses no name") {
    KioskWorld world;
    tell(world, CaseAbout::other, CasePrivacy::confidential);
    const CaseDraft told = world.on<CaseCheck>()->draft;
    world.act(Back{});
    CHECK(world.on<CaseContact>()->typing.text.utf8() == "0812 contoh");
    world.act(Back{});
    world.act(Back{});
    CHECK(world.on<CaseWriting>()->typing.text.utf8() == complaint);
    world.act(Done{});
    world.act(PickCasePrivacy{CasePrivacy::confidential});
    world.act(Done{});
    CHECK(world.on<CaseCheck>()->draft == told);
    world.act(Back{});
    world.act(Back{});
    world.act(PickCasePrivacy{CasePrivacy::anonymous});
    CHECK(world.on<CaseCheck>()->draft.contact.empty());
    world.act(SendCase{});
    CHECK(world.texts.size() == 1);
}

TEST_CASE("leaving half-way stores nothing and says so, once something was written") {
    KioskWorld world;
    tell(world);
    world.act(CancelCase{});
    CHECK(world.on<Left>());
    world.pass(thanks_last);
    CHECK(world.on<Attract>());
    tell(world);
    for (int back = 0; back < 5; ++back) world.act(Back{});
    CHECK(world.on<Left>());
    world.act(Done{});
    CHECK(world.on<Attract>());
    world.act(OpenHome{});
    world.act(OpenCase{});
    world.act(Back{});
    CHECK(world.on<Home>());
    CHECK(world.journal.empty());
    CHECK(world.texts.empty());
}

TEST_CASE("who walks away half-way leaves nothing behind, neither stored nor in the state") {
    KioskWorld world;
    tell(world, CaseAbout::other, CasePrivacy::confidential);
    world.pass(idle_after);
    CHECK(world.state().idle_warning);
    world.pass(idle_warning_lasts);
    CHECK(world.on<Attract>());
    CHECK_FALSE(world.state().visit);
    CHECK(world.journal.empty());
    CHECK(world.texts.empty());
    world.act(OpenHome{});
    world.act(OpenCase{});
    CHECK(world.on<CaseKinds>()->draft == CaseDraft{});
}

TEST_CASE("the code is gone with the visit, also when nobody touches the screen") {
    KioskWorld world;
    tell(world);
    world.act(SendCase{});
    REQUIRE(world.on<CaseSent>());
    world.pass(idle_after + idle_warning_lasts);
    CHECK(world.on<Attract>());
    tell(world);
    world.act(SendCase{});
    world.act(Done{});
    CHECK(world.on<Attract>());
}

TEST_CASE("a case that cannot be stored shows no code") {
    KioskWorld world;
    tell(world);
    world.journal_is_broken = true;
    world.act(SendCase{});
    CHECK(world.on<OutOfService>());
    CHECK(world.journal.empty());
}

TEST_CASE("a comment is stored with the reasons once it was confirmed, and a half-written one is not") {
    KioskWorld world;
    const auto rate_two = [&] {
        world.act(Begin{});
        world.act(PickOfficer{"o-1"});
        world.act(Rate{2});
        world.act(OpenComment{});
        REQUIRE(world.on<Comment>());
    };
    rate_two();
    write(world, "Lama");
    world.act(Done{});
    REQUIRE(world.on<Why>());
    world.act(ToggleReason{"slow"});
    world.act(OpenComment{});
    CHECK(world.on<Comment>()->typing.text.utf8() == "Lama");
    write(world, " sekali");
    world.act(Back{});
    CHECK(world.on<Why>()->comment == "Lama");
    world.act(Done{});
    REQUIRE(world.journal.size() == 2);
    CHECK(std::get<RatingDetailBody>(world.journal[1]).reasons == std::vector<std::string>{"slow"});
    REQUIRE(world.texts.size() == 1);
    CHECK(world.texts[0].role == TextRole::comment);
    CHECK(world.texts[0].utf8 == "Lama");
    world.pass(thanks_last);

    rate_two();
    write(world, "tidak jadi");
    world.pass(idle_after + idle_warning_lasts);
    CHECK(world.on<Attract>());
    CHECK(world.journal.size() == 3);  // the rating alone
    CHECK(world.texts.size() == 1);
}

TEST_CASE("a confirmed comment of somebody who walks away is stored") {
    KioskWorld world;
    world.act(Begin{});
    world.act(PickOfficer{"o-1"});
    world.act(Rate{5});
    world.act(OpenComment{});
    write(world, "Ramah");
    world.act(Done{});
    world.act(OpenComment{});
    write(world, " sekali");
    world.pass(idle_after + idle_warning_lasts);
    REQUIRE(world.journal.size() == 2);
    REQUIRE(world.texts.size() == 1);
    CHECK(world.texts[0].utf8 == "Ramah");
}
