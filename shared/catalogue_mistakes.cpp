#include "shared/catalogue.h"

#include "shared/encoding.h"
#include "shared/json_fields.h"
#include "shared/public_address.h"

#include <set>
#include <type_traits>

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
        each("forum", catalogue_.forums, [this](const Forum& forum) { check(forum); });
        each("change", catalogue_.changes, [this](const Change& change) {
            if (!change.office.empty()) belongs(change.office);
            text("said", change.said, max_change_text);
            text("did", change.did, max_change_text);
        });
        each("award", catalogue_.awards, [this](const Award& award) {
            if (!catalogue_.officer(award.officer)) wrong("names the officer \"" + award.officer + "\", who is not there");
            text("why", award.why, max_award_why);
            span("a period", award.period);
        });
        each("announcement", catalogue_.announcements, [this](const Announcement& announcement) {
            if (!announcement.office.empty()) belongs(announcement.office);
            text("title", announcement.title, max_announcement_title);
            text("text", announcement.text, max_announcement_text);
            span("a time to be shown", announcement.shown);
        });
        each("word", catalogue_.words, [this](const Wording& wording) {
            if (wording.text == LocalText{}) wrong("says nothing in any language");
            for (const std::string* one : {&wording.text.indonesian, &wording.text.minangkabau, &wording.text.english})
                if (!one->empty()) plain("text", *one, max_wording);
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
            if constexpr (std::is_same_v<T, Wording>) {
                if (!is_word_key(one.id)) wrong("needs a key of a-z, 0-9 and _, at most 40 characters");
            } else if (!is_id(one.id)) {
                wrong("needs an id of a-z, 0-9 and -, at most 40 characters");
            }
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
        if (office.survey && office.survey->until < office.survey->from) wrong("has a survey that ends before it begins");
        items("promises", office.pledge.promises, max_promises);
        if (office.shut_days.size() > max_shut_days) wrong("is shut on more than " + std::to_string(max_shut_days) + " days");
        std::set<LocalDay> days;
        for (const ShutDay& shut : office.shut_days) {
            text("why of a shut day", shut.why, max_shut_why);
            if (!days.insert(shut.day).second) wrong("is shut twice on " + to_iso_date(shut.day));
        }
        if (office.index) check(*office.index);
        if (!office.public_address.empty() && !is_public_address(office.public_address))
            wrong("needs a public_address such as https://rancak.example.go.id: https or http, a host in small letters, no path, at most " +
                  std::to_string(max_public_address_bytes) + " characters");
    }
    void check(const PublishedIndex& index) {
        if (index.hundredths < least_index || index.hundredths > most_index) wrong("has an index outside of 25.00 to 100.00");
        if (index.respondents < 1 || index.respondents > max_respondents) wrong("has an index without respondents");
        span("an index of a period", index.period);
    }
    void check(const Forum& forum) {
        if (!forum.office.empty()) belongs(forum.office);
        text("title", forum.title, max_forum_title);
        text("place", forum.place, max_forum_place);
        items("agenda items", forum.agenda, max_agenda);
        if (forum.at.count() < 0 || forum.at.count() >= 24 * 60) wrong("begins at no time of a day");
        if (forum.topics.size() > max_topics) wrong("has more than " + std::to_string(max_topics) + " topics");
        std::set<std::string_view> topics;
        for (const ForumTopic& topic : forum.topics) {
            if (!is_id(topic.id)) wrong("has a topic without an id of a-z, 0-9 and -");
            if (!topics.insert(topic.id).second) wrong("has the topic \"" + topic.id + "\" twice");
            text("topic", topic.text, max_topic);
        }
    }
    void span(const char* what, const DaySpan& period) {
        if (period.until < period.from) wrong(std::string{"has "} + what + " that ends before it begins");
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
