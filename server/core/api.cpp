#include "server/core/api.h"

#include "server/core/admin_api.h"
#include "server/core/case_api.h"
#include "server/core/catalogue_api.h"
#include "server/core/comment_api.h"
#include "server/core/device_api.h"
#include "server/core/export_api.h"
#include "server/core/figures_api.h"
#include "server/core/health_api.h"
#include "server/core/overview_api.h"
#include "server/core/people_api.h"
#include "server/core/public_api.h"
#include "server/core/public_pages.h"
#include "server/core/session_api.h"
#include "server/core/skm_api.h"
#include "server/core/web_api.h"
#include "server/core/webhook_api.h"
#include "shared/encoding.h"
#include "shared/protocol.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace rancak::server {
namespace {

using namespace std::chrono;

constexpr std::size_t worker_threads = 2;
constexpr std::size_t max_waiting_calls = 1024;
constexpr std::size_t small_body = 16 * 1024;

enum class Access { open, lookup, enrolment, sign_in, device_any_age, device, admin, session };  // session: a user, not a token

bool is_type(std::string_view header, std::string_view types) {
    header = header.substr(0, header.find(';'));
    while (!header.empty() && header.back() == ' ') header.remove_suffix(1);
    for (; !types.empty(); types.remove_prefix(std::min(types.size(), types.find(' ')))) {
        if (types.front() == ' ') types.remove_prefix(1);
        const auto type = types.substr(0, types.find(' '));
        const bool same = std::equal(header.begin(), header.end(), type.begin(), type.end(), [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
        });
        if (same) return true;
    }
    return false;
}

Reply receipt_reply(Outcome& outcome) {
    if (const auto* gap = std::get_if<Gap>(&outcome))
        return problem_reply(409, "Events are missing before this batch; send on from the expected one.", problem::gap,
                             {{"expected", std::to_string(gap->expected)}});
    if (const auto* fork = std::get_if<Fork>(&outcome))
        return problem_reply(409, "This journal has another history here; both are kept. A person has to look at this kiosk.",
                             problem::fork, {{"seq", std::to_string(fork->seq)}});
    Reply reply;
    reply.body = encode(std::get<Receipt>(outcome));
    return reply;
}

}  // namespace

struct Api::Route {
    std::string_view method, pattern;  // a * stands for one segment
    Access access;
    std::string_view query;         // the keys that it knows, each followed by a blank
    std::string_view content_type;  // of the body, or those that it may have with a blank between; empty: takes none
    std::size_t body_limit;
    Reply (*call)(const Centre&, const Call&);  // nullptr: events
    Right right = Right::figures;               // of whom Access::admin lets in
};

