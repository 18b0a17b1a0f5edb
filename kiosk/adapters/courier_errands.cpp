// The courier's errands beside the events: heartbeat, catalogue, photos, standings, the recheck of the chain.

#include "kiosk/adapters/courier.h"

#include "kiosk/adapters/visit_counts.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"

#include <algorithm>
#include <filesystem>

namespace rancak::kiosk {

namespace {

using std::chrono::seconds;

constexpr std::size_t lines_rechecked_in_a_step = 2000;
constexpr std::size_t max_alarm_code_points = 200;
constexpr std::size_t max_alarms = 16;

std::string cut(std::string text, std::size_t most_code_points) {
    while (code_points(text) > most_code_points) {
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
        text.pop_back();
    }
    return text;
}

std::string without_quotes(std::string etag) {
    if (etag.starts_with("W/")) etag.erase(0, 2);
    if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') etag = etag.substr(1, etag.size() - 2);
    return etag;
}

Result<StandingView> read_standing(const std::string& body, const std::string& officer) {
    const auto json = parse_json(body);
    if (!json) return tl::unexpected(json.error());
    JsonFields fields(*json, "");
    const Timestamp as_of = fields.time("as_of");
    if (!fields.error().empty()) return fail(fields.error());
    const auto inner = json->find("standing");
    if (inner == json->end()) return fail("standing is missing");
    auto standing = decode_standing(inner->dump());
    if (!standing) return tl::unexpected(standing.error());
    if (standing->officer != officer) return fail("it is somebody else's");
    return StandingView{std::move(*standing), as_of, false};
}

}  // namespace

std::optional<Milliseconds> Courier::run(const SendHeartbeat&) {
    const auto extent = parts_.reader.extent();
    const CourierStatus now = status();
    Heartbeat heartbeat;
    heartbeat.version = parts_.version;
    if (extent) heartbeat.head = extent->head;
    heartbeat.waiting = heartbeat.head.seq - std::min(heartbeat.head.seq, now.acknowledged);
    heartbeat.parked = now.parked;
    std::error_code unknown;
    const auto space = std::filesystem::space(parts_.paths.root, unknown);
    heartbeat.disk_free_bytes = unknown ? 0 : space.available;
    heartbeat.uptime_seconds =
        static_cast<std::uint64_t>(std::chrono::duration_cast<seconds>(parts_.clock.monotonic() - started_).count());
    auto visits = count_visits();
    heartbeat.visits = visits_to_tell(visits, visits_told_);
    alarms_told_ = parts_.alarms.sentences();
    for (const auto& sentence : alarms_told_) {
        if (heartbeat.alarms.size() < max_alarms) heartbeat.alarms.push_back(cut(sentence, max_alarm_code_points));
    }
    const auto reply = control("POST", "/v1/heartbeat", encode(heartbeat), {"Content-Type: application/json"});
    const auto read = reply && reply->status == 200 ? decode_heartbeat_reply(reply->body)
                                                    : Result<HeartbeatReply>(fail(describe(reply)));
    if (!read) {
        agenda_.heartbeat = failed(agenda_.heartbeat, reply);
        went_wrong(read.error().message);
        return std::nullopt;
    }
    agenda_.heartbeat = {0, parts_.clock.monotonic() + heartbeat_every};
    visits_told_ = std::move(visits);
    learn_time(read->time);
    noticed_catalogue(read->catalogue);
    went_well();
    return std::nullopt;
}

std::vector<DayVisits> Courier::count_visits() {
    auto visits = read_visits(parts_.paths.visits(), parts_.identity.journal);
    if (visits) return std::move(*visits);
    parts_.alarms.raise(Alarms::Topic::visits, visits.error().message);
    return visits_told_;
}

void Courier::noticed_catalogue(const std::string& etag) {
    if (etag.empty()) {
        tell_no_catalogue();
    } else if (etag == parts_.catalogue.etag()) {  // the one that is shown, also when the centre went back to it
        refused_etag_.clear();
        parts_.alarms.clear(Alarms::Topic::catalogue);
    } else if (etag != refused_etag_) {
        agenda_.catalogue_wanted = true;
    }
}

// An office that the centre dropped or renamed: its kiosks go on with what they have, for ever, unless somebody hears of it.
void Courier::tell_no_catalogue() {
    if (parts_.catalogue.shown() == nullptr) return;  // nothing was imported yet; the screen says that it is not ready
    refused_etag_.clear();
    parts_.alarms.raise(Alarms::Topic::catalogue, "The centre has no catalogue for this kiosk's office any more, the old one stays: "
                                                  "put the office back into it, or enrol this kiosk at another.");
}

std::optional<Milliseconds> Courier::run(const FetchCatalogue&) {
    std::vector<std::string> headers;
    if (!parts_.catalogue.etag().empty()) headers.push_back("If-None-Match: \"" + parts_.catalogue.etag() + "\"");
    const auto reply = control("GET", "/v1/catalogue", {}, std::move(headers));
    const bool unchanged = reply && reply->status == 304;
    if (!unchanged && (!reply || reply->status != 200)) {
        if (reply && reply->status == 404) tell_no_catalogue();
        agenda_.catalogue = failed(agenda_.catalogue, reply);
        went_wrong(describe(reply));
        return std::nullopt;
    }
    if (!unchanged) {
        const auto before = parts_.catalogue.shown();
        const std::string etag = without_quotes(reply->header("etag"));
        const auto replaced = reply->too_large ? tl::unexpected(CatalogueCache::too_large()) : parts_.catalogue.replace(reply->body, etag);
        if (!replaced) {
            parts_.alarms.raise(Alarms::Topic::catalogue, replaced.error().message);
            agenda_.catalogue = failed(agenda_.catalogue, reply);
            if (!replaced.error().for_good) return std::nullopt;
            refused_etag_ = etag;
            agenda_.catalogue_wanted = parts_.catalogue.shown() == nullptr;  // without any, it is worth another try
            return std::nullopt;
        }
        agenda_.media_missing = parts_.catalogue.missing_media();
        if (agenda_.media_missing.empty()) parts_.alarms.clear(Alarms::Topic::photo);
        show_catalogue_if_changed(before);
    }
    parts_.alarms.clear(Alarms::Topic::catalogue);
    refused_etag_.clear();
    agenda_.catalogue = {};
    agenda_.catalogue_wanted = false;
    went_well();
    return std::nullopt;
}

std::optional<Milliseconds> Courier::run(const FetchMedium& errand) {
    const auto reply = control("GET", "/v1/media/" + to_hex(errand.hash));
    const auto before = parts_.catalogue.shown();
    auto kept = reply && reply->status == 200 ? parts_.catalogue.keep_medium(errand.hash, reply->body)
                                              : Result<void>(fail(describe(reply)));
    auto& missing = agenda_.media_missing;
    if (!kept) {
        agenda_.media = failed(agenda_.media, reply);
        std::rotate(missing.begin(), missing.begin() + 1, missing.end());  // the others need not wait for this one
        if (reply) parts_.alarms.raise(Alarms::Topic::photo, "The photo " + to_hex(errand.hash) + " does not come: " + kept.error().message);
        went_wrong(kept.error().message);
        return std::nullopt;
    }
    agenda_.media = {};
    std::erase(missing, errand.hash);
    if (missing.empty()) parts_.alarms.clear(Alarms::Topic::photo);
    show_catalogue_if_changed(before);
    went_well();
    return std::nullopt;
}

void Courier::show_catalogue_if_changed(const std::shared_ptr<const Catalogue>& before) {
    if (parts_.catalogue.shown() != before) parts_.mailbox.post(CatalogueArrived{parts_.catalogue.shown()});
}

std::optional<Milliseconds> Courier::run(const AskStanding& errand) {
    const auto reply = control("GET", "/v1/officers/" + errand.officer + "/standing");
    auto view = reply && reply->status == 200 ? read_standing(reply->body, errand.officer)
                                              : Result<StandingView>(fail(describe(reply)));
    if (view) {
        if (auto kept = parts_.memory.keep_standing(*view); !kept) {
            parts_.alarms.raise(Alarms::Topic::courier_memory, kept.error().message);
        }
        went_well();
        parts_.mailbox.post(StandingArrived{std::move(*view)});
    } else {
        went_wrong(view.error().message);
        const auto remembered = parts_.memory.standing(errand.officer);
        if (remembered && *remembered) {
            parts_.mailbox.post(StandingArrived{**remembered});
        } else {
            parts_.mailbox.post(StandingMissing{errand.officer});
        }
    }
    std::erase(agenda_.standings_wanted, errand.officer);
    return std::nullopt;
}

std::optional<Milliseconds> Courier::run(const RecheckChain&) {
    const auto outcome = chain_check_.step(parts_.reader, lines_rechecked_in_a_step);
    if (!outcome) {
        agenda_.chain = failed(agenda_.chain, fail(outcome.error().message));
        return std::nullopt;
    }
    agenda_.chain = {};
    if (*outcome == ChainCheck::Outcome::more) return std::nullopt;
    agenda_.chain_unchecked = false;
    if (*outcome == ChainCheck::Outcome::damaged) parts_.alarms.raise(Alarms::Topic::chain, chain_check_.damage());
    return std::nullopt;
}

}  // namespace rancak::kiosk
