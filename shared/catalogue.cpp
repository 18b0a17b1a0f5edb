#include "shared/catalogue.h"

#include "shared/json_fields.h"
#include "shared/participation_json.h"
#include "shared/public_address.h"
#include "shared/service_json.h"

#include <algorithm>

namespace rancak {
namespace {

using nlohmann::json;

template <class T>
const T* find(const std::vector<T>& list, std::string_view id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& one) { return one.id == id; });
    return found == list.end() ? nullptr : &*found;
}

// ---- JSON ------------------------------------------------------------------------------------------------------------

template <class T, class Write>
json list(const std::vector<T>& values, Write write) {
    json array = json::array();
    for (const T& value : values) array.push_back(write(value));
    return array;
}

json to_json(const Office& office) {
    json hours = json::object();
    for (std::size_t day = 0; day < office.hours.size(); ++day)
        if (office.hours[day].closes > office.hours[day].opens)
            hours[weekdays[day]] = {{"opens", office.hours[day].opens.count()}, {"closes", office.hours[day].closes.count()}};
    json value{{"id", office.id},
               {"name", to_json(office.name)},
               {"utc_offset", office.utc_offset.count()},
               {"hours", std::move(hours)},
               {"contact_days", office.contact_kept.count()}};
    if (office.survey) value["survey"] = {{"from", to_iso_date(office.survey->from)}, {"until", to_iso_date(office.survey->until)}};
    if (!office.pledge.promises.empty()) value["pledge"] = to_json(office.pledge);
    if (!office.shut_days.empty()) value["shut_days"] = list(office.shut_days, [](const ShutDay& one) { return to_json(one); });
    if (office.index) value["index"] = to_json(*office.index);
    if (!office.public_address.empty()) value["public_address"] = office.public_address;
    return value;
}

json to_json(const Officer& officer) {
    json value{{"id", officer.id}, {"office", officer.office}, {"name", officer.name}};
    if (!officer.counter.empty()) value["counter"] = officer.counter;
    if (officer.photo) value["photo"] = to_hex(*officer.photo);
    if (!officer.pin_hash.empty()) value["pin_hash"] = officer.pin_hash;
    return value;
}

json to_json(const Reason& reason) {
    json scores = json::array();
    for (std::size_t i = 0; i < reason.scores.size(); ++i)
        if (reason.scores[i]) scores.push_back(i + 1);
    return {{"id", reason.id},
            {"text", to_json(reason.text)},
            {"cause", code(reason.cause)},
            {"scores", std::move(scores)}};
}

json to_json(const Wording& wording) {
    json text = to_json(wording.text);
    if (wording.text.indonesian.empty()) text.erase("id");
    return {{"id", wording.id}, {"text", std::move(text)}};
}

void read_hours(JsonFields& fields, Office& office) {
    fields.inside("hours", [&](JsonFields& hours) {
        for (std::size_t day = 0; day < weekdays.size(); ++day)
            if (hours.has(weekdays[day]))
                hours.inside(weekdays[day], [&](JsonFields& entry) {
                    office.hours[day].opens = std::chrono::minutes{entry.number("opens", 0, 24 * 60)};
                    office.hours[day].closes = std::chrono::minutes{entry.number("closes", 0, 24 * 60)};
                });
    });
}

void read_offices(JsonFields& fields, Catalogue& catalogue) {
    fields.each("offices", max_of_a_kind, [&](JsonFields& entry) {
        Office office;
        office.id = entry.id("id");
        office.name = read_text(entry, "name", max_name);
        office.utc_offset = std::chrono::minutes{static_cast<int>(entry.real("utc_offset", -720, 840))};
        read_hours(entry, office);
        if (entry.has("contact_days"))
            office.contact_kept = std::chrono::days{static_cast<int>(entry.number("contact_days", 1, max_contact_days))};
        if (entry.has("survey"))
            entry.inside("survey", [&](JsonFields& inner) { office.survey = SurveyPeriod{inner.date("from"), inner.date("until")}; });
        if (entry.has("pledge")) entry.inside("pledge", [&](JsonFields& inner) { office.pledge = read_pledge(inner); });
        if (entry.has("shut_days"))
            entry.each("shut_days", max_shut_days, [&](JsonFields& day) { office.shut_days.push_back(read_shut_day(day)); });
        if (entry.has("index")) entry.inside("index", [&](JsonFields& inner) { office.index = read_index(inner); });
        office.public_address = entry.optional_text("public_address", max_public_address_bytes);
        catalogue.offices.push_back(std::move(office));
    });
}