const Api::Route Api::routes[] = {
    {"POST", "/v1/journals/*/events", Access::device_any_age, "first ", "application/x-ndjson", max_batch_bytes, nullptr},
    {"PUT", "/v1/attachments/*", Access::device_any_age, "", "application/octet-stream", max_attachment_bytes, put_attachment},
    {"POST", "/v1/enrolments", Access::enrolment, "", "application/json", small_body, enrol},
    {"GET", "/v1/catalogue", Access::device, "", "", 0, get_catalogue},
    {"GET", "/v1/media/*", Access::device, "", "", 0, get_media},
    {"POST", "/v1/heartbeat", Access::device, "", "application/json", small_body, heartbeat},
    {"GET", "/v1/officers/*/standing", Access::device, "", "", 0, own_standing},
    {"DELETE", "/v1/session", Access::session, "", "", 0, sign_out},
    {"GET", "/v1/session", Access::session, "", "", 0, show_session},
    {"POST", "/v1/session", Access::sign_in, "", "application/json", small_body, sign_in},
    {"POST", "/v1/session/password", Access::session, "", "application/json", small_body, change_own_password},
    {"GET", "/v1/admin/users", Access::admin, "", "", 0, list_users, Right::people},
    {"POST", "/v1/admin/users", Access::admin, "", "application/json", small_body, add_user, Right::people},
    {"PATCH", "/v1/admin/users/*", Access::admin, "", "application/json", small_body, change_user, Right::people},
    {"GET", "/v1/admin/tokens", Access::admin, "", "", 0, list_tokens, Right::people},
    {"POST", "/v1/admin/tokens", Access::admin, "", "application/json", small_body, add_token, Right::people},
    {"DELETE", "/v1/admin/tokens/*", Access::admin, "", "", 0, revoke_token, Right::people},
    {"GET", "/v1/admin/webhooks", Access::admin, "", "", 0, list_webhooks, Right::people},
    {"POST", "/v1/admin/webhooks", Access::admin, "", "application/json", small_body, add_webhook, Right::people},
    {"DELETE", "/v1/admin/webhooks/*", Access::admin, "", "", 0, remove_webhook, Right::people},
    {"PATCH", "/v1/admin/webhooks/*", Access::admin, "", "application/json", small_body, change_webhook, Right::people},
    {"POST", "/v1/admin/webhooks/*/test", Access::admin, "", "", 0, test_webhook, Right::people},
    {"POST", "/v1/admin/webhooks/*/secret", Access::admin, "", "", 0, rotate_webhook, Right::people},
    {"GET", "/v1/admin/audit", Access::admin, "since limit office ", "", 0, list_audit, Right::people},
    {"GET", "/v1/admin/catalogue", Access::admin, "", "", 0, show_catalogue},
    {"PUT", "/v1/admin/catalogue", Access::admin, "", "application/json", max_catalogue_bytes, import_catalogue, Right::catalogue},
    {"GET", "/v1/admin/catalogue/words", Access::admin, "", "", 0, show_kiosk_words, Right::catalogue},
    {"GET", "/v1/admin/catalogues", Access::admin, "", "", 0, list_editions, Right::catalogue},
    {"GET", "/v1/admin/catalogues/*", Access::admin, "", "", 0, show_edition, Right::catalogue},
    {"POST", "/v1/admin/catalogues/*/restoration", Access::admin, "", "", 0, restore_edition, Right::catalogue},
    {"GET", "/v1/admin/media/*", Access::admin, "", "", 0, get_media},
    {"PUT", "/v1/admin/media/*", Access::admin, "", "application/octet-stream", max_media_bytes, put_media, Right::catalogue},
    {"POST", "/v1/admin/photos", Access::admin, "", "image/jpeg image/png", max_media_bytes, add_photo, Right::catalogue},
    {"POST", "/v1/admin/enrolment-codes", Access::admin, "", "application/json", small_body, new_enrolment_code, Right::kiosks},
    {"GET", "/v1/admin/ratings", Access::admin, export_query, "", 0, export_ratings, Right::texts},
    {"GET", "/v1/admin/details", Access::admin, export_query, "", 0, export_details},
    {"GET", "/v1/admin/events", Access::admin, export_query, "", 0, export_events},
    {"GET", "/v1/admin/cases", Access::admin, export_query, "", 0, export_cases, Right::texts},
    {"GET", "/v1/admin/surveys", Access::admin, export_query, "", 0, export_surveys},
    {"GET", "/v1/admin/standings", Access::admin, standings_query, "", 0, export_standings},
    {"GET", "/v1/admin/officers/*/standing", Access::admin, "from until ", "", 0, any_standing},
    {"GET", "/v1/admin/overview", Access::admin, "from until ", "", 0, get_overview},
    {"GET", "/v1/admin/figures", Access::admin, "office service officer counter from until by ", "", 0, get_figures},
    {"GET", "/v1/admin/flagged", Access::admin, "office from until limit ", "", 0, list_flagged},
    {"GET", "/v1/admin/skm", Access::admin, "office service from until population ", "", 0, get_skm},
    {"GET", "/v1/admin/skm/report", Access::admin, "format office service from until population ", "", 0, get_skm_report},
    {"GET", "/v1/admin/skm/publications", Access::admin, "office ", "", 0, list_publications},
    {"POST", "/v1/admin/skm/publications", Access::admin, "", "application/json", small_body, publish_skm, Right::catalogue},
    {"GET", "/v1/admin/supports", Access::admin, "", "", 0, list_supports},
    {"GET", "/v1/admin/journals", Access::admin, "", "", 0, list_journals},
    {"POST", "/v1/admin/journals/*/revocation", Access::admin, "", "", 0, revoke_journal, Right::kiosks},
    {"GET", "/v1/admin/inbox", Access::admin, "office state kind assigned q before limit ", "", 0, list_cases, Right::cases},
    {"GET", "/v1/admin/inbox/*", Access::admin, "", "", 0, show_case, Right::cases},
    {"POST", "/v1/admin/inbox/*/steps", Access::admin, "", "application/json", small_body, add_case_step, Right::cases},
    {"GET", "/v1/admin/comments", Access::admin, "office state before limit ", "", 0, list_comments, Right::texts},
    {"POST", "/v1/admin/comments/*", Access::admin, "", "application/json", small_body, decide_comment, Right::cases},
    {"GET", "/v1/cases/*", Access::lookup, "", "", 0, get_case},
    {"GET", "/", Access::open, "bahasa ", "", 0, public_home},
    {"GET", "/kasus", Access::lookup, "bahasa kode ", "", 0, public_case},
    {"GET", "/layanan", Access::open, "bahasa ", "", 0, public_services},
    {"GET", "/layanan/*", Access::open, "bahasa ", "", 0, public_service},
    {"GET", "/tindak-lanjut", Access::open, "bahasa ", "", 0, public_changes},
    {"GET", "/admin", Access::open, "", "", 0, get_admin_page},
    {"GET", "/assets/*", Access::open, "", "", 0, get_asset},
    {"GET", "/healthz", Access::open, "", "", 0, healthy},
    {"GET", "/readyz", Access::open, "", "", 0, ready},
    {"GET", "/metrics", Access::open, "", "", 0, metrics},
};

