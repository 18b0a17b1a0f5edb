#include "shared/catalogue.h"

#include "shared/encoding.h"
#include "shared/json_fields.h"

#include <set>

namespace rancak {
namespace {

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
        each("category", catalogue_.categories,
             [this](const ServiceCategory& category) { text("name", category.name, max_category_name); });
        each("service", catalogue_.services, [this](const Service& service) { check(service); });
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
        if (office.contact_kept.count() < 1 || office.contact_kept.count() > max_contact_days)
            wrong("needs contact_days from 1 to " + std::to_string(max_contact_days));
        for (std::size_t day = 0; day < office.hours.size(); ++day) {
            const OpeningHours& hours = office.hours[day];
            if (hours.opens.count() < 0 || hours.closes < hours.opens || hours.closes.count() > 24 * 60)
                wrong(std::string{"has impossible hours on "} + weekdays[day]);
        }
        items("promises", office.pledge.promises, max_promises);
    }
    void check(const Service& service) {
        belongs(service.office);
        text("name", service.name, max_name);
        for (const std::string& counter : service.counters) counter_of(service.office, counter);
        if (!service.category.empty() && !catalogue_.category(service.category))
            wrong("names the category \"" + service.category + "\", which is not there");
        if (service.also.size() > max_also_words)
            wrong("is looked for by more than " + std::to_string(max_also_words) + " other names");
        for (const std::string& other : service.also) plain("name in also", other, max_also);
        if (!service.link.empty() && !is_link(service.link))
            wrong("needs a link that begins with https:// and has at most " + std::to_string(max_link_bytes) +
                  " visible characters");
        check(service.standard);
    }
    void check(const ServiceStandard& standard) {
        items("requirements", standard.requirements, max_service_items);
        items("procedure", standard.procedure, max_service_items);
        component("time", standard.time);
        component("cost", standard.cost);
        component("product", standard.product);
        component("complaints", standard.complaints);
        for (const Management one : managements) component(code(one).data(), standard.of(one));
    }
    void component(const char* member, const LocalText& value) {
        if (!(value == LocalText{})) text(member, value, max_service_text);
    }
    void items(const char* member, const std::vector<LocalText>& values, std::size_t most) {
        if (values.size() > most) wrong(std::string{"has more than "} + std::to_string(most) + " " + member);
        for (const LocalText& value : values) text(member, value, max_service_item);
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

}  // namespace

std::vector<std::string> mistakes(const Catalogue& catalogue) { return Checker{catalogue}.run(); }

}  // namespace rancak