void read_people(JsonFields& fields, Catalogue& catalogue) {
    fields.each("officers", max_of_a_kind, [&](JsonFields& entry) {
        Officer officer;
        officer.id = entry.id("id");
        officer.office = entry.id("office");
        officer.name = entry.text("name", max_name);
        officer.counter = entry.optional_id("counter");
        if (entry.has("photo")) officer.photo = entry.hash("photo");
        officer.pin_hash = entry.optional_text("pin_hash", 128);
        catalogue.officers.push_back(std::move(officer));
    });
    fields.each("caretakers", max_of_a_kind, [&](JsonFields& entry) {
        Caretaker caretaker;
        caretaker.id = entry.id("id");
        caretaker.office = entry.id("office");
        caretaker.name = entry.text("name", max_name);
        caretaker.pin_hash = entry.optional_text("pin_hash", 128);
        catalogue.caretakers.push_back(std::move(caretaker));
    });
}

void read_places_and_services(JsonFields& fields, Catalogue& catalogue) {
    fields.each("counters", max_of_a_kind, [&](JsonFields& entry) {
        Counter counter{entry.id("id"), entry.id("office"), read_text(entry, "name", max_name)};
        catalogue.counters.push_back(std::move(counter));
    });
    if (fields.has("categories"))
        fields.each("categories", max_of_a_kind,
                    [&](JsonFields& entry) { catalogue.categories.push_back(read_category(entry)); });
    fields.each("services", max_of_a_kind, [&](JsonFields& entry) { catalogue.services.push_back(read_service(entry)); });
}

void read_participation(JsonFields& fields, Catalogue& catalogue) {
    const auto read = [&](const char* member, auto& into, auto read_one) {
        if (fields.has(member)) fields.each(member, max_of_a_kind, [&](JsonFields& entry) { into.push_back(read_one(entry)); });
    };
    read("forums", catalogue.forums, read_forum);
    read("changes", catalogue.changes, read_change);
    read("awards", catalogue.awards, read_award);
    read("announcements", catalogue.announcements, read_announcement);
}

void read_words(JsonFields& fields, Catalogue& catalogue) {
    if (!fields.has("words")) return;
    fields.each("words", max_of_a_kind, [&](JsonFields& entry) {
        Wording wording{entry.text("id", 40), {}};
        if (!is_word_key(wording.id)) entry.wrong("id", "a key of a-z, 0-9 and _, at most 40 characters");
        entry.inside("text", [&](JsonFields& text) {
            wording.text.indonesian = text.optional_text("id", max_wording);
            wording.text.minangkabau = text.optional_text("min", max_wording);
            wording.text.english = text.optional_text("en", max_wording);
        });
        catalogue.words.push_back(std::move(wording));
    });
}

// The scores are numbers, which texts() does not read.
void read_reasons(JsonFields& fields, Catalogue& catalogue) {
    fields.each("reasons", max_of_a_kind, [&](JsonFields& entry) {
        Reason reason;
        reason.id = entry.id("id");
        reason.text = read_text(entry, "text", max_reason);
        const auto cause = parse_cause(entry.text("cause", 16));
        if (!cause) entry.wrong("cause", "officer, rule, queue or place");
        reason.cause = cause.value_or(Cause::officer);
        const json* scores = entry.has("scores") ? entry.array("scores", reason.scores.size()) : nullptr;
        for (std::size_t i = 0; scores && i < scores->size(); ++i) {
            const json& score = (*scores)[i];
            const bool fits = score.is_number_unsigned() && score.get<std::uint64_t>() >= 1 && score.get<std::uint64_t>() <= 5;
            if (fits) reason.scores[score.get<std::size_t>() - 1] = true;
            else entry.wrong("scores", "a list of scores from 1 to 5");
        }
        catalogue.reasons.push_back(std::move(reason));
    });
}

}  // namespace

const Office* Catalogue::office(std::string_view id) const { return find(offices, id); }
const Counter* Catalogue::counter(std::string_view id) const { return find(counters, id); }
const Officer* Catalogue::officer(std::string_view id) const { return find(officers, id); }
const Caretaker* Catalogue::caretaker(std::string_view id) const { return find(caretakers, id); }
const ServiceCategory* Catalogue::category(std::string_view id) const { return find(categories, id); }
const Service* Catalogue::service(std::string_view id) const { return find(services, id); }
const Reason* Catalogue::reason(std::string_view id) const { return find(reasons, id); }
const Forum* Catalogue::forum(std::string_view id) const { return find(forums, id); }