Reply Centre::failed(const StoreFailure& failure) const {
    failures.failed(failure);
    return store_failed(failure);
}

AuditEntry Centre::entry(const Caller& caller, std::string_view what, std::string_view subject, std::string_view office,
                         std::string_view detail) const {
    return audit_entry(random, clock.now(), caller, what, subject, office, detail);
}

std::string_view Call::query_value(std::string_view key) const {
    const auto at = query.find(key);
    return at == query.end() ? std::string_view{} : std::string_view(at->second);
}

Api::Api(Centre centre, Limits limits)
    : centre_(std::move(centre)), gate_(centre_.store, centre_.clock, centre_.failures, limits.device),
      callers_(centre_.store, centre_.clock, centre_.failures, centre_.admin_token), enrolments_(limits.enrolments),
      lookups_(limits.lookups), sign_ins_(limits.sign_ins),
      commit_(centre_.store, centre_.catalogue, centre_.failures, centre_.metrics), workers_(worker_threads, max_waiting_calls) {}

void Api::stop() {
    commit_.stop();
    workers_.stop();
}

std::size_t Api::addresses() {
    std::set<std::string_view> patterns;
    for (const auto& route : routes) patterns.insert(route.pattern);
    return patterns.size();
}

// ---- Before the body ---------------------------------------------------------------------------------------------------

Api::Match Api::match(const Request& request) {
    const auto segments = split_path(request.path);
    Match match;
    for (const auto& route : routes) {
        const auto pattern = split_path(route.pattern);
        std::vector<std::string_view> parameters;
        const bool fits = std::equal(pattern.begin(), pattern.end(), segments.begin(), segments.end(), [&](auto want, auto is) {
            if (want == "*" && !is.empty()) return parameters.push_back(is), true;
            return want == is;
        });
        if (!fits) continue;
        if (route.method == request.method) return {&route, std::move(parameters), {}};
        match.allow.append(match.allow.empty() ? "" : ", ").append(route.method);
    }
    return match;
}

Admission Api::admit(const Request& request) {
    const auto refused = [this](Reply reply) {
        centre_.metrics.replied(reply.status);
        return Admission{std::move(reply), 0};
    };
    const auto matched = match(request);
    if (!matched.route && matched.allow.empty()) return refused(problem_reply(404, "There is nothing at this address."));
    if (!matched.route) {
        auto reply = problem_reply(405, "This address takes " + matched.allow + ".");
        reply.headers.emplace_back("Allow", matched.allow);
        return refused(std::move(reply));
    }
    const auto& route = *matched.route;
    if (request.content_length.value_or(0) > route.body_limit)
        return refused(problem_reply(413, "The body may have at most " + std::to_string(route.body_limit) + " bytes."));
    if (!route.content_type.empty() && !is_type(request.content_type, route.content_type))
        return refused(problem_reply(415, "The body must be " + std::string(route.content_type) + "."));
    // Bodies of admins are large: whoever has no token need not send one.
    Sender sender;
    if (route.access == Access::admin)
        if (auto refusal = refuse(route, request, sender)) return refused(std::move(*refusal));
    return {std::nullopt, route.body_limit};
}

// ---- The call ----------------------------------------------------------------------------------------------------------

std::optional<Reply> Api::too_fast(RateLimiter& limiter, std::string_view what) {
    const auto wait = limiter.refuse("", centre_.clock.monotonic());
    if (!wait) return std::nullopt;
    return with_retry_after(problem_reply(429, "Too many " + std::string(what) + "; wait a little."), *wait);
}

