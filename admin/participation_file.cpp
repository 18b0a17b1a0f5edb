#include "admin/participation_file.h"

#include "admin/catalogue_values.h"

#include <algorithm>
#include <cmath>

namespace rancak::admin {
namespace {

DaySpan read_span(TomlTable& table) {
    const DaySpan span{read_date(table, "from"), read_date(table, "until")};
    if (span.until < span.from) table.mistake("until", to_iso_date(span.until), "a day that is not before from");
    return span;
}

std::vector<ForumTopic> read_topics(TomlTable& forum) {
    std::vector<ForumTopic> topics;
    std::set<std::string> taken;
    for (TomlTable& table : forum.tables("topic"))
        topics.push_back({read_id(table, taken), read_local_text(table, "text", max_topic)});
    if (topics.size() > max_topics)
        forum.mistake("topic", std::to_string(topics.size()) + " entries", "at most " + std::to_string(max_topics));
    return topics;
}

Forum read_forum(TomlTable& table, const std::string& office, std::set<std::string>& taken) {
    Forum forum;
    forum.id = read_id(table, taken);
    forum.office = office;
    forum.title = read_local_text(table, "title", max_forum_title);
    forum.day = read_date(table, "date");
    const std::string time = table.text("time");
    const auto at = time_of_day(time);
    if (at && at->count() < 24 * 60) forum.at = *at;
    else if (table.has("time")) table.mistake("time", '"' + time + '"', "\"HH:MM\" from 00:00 to 23:59");
    forum.place = read_local_text(table, "place", max_forum_place);
    forum.agenda = read_local_texts(table, "agenda", max_agenda);
    forum.topics = read_topics(table);
    forum.sample = table.boolean("sample", false);
    return forum;
}

Change read_change(TomlTable& table, const std::string& office, std::set<std::string>& taken) {
    Change change;
    change.id = read_id(table, taken);
    change.office = office;
    change.said = read_local_text(table, "said", max_change_text);
    change.did = read_local_text(table, "did", max_change_text);
    change.day = read_date(table, "date");
    change.sample = table.boolean("sample", false);
    return change;
}

Announcement read_announcement(TomlTable& table, const std::string& office, std::set<std::string>& taken) {
    Announcement announcement;
    announcement.id = read_id(table, taken);
    announcement.office = office;
    announcement.title = read_local_text(table, "title", max_announcement_title);
    announcement.text = read_local_text(table, "text", max_announcement_text);
    announcement.shown = read_span(table);
    announcement.sample = table.boolean("sample", false);
    return announcement;
}

Award read_award(TomlTable& table, const Catalogue& catalogue, const std::string& office, std::set<std::string>& taken) {
    Award award;
    award.id = read_id(table, taken);
    award.officer = table.text("officer");
    const Officer* officer = catalogue.officer(award.officer);
    if (table.has("officer") && (!officer || officer->office != office))
        table.mistake("officer", '"' + award.officer + '"', "an officer of this office's officers.toml");
    award.period = read_span(table);
    award.why = read_local_text(table, "why", max_award_why);
    award.sample = table.boolean("sample", false);
    return award;
}

PublishedIndex read_index(TomlTable& table) {
    PublishedIndex index;
    const double value = table.number("value", least_index / 100.0, most_index / 100.0);
    index.hundredths = static_cast<int>(std::lround(value * 100));
    if (std::abs(value * 100 - index.hundredths) > 1e-6)
        table.mistake("value", "more than two decimals", "the published value, as 84.27");
    index.respondents = static_cast<std::uint32_t>(table.integer("respondents", 1, max_respondents));
    index.period = read_span(table);
    index.sample = table.boolean("sample", false);
    return index;
}

}  // namespace

void read_participation(TomlTable& file, Catalogue& catalogue, const std::string& office, ParticipationIds& taken) {
    for (TomlTable& table : file.tables("announcement"))
        catalogue.announcements.push_back(read_announcement(table, office, taken.announcements));
    for (TomlTable& table : file.tables("forum")) catalogue.forums.push_back(read_forum(table, office, taken.forums));
    for (TomlTable& table : file.tables("change")) catalogue.changes.push_back(read_change(table, office, taken.changes));
    if (office.empty()) return;
    for (TomlTable& table : file.tables("award"))
        catalogue.awards.push_back(read_award(table, catalogue, office, taken.awards));
    if (!file.has("index")) return;
    TomlTable table = file.table("index");
    const PublishedIndex index = read_index(table);
    for (Office& one : catalogue.offices)
        if (one.id == office) one.index = index;
}

}  // namespace rancak::admin
