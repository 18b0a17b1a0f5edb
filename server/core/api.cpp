#include "server/core/api.h"

#include "server/core/admin_api.h"
#include "server/core/device_api.h"
#include "server/core/export_api.h"
#include "server/core/health_api.h"
#include "server/core/public_api.h"
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

enum class Access { open, lookup, enrolment, device_any_age, device, admin };

bool is_type(std::string_view header, std::string_view type) {
    header = header.substr(0, header.find(';'));
    while (!header.empty() && header.back() == ' ') header.remove_suffix(1);
    return std::equal(header.begin(), header.end(), type.begin(), type.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
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
    std::string_view content_type;  // of the body; empty: takes none
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
    {"PUT", "/v1/admin/catalogue", Access::admin, "", "application/json", max_catalogue_bytes, import_catalogue, Right::catalogue},
    {"PUT", "/v1/admin/media/*", Access::admin, "", "application/octet-stream", max_media_bytes, put_media, Right::catalogue},
    {"POST", "/v1/admin/enrolment-codes", Access::admin, "", "application/json", small_body, new_enrolment_code, Right::kiosks},
    {"GET", "/v1/admin/ratings", Access::admin, export_query, "", 0, export_ratings, Right::texts},
    {"GET", "/v1/admin/events", Access::admin, export_query, "", 0, export_events},
    {"GET", "/v1/admin/cases", Access::admin, export_query, "", 0, export_cases, Right::texts},
    {"GET", "/v1/admin/surveys", Access::admin, export_query, "", 0, export_surveys},
    {"GET", "/v1/admin/standings", Access::admin, standings_query, "", 0, export_standings},
    {"GET", "/v1/admin/officers/*/standing", Access::admin, "from until ", "", 0, any_standing},
    {"GET", "/v1/admin/supports", Access::admin, "", "", 0, list_supports},
    {"GET", "/v1/admin/journals", Access::admin, "", "", 0, list_journals},
    {"POST", "/v1/admin/journals/*/revocation", Access::admin, "", "", 0, revoke_journal, Right::kiosks},
    {"GET", "/v1/cases/*", Access::lookup, "", "", 0, get_case},
    {"GET", "/healthz", Access::open, "", "", 0, healthy},
    {"GET", "/readyz", Access::open, "", "", 0, ready},
    {"GET", "/metrics", Access::open, "", "", 0, metrics},
};

Reply Centre::failed(const StoreFailure& failure) const {
    failures.failed(failure);
    return store_failed(failure);
}

std::string_view Call::query_value(std::string_view key) const {
    const auto at = query.find(key);
    return at == query.end() ? std::string_view{} : std::string_view(at->second);
}

Api::Api(Centre centre, Limits limits)
    : centre_(std::move(centre)), gate_(centre_.store, centre_.clock, centre_.failures, limits.device), enrolments_(limits.enrolments), lookups_(limits.lookups),
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

tl::expected<Caller, Reply> Api::caller_of(const Request& request) const {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view given = request.authorization;
    if (given.starts_with(scheme) && equal_secret(to_hex(blake2b(given.substr(scheme.size()))), to_hex(centre_.admin_token)))
        return Caller{"admin.token", all_rights, {}};
    auto reply = problem_reply(401, "This needs the admin token, as Authorization: Bearer TOKEN.");
    reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return tl::unexpected<Reply>(std::move(reply));
}

std::optional<Reply> Api::refuse(const Route& route, const Request& request, Sender& sender) {
    switch (route.access) {
        case Access::open: return std::nullopt;
        case Access::lookup:
            if (const auto wait = lookups_.refuse("", centre_.clock.monotonic()))
                return with_retry_after(problem_reply(429, "Too many cases are being asked for; wait a little."), *wait);
            return std::nullopt;
        case Access::enrolment:
            if (const auto wait = enrolments_.refuse("", centre_.clock.monotonic()))
                return with_retry_after(problem_reply(429, "Too many enrolments are being tried; wait a little."), *wait);
            return std::nullopt;
        case Access::admin: {
            auto caller = caller_of(request);
            if (!caller) return std::move(caller.error());
            if (!caller->may(route.right)) return problem_reply(403, "Who signed in here may not do this.");
            sender.caller = std::move(*caller);
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
        const auto& [device, caller] = later->sender;
        auto reply = route.call(centre_, {later->request, parameters, later->query, device ? &*device : nullptr, caller});
        if (route.call == revoke_journal) gate_.forget(parameters[0]);
        later->respond(std::move(reply));
    });
    if (taken) return;
    centre_.metrics.calls_begun.add();
    later->respond(with_retry_after(problem_reply(503, "The server has too much to do; try again."), 1s));
}

}  // namespace rancak::server