std::optional<Reply> Api::refuse(const Route& route, const Request& request, Sender& sender) {
    switch (route.access) {
        case Access::open: return std::nullopt;
        case Access::lookup: return too_fast(lookups_, "cases are being asked for");
        case Access::enrolment: return too_fast(enrolments_, "enrolments are being tried");
        case Access::sign_in: return too_fast(sign_ins_, "people are signing in");
        case Access::session:
        case Access::admin: {
            auto asker = callers_.admit(request);
            if (!asker) return std::move(asker.error());
            if (route.access == Access::admin && !asker->caller.may(route.right))
                return problem_reply(403, "Who signed in here may not do this.");
            if (route.access == Access::session && !asker->session) return problem_reply(401, "This is for a user who is signed in, not for a token.");
            sender.asker = std::move(*asker);
            if (route.call == change_own_password) return too_fast(sign_ins_, "people are signing in");
            return std::nullopt;
        }
        case Access::device_any_age:
        case Access::device: {
            const auto age = route.access == Access::device ? DeviceGate::Age::recent : DeviceGate::Age::any;
            auto admitted = gate_.admit(request, age);
            if (!admitted) return std::move(admitted.error());
            sender.device = std::move(*admitted);
            return std::nullopt;
        }
    }
    return problem_reply(500, "");
}

Responder Api::measured(Responder respond) const {
    auto& metrics = centre_.metrics;
    metrics.requests_begun.add();
    return [&metrics, &clock = centre_.clock, began = centre_.clock.monotonic(), respond = std::move(respond)](Reply reply) {
        const auto took = duration_cast<microseconds>(clock.monotonic() - began);
        metrics.request_time.add(static_cast<std::uint64_t>(std::max<microseconds::rep>(took.count(), 0)));
        metrics.replied(reply.status);
        metrics.requests_answered.add();
        respond(std::move(reply));
    };
}

void Api::handle(Request request, Responder unmeasured) {
    auto respond = measured(std::move(unmeasured));
    auto matched = match(request);
    if (!matched.route) return respond(problem_reply(404, "There is nothing at this address."));
    const auto& route = *matched.route;
    auto query = parse_query(request.query);
    const bool known = query && std::all_of(query->begin(), query->end(), [&](const auto& entry) {
        return route.query.find(entry.first + " ") != std::string_view::npos;
    });
    if (!known)
        return respond(problem_reply(400, "The query must be name=value, each once; known here: " +
                                              (route.query.empty() ? "none" : std::string(route.query)) + "."));
    Sender sender;
    if (auto refusal = refuse(route, request, sender)) return respond(std::move(*refusal));
    if (!route.call) return take_events({request, matched.parameters, *query, &*sender.device, {}}, request, std::move(respond));
    run_later(route, std::move(request), std::move(*query), std::move(sender), std::move(respond));
}

void Api::take_events(const Call& call, Request& request, Responder respond) {
    const auto& device = *call.device;
    if (call.parameters[0] != device.id.journal) return respond(problem_reply(403, "A kiosk may only add to its own journal."));
    const auto text = call.query_value("first");
    std::uint64_t first = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), first);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return respond(problem_reply(400, "first=SEQ must name the sequence number of the first line."));
    auto batch = read_batch(device.id, device.enrolled, centre_.clock.now(), first, std::move(request.body));
    if (!batch) {
        const bool large = batch.error().kind == BatchProblem::Kind::too_large;
        return respond(problem_reply(large ? 413 : 422, batch.error().message));
    }
    commit_.submit(std::move(*batch), [this, journal = device.id.journal, respond = std::move(respond)](Stored<Outcome> outcome) {
        if (!outcome) return respond(centre_.failed(outcome.error()));
        if (const auto* fork = std::get_if<Fork>(&*outcome))
            centre_.log(Severity::warning, "journal " + journal + " forks at seq " + std::to_string(fork->seq));
        respond(receipt_reply(*outcome));
    });
}

void Api::run_later(const Route& route, Request request, Query query, Sender sender, Responder respond) {
    struct Later {
        Request request;
        Query query;
        Sender sender;
        Responder respond;
    };
    auto later = std::make_shared<Later>(Later{std::move(request), std::move(query), std::move(sender), std::move(respond)});
    centre_.metrics.calls_posted.add();
    const bool taken = workers_.post([this, &route, later] {
        centre_.metrics.calls_begun.add();
        const auto parameters = match(later->request).parameters;
        const auto& [device, asker] = later->sender;
        callers_.see(asker);
        auto reply = route.call(centre_, {later->request, parameters, later->query, device ? &*device : nullptr, asker.caller});
        if (route.call == revoke_journal) gate_.forget(parameters[0]);
        later->respond(std::move(reply));
    });
    if (taken) return;
    centre_.metrics.calls_begun.add();
    later->respond(with_retry_after(problem_reply(503, "The server has too much to do; try again."), 1s));
}

}  // namespace rancak::server
