#include "kiosk/core/survey.h"

#include "kiosk/core/services.h"
#include "tests/support/kiosk_world.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

bool offers_survey(const KioskWorld& world) {
    const auto open = doors(world.state());
    return std::find(open.begin(), open.end(), Door::survey) != open.end();
}

KioskWorld asking() {
    KioskWorld world;
    world.act(OpenHome{});
    world.act(OpenSurvey{});
    REQUIRE(world.on<SurveyAsking>());
    return world;
}

// The last answer of each question but `left` at the end.
void answer(KioskWorld& world, int left = 0) {
    world.act(PickSurveyService{"ktp"});
    const auto questions = survey_questions(world.state());
    for (std::size_t i = 1; i + static_cast<std::size_t>(left) < questions.size(); ++i)
        world.act(AnswerSurvey{survey_choices(questions[i]) - 1});
}

std::shared_ptr<Catalogue> changed() { return std::make_shared<Catalogue>(*sample_catalogue()); }

}  // namespace

TEST_CASE("the survey is offered on the days of its period alone, in the office's own time") {
    KioskWorld world;
    CHECK(offers_survey(world));
    const auto ask_on = [&](const char* from, const char* until) {
        auto catalogue = changed();
        catalogue->offices[0].survey = SurveyPeriod{parse_iso_date(from).value(), parse_iso_date(until).value()};
        world.act(CatalogueArrived{catalogue});
        return offers_survey(world);
    };
    CHECK(ask_on("2026-11-24", "2026-11-24"));
    CHECK_FALSE(ask_on("2026-11-25", "2026-11-30"));
    CHECK_FALSE(ask_on("2026-11-01", "2026-11-23"));
    auto never = changed();
    never->offices[0].survey.reset();
    world.act(CatalogueArrived{never});
    CHECK_FALSE(offers_survey(world));
    world.act(OpenHome{});
    world.act(OpenSurvey{});
    CHECK(world.on<Home>());
}

TEST_CASE("one touch a question, and what is sent names each element by its code and no visit") {
    KioskWorld world = asking();
    world.act(ChooseLanguage{Language::english});
    world.act(PickSurveyService{"kk"});
    for (const int choice : {0, 1, 2, 3, 0, 1, 2, 3, 1}) world.act(AnswerSurvey{choice});
    world.act(AnswerSurvey{1});
    world.act(AnswerSurvey{2});
    CHECK(world.journal.empty());
    world.act(SendSurvey{});  // one question is still open
    CHECK(world.journal.empty());
    world.act(AnswerSurvey{4});
    CHECK_FALSE(question_of(world.state(), *world.on<SurveyAsking>()));
    world.act(SendSurvey{});
    REQUIRE(world.journal.size() == 1);
    CHECK(std::get<SurveyBody>(world.journal[0]) ==
          SurveyBody{"a", "kk", Sex::female, Education::sma, Occupation::self_employed, Language::english, {1, 2, 3, 4, 1, 2, 3, 4, 2}});
    REQUIRE(world.on<Thanks>());
    CHECK(world.on<Thanks>()->what == ThanksFor::survey);
    world.pass(thanks_last);
    CHECK(world.on<Attract>());
}

TEST_CASE("nothing is thanked before it is stored, and an impatient finger sends it once") {
    KioskWorld world = asking();
    answer(world);
    world.journal_is_slow = true;
    world.act(SendSurvey{});
    world.act(SendSurvey{});
    CHECK(world.on<SurveyAsking>());
    world.store();
    CHECK(world.on<Thanks>());
    CHECK(world.journal.size() == 1);
}

TEST_CASE("an answer that its question does not have changes nothing") {
    KioskWorld world = asking();
    world.act(AnswerSurvey{0});                // of no service
    world.act(PickSurveyService{"elsewhere"});
    CHECK(world.on<SurveyAsking>()->place == 0);
    world.act(PickSurveyService{});            // another one
    CHECK(world.on<SurveyAsking>()->place == 1);
    world.act(AnswerSurvey{4});
    world.act(AnswerSurvey{-1});
    world.act(PickSurveyService{"ktp"});
    CHECK(world.on<SurveyAsking>()->place == 1);
    CHECK(world.on<SurveyAsking>()->draft.service == "");
}

TEST_CASE("back goes one question back and keeps the answers, next keeps the one that is there") {
    KioskWorld world = asking();
    world.act(NextQuestion{});  // nothing to keep
    CHECK(world.on<SurveyAsking>()->place == 0);
    world.act(PickSurveyService{"ktp"});
    world.act(AnswerSurvey{0});
    world.act(Back{});
    const auto question = question_of(world.state(), *world.on<SurveyAsking>());
    REQUIRE(question);
    CHECK(survey_choice(world.on<SurveyAsking>()->draft, *question) == 0);
    world.act(NextQuestion{});
    CHECK(world.on<SurveyAsking>()->place == 2);
    world.act(Back{});
    world.act(AnswerSurvey{3});
    CHECK(world.on<SurveyAsking>()->draft.answers[0] == 4);
}

TEST_CASE("who leaves half-way is told that nothing was stored, who has not begun goes back") {
    KioskWorld world = asking();
    world.act(LeaveSurvey{});
    CHECK(world.on<Home>());
    world.act(OpenSurvey{});
    answer(world, 1);
    world.act(LeaveSurvey{});
    REQUIRE(world.on<Left>());
    CHECK(world.on<Left>()->what == Left::What::survey);
    world.pass(thanks_last);
    CHECK(world.on<Attract>());
    CHECK(world.journal.empty());
}

TEST_CASE("who walks away leaves nothing behind") {
    KioskWorld world = asking();
    answer(world);
    world.pass(idle_after + idle_warning_lasts);
    CHECK(world.on<Attract>());
    CHECK(world.journal.empty());
    world.act(OpenHome{});
    world.act(OpenSurvey{});
    CHECK(world.on<SurveyAsking>()->draft == SurveyDraft{});
}

TEST_CASE("a catalogue that loses the service chosen asks for it again, and the period's end stops nobody") {
    KioskWorld world = asking();
    answer(world);
    auto catalogue = changed();
    catalogue->offices[0].survey.reset();
    std::erase_if(catalogue->services, [](const Service& one) { return one.id == "ktp"; });
    world.act(CatalogueArrived{catalogue});
    REQUIRE(world.on<SurveyAsking>());
    CHECK(world.on<SurveyAsking>()->place == 0);
    world.act(PickSurveyService{"kk"});
    for (int i = 0; i < 12; ++i) world.act(NextQuestion{});
    world.act(SendSurvey{});
    CHECK(world.journal.size() == 1);
    CHECK(world.on<Thanks>());
}

TEST_CASE("an office without services asks for none") {
    KioskWorld world = asking();
    auto catalogue = changed();
    catalogue->services.clear();
    world.act(CatalogueArrived{catalogue});
    REQUIRE(world.on<SurveyAsking>());
    for (int i = 0; i < 12; ++i) world.act(AnswerSurvey{0});
    world.act(SendSurvey{});
    REQUIRE(world.journal.size() == 1);
    CHECK(std::get<SurveyBody>(world.journal[0]).service.empty());
}
