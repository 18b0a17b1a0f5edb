#include "server/core/public_pages.h"

#include "server/core/public_api.h"
#include "server/core/public_frame.h"
#include "shared/tracking_code.h"

#include <algorithm>
#include <cstdio>

namespace rancak::server {
namespace {

constexpr PublicWord sample_mark{"contoh", "sample"};

// One asked-for page, in its language and from the catalogue in force.
struct Asked {
    Asked(const Centre& centre, const Call& call) : language(public_language(call.query)), edition(centre.catalogue.current()) {}
    [[nodiscard]] const Catalogue& catalogue() const { return edition->catalogue; }
    [[nodiscard]] std::string_view say(const PublicWord& word) const { return word.in(language); }
    [[nodiscard]] std::string_view tell(const LocalText& text) const { return text.in(language); }
    [[nodiscard]] std::string_view suffix() const { return language == Language::english ? "?bahasa=en" : ""; }

    Language language;
    std::shared_ptr<const Edition> edition;
};

// With a comma or a point, as the language writes it: 88,31.
std::string written_hundredths(int hundredths, Language language) {
    char text[16];
    std::snprintf(text, sizeof text, "%d%c%02d", hundredths / 100, language == Language::english ? '.' : ',', hundredths % 100);
    return text;
}

PublicWord quality_word(char quality) {
    switch (quality) {
        case 'A': return {"Sangat baik", "Very good"};
        case 'B': return {"Baik", "Good"};
        case 'C': return {"Kurang baik", "Not good enough"};
        default: return {"Tidak baik", "Not good"};
    }
}

void add_sample_mark(Html& page, const Asked& asked, bool sample) {
    if (sample) page.html(" <span class=mark>").text(asked.say(sample_mark)).html("</span>");
}

// ---- The index -----------------------------------------------------------------------------------------------------------

void add_index(Html& page, const Asked& asked, const Office& office) {
    page.html("<li class=card><h2>").text(asked.tell(office.name)).html("</h2>");
    if (!office.index) {
        page.element("p", asked.say({"Belum ada indeks yang diterbitkan.", "No index has been published yet."})).html("</li>");
        return;
    }
    const auto& index = *office.index;
    const char quality[] = {quality_of(index), '\0'};
    page.html("<p class=figure>").text(written_hundredths(index.hundredths, asked.language)).html("</p><p><strong>");
    page.text(asked.say({"Mutu ", "Grade "})).text(quality).text(": ").text(asked.say(quality_word(quality[0]))).html("</strong>");
    add_sample_mark(page, asked, index.sample);
    page.html("</p><p class=small>").text(asked.say({"Dari ", "From "})).text(std::to_string(index.respondents));
    page.text(asked.say({" orang yang menjawab, ", " people who answered, "})).text(written_day(index.period.from, asked.language));
    page.text(" – ").text(written_day(index.period.until, asked.language)).html("</p></li>");
}

// ---- A case ----------------------------------------------------------------------------------------------------------------

struct StateWords {
    CaseState state;
    PublicWord name;
};
constexpr std::array way{StateWords{CaseState::received, {"Diterima", "Received"}}, StateWords{CaseState::verified, {"Diperiksa", "Read and checked"}},
                         StateWords{CaseState::in_progress, {"Ditangani", "Being worked on"}}, StateWords{CaseState::answered, {"Dijawab", "Answered"}},
                         StateWords{CaseState::closed, {"Selesai", "Closed"}}};

void add_code_form(Html& page, const Asked& asked, std::string_view written) {
    page.html("<form action=/kasus method=get role=search>");
    if (asked.language == Language::english) page.html("<input type=hidden name=bahasa value=en>");
    page.html("<div><label for=kode>").text(asked.say({"Kode lacak", "Tracking code"}));
    page.html("</label><input id=kode name=kode required maxlength=40 autocomplete=off autocapitalize=characters spellcheck=false value=\"");
    page.text(written).html("\"></div><button>").text(asked.say({"Lihat", "Look"})).html("</button></form>");
}

void add_case(Html& page, const Asked& asked, const CaseTold& told) {
    page.html("<h2>").text(asked.say({"Keadaan sekarang", "Where it stands"})).html("</h2><ol class=way>");
    for (const auto& step : way) {
        page.html(step.state == told.status.state ? "<li aria-current=step>" : "<li>").text(asked.say(step.name));
        if (step.state == CaseState::received) page.text(", ").text(written_day(told.received, asked.language));
        if (step.state == CaseState::answered && told.answered) page.text(", ").text(written_day(*told.answered, asked.language));
        page.html("</li>");
    }
    page.html("</ol>");
    if (told.status.answer.empty()) return;
    page.html("<h2>").text(asked.say({"Jawaban", "The answer"})).html("</h2><p class=answer>").text(told.status.answer).html("</p>");
}

Reply case_page(const Asked& asked, std::string_view written, Html content, int status) {
    Html page;
    page.html("<p class=lead>").text(asked.say({"Masukkan kode yang Anda dapat dari layar layanan. Hanya kode itu yang diperlukan.",
                                                "Type the code that the screen gave you. Nothing else is needed."})).html("</p>");
    add_code_form(page, asked, written);
    page.html(content.take());
    const auto path = written.empty() ? std::string("/kasus") : "/kasus?kode=" + read_tracking_code(written).value_or("");
    return public_reply(asked.language, PublicPlace::cases, asked.say({"Sampai di mana pengaduan saya?", "How far is my case?"}), path, std::move(page), status);
}

// ---- Services ----------------------------------------------------------------------------------------------------------------

struct Component {
    const LocalText& text;
    PublicWord name;
};

PublicWord name_of(Management one) {
    switch (one) {
        case Management::legal_basis: return {"Dasar hukum", "Legal basis"};
        case Management::facilities: return {"Sarana dan prasarana", "Facilities"};
        case Management::competence: return {"Kompetensi pelaksana", "Competence of staff"};
        case Management::supervision: return {"Pengawasan internal", "Internal supervision"};
        case Management::staffing: return {"Jumlah pelaksana", "Number of staff"};
        case Management::guarantee: return {"Jaminan pelayanan", "Guarantee of service"};
        case Management::safety: return {"Jaminan keamanan dan keselamatan", "Guarantee of safety"};
        case Management::evaluation: break;
    }
    return {"Evaluasi kinerja pelaksana", "Evaluation of performance"};
}

void add_list(Html& page, const Asked& asked, std::string_view tag, const PublicWord& name, const std::vector<LocalText>& items) {
    if (items.empty()) return;
    page.element("h2", asked.say(name)).html("<").html(tag).html(">");
    for (const auto& item : items) page.element("li", asked.tell(item));
    page.html("</").html(tag).html(">");
}

void add_texts(Html& page, const Asked& asked, const std::vector<Component>& components) {
    page.html("<dl>");
    for (const auto& [text, name] : components)
        if (!text.indonesian.empty()) page.element("dt", asked.say(name)).element("dd", asked.tell(text));
    page.html("</dl>");
}

void add_standard(Html& page, const Asked& asked, const ServiceStandard& standard) {
    add_list(page, asked, "ul", {"Persyaratan", "What to bring"}, standard.requirements);
    add_list(page, asked, "ol", {"Langkah", "Steps"}, standard.procedure);
    page.element("h2", asked.say({"Waktu, biaya, hasil", "Time, cost, result"}));
    add_texts(page, asked, {{standard.time, {"Waktu", "Time"}}, {standard.cost, {"Biaya", "Cost"}}, {standard.product, {"Hasil", "What you get"}},
                            {standard.complaints, {"Pengaduan", "Complaints"}}});
    std::vector<Component> rest;
    for (const auto one : managements)
        if (!standard.of(one).indonesian.empty()) rest.push_back({standard.of(one), name_of(one)});
    if (rest.empty()) return;
    page.element("h2", asked.say({"Bagaimana kami menepatinya", "How we keep to it"}));
    add_texts(page, asked, rest);
}

// ---- What is announced ---------------------------------------------------------------------------------------------------------

void add_office(Html& page, const Asked& asked, std::string_view id) {
    if (const auto* office = asked.catalogue().office(id)) page.text(" · ").text(asked.tell(office->name));
}

// By the day of the office; the city's by that of its first one.
void add_announcements(Html& page, const Asked& asked, Timestamp now) {
    const auto& offices = asked.catalogue().offices;
    std::vector<const rancak::Announcement*> told;
    for (const auto& one : asked.catalogue().announcements) {
        const auto* office = one.office.empty() && !offices.empty() ? &offices.front() : asked.catalogue().office(one.office);
        if (office && one.shown.has(local_day(now, office->utc_offset))) told.push_back(&one);
    }
    if (told.empty()) return;
    std::stable_sort(told.begin(), told.end(), [](const auto* a, const auto* b) { return a->shown.from > b->shown.from; });
    page.html("<ul class=cards>");
    for (const auto* one : told) {
        page.html("<li class=card><h2>").text(asked.tell(one->title)).html("</h2><p>").text(asked.tell(one->text)).html("</p><p class=small>");
        page.text(asked.say({"Pengumuman sampai ", "Announced until "})).text(written_day(one->shown.until, asked.language));
        add_office(page, asked, one->office);
        add_sample_mark(page, asked, one->sample);
        page.html("</p></li>");
    }
    page.html("</ul>");
}

}  // namespace

Reply public_home(const Centre& centre, const Call& call) {
    const Asked asked(centre, call);
    Html page;
    page.html("<p class=lead>").text(asked.say({"Indeks Kepuasan Masyarakat (IKM) setiap kantor, dari survei tahunan menurut PermenPANRB 14/2017.",
                                                "The public satisfaction index (IKM) of each office, from the yearly survey under PermenPANRB 14/2017."})).html("</p>");
    if (asked.catalogue().offices.empty()) page.element("p", asked.say({"Belum ada kantor.", "There is no office yet."}));
    page.html("<ul class=cards>");
    for (const auto& office : asked.catalogue().offices) add_index(page, asked, office);
    page.html("</ul>");
    return public_reply(asked.language, PublicPlace::home, asked.say({"Seberapa puas masyarakat?", "How satisfied is the public?"}), "/", std::move(page));
}

Reply public_case(const Centre& centre, const Call& call) {
    const Asked asked(centre, call);
    const auto written = call.query_value("kode");
    if (written.empty()) return case_page(asked, written, {}, 200);
    const auto answer = told_case(centre, written);
    Html page;
    const auto refuse = [&](const PublicWord& why, int status) {
        page.html("<p class=answer role=status>").text(asked.say(why)).html("</p>");
        return case_page(asked, written, std::move(page), status);
    };
    if (!answer) {
        static_cast<void>(centre.failed(answer.error()));
        return refuse({"Server sedang terganggu. Coba lagi beberapa menit lagi.", "The server is in trouble. Try again in a few minutes."}, 503);
    }
    switch (answer->found) {
        case CaseTold::Found::no_code:
            return refuse({"Kode ini tidak benar: ada huruf atau angka yang salah. Bandingkan dengan catatan Anda.",
                           "This code is not right: one of its characters is wrong. Compare it with what you wrote down."}, 404);
        case CaseTold::Found::unknown:
            return refuse({"Belum ada pengaduan dengan kode ini. Layar tanpa jaringan mengirimnya kemudian; coba lagi beberapa hari lagi.",
                           "No case with this code has come in yet. A screen without a network sends it later; try again in a few days."}, 404);
        case CaseTold::Found::yes: break;
    }
    add_case(page, asked, *answer);
    return case_page(asked, written, std::move(page), 200);
}

Reply public_services(const Centre& centre, const Call& call) {
    const Asked asked(centre, call);
    Html page;
    for (const auto& office : asked.catalogue().offices) {
        page.html("<h2>").text(asked.tell(office.name)).html("</h2><ul class=cards>");
        for (const auto& service : asked.catalogue().services) {
            if (service.office != office.id) continue;
            page.html("<li class=card><h3><a href=\"/layanan/").text(service.id).text(asked.suffix()).html("\">").text(asked.tell(service.name)).html("</a></h3>");
            page.html("<p class=small>").text(asked.tell(service.standard.time)).html("</p></li>");
        }
        page.html("</ul>");
    }
    return public_reply(asked.language, PublicPlace::services, asked.say({"Layanan dan syaratnya", "Services and what they need"}), "/layanan", std::move(page));
}

Reply public_service(const Centre& centre, const Call& call) {
    const Asked asked(centre, call);
    const auto* service = asked.catalogue().service(call.parameters[0]);
    Html page;
    if (!service) {
        page.html("<p><a href=\"/layanan").text(asked.suffix()).html("\">").text(asked.say({"Lihat semua layanan", "See all services"})).html("</a></p>");
        return public_reply(asked.language, PublicPlace::services, asked.say({"Layanan ini tidak ada", "There is no such service"}), "/layanan", std::move(page), 404);
    }
    page.html("<p class=lead>");
    if (const auto* office = asked.catalogue().office(service->office)) page.text(asked.tell(office->name));
    for (const auto& id : service->counters)
        if (const auto* counter = asked.catalogue().counter(id)) page.text(" · ").text(asked.tell(counter->name));
    page.html("</p><p class=small>");
    if (service->checked_on) page.text(asked.say({"Diperiksa ", "Checked on "})).text(written_day(*service->checked_on, asked.language));
    add_sample_mark(page, asked, service->sample);
    page.html("</p>");
    add_standard(page, asked, service->standard);
    return public_reply(asked.language, PublicPlace::services, asked.tell(service->name), "/layanan/" + service->id, std::move(page));
}

Reply public_changes(const Centre& centre, const Call& call) {
    const Asked asked(centre, call);
    Html page;
    add_announcements(page, asked, centre.clock.now());
    std::vector<const Change*> changes;
    for (const auto& change : asked.catalogue().changes) changes.push_back(&change);
    std::stable_sort(changes.begin(), changes.end(), [](const Change* a, const Change* b) { return a->day > b->day; });
    page.html("<p class=lead>").text(asked.say({"Yang berubah karena masukan Anda.", "What changed because of what you said."})).html("</p>");
    if (changes.empty()) page.element("p", asked.say({"Belum ada.", "Nothing yet."}));
    page.html("<ul class=cards>");
    for (const auto* change : changes) {
        page.html("<li class=card><h2>").text(asked.tell(change->did)).html("</h2><p><strong>").text(asked.say({"Anda bilang: ", "You said: "})).html("</strong>");
        page.text(asked.tell(change->said)).html("</p><p class=small>").text(written_day(change->day, asked.language));
        add_office(page, asked, change->office);
        add_sample_mark(page, asked, change->sample);
        page.html("</p></li>");
    }
    page.html("</ul>");
    return public_reply(asked.language, PublicPlace::changes, asked.say({"Anda bilang, kami kerjakan", "You said, we did"}), "/tindak-lanjut", std::move(page));
}

}  // namespace rancak::server
