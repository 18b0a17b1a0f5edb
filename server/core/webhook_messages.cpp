#include "server/core/webhook_messages.h"

#include "shared/encoding.h"
#include "shared/hash.h"

#include <algorithm>

namespace rancak::server {
namespace {

using std::string_view;
using Audience = Announcement::Audience;

// A JSON object, member after member; the text of each value is JSON already when it is no string_view.
class Data {
public:
    Data& add(string_view name, string_view text) { return add_json(name, json_string(text)); }
    Data& add_json(string_view name, const std::string& json) {
        json_.append(json_.empty() ? "{" : ",").append(json_string(name)).append(":").append(json);
        return *this;
    }
    [[nodiscard]] std::string json() const { return json_.empty() ? "{}" : json_ + "}"; }

private:
    std::string json_;
};

// Longer than anybody can guess, and of what happened alone: whoever writes it a second time writes the same.
std::string message_id(string_view type, string_view subject) {
    const auto digest = blake2b(std::string(type) + "\n" + std::string(subject));
    return "msg_" + to_base32(digest.bytes).substr(0, 26);
}

Announcement make(string_view type, std::uint8_t kind, string_view subject, Timestamp at, const Data& data) {
    std::string body = "{\"type\":" + json_string(type) + ",\"timestamp\":" + json_string(to_rfc3339(at)) + ",\"data\":" + data.json() + "}";
    return {std::string(type), kind, message_id(type, subject), {}, Audience::all, at, std::move(body)};
}
Announcement make(WebhookKind kind, string_view subject, Timestamp at, const Data& data) {
    return make(code(kind), static_cast<std::uint8_t>(kind), subject, at, data);
}

Announcement of_office(Announcement made, const std::string& office, Audience audience = Audience::all) {
    made.office = office;
    made.audience = audience;
    return made;
}

Audience audience_of(const CaseBody& told) { return told.privacy == CasePrivacy::confidential ? Audience::city : Audience::all; }

Data alarm_data(const JournalId& id, string_view alarm) { return Data().add("journal", id.journal).add("office", id.office).add("alarm", alarm); }

}  // namespace

Announcement case_received(const JournalId& id, std::uint64_t seq, const CaseBody& told, Timestamp received) {
    const auto name = name_of(id, seq);
    Data data;
    data.add("case", name).add("office", id.office).add("kind", code(told.kind)).add("about", code(told.about)).add("service", told.service);
    data.add("privacy", code(told.privacy));
    return of_office(make(WebhookKind::case_received, name, received, data), id.office, audience_of(told));
}

Announcement case_changed(const CaseFile& before, const CaseStep& step) {
    const auto& [id, received, told] = before.row;
    const auto name = name_of(id, told.seq);
    const auto status = after(before.status, step);
    Data data;
    data.add("case", name).add("office", id.office).add("action", code(step.action)).add("state", code(status.state));
    return of_office(make(WebhookKind::case_changed, name + "." + std::to_string(status.steps), step.at, data), id.office, audience_of(told.body));
}

Announcement comment_waiting(const JournalId& id, std::uint64_t rating, std::uint64_t by, Timestamp received) {
    const auto data = Data().add("comment", name_of(id, rating)).add("office", id.office);
    return of_office(make(WebhookKind::comment_waiting, name_of(id, by), received, data), id.office);
}

Announcement survey_published(const Publication& one) {
    Data data;
    data.add("publication", one.id).add("office", one.office).add("service", one.service);
    data.add("from", to_iso_date(one.period.from)).add("until", to_iso_date(one.period.until));
    return of_office(make(WebhookKind::survey_published, one.office + "." + one.id, one.published, data), one.office);
}

Announcement kiosk_alarm(const Alarm& alarm) {
    const auto subject = alarm.id.journal + "." + alarm.kind + "." + to_rfc3339(alarm.raised);
    return of_office(make(WebhookKind::kiosk_alarm, subject, alarm.raised, alarm_data(alarm.id, alarm.kind)), alarm.id.office);
}

std::optional<Announcement> kiosk_alarm(const JournalId& id, const std::optional<Heartbeat>& before, const Heartbeat& now, Timestamp received) {
    const auto is_new = [&](const std::string& alarm) {
        return !before || std::find(before->alarms.begin(), before->alarms.end(), alarm) == before->alarms.end();
    };
    if (std::none_of(now.alarms.begin(), now.alarms.end(), is_new)) return std::nullopt;
    // What it says stands at the kiosk and in the list of kiosks, in the kiosk's own words.
    return of_office(make(WebhookKind::kiosk_alarm, id.journal + ".own." + to_rfc3339(received), received, alarm_data(id, "own")), id.office);
}

std::vector<Announcement> catalogue_changed(Timestamp imported, const std::vector<std::string>& offices, Timestamp now) {
    constexpr auto kind = WebhookKind::catalogue_changed;
    const auto edition = to_rfc3339(imported);
    const auto data = [&](const auto& named) {
        std::string list = "[";
        for (const auto& office : named) list += (list.size() > 1 ? "," : "") + json_string(office);
        return Data().add("edition", edition).add_json("offices", list + "]");
    };
    std::vector<Announcement> all{of_office(make(kind, edition, now, data(offices)), {}, Audience::city)};
    for (const auto& office : offices)
        all.push_back(of_office(make(kind, edition + "." + office, now, data(std::vector<std::string>{office})), office, Audience::office));
    return all;
}

Announcement ratings_arrived(const Subscription& subscription, const std::string& since, const std::map<std::string, std::uint64_t>& offices, Timestamp at) {
    std::string list = "[";
    for (const auto& [office, count] : offices)
        list += (list.size() > 1 ? ",{\"office\":" : "{\"office\":") + json_string(office) + ",\"count\":" + std::to_string(count) + "}";
    const auto data = Data().add("since", since).add_json("offices", list + "]");
    return of_office(make(WebhookKind::ratings_arrived, subscription.id + "." + since + "." + to_rfc3339(at), at, data), subscription.office);
}

Announcement webhook_test(const std::string& random, Timestamp at) { return make(webhook_test_type, 0, random, at, Data()); }

}  // namespace rancak::server
