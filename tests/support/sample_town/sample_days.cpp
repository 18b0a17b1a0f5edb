#include "tests/support/sample_town/sample_days.h"

#include "shared/hash.h"

#include <algorithm>

namespace rancak::test {
namespace {

using namespace std::chrono;

const std::vector<std::string> praise{"Petugasnya sabar menjelaskan sampai saya mengerti.", "Cepat selesai, tidak berbelit. Terima kasih.",
                                      "Ramah sekali kepada orang tua saya."};
const std::vector<std::string> blame{"Menunggu dua jam, padahal loket sebelah kosong.", "Syaratnya berbeda dengan yang tertulis di dinding.",
                                     "Ruang tunggu panas, kipas anginnya mati. Hubungi saya di 081234567890."};
const std::vector<std::string> complaints{"Saya sudah tiga kali datang, tetapi kartunya belum selesai juga. Mohon kepastian waktunya.",
                                          "Nomor antrean saya dilewati tanpa penjelasan.",
                                          "Seseorang di luar menawarkan jalan cepat dengan bayaran. Mohon ditertibkan."};
const std::vector<std::string> suggestions{"Sebaiknya loket dibuka juga pada Sabtu pagi.", "Tolong sediakan kursi tambahan untuk lansia."};
const std::vector<std::string> questions{"Apakah akta lama yang robek masih dapat diganti?", "Berapa lama pindah alamat antar kecamatan?"};

// How well somebody serves, from their id alone: the same person is the same every day.
int kindness(const std::string& officer) { return blake2b(officer).bytes[0] % 3; }

}  // namespace

std::string SampleDays::visit() {
    std::string id;
    for (int i = 0; i < 12; ++i) id += "0123456789abcdefghjkmnpqrstvwxyz"[whole(0, 31)];
    return id;
}

int SampleDays::score_for(const std::string& officer) {
    static const std::vector<std::discrete_distribution<>::param_type> shares{
        {{6, 8, 14, 40, 32}}, {{2, 4, 10, 38, 46}}, {{1, 2, 6, 29, 62}}};
    return std::discrete_distribution<>(shares[static_cast<std::size_t>(kindness(officer))])(dice_) + 1;
}

RatingBody SampleDays::rating(const Office& office, const std::vector<const Officer*>& officers) {
    RatingBody body;
    body.visit = visit();
    body.office = office.id;
    if (!officers.empty() && chance(0.93)) {
        const auto* officer = one_of(officers);
        body.officer = officer->id;
        body.counter = officer->counter;
    }
    body.score = score_for(body.officer);
    body.language = chance(0.15) ? Language::minangkabau : chance(0.03) ? Language::english : Language::indonesian;
    return body;
}

SampleEvent SampleDays::detail(int score, Timestamp at) {
    RatingDetailBody body;
    std::vector<const Reason*> offered;
    for (const auto& reason : catalogue_.reasons)
        if (reason.scores[static_cast<std::size_t>(score - 1)]) offered.push_back(&reason);
    if (!offered.empty()) body.reasons = {one_of(offered)->id};
    if (score <= 3 && chance(0.5)) body.cause = causes[static_cast<std::size_t>(whole(0, 3))];
    body.pressed = chance(0.006);
    return {at, body, {chance(0.12) ? one_of(score >= 4 ? praise : blame) : "", ""}};
}

SampleEvent SampleDays::told_case(const Office& office, const std::vector<const Officer*>& officers, Timestamp at) {
    CaseBody body;
    body.office = office.id;
    body.kind = std::array{CaseKind::complaint, CaseKind::complaint, CaseKind::suggestion, CaseKind::question}[static_cast<std::size_t>(whole(0, 3))];
    body.about = std::array{CaseAbout::service, CaseAbout::officer, CaseAbout::place, CaseAbout::other}[static_cast<std::size_t>(whole(0, 3))];
    if (body.about == CaseAbout::officer && !officers.empty()) body.officer = one_of(officers)->id;
    if (body.about == CaseAbout::service)
        for (const auto& service : catalogue_.services)
            if (service.office == office.id && chance(0.4)) body.service = service.id;
    const auto& texts = body.kind == CaseKind::complaint ? complaints : body.kind == CaseKind::suggestion ? suggestions : questions;
    SampleEvent event{at, {}, {one_of(texts), ""}};
    if (chance(0.4)) {
        body.privacy = CasePrivacy::confidential;
        event.written.contact = "081200000000 (contoh)";
    }
    event.body = body;
    return event;
}

SampleEvent SampleDays::survey(const Office& office, Timestamp at) {
    SurveyBody body;
    body.office = office.id;
    for (const auto& service : catalogue_.services)
        if (service.office == office.id && chance(0.3)) body.service = service.id;
    body.sex = chance(0.52) ? Sex::female : Sex::male;
    body.education = educations[static_cast<std::size_t>(std::min(5, whole(0, 3) + whole(0, 1)))];
    body.occupation = occupations[static_cast<std::size_t>(whole(0, 5))];
    for (auto& answer : body.answers) answer = static_cast<std::uint8_t>(chance(0.06) ? 2 : chance(0.45) ? 4 : 3);
    return {at, body, {}};
}

std::vector<SampleEvent> SampleDays::day(const Office& office, LocalDay day, Timestamp until) {
    const auto hours = hours_on(office, day);
    std::vector<SampleEvent> events;
    if (hours.closes <= hours.opens) return events;
    std::vector<const Officer*> officers;
    for (const auto& officer : catalogue_.officers)
        if (officer.office == office.id) officers.push_back(&officer);
    const auto at = [&](minutes minute, seconds second) { return Timestamp{day.time_since_epoch()} + minute - office.utc_offset + second; };
    std::vector<Timestamp> visits;
    for (int left = whole(6, 16); left > 0; --left)
        visits.push_back(at(minutes{whole(static_cast<int>(hours.opens.count()), static_cast<int>(hours.closes.count()) - 1)}, seconds{whole(0, 59)}));
    if (chance(0.04))  // somebody presses again and again
        for (int i = 0; i < 8; ++i) visits.push_back(visits.front() + seconds{5 * i});
    if (chance(0.03)) visits.push_back(at(hours.closes + minutes{95}, seconds{0}));
    std::sort(visits.begin(), visits.end());
    for (const auto when : visits) {
        if (when > until) break;
        const auto body = rating(office, officers);
        events.push_back({when, body, {}});
        if (chance(0.6)) events.push_back(detail(body.score, when + seconds{3}));
        if (chance(0.012)) events.push_back(told_case(office, officers, when + seconds{4}));
        if (chance(0.12)) events.push_back(survey(office, when + seconds{4}));
        for (const auto& forum : catalogue_.forums)
            if (forum.office.empty() || forum.office == office.id)
                for (const auto& topic : forum.topics)
                    if (chance(0.02)) events.push_back({when + seconds{4}, SupportBody{office.id, forum.id, topic.id}, {}});
    }
    return events;
}

}  // namespace rancak::test
