#include "shared/catalogue.h"

#include "shared/encoding.h"
#include "shared/json_fields.h"

#include <algorithm>
#include <set>

namespace rancak {
namespace {

using nlohmann::json;

constexpr std::size_t max_name = 120;      // code points
constexpr std::size_t max_reason = 60;
constexpr std::size_t max_of_a_kind = 5000;
constexpr std::array weekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

template <class T>
const T* find(const std::vector<T>& list, std::string_view id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& one) { return one.id == id; });
    return found == list.end() ? nullptr : &*found;
}

// ---- Checking --------------------------------------------------------------------------------------------------------

class Checker {
public:
    explicit Checker(const Catalogue& catalogue) : catalogue_(catalogue) {}

    std::vector<std::string> run() {
        each("office", catalogue_.offices, [this](const Office& office) { check(office); });
        each("counter", catalogue_.counters, [this](const Counter& counter) {
            belongs(counter.office);
            text("name", counter.name, max_name);
        });
        each("officer", catalogue_.officers, [this](const Officer& officer) {
            belongs(officer.office);
            plain("name", officer.name, max_name);
            if (!officer.counter.empty()) counter_of(officer.office, officer.counter);
            pin(officer.pin_hash);
        });
        each("caretaker", catalogue_.caretakers, [this](const Caretaker& caretaker) {
            belongs(caretaker.office);
            plain("name", caretaker.name, max_name);
            pin(caretaker.pin_hash);
            if (catalogue_.officer(caretaker.id)) wrong("has the id of an officer; each person needs an id of their own");
        });
        each("service", catalogue_.services, [this](const Service& service) {
            belongs(service.office);
            text("name", service.name, max_name);
            for (const std::string& counter : service.counters) counter_of(service.office, counter);
        });
        each("reason", catalogue_.reasons, [this](const Reason& reason) {
            text("text", reason.text, max_reason);
            if (std::none_of(reason.scores.begin(), reason.scores.end(), [](bool offered) { return offered; }))
                wrong("is offered for no score");
        });
        return std::move(mistakes_);
    }

private:
    template <class T, class Check>
    void each(const char* kind, const std::vector<T>& list, Check check_one) {
        std::set<std::string_view> seen;
        kind_ = kind;
        if (list.size() > max_of_a_kind)
            mistakes_.push_back("There are more than " + std::to_string(max_of_a_kind) + " entries of kind " + kind + ".");
        for (const T& one : list) {
            id_ = one.id;
            if (!is_id(one.id)) wrong("needs an id of a-z, 0-9 and -, at most 40 characters");
            if (!seen.insert(one.id).second) wrong("is there twice");
            check_one(one);
        }
    }

    void check(const Office& office) {
        text("name", office.name, max_name);
        if (office.utc_offset.count() < -12 * 60 || office.utc_offset.count() > 14 * 60)
            wrong("needs a utc_offset from -720 to 840 minutes");
        for (std::size_t day = 0; day < office.hours.size(); ++day) {
            const OpeningHours& hours = office.hours[day];
            if (hours.opens.count() < 0 || hours.closes < hours.opens || hours.closes.count() > 24 * 60)
                wrong(std::string{"has impossible hours on "} + weekdays[day]);
        }
    }
    void belongs(const std::string& office) {
        if (!catalogue_.office(office)) wrong("names the office \"" + office + "\", which is not there");
    }
    void counter_of(const std::string& office, const std::string& id) {
        const Counter* counter = catalogue_.counter(id);
        if (!counter || counter->office != office)
            wrong("names the counter \"" + id + "\", which the office does not have");
    }
    void text(const char* member, const LocalText& value, std::size_t most) {
        plain(member, value.indonesian, most);
        if (!value.minangkabau.empty()) plain(member, value.minangkabau, most);
        if (!value.english.empty()) plain(member, value.english, most);
    }
    void plain(const char* member, const std::string& value, std::size_t most) {
        if (value.empty() || !is_plain_text(value) || value.find('\n') != value.npos || code_points(value) > most)
            wrong(std::string{"needs a "} + member + " of 1 to " + std::to_string(most) +
                  " characters without control characters");
    }
    void pin(const std::string& hash) {
        if (!hash.empty() && (!hash.starts_with("$argon2id$") || hash.size() > 128 || !is_plain_text(hash)))
            wrong("has a pin_hash that is not Argon2id");
    }
    void wrong(const std::string& what) {
        if (mistakes_.size() < 50) mistakes_.push_back("The " + kind_ + " \"" + id_ + "\" " + what + ".");
    }