OpeningHours hours_on(const Office& office, LocalDay day) {
    const bool shut = std::any_of(office.shut_days.begin(), office.shut_days.end(), [&](const ShutDay& one) { return one.day == day; });
    return shut ? OpeningHours{} : office.hours[std::chrono::weekday{day}.iso_encoding() - 1];
}

Catalogue of_office(const Catalogue& whole, std::string_view office) {
    Catalogue part;
    const auto keep = [&](const auto& from, auto& to) {
        std::copy_if(from.begin(), from.end(), std::back_inserter(to),
                     [&](const auto& one) { return one.office == office; });
    };
    if (const Office* found = whole.office(office)) part.offices.push_back(*found);
    keep(whole.counters, part.counters);
    keep(whole.officers, part.officers);
    keep(whole.caretakers, part.caretakers);
    keep(whole.services, part.services);
    part.categories = whole.categories;
    part.reasons = whole.reasons;
    const auto keep_with_city = [&](const auto& from, auto& to) {
        std::copy_if(from.begin(), from.end(), std::back_inserter(to),
                     [&](const auto& one) { return one.office == office || one.office.empty(); });
    };
    keep_with_city(whole.forums, part.forums);
    keep_with_city(whole.changes, part.changes);
    keep_with_city(whole.announcements, part.announcements);
    part.words = whole.words;
    std::copy_if(whole.awards.begin(), whole.awards.end(), std::back_inserter(part.awards),
                 [&](const Award& one) { return part.officer(one.officer) != nullptr; });
    return part;
}

std::string encode(const Catalogue& catalogue) {
    return json{{"offices", list(catalogue.offices, [](const Office& one) { return to_json(one); })},
                {"counters", list(catalogue.counters,
                                  [](const Counter& one) {
                                      return json{{"id", one.id}, {"office", one.office}, {"name", to_json(one.name)}};
                                  })},
                {"officers", list(catalogue.officers, [](const Officer& one) { return to_json(one); })},
                {"caretakers", list(catalogue.caretakers,
                                    [](const Caretaker& one) {
                                        return json{{"id", one.id},
                                                    {"office", one.office},
                                                    {"name", one.name},
                                                    {"pin_hash", one.pin_hash}};
                                    })},
                {"categories", list(catalogue.categories, [](const ServiceCategory& one) { return to_json(one); })},
                {"services", list(catalogue.services, [](const Service& one) { return to_json(one); })},
                {"reasons", list(catalogue.reasons, [](const Reason& one) { return to_json(one); })},
                {"forums", list(catalogue.forums, [](const Forum& one) { return to_json(one); })},
                {"changes", list(catalogue.changes, [](const Change& one) { return to_json(one); })},
                {"awards", list(catalogue.awards, [](const Award& one) { return to_json(one); })},
                {"announcements", list(catalogue.announcements, [](const Announcement& one) { return to_json(one); })},
                {"words", list(catalogue.words, [](const Wording& one) { return to_json(one); })}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Catalogue> decode_catalogue(std::string_view text) {
    if (text.size() > max_catalogue_bytes)
        return fail("The catalogue is larger than " + std::to_string(max_catalogue_bytes) + " bytes.");
    const auto value = parse_json(text);
    if (!value) return fail("The catalogue cannot be read: " + value.error().message);
    JsonFields fields{*value, ""};
    Catalogue catalogue;
    read_offices(fields, catalogue);
    read_places_and_services(fields, catalogue);
    read_people(fields, catalogue);
    read_reasons(fields, catalogue);
    read_participation(fields, catalogue);
    read_words(fields, catalogue);
    if (!fields.error().empty()) return fail("The catalogue cannot be read: " + fields.error());
    const auto wrong = mistakes(catalogue);
    if (wrong.empty()) return catalogue;
    std::string message = "The catalogue does not fit together:";
    for (std::size_t i = 0; i < wrong.size() && i < 5; ++i) message += " " + wrong[i];
    if (wrong.size() > 5) message += " And " + std::to_string(wrong.size() - 5) + " more.";
    return fail(message);
}

}  // namespace rancak
