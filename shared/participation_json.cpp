#include "shared/participation_json.h"

#include "shared/service_json.h"

#include <cmath>

namespace rancak {
namespace {

using nlohmann::json;

void add_common(json& value, const std::string& office, bool sample) {
    if (!office.empty()) value["office"] = office;
    if (sample) value["sample"] = true;
}

bool read_sample(JsonFields& fields) { return fields.has("sample") && fields.boolean("sample"); }

void add_span(json& value, const DaySpan& span) {
    value["from"] = to_iso_date(span.from);
    value["until"] = to_iso_date(span.until);
}

DaySpan read_span(JsonFields& fields) {
    DaySpan span;
    span.from = fields.date("from");
    span.until = fields.date("until");
    return span;
}

}  // namespace

json to_json(const Forum& forum) {
    json topics = json::array();
    for (const ForumTopic& topic : forum.topics) topics.push_back({{"id", topic.id}, {"text", to_json(topic.text)}});
    json value{{"id", forum.id},
               {"title", to_json(forum.title)},
               {"date", to_iso_date(forum.day)},
               {"time", forum.at.count()},
               {"place", to_json(forum.place)},
               {"agenda", to_json(forum.agenda)},
               {"topics", std::move(topics)}};
    add_common(value, forum.office, forum.sample);
    return value;
}

Forum read_forum(JsonFields& fields) {
    Forum forum;
    forum.id = fields.id("id");
    forum.office = fields.optional_id("office");
    forum.title = read_text(fields, "title", max_forum_title);
    forum.day = fields.date("date");
    forum.at = std::chrono::minutes{fields.number("time", 0, 24 * 60 - 1)};
    forum.place = read_text(fields, "place", max_forum_place);
    forum.agenda = read_texts(fields, "agenda", max_agenda);
    if (fields.has("topics"))
        fields.each("topics", max_topics, [&](JsonFields& entry) {
            ForumTopic topic{entry.id("id"), read_text(entry, "text", max_topic)};
            forum.topics.push_back(std::move(topic));
        });
    forum.sample = read_sample(fields);
    return forum;
}

json to_json(const Change& change) {
    json value{{"id", change.id}, {"said", to_json(change.said)}, {"did", to_json(change.did)}, {"date", to_iso_date(change.day)}};
    add_common(value, change.office, change.sample);
    return value;
}

Change read_change(JsonFields& fields) {
    Change change;
    change.id = fields.id("id");
    change.office = fields.optional_id("office");
    change.said = read_text(fields, "said", max_change_text);
    change.did = read_text(fields, "did", max_change_text);
    change.day = fields.date("date");
    change.sample = read_sample(fields);
    return change;
}

json to_json(const Announcement& announcement) {
    json value{{"id", announcement.id}, {"title", to_json(announcement.title)}, {"text", to_json(announcement.text)}};
    add_span(value, announcement.shown);
    add_common(value, announcement.office, announcement.sample);
    return value;
}

Announcement read_announcement(JsonFields& fields) {
    Announcement announcement;
    announcement.id = fields.id("id");
    announcement.office = fields.optional_id("office");
    announcement.title = read_text(fields, "title", max_announcement_title);
    announcement.text = read_text(fields, "text", max_announcement_text);
    announcement.shown = read_span(fields);
    announcement.sample = read_sample(fields);
    return announcement;
}

json to_json(const Award& award) {
    json value{{"id", award.id}, {"officer", award.officer}, {"why", to_json(award.why)}};
    add_span(value, award.period);
    add_common(value, {}, award.sample);
    return value;
}

Award read_award(JsonFields& fields) {
    Award award;
    award.id = fields.id("id");
    award.officer = fields.id("officer");
    award.period = read_span(fields);
    award.why = read_text(fields, "why", max_award_why);
    award.sample = read_sample(fields);
    return award;
}

json to_json(const PublishedIndex& index) {
    json value{{"value", index.hundredths / 100.0}, {"respondents", index.respondents}};
    add_span(value, index.period);
    add_common(value, {}, index.sample);
    return value;
}

PublishedIndex read_index(JsonFields& fields) {
    PublishedIndex index;
    const double value = fields.real("value", least_index / 100.0, most_index / 100.0);
    index.hundredths = static_cast<int>(std::lround(value * 100));
    if (std::abs(value * 100 - index.hundredths) > 1e-6) fields.wrong("value", "a number with two decimals at most");
    index.respondents = static_cast<std::uint32_t>(fields.number("respondents", 1, max_respondents));
    index.period = read_span(fields);
    index.sample = read_sample(fields);
    return index;
}

json to_json(const ShutDay& shut) { return {{"date", to_iso_date(shut.day)}, {"why", to_json(shut.why)}}; }

ShutDay read_shut_day(JsonFields& fields) {
    ShutDay shut;
    shut.day = fields.date("date");
    shut.why = read_text(fields, "why", max_shut_why);
    return shut;
}

}  // namespace rancak