    const Catalogue& catalogue_;
    std::vector<std::string> mistakes_;
    std::string kind_, id_;
};

// ---- JSON ------------------------------------------------------------------------------------------------------------

json to_json(const LocalText& text) {
    json value{{"id", text.indonesian}};
    if (!text.minangkabau.empty()) value["min"] = text.minangkabau;
    if (!text.english.empty()) value["en"] = text.english;
    return value;
}

LocalText read_text(JsonFields& fields, const char* member) {
    LocalText text;
    fields.inside(member, [&](JsonFields& inner) {
        text.indonesian = inner.text("id", max_name);
        text.minangkabau = inner.optional_text("min", max_name);
        text.english = inner.optional_text("en", max_name);
    });
    return text;
}

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
    return {{"id", office.id},
            {"name", to_json(office.name)},
            {"utc_offset", office.utc_offset.count()},
            {"hours", std::move(hours)}};
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
        office.name = read_text(entry, "name");
        office.utc_offset = std::chrono::minutes{static_cast<int>(entry.real("utc_offset", -720, 840))};
        read_hours(entry, office);
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

void read_counters_and_services(JsonFields& fields, Catalogue& catalogue) {
    fields.each("counters", max_of_a_kind, [&](JsonFields& entry) {
        Counter counter{entry.id("id"), entry.id("office"), read_text(entry, "name")};
        catalogue.counters.push_back(std::move(counter));
    });
    fields.each("services", max_of_a_kind, [&](JsonFields& entry) {
        Service service{entry.id("id"), entry.id("office"), read_text(entry, "name"), {}};
        service.counters = entry.texts("counters", 200, 40);
        catalogue.services.push_back(std::move(service));
    });
}

// The scores are numbers, which texts() does not read.
void read_reasons(JsonFields& fields, Catalogue& catalogue) {
    fields.each("reasons", max_of_a_kind, [&](JsonFields& entry) {
        Reason reason;
        reason.id = entry.id("id");
        reason.text = read_text(entry, "text");
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
const Reason* Catalogue::reason(std::string_view id) const { return find(reasons, id); }

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
    part.reasons = whole.reasons;
    return part;
}

std::vector<std::string> mistakes(const Catalogue& catalogue) { return Checker{catalogue}.run(); }

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
                {"services", list(catalogue.services,
                                  [](const Service& one) {
                                      return json{{"id", one.id},
                                                  {"office", one.office},
                                                  {"name", to_json(one.name)},
                                                  {"counters", one.counters}};
                                  })},
                {"reasons", list(catalogue.reasons, [](const Reason& one) { return to_json(one); })}}
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
    read_counters_and_services(fields, catalogue);
    read_people(fields, catalogue);
    read_reasons(fields, catalogue);
    if (!fields.error().empty()) return fail("The catalogue cannot be read: " + fields.error());
    const auto wrong = mistakes(catalogue);
    if (wrong.empty()) return catalogue;
    std::string message = "The catalogue does not fit together:";
    for (std::size_t i = 0; i < wrong.size() && i < 5; ++i) message += " " + wrong[i];
    if (wrong.size() > 5) message += " And " + std::to_string(wrong.size() - 5) + " more.";
    return fail(message);
}

}  // namespace rancak
